package import RightsLedger
internal import Signatures
internal import StateStore

/// The chain as it was after one block, whatever is committed meanwhile.
///
/// A view holds on to old data in the database: keep it for a request, not longer.
package struct NodeView: Sendable {
    /// The block after which the chain is shown.
    package let head: ChainHead
    /// The ledger's typed questions.
    package let ledger: LedgerReader

    let reader: ChainReader

    /// The most events that one call looks at, so that a filter that nothing passes costs a bounded time.
    package static let eventsExaminedMax = 20_000

    init(snapshot: any StateSnapshot) throws(NodeError) {
        reader = ChainReader(snapshot: snapshot)
        ledger = LedgerReader(state: StoreState(snapshot: snapshot))
        guard let header = try reader.header(at: snapshot.head.height) else {
            throw .databaseInconsistent(reason: "block \(snapshot.head.height) has no header")
        }
        head = ChainHead(header.header)
    }

    /// The signed header at a height; `nil` above the head.
    package func header(atHeight height: UInt64) throws(NodeError) -> SignedBlockHeader? {
        try reader.header(at: height)
    }

    /// The block at a height; `nil` above the head.
    package func block(atHeight height: UInt64) throws(NodeError) -> StoredBlock? {
        guard let header = try reader.header(at: height) else { return nil }
        return StoredBlock(
            header: header, transactions: try reader.transactions(at: height), outcomes: try reader.outcomes(at: height)
        )
    }

    /// A transaction that stands in a block; `nil` where none has it.
    package func transaction(_ id: TransactionID) throws(NodeError) -> StoredTransaction? {
        guard let location = try reader.location(of: id) else { return nil }
        guard let bytes = try reader.transactionBytes(at: location), let outcome = try reader.outcome(at: location)
        else {
            throw .databaseInconsistent(reason: "transaction \(id) is not where the index says")
        }
        return StoredTransaction(id: id, location: location, bytes: bytes, outcome: outcome)
    }

    /// Events after a place, in order.
    ///
    /// The cursor is the last event that the caller has seen; `nil` to start with the first. At most `limit` events are
    /// returned; those that the filter does not want are passed over.
    package func events(
        after cursor: EventCursor?, limit: Int, matching filter: EventFilter = EventFilter()
    ) throws(NodeError) -> EventPage {
        var page = EventPage(events: [], cursor: cursor, reachedHead: false)
        var next = EventCursor(height: 0, index: 0)
        if let cursor {
            next = cursor
            if cursor.index < .max { next.index += 1 } else { next = EventCursor(height: cursor.height &+ 1, index: 0) }
        }
        var examined = 0
        while page.events.count < limit, examined < NodeView.eventsExaminedMax {
            let pages = try reader.eventPages(from: next, limit: 4)
            let before = examined
            for stored in pages {
                for (offset, entry) in stored.entries.enumerated() {
                    let place = EventCursor(height: stored.height, index: stored.first + UInt32(offset))
                    guard place >= next else { continue }
                    guard let (transactionIndex, event) = EventEntry.decode(entry) else {
                        throw .databaseInconsistent(reason: "event \(place) cannot be read")
                    }
                    examined += 1
                    page.cursor = place
                    if filter.matches(event) {
                        page.events.append(
                            IndexedEvent(cursor: place, transactionIndex: transactionIndex, event: event))
                        if page.events.count == limit { return page }
                    }
                }
            }
            guard examined > before, let last = page.cursor else {
                page.reachedHead = true
                return page
            }
            next = EventCursor(height: last.height, index: last.index + 1)
        }
        return page
    }

    /// The events of one transaction, in order.
    package func events(of transaction: StoredTransaction) throws(NodeError) -> [IndexedEvent] {
        let range = transaction.outcome.events
        guard !range.isEmpty else { return [] }
        let height = transaction.location.height
        let before = range.lowerBound == 0 ? nil : EventCursor(height: height, index: range.lowerBound - 1)
        guard let before else {
            // The first event of a block follows on the last one of the blocks before.
            return try events(from: EventCursor(height: height, index: 0), count: range.count)
        }
        return try events(after: before, limit: range.count).events
    }

    private func events(from place: EventCursor, count: Int) throws(NodeError) -> [IndexedEvent] {
        guard place.height > 0 else { return try events(after: nil, limit: count).events }
        return try events(after: EventCursor(height: place.height - 1, index: .max), limit: count).events
    }

    /// The value of a state key; `nil` where it is absent.
    package func stateValue(forKey key: [UInt8]) throws(NodeError) -> [UInt8]? {
        try NodeError.store { () throws(StoreError) in try reader.snapshot.value(forKey: key) }
    }

    /// The value of a state key, or its absence, with a proof that leads to a signed header's app hash.
    ///
    /// Without a height it is that of the view.
    ///
    /// - Throws: ``NodeError/store(_:)`` for a height above the head or below the window of old states.
    package func stateProof(forKey key: [UInt8], height: UInt64? = nil) throws(NodeError) -> StateAnswer {
        try reader.answer(key: key, height: height)
    }
}

/// A block as the database has it.
package struct StoredBlock: Hashable, Sendable {
    /// The signed header.
    package let header: SignedBlockHeader
    /// The transactions as they travel.
    package let transactions: [[UInt8]]
    /// What became of each transaction.
    package let outcomes: [RecordedOutcome]
}

/// A transaction that stands in a block.
package struct StoredTransaction: Hashable, Sendable {
    /// Its id.
    package let id: TransactionID
    /// Where it stands.
    package let location: TransactionLocation
    /// The transaction as it travels.
    package let bytes: [UInt8]
    /// What became of it.
    package let outcome: RecordedOutcome
}
