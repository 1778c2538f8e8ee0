public import RightsLedger

/// The answer of a node that did not do what it was asked: a problem document of RFC 9457.
public struct NodeProblem: Sendable, Hashable {
    /// The HTTP status.
    public let status: Int
    /// The fixed name of what went wrong, such as `balanceTooLow`.
    public let code: String
    /// The fixed number of what went wrong; docs/ledger-rules.md lists the ledger's.
    public let number: UInt32
    /// What happened this time, and what to do.
    public let detail: String
    /// Whether the same request may succeed when it is sent again later.
    public let isRetryable: Bool
    /// Names and values of this occurrence, in the node's order.
    public let facts: [Fact]
    /// The part of the request that is to blame, where the node says so.
    public let pointer: String?
    /// The operation of the transaction that was refused, from 0.
    public let operationIndex: Int?
    /// The transaction that was refused.
    public let transaction: TransactionID?

    /// One named value, such as `expected` and `7`.
    public struct Fact: Sendable, Hashable {
        /// What the value is.
        public let name: String
        /// The value as text.
        public let value: String

        init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a fact; `nil` where there is none of that name.
    public subscript(fact name: String) -> String? { facts.first { $0.name == name }?.value }
}

extension NodeProblem: CustomStringConvertible {
    /// Code, number, detail and facts in one line.
    public var description: String {
        var text = "\(code) (\(number))"
        if let operationIndex { text += " in operation \(operationIndex)" }
        text += ": \(detail)"
        if !facts.isEmpty { text += " [\(facts.map { "\($0.name) \($0.value)" }.joined(separator: ", "))]" }
        return text
    }
}

extension NodeProblem {
    init(_ node: JSONNode, status: Int) throws(ClientError) {
        self.status = status
        code = try node.text("code")
        number = try node.number("number")
        detail = try node.text("detail")
        isRetryable = try node.boolean("retryable")
        facts = try NodeProblem.facts(of: node)
        pointer = try node.optional("pointer") == nil ? nil : node.text("pointer")
        operationIndex = try node.optional("operation") == nil ? nil : node.number("operation")
        transaction =
            try node.optional("transaction") == nil
            ? nil : node.parsed("transaction") { TransactionID(hex: $0) }
    }

    /// The facts of a problem or a refusal, each a text.
    static func facts(of node: JSONNode) throws(ClientError) -> [Fact] {
        guard case .object(let members) = try node.member("facts") else {
            throw .answerMalformed(reason: "the member facts is not an object")
        }
        var facts: [Fact] = []
        for member in members {
            guard case .string(let value) = member.value else {
                throw .answerMalformed(reason: "the fact \(member.name) is not a text")
            }
            facts.append(Fact(name: member.name, value: value))
        }
        return facts
    }
}
