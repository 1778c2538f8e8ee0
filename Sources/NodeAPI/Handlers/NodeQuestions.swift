internal import ChainNode
internal import RightsLedger

/// What all handlers share: the node, and pages of its collections.
struct NodeQuestions: Sendable {
    let node: Node

    /// The chain as it is now.
    func view() throws(Problem) -> NodeView {
        try Problem.asking { () throws(NodeError) in try node.view() }
    }

    /// A page of a collection whose elements are ordered by an id that counts up.
    ///
    /// The scope is the collection's name with everything that filters it. An element for which `show` has no JSON is
    /// passed over.
    func page<ID: CountedIdentifier, Element>(
        of scope: String, _ call: Call, in view: NodeView, extra: [JSONMember] = [],
        read: (_ after: ID?, _ limit: Int) throws(LedgerFailure) -> [Element], identify: (Element) -> ID,
        show: (Element) throws(Problem) -> JSONValue?
    ) throws(Problem) -> Answer {
        let width = ID.RawValue.bitWidth / 8
        let cursor = OpaqueCursor(scope: scope)
        let after = try cursor.place(in: call.query, byteCount: width).map { ID(rawValue: CursorNumber.number($0)) }
        let limit = try call.pageLimit()
        // One more than is shown says whether there is a next page.
        let elements = try Problem.reading { () throws(LedgerFailure) in try read(after, limit + 1) }
        let next =
            elements.count > limit ? cursor.text(CursorNumber.bytes(identify(elements[limit - 1]).rawValue)) : nil
        var items: [JSONValue] = []
        for element in elements.prefix(limit) {
            if let item = try show(element) { items.append(item) }
        }
        return .page(items, next: next, in: view, extra: extra)
    }
}

extension Answer {
    /// A page of a collection, with the height on which it rests.
    static func page(
        _ items: [JSONValue], next: String?, in view: NodeView, extra: [JSONMember] = []
    ) -> Answer {
        let members: [JSONMember] = [
            JSONMember("height", .number(view.head.height)), JSONMember("appHash", .text(view.head.appHash)),
        ]
        let rest: [JSONMember] = [
            JSONMember("items", .array(items)), JSONMember("next", next.map { .string($0) } ?? .null),
        ]
        return .json(.object(members + extra + rest), at: ChainPosition(view.head))
    }

    /// A single thing of a view's state.
    static func json(_ value: JSONValue, in view: NodeView) -> Answer {
        .json(value, at: ChainPosition(view.head))
    }
}

extension ChainPosition {
    init(_ head: ChainHead) { self.init(height: head.height, appHash: head.appHash) }
}

extension Problem {
    /// The problem that a thing does not exist.
    static func notFound(_ what: String) -> Problem {
        Problem(.resourceNotFound, "There is no \(what).", pointer: "path/0")
    }
}
