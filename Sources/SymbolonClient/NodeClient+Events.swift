public import RightsLedger

/// Which events a reader wants.
public struct ChainEventFilter: Sendable, Hashable {
    /// Only events of this type, such as `minted`.
    public var type: String?
    /// Only events that name this account.
    public var account: AccountID?
    /// Only events that name this class.
    public var classID: ClassID?

    /// Creates a filter; what is `nil` lets everything through.
    public init(type: String? = nil, account: AccountID? = nil, classID: ClassID? = nil) {
        self.type = type
        self.account = account
        self.classID = classID
    }

    var query: [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        if let type { query.append(("type", type)) }
        if let account { query.append(("account", account.description)) }
        if let classID { query.append(("class", classID.description)) }
        return query
    }
}

/// Events in the order in which they happened, and where to go on.
public struct ChainEventPage: Sendable, Hashable {
    /// The height up to which the chain had come.
    public let height: UInt64
    /// The events.
    public let events: [ChainEvent]
    /// Where the next page begins; it is there also when no more events have happened yet.
    public let next: PageCursor
    /// Whether everything that had happened was looked at.
    public let isComplete: Bool

    init(_ node: JSONNode) throws(ClientError) {
        height = try node.number("height")
        events = try node.elements("items", ChainEvent.init)
        next = PageCursor(try node.text("next"))
        isComplete = try node.boolean("complete")
    }
}

extension NodeClient {
    /// One page of events.
    ///
    /// - Parameters:
    ///   - cursor: Where an earlier page ended; `nil` for the beginning of the chain.
    ///   - filter: Which events; the same one for every page of a sequence.
    ///   - limit: At most so many events, 1 to 100.
    /// - Returns: The events, and where to go on.
    /// - Throws: ``ClientError/refused(_:)`` with the node's reason, or why there was no answer.
    public func eventPage(
        from cursor: PageCursor?, filter: ChainEventFilter = ChainEventFilter(), limit: Int = 100
    ) async throws(ClientError) -> ChainEventPage {
        var query = filter.query
        if let cursor { query.append(("cursor", cursor.description)) }
        query.append(("limit", String(limit)))
        return try ChainEventPage(try await get("/v1/events", query))
    }

    /// All events from a place on, and then those that happen while the caller listens.
    ///
    /// ```swift
    /// for try await event in client.events(from: nil, filter: ChainEventFilter(type: "redeemed")) {
    ///     print(event.height, event.data)
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - cursor: Where an earlier page ended; `nil` for the beginning of the chain.
    ///   - filter: Which events.
    ///   - pause: How long to wait before asking again when nothing new has happened.
    /// - Returns: A sequence that ends only when its task is cancelled.
    public func events(
        from cursor: PageCursor?, filter: ChainEventFilter = ChainEventFilter(), pause: Duration = .milliseconds(500)
    ) -> ChainEventSequence {
        ChainEventSequence(client: self, cursor: cursor, filter: filter, pause: pause)
    }
}

/// The events of a chain, without end; stop by leaving the loop or cancelling the task.
public struct ChainEventSequence: AsyncSequence, Sendable {
    /// What the sequence gives.
    public typealias Element = ChainEvent

    let client: NodeClient
    let cursor: PageCursor?
    let filter: ChainEventFilter
    let pause: Duration

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator { Iterator(sequence: self, cursor: cursor) }

    /// The state of one reader.
    public struct Iterator: AsyncIteratorProtocol {
        private let sequence: ChainEventSequence
        private var cursor: PageCursor?
        private var waiting: ArraySlice<ChainEvent> = []

        init(sequence: ChainEventSequence, cursor: PageCursor?) {
            self.sequence = sequence
            self.cursor = cursor
        }

        /// The next event; `nil` once the task is cancelled.
        public mutating func next() async throws(ClientError) -> ChainEvent? {
            while true {
                if let event = waiting.popFirst() { return event }
                if Task.isCancelled { return nil }
                let page = try await sequence.client.eventPage(from: cursor, filter: sequence.filter)
                cursor = page.next
                waiting = page.events[...]
                if waiting.isEmpty, page.isComplete { try? await Task.sleep(for: sequence.pause) }
            }
        }
    }
}
