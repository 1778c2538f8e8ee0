internal import ChainNode
internal import RightsLedger

// Each lower layer has an error of its own; these turn it into the one of this module.

/// Runs a call of the node.
func runNode<Answer>(_ call: () throws(NodeError) -> Answer) throws(WorkbenchError) -> Answer {
    do {
        return try call()
    } catch {
        throw .nodeFailed(error.description)
    }
}

/// Runs a call of the node that waits.
func runNode<Answer>(_ call: () async throws(NodeError) -> Answer) async throws(WorkbenchError) -> Answer {
    do {
        return try await call()
    } catch {
        throw .nodeFailed(error.description)
    }
}

/// Asks the ledger a question.
func readLedger<Answer>(_ question: () throws(LedgerFailure) -> Answer) throws(WorkbenchError) -> Answer {
    do {
        return try question()
    } catch {
        throw .nodeFailed("the state could not be read: \(error)")
    }
}
