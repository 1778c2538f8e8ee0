internal import ChainNode
internal import RightsLedger

/// A transaction with its fate, its operations and its events.
enum TransactionView {
    /// The JSON of a transaction.
    static func json(
        _ id: TransactionID, _ fate: TransactionFate, _ questions: NodeQuestions
    ) throws(Problem) -> JSONValue {
        guard case .committed(let place, let outcome) = fate else {
            return ["id": .text(id), "status": "pending", "events": []]
        }
        let view = try questions.view()
        guard let stored = try Problem.asking({ () throws(NodeError) in try view.transaction(id) }) else {
            return ["id": .text(id), "status": "pending", "events": []]
        }
        let events = try Problem.asking { () throws(NodeError) in try view.events(of: stored) }
        var members: [JSONMember] = [
            JSONMember("id", .text(id)), JSONMember("status", outcome.isApplied ? "applied" : "refused"),
            JSONMember("height", .number(place.height)), JSONMember("index", .number(place.index)),
        ]
        members += content(of: stored.bytes)
        members.append(JSONMember("refusal", outcome.refusal?.json ?? .null))
        members.append(JSONMember("events", .list(events) { $0.json(transaction: id) }))
        return .object(members)
    }

    /// What the transaction asks for; nothing where its bytes are no transaction.
    static func content(of bytes: [UInt8]) -> [JSONMember] {
        do throws(Refusal) {
            let body = try TransactionBody(decoding: try SignedTransaction(decoding: bytes).body)
            return [
                JSONMember("sender", .text(body.sender)), JSONMember("nonce", .number(body.nonce)),
                JSONMember("expiryHeight", .number(body.expiryHeight)),
                JSONMember("operations", .list(body.operations) { $0.json }),
            ]
        } catch {
            return []
        }
    }
}

extension Refusal {
    /// The refusal as it stands in a transaction's JSON.
    var json: JSONValue {
        [
            "code": .string(code.name), "number": .number(code.rawValue),
            "operation": operationIndex.map { .number($0) } ?? .null,
            "facts": .object(facts.map { JSONMember($0.name, .string($0.value)) }),
        ]
    }
}

extension IndexedEvent {
    /// The event with its place; the transaction that caused it is `nil` for what a block does by itself.
    func json(transaction: TransactionID?) -> JSONValue { event.json(at: cursor, transaction: transaction) }
}

extension LedgerEvent {
    /// The event with a place; the transaction that caused it is `nil` for what a block does by itself.
    func json(at place: EventCursor, transaction: TransactionID?) -> JSONValue {
        [
            "height": .number(place.height), "index": .number(place.index), "transaction": .text(transaction),
            "type": .string(typeName), "data": data,
        ]
    }
}
