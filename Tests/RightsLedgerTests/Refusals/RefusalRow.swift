import RightsLedger
import Testing

/// One way in which a block refuses a transaction.
struct RefusalRow: Sendable, CustomTestStringConvertible {
    /// The answer.
    let code: RefusalCode
    /// What is wrong.
    let cause: String
    /// The operation that is refused; `nil` where the transaction as a whole is.
    let operationIndex: Int?
    /// Facts that the answer must carry.
    let facts: [String: String]
    /// Prepares a ledger and says what to try on it.
    let arrange: @Sendable (inout LedgerFixture) throws -> Attempt

    init(
        _ code: RefusalCode, _ cause: String, at operationIndex: Int? = 0, facts: [String: String] = [:],
        _ arrange: @escaping @Sendable (inout LedgerFixture) throws -> Attempt
    ) {
        self.code = code
        self.cause = cause
        self.operationIndex = operationIndex
        self.facts = facts
        self.arrange = arrange
    }

    var testDescription: String { "\(code): \(cause)" }

    /// A transaction that should be refused.
    struct Attempt {
        /// The transaction.
        var step: LedgerFixture.Step
        /// The block's time; that of the last block where it is `nil`.
        var time: Int64?

        /// One or several operations of a party.
        static func by(_ party: Party, at time: Int64? = nil, _ operations: Operation...) -> Attempt {
            Attempt(step: LedgerFixture.Step(party, operations), time: time)
        }
    }

    /// Checks that the attempt is refused as the row says, and that it changes nothing.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        var ledger = try LedgerFixture()
        let attempt = try arrange(&ledger)
        let refusal = try ledger.refusal(of: attempt.step, at: attempt.time, sourceLocation: sourceLocation)
        #expect(refusal.code == code, "\(refusal)", sourceLocation: sourceLocation)
        #expect(refusal.operationIndex == operationIndex, "\(refusal)", sourceLocation: sourceLocation)
        for (name, value) in facts {
            #expect(refusal[fact: name] == value, "\(name) of \(refusal)", sourceLocation: sourceLocation)
        }
    }
}
