internal import RightsLedger
internal import Signatures
internal import StateStore

/// A block that has been executed and staged, and waits to be committed.
struct ExecutedBlock: Sendable {
    /// The header, not yet signed.
    let header: BlockHeader
    /// The transactions as they travel.
    let transactions: [[UInt8]]
    /// The Merkle leaves of the transactions.
    let leaves: [Digest]
    /// The transactions' ids; `nil` for bytes that are no transaction.
    let ids: [TransactionID?]
    /// What became of each transaction.
    let outcomes: [RecordedOutcome]
    /// The encoded outcomes.
    let outcomeBytes: [[UInt8]]
    /// The events in order.
    let events: [LedgerEvent]
    /// For each event four bytes with its transaction's index plus 1 (0: the block's own) and its encoding.
    let eventEntries: [[UInt8]]
    /// What the block changes, ascending by key.
    let changes: [LedgerChange]
    /// The changes, staged in the store.
    let staged: StagedBlock
    /// The account records that the block changed.
    let changedAccounts: [(id: AccountID, record: AccountRecord)]
}

/// The events and outcomes of a block while it is executed.
struct BlockRecording {
    private(set) var events: [LedgerEvent] = []
    /// For each event its transaction's index plus 1; 0 for the block's own.
    private(set) var owners: [UInt32] = []
    private(set) var outcomes: [RecordedOutcome] = []

    /// Events of the block itself.
    mutating func append(_ events: [LedgerEvent]) {
        self.events.append(contentsOf: events)
        owners.append(contentsOf: repeatElement(0, count: events.count))
    }

    /// The outcome of the next transaction.
    mutating func append(_ outcome: TransactionOutcome) {
        let first = UInt32(events.count)
        switch outcome {
        case .applied(let effects):
            events.append(contentsOf: effects)
            owners.append(contentsOf: repeatElement(UInt32(outcomes.count) + 1, count: effects.count))
            outcomes.append(RecordedOutcome(refusal: nil, events: first..<UInt32(events.count)))
        case .refused(let refusal):
            outcomes.append(RecordedOutcome(refusal: refusal, events: first..<first))
        }
    }
}
