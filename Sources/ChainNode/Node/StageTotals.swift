internal import Synchronization

/// Where the node's time has gone since it was opened.
package struct StageTotals: Equatable, Sendable {
    /// Decoding and signatures, summed over the checking threads.
    package var check: Duration = .zero
    /// Admission to the mempool.
    package var admit: Duration = .zero
    /// Execution of transactions and of what blocks do by themselves.
    package var execute: Duration = .zero
    /// Staging of the changes in the state's Merkle tree.
    package var merkle: Duration = .zero
    /// Hashing and encoding of transactions, outcomes, events and headers.
    package var encode: Duration = .zero
    /// The synced write of the block.
    package var commit: Duration = .zero
    /// Bookkeeping after the commit: mempool, subscribers.
    package var publish: Duration = .zero
    /// Blocks committed.
    package var blocks: UInt64 = 0
    /// Transactions in these blocks, refused ones included.
    package var transactions: UInt64 = 0

    /// Each stage's name and time, in the order of a transaction's way.
    package var stages: [(name: String, time: Duration)] {
        [
            ("check", check), ("admit", admit), ("execute", execute), ("merkle", merkle), ("encode", encode),
            ("commit", commit), ("publish", publish),
        ]
    }
}

/// Sums up the times of the stages; cheap enough to be always on.
final class StageClock: Sendable {
    private let sums = Mutex(StageTotals())

    /// The sums so far.
    var totals: StageTotals { sums.withLock { $0 } }

    /// Adds the time since a moment to a stage, and returns it.
    @discardableResult
    func add(
        _ stage: any WritableKeyPath<StageTotals, Duration> & Sendable, since began: ContinuousClock.Instant
    ) -> Duration {
        let elapsed = began.duration(to: .now)
        sums.withLock { $0[keyPath: stage] += elapsed }
        return elapsed
    }

    /// Counts a committed block.
    func countBlock(transactions: Int) {
        sums.withLock { sums in
            sums.blocks += 1
            sums.transactions += UInt64(transactions)
        }
    }
}
