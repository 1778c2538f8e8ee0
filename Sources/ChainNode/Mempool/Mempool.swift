internal import RightsLedger
internal import Signatures
internal import Synchronization

/// The transactions that wait for a block, behind a lock.
///
/// The lock is held for a few hundred nanoseconds per transaction; the state is read outside of it where that is possible.
final class Mempool: Sendable {
    private let state: Mutex<MempoolState>
    private let readAccount: @Sendable (AccountID) throws(NodeError) -> AccountRecord?

    /// Creates an empty mempool; `readAccount` reads the last committed record of an account.
    init(
        limits: MempoolLimits, nextHeight: UInt64,
        readAccount: @escaping @Sendable (AccountID) throws(NodeError) -> AccountRecord?
    ) {
        state = Mutex(MempoolState(limits: limits, nextHeight: nextHeight))
        self.readAccount = readAccount
    }

    var statistics: MempoolStatistics { state.withLock { $0.statistics } }

    var isEmpty: Bool { state.withLock { $0.isEmpty } }

    func contains(leaf: Digest) -> Bool { state.withLock { $0.contains(leaf: leaf) } }

    func contains(_ id: TransactionID) -> Bool { state.withLock { $0.contains(id) } }

    /// The checked transactions with these very bytes, where they wait here.
    func transactions(leaves: [Digest]) -> [CheckedTransaction?] {
        state.withLock { state in leaves.map { state.transaction(leaf: $0) } }
    }

    /// Reads the senders' accounts that admission will need, outside of the lock.
    func readAhead(_ screened: [ScreenedTransaction]) {
        let (unknown, height) = state.withLock { state in
            var unknown: Set<AccountID> = []
            for case .success(let transaction) in screened.map(\.result)
            where state.needsAccount(transaction.body.sender) {
                unknown.insert(transaction.body.sender)
            }
            return (unknown, state.nextHeight)
        }
        guard !unknown.isEmpty else { return }
        var records: [(id: AccountID, record: AccountRecord?)] = []
        for id in unknown {
            // A failed read is met again, and reported, when the transaction is admitted.
            do throws(NodeError) { records.append((id, try readAccount(id))) } catch { continue }
        }
        state.withLock { $0.learn(records, readBefore: height) }
    }

    /// Takes a batch in, in its order, and says for each transaction what became of it.
    func admit(_ screened: [ScreenedTransaction]) throws(NodeError) -> [SubmissionResult] {
        try state.withLock { state throws(NodeError) in
            var results: [SubmissionResult] = []
            results.reserveCapacity(screened.count)
            for transaction in screened {
                switch transaction.result {
                case .failure(let refusal): results.append(.refused(refusal))
                case .success(let checked):
                    let entry = MempoolEntry(transaction: checked, leaf: transaction.leaf)
                    let refusal = try state.admit(entry, readAccount: readAccount)
                    results.append(refusal.map(SubmissionResult.refused) ?? .accepted(checked.id))
                }
            }
            return results
        }
    }

    /// The first transactions in order of arrival that fit into a block; they stay until one is committed.
    func candidates(transactionsMax: Int, bytesMax: Int) -> [[UInt8]] {
        state.withLock { $0.candidates(transactionsMax: transactionsMax, bytesMax: bytesMax) }
    }

    /// Takes note of a committed block; returns the ids of what became invalid by it.
    func takeNote(
        ofBlock height: UInt64, leaves: [Digest], changed: [(id: AccountID, record: AccountRecord)]
    ) throws(NodeError) -> [TransactionID] {
        try state.withLock { state throws(NodeError) in
            try state.takeNote(ofBlock: height, leaves: leaves, changed: changed, readAccount: readAccount)
        }
    }
}
