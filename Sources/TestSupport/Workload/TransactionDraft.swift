package import RightsLedger
package import Signatures

/// What a workload wants somebody to send, before the envelope is made.
package struct TransactionDraft: Sendable {
    /// How the envelope deviates from a good one.
    package enum Envelope: Hashable, Sendable {
        case good
        /// Valid at this height for the last time.
        case lastHeight
        /// Valid until the height before this one.
        case expired
        /// Signed by somebody else's key.
        case wrongKey
        /// Off by so much.
        case nonceOff(Int)
    }

    package var sender: AccountID
    package var operations: [Operation]
    package var envelope: Envelope

    package init(_ sender: AccountID, _ operations: [Operation], envelope: Envelope = .good) {
        self.sender = sender
        self.operations = operations
        self.envelope = envelope
    }
}

/// A transaction that a workload made, before it is signed.
package struct SimulatedTransaction: Sendable {
    package var body: TransactionBody
    /// The key that it claims to be signed by.
    package var publicKey: PublicKey
}
