internal import RightsLedger
internal import Synchronization

/// What has become of a transaction so far.
package enum TransactionFate: Hashable, Sendable {
    /// It waits for a block.
    case pending
    /// It stands in a block, applied or refused.
    case committed(TransactionLocation, RecordedOutcome)
    /// It neither waits nor stands in a block: it never came, or it was dropped.
    case unknown
}

/// Wakes those who wait for transactions.
final class FateBoard: Sendable {
    private struct State {
        var waiters: [TransactionID: [UInt64: AsyncStream<Void>.Continuation]] = [:]
        var nextNumber: UInt64 = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Begins to wait for news of a transaction; the stream yields once there may be some.
    func watch(_ id: TransactionID) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state -> UInt64? in
            guard !state.isFinished else { return nil }
            state.nextNumber += 1
            state.waiters[id, default: [:]][state.nextNumber] = continuation
            return state.nextNumber
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.waiters[id]?[number] = nil
                if state.waiters[id]?.isEmpty == true { state.waiters[id] = nil }
            }
        }
        return stream
    }

    /// Says that there is news of transactions.
    func announce(_ ids: some Sequence<TransactionID>) {
        let waiters = state.withLock { state -> [AsyncStream<Void>.Continuation] in
            guard !state.waiters.isEmpty else { return [] }
            return ids.flatMap { state.waiters[$0].map { Array($0.values) } ?? [] }
        }
        for waiter in waiters { waiter.yield() }
    }

    /// Ends every wait.
    func finish() {
        let waiters = state.withLock { state in
            state.isFinished = true
            defer { state.waiters = [:] }
            return state.waiters.values.flatMap(\.values)
        }
        for waiter in waiters { waiter.finish() }
    }
}
