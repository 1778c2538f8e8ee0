internal import Signatures

/// The execution of one block on top of a committed state.
///
/// Call ``begin(height:time:)`` once, ``execute(_:)`` for each transaction in the block's order, ``finish()`` once. After a
/// thrown failure the value is of no more use and nothing must be committed.
///
/// The committed state is an existential, because it is asked only once for each key that a block touches: the cost of
/// the call is a few nanoseconds beside a look-up, and everything above it is concrete code of this module.
package struct BlockExecution: Sendable {
    var state: WorkingSet
    /// The chain's record as of the last block; height and time are the new block's from the beginning on.
    var chain: ChainRecord?
    /// The events of the current step or transaction.
    var events: [LedgerEvent] = []
    /// The classes that the block has looked at.
    var classes: [ClassID: ClassTerms] = [:]
    /// The campaigns that are not ended, by the beginning of their keys, for the event types that the block has looked at.
    var campaignsByEventType: [PackedKey: [CampaignID]] = [:]

    /// The block's height.
    var height: UInt64 = 0
    /// The block's time in seconds since 1970 UTC.
    var now: Int64 = 0

    /// Starts on a committed state, which must not change meanwhile, and makes room for that many transactions.
    package init(state: any StateReading, transactionCount: Int = 0) {
        self.state = WorkingSet(base: state)
        self.state.reserve(transactionCount: transactionCount)
    }

    /// Runs what a block does before its transactions: expiry, emission, calendar burns, final redemptions.
    ///
    /// - Parameters:
    ///   - height: One more than the last block's.
    ///   - time: In seconds since 1970 UTC, not before the last block's.
    /// - Returns: The events in the order of their effects.
    /// - Throws: ``LedgerFailure/invalidBlock(_:)`` for another height or time, and what goes wrong with the state.
    package mutating func begin(height: UInt64, time: Int64) throws(LedgerFailure) -> [LedgerEvent] {
        try failing { () throws(Stop) in
            try open(height: height, time: time)
            try expire()
            try emit()
            try burnBySchedule()
            try finishRedemptions()
        }
        return takeEvents()
    }

    /// Executes one transaction; when it is refused, nothing at all has changed.
    package mutating func execute(_ transaction: CheckedTransaction) throws(LedgerFailure) -> TransactionOutcome {
        guard chain != nil else { throw .invalidBlock("a transaction before the block has begun") }
        do throws(Stop) {
            try apply(transaction)
        } catch {
            switch error {
            case .failed(let failure): throw failure
            case .refused(let refusal):
                takeBack()
                return .refused(refusal)
            }
        }
        return .applied(takeEvents())
    }

    /// Runs what a block does after its transactions, checks the supply of every class touched, and gives the changes.
    package mutating func finish() throws(LedgerFailure) -> BlockEnd {
        guard var record = chain else { throw .invalidBlock("the end of a block that has not begun") }
        try failing { () throws(Stop) in
            record.openEpoch = try netClosedEpochs(openEpoch: record.openEpoch, rule: record.epochRule)
        }
        state.write(record, .chain)
        state.commit()
        let changes = state.changes()
        try SupplyCheck.check(changes)
        chain = nil
        // Lets go of the committed state, so that a state in memory is not copied when the changes are applied to it.
        state = WorkingSet(base: DictionaryState())
        return BlockEnd(events: takeEvents(), changes: changes)
    }

    private mutating func open(height: UInt64, time: Int64) throws(Stop) {
        guard chain == nil, self.height == 0 else { throw .failed(.invalidBlock("a block begins twice")) }
        guard var record: ChainRecord = try state.read(.chain) else {
            throw .failed(.invalidBlock("the state has no genesis"))
        }
        guard height == record.height + 1 else {
            throw .failed(.invalidBlock("height \(height) after height \(record.height)"))
        }
        guard time >= record.time, FieldBounds.blockTimes.contains(time) else {
            throw .failed(.invalidBlock("time \(time) after time \(record.time)"))
        }
        record.height = height
        record.time = time
        chain = record
        self.height = height
        now = time
    }

    /// Ends a step or a transaction that holds, and gives its events.
    private mutating func takeEvents() -> [LedgerEvent] {
        state.commit()
        let taken = events
        events = []
        return taken
    }

    /// Undoes a transaction that is refused.
    private mutating func takeBack() {
        events = []
        for key in state.undo() {
            switch key.first {
            case StateKey.Tag.classRecord.rawValue:
                if case .classRecord(let id) = StateKey(bytes: key) { classes[id] = nil }
            case StateKey.Tag.campaignByEventType.rawValue: campaignsByEventType = [:]
            default: break
            }
        }
    }
}

/// What became of a transaction.
package enum TransactionOutcome: Hashable, Sendable {
    /// It changed the state; the events are in the order of their effects.
    case applied([LedgerEvent])
    /// It changed nothing.
    case refused(Refusal)
}

/// What a block leaves behind.
package struct BlockEnd: Hashable, Sendable {
    /// The events of the steps after the transactions.
    package var events: [LedgerEvent]
    /// Every key that changed, ascending, once each.
    package var changes: [LedgerChange]

    package init(events: [LedgerEvent], changes: [LedgerChange]) {
        self.events = events
        self.changes = changes
    }
}
