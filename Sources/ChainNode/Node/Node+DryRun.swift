package import RightsLedger
internal import StateStore

extension Node {
    /// Executes a transaction on the committed state and throws the result away.
    ///
    /// The pretended block has the next height and the time of the clock; in step mode, of the last block. Transactions that wait in the mempool are not taken into account.
    /// - Throws: What is broken; a refusal is an answer.
    package func dryRun(_ transaction: [UInt8]) async throws(NodeError) -> DryRun {
        let checked: CheckedTransaction
        do throws(Refusal) {
            checked = try StatelessCheck.check(transaction, chainID: chainID)
        } catch {
            return .refused(error)
        }
        let snapshot = try NodeError.store { () throws(StoreError) in try store.snapshot() }
        let head = try NodeView(snapshot: snapshot).head
        let outcome = try NodeError.ledger { () throws(LedgerFailure) in
            var execution = BlockExecution(state: StoreState(snapshot: snapshot))
            _ = try execution.begin(
                height: head.height + 1, time: isInStepMode ? head.time : engine.blockTime(after: head))
            return try execution.execute(checked)
        }
        switch outcome {
        case .applied(let events): return .applied(checked.id, events)
        case .refused(let refusal): return .refused(refusal)
        }
    }
}

/// What a transaction would do.
package enum DryRun: Hashable, Sendable {
    /// It would be applied, with these events.
    case applied(TransactionID, [LedgerEvent])
    /// It would be refused.
    case refused(Refusal)
}
