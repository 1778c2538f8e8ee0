package import RightsLedger
internal import Signatures

/// A block as it was just committed.
package struct CommittedBlock: Sendable {
    /// The signed header.
    package let header: SignedBlockHeader
    /// The transactions as they travel.
    package let transactions: [[UInt8]]
    /// The ids of the transactions; `nil` for bytes that are no transaction.
    package let ids: [TransactionID?]
    /// What became of each transaction.
    package let outcomes: [RecordedOutcome]
    /// The block's events in order.
    package let events: [LedgerEvent]
    /// The Merkle leaves of the transactions.
    let leaves: [Digest]
    /// The account records that the block changed.
    let changedAccounts: [(id: AccountID, record: AccountRecord)]

    /// The block's height.
    package var height: UInt64 { header.header.height }

    /// The last block in short, as this block makes it.
    package var head: ChainHead { ChainHead(header.header) }
}
