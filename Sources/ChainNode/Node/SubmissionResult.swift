package import RightsLedger

/// What the node says to a transaction that was handed in.
package enum SubmissionResult: Equatable, Sendable {
    /// It waits for a block.
    case accepted(TransactionID)
    /// It is not taken.
    case refused(Refusal)
}
