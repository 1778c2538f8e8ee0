package import RightsLedger
internal import StateStore

extension Node {
    /// Hands in encoded signed transactions; the answers are in the same order.
    ///
    /// An accepted transaction waits in this node's memory. It is safe when it stands in a block, not before.
    package func submit(_ transactions: [[UInt8]]) async -> [SubmissionResult] {
        guard health.isReady else { return transactions.map { _ in .refused(Refusal(.shuttingDown)) } }
        let results: [SubmissionResult]
        do throws(NodeError) {
            results = try await application.checkTransactions(transactions)
        } catch {
            // The account of a sender could not be read: the database is broken.
            fail(error)
            return transactions.map { _ in .refused(Refusal(.shuttingDown)) }
        }
        metrics.record(results)
        work.signal()
        return results
    }

    /// What has become of a transaction.
    package func fate(of id: TransactionID) throws(NodeError) -> TransactionFate {
        // Asked before the database, so that a transaction that is committed just now is not missed between the two.
        let isPending = mempool.contains(id)
        let reader = ChainReader(snapshot: try NodeError.store { () throws(StoreError) in try store.snapshot() })
        if let location = try reader.location(of: id), let outcome = try reader.outcome(at: location) {
            // A refused transaction may have been handed in again.
            if outcome.isApplied || !isPending { return .committed(location, outcome) }
        }
        return isPending ? .pending : .unknown
    }

    /// Waits until a transaction stands in a block or is dropped.
    ///
    /// After the timeout the answer is what is known by then.
    package func waitForTransaction(
        _ id: TransactionID, timeout: Duration
    ) async throws(NodeError) -> TransactionFate {
        // Watching begins before the first look, so that no news is missed.
        let news = publisher.fates.watch(id)
        let now = try fate(of: id)
        if case .committed = now { return now }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in news { return } }
            group.addTask { try? await Task.sleep(for: timeout) }
            await group.next()
            group.cancelAll()
        }
        return try fate(of: id)
    }

    /// Makes one block of what waits, up to the block limits, and commits it; only in step mode.
    ///
    /// The time is in seconds since 1970 UTC, and not before the last block's.
    ///
    /// - Throws: ``NodeError/notInStepMode``, ``NodeError/consensus(reason:)`` for a time that goes back,
    ///   ``NodeError/stopped``; or what broke, after which the node has failed.
    package func produceBlock(time: Int64) async throws(NodeError) -> CommittedBlock {
        guard isInStepMode else { throw .notInStepMode }
        guard health.isReady else { throw .stopped }
        do throws(NodeError) {
            return try await engine.produce(time: time)
        } catch {
            if error.endsNode { fail(error) }
            throw error
        }
    }
}
