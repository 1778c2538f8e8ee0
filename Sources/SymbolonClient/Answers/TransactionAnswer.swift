public import RightsLedger

/// What a node knows of a transaction.
public struct TransactionAnswer: Sendable, Hashable {
    /// The transaction.
    public let id: TransactionID
    /// What became of it.
    public let fate: Fate
    /// Its events, in order; empty unless it was applied.
    public let events: [ChainEvent]

    /// What became of a transaction.
    public enum Fate: Sendable, Hashable {
        /// It waits for a block.
        case pending
        /// All its operations were applied.
        case applied(height: UInt64, index: Int)
        /// It stands in a block, and changed nothing.
        case refused(height: UInt64, index: Int, Refusal)
        /// A dry run would apply it.
        case wouldApply
    }

    /// Why a transaction was refused.
    public struct Refusal: Sendable, Hashable, CustomStringConvertible {
        /// The fixed name of the reason, such as `balanceTooLow`.
        public let code: String
        /// The fixed number of the reason.
        public let number: UInt32
        /// The operation that was refused, from 0; `nil` where the transaction as a whole was.
        public let operationIndex: Int?
        /// Names and values of this occurrence.
        public let facts: [NodeProblem.Fact]

        /// Code, number, operation and facts in one line.
        public var description: String {
            var text = "\(code) (\(number))"
            if let operationIndex { text += " in operation \(operationIndex)" }
            if !facts.isEmpty { text += ": \(facts.map { "\($0.name) \($0.value)" }.joined(separator: ", "))" }
            return text
        }
    }

    init(_ node: JSONNode) throws(ClientError) {
        id = try node.parsed("id") { TransactionID(hex: $0) }
        switch try node.text("status") {
        case "pending": fate = .pending
        case "wouldApply": fate = .wouldApply
        case "applied": fate = .applied(height: try node.number("height"), index: try node.number("index"))
        case "refused":
            fate = .refused(
                height: try node.number("height"), index: try node.number("index"),
                try Refusal(node.member("refusal")))
        default: throw .answerMalformed(reason: "the transaction's status is unknown")
        }
        events = try node.elements("events", ChainEvent.init)
    }
}

extension TransactionAnswer.Refusal {
    init(_ node: JSONNode) throws(ClientError) {
        code = try node.text("code")
        number = try node.number("number")
        operationIndex = try node.optional("operation") == nil ? nil : node.number("operation")
        facts = try NodeProblem.facts(of: node)
    }
}

/// An event of the ledger, with its place in the chain.
public struct ChainEvent: Sendable, Hashable {
    /// The block's height.
    public let height: UInt64
    /// The event's number within its block, from 0; for a dry run, within its transaction.
    public let index: Int
    /// The transaction that caused it; `nil` for what a block does by itself.
    public let transaction: TransactionID?
    /// The type's name, such as `minted`; docs/ledger-rules.md lists them.
    public let type: String
    /// The type's members; the OpenAPI document describes them.
    public let data: JSONNode

    init(_ node: JSONNode) throws(ClientError) {
        height = try node.number("height")
        index = try node.number("index")
        transaction =
            try node.optional("transaction") == nil
            ? nil : node.parsed("transaction") { TransactionID(hex: $0) }
        type = try node.text("type")
        data = try node.member("data")
    }
}

/// What a node said to one transaction of a batch.
public enum BatchResult: Sendable, Hashable {
    /// It waits for a block.
    case accepted
    /// It was not taken, and why.
    case refused(code: UInt32, name: String, operationIndex: Int?, facts: [NodeProblem.Fact])

    /// Whether it was taken.
    public var isAccepted: Bool { self == .accepted }
}
