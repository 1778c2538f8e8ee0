import RightsLedger
import Signatures
import Testing

/// A ledger in memory whose blocks a test runs one by one.
///
/// After every block the laws of docs/ledger-rules.md, section 3, are checked over the whole state.
struct LedgerFixture {
    /// The chain of every fixture.
    static let chainID = "symbolon-test"

    /// What was committed so far.
    private(set) var state = DictionaryState()
    /// The last block's height.
    private(set) var height: UInt64 = 0
    /// The last block's time.
    private(set) var time: Int64

    /// Commits a genesis with one regulator, two issuers, two platforms and two oracles.
    init(epochRule: EpochRule = .month(utcOffsetMinutes: 0), time: Int64 = Moment.start) throws {
        self.time = time
        let roles: [(Party, Roles)] = [
            (.regulator, .regulator), (.brand, .issuer), (.rival, .issuer), (.shop, .platform),
            (.airline, .platform), (.oracle, .oracle), (.otherOracle, .oracle),
        ]
        let genesis = LedgerGenesis(
            chainID: LedgerFixture.chainID, time: time, epochRule: epochRule,
            accounts: roles.map { LedgerGenesis.Account(id: $0.0.id, roles: $0.1) })
        state.apply(try genesis.changes())
    }

    /// One transaction of a block.
    struct Step {
        /// Who sends it.
        var party: Party
        /// What it asks for.
        var operations: [Operation]
        /// Its nonce; the right one where it is `nil`.
        var nonce: UInt64?
        /// The last height at which it may execute.
        var expiryHeight: UInt64

        init(_ party: Party, _ operations: [Operation], nonce: UInt64? = nil, expiryHeight: UInt64 = .max) {
            self.party = party
            self.operations = operations
            self.nonce = nonce
            self.expiryHeight = expiryHeight
        }
    }

    /// What a block did.
    struct Block {
        /// The events of the steps before the transactions.
        var before: [LedgerEvent]
        /// What became of each transaction.
        var outcomes: [TransactionOutcome]
        /// The events of the steps after the transactions.
        var after: [LedgerEvent]
        /// What was committed.
        var changes: [LedgerChange]
    }

    /// A transaction was refused that a test needs.
    struct UnexpectedRefusal: Error, CustomStringConvertible {
        var refusal: Refusal
        var description: String { "refused: \(refusal)" }
    }
}

extension LedgerFixture {
    /// Runs a block and commits it; without a time it has that of the last block.
    @discardableResult
    mutating func block(
        at time: Int64? = nil, _ steps: [Step] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Block {
        let time = time ?? self.time
        let block = try ran(steps, at: time)
        state.apply(block.changes)
        height += 1
        self.time = time
        for violation in LedgerLaws.violations(in: state.entries, at: time) {
            Issue.record("block \(height): \(violation)", sourceLocation: sourceLocation)
        }
        return block
    }

    /// Runs operations as one transaction in a block of its own and gives the transaction's events.
    @discardableResult
    mutating func apply(
        _ operations: Operation..., by party: Party, at time: Int64? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [LedgerEvent] {
        let block = try block(at: time, [Step(party, operations)], sourceLocation: sourceLocation)
        return try block.events(of: 0)
    }

    /// Lets time pass with a block without transactions and gives all its events.
    @discardableResult
    mutating func advance(
        to time: Int64, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [LedgerEvent] {
        let block = try block(at: time, sourceLocation: sourceLocation)
        return block.before + block.after
    }

    /// Tries operations in the next block and gives the refusal, after checking that they changed nothing at all.
    ///
    /// The block that tried ends byte for byte as one that did not, and trying twice gives the same answer twice.
    /// Nothing is committed.
    func refusal(
        of operations: [Operation], by party: Party, at time: Int64? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Refusal {
        try refusal(of: Step(party, operations), at: time, sourceLocation: sourceLocation)
    }

    /// Tries one step; see ``refusal(of:by:at:sourceLocation:)``.
    func refusal(
        of step: Step, at time: Int64? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Refusal {
        let time = time ?? self.time
        do {
            _ = try checked(step, appliedBefore: 0)
        } catch let refusal as Refusal {
            return refusal
        }
        let idle = try ran([], at: time)
        let tried = try ran([step, step], at: time)
        let first = try #require(tried.refusal(of: 0), "it was applied", sourceLocation: sourceLocation)
        #expect(tried.refusal(of: 1) == first, sourceLocation: sourceLocation)
        #expect(tried.before == idle.before, sourceLocation: sourceLocation)
        #expect(tried.after == idle.after, sourceLocation: sourceLocation)
        #expect(
            entries(after: tried).elementsEqual(entries(after: idle), by: ==),
            "the refused transaction left a trace", sourceLocation: sourceLocation)
        return first
    }

    /// The whole state after a block that is not committed.
    func entries(after block: Block) -> [(key: [UInt8], value: [UInt8])] {
        var state = state
        state.apply(block.changes)
        return state.entries
    }

    /// Executes a block without committing it.
    private func ran(_ steps: [Step], at time: Int64) throws -> Block {
        var execution = BlockExecution(state: state)
        let before = try execution.begin(height: height + 1, time: time)
        var applied: [AccountID: UInt64] = [:]
        var outcomes: [TransactionOutcome] = []
        for step in steps {
            let transaction = try checked(step, appliedBefore: applied[step.party.id, default: 0])
            let outcome = try execution.execute(transaction)
            if case .applied = outcome { applied[step.party.id, default: 0] += 1 }
            outcomes.append(outcome)
        }
        let end = try execution.finish()
        return Block(before: before, outcomes: outcomes, after: end.events, changes: end.changes)
    }

    private func checked(_ step: Step, appliedBefore: UInt64) throws -> CheckedTransaction {
        let nonce = try step.nonce ?? (account(step.party)?.nonce ?? 0) + appliedBefore
        let body = TransactionBody(
            chainID: LedgerFixture.chainID, sender: step.party.id, nonce: nonce, expiryHeight: step.expiryHeight,
            operations: step.operations)
        return try CheckedTransaction(unsigned: body, publicKey: step.party.key)
    }
}

extension LedgerFixture.Block {
    /// The events of a transaction that was applied.
    ///
    /// - Throws: ``LedgerFixture/UnexpectedRefusal``.
    func events(of index: Int) throws -> [LedgerEvent] {
        switch outcomes[index] {
        case .applied(let events): return events
        case .refused(let refusal): throw LedgerFixture.UnexpectedRefusal(refusal: refusal)
        }
    }

    /// Why a transaction was refused; `nil` where it was applied.
    func refusal(of index: Int) -> Refusal? {
        if case .refused(let refusal) = outcomes[index] { refusal } else { nil }
    }
}
