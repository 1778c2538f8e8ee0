internal import ChainNode
internal import RightsLedger

/// The ledger's events in the order in which they happened.
struct EventRoutes: Sendable {
    let questions: NodeQuestions

    init(_ questions: NodeQuestions) { self.questions = questions }

    var routes: [Route] {
        [
            .get("/v1/events", query: ["cursor", "limit", "fromHeight", "type", "account", "class"]) {
                call throws(Problem) in try events(call)
            }
        ]
    }

    private func events(_ call: Call) throws(Problem) -> Answer {
        let query = call.query
        let type = query.text("type")
        if let type, !LedgerEvent.typeNames.contains(type) {
            throw query.invalid("type", "must be one of \(LedgerEvent.typeNames.joined(separator: ", "))")
        }
        let account = try query.digest("account").map { AccountID(rawValue: $0) }
        let classID: ClassID? = try query.number("class").map { ClassID($0) }
        let filter = EventFilter(types: type.map { [$0] } ?? [], account: account, classID: classID)
        let cursor = OpaqueCursor(
            scope: "events \(type ?? "") \(account?.description ?? "") \(classID?.description ?? "")")
        let after = try start(query, cursor)
        let view = try questions.view()
        let limit = try call.pageLimit()
        let page = try Problem.asking { () throws(NodeError) in
            try view.events(after: after, limit: limit, matching: filter)
        }
        var transactions = TransactionNames(view: view)
        var items: [JSONValue] = []
        for event in page.events { items.append(event.json(transaction: try transactions.id(of: event))) }
        let place = page.cursor.map { CursorNumber.bytes($0.height) + CursorNumber.bytes($0.index) } ?? []
        return .page(
            items, next: cursor.text(place), in: view, extra: [JSONMember("complete", .boolean(page.reachedHead))])
    }

    /// The last event that the caller has seen; `nil` to begin with the first.
    private func start(_ query: RequestQuery, _ cursor: OpaqueCursor) throws(Problem) -> EventCursor? {
        if let place = try cursor.place(in: query) {
            guard query.text("fromHeight") == nil else {
                throw query.invalid("fromHeight", "has no meaning with cursor")
            }
            // The place before the first event has no bytes.
            guard !place.isEmpty else { return nil }
            guard place.count == 12 else { throw query.invalid("cursor", "must be the next member of an earlier page") }
            return EventCursor(
                height: CursorNumber.number(place.prefix(8)), index: CursorNumber.number(place.dropFirst(8)))
        }
        guard let height: UInt64 = try query.number("fromHeight"), height > 0 else { return nil }
        return EventCursor(height: height - 1, index: .max)
    }
}

/// The ids of the transactions that caused events; neighbouring events often share one.
struct TransactionNames {
    private let view: NodeView
    private var known: [TransactionLocation: TransactionID] = [:]

    init(view: NodeView) { self.view = view }

    /// The id of the transaction that caused an event; `nil` for what a block does by itself.
    mutating func id(of event: IndexedEvent) throws(Problem) -> TransactionID? {
        guard let index = event.transactionIndex else { return nil }
        let location = TransactionLocation(height: event.cursor.height, index: index)
        if let id = known[location] { return id }
        let id = try Problem.asking { () throws(NodeError) in try view.transactionID(at: location) }
        known[location] = id
        return id
    }
}
