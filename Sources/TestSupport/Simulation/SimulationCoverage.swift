package import RightsLedger

/// What simulations have reached; a run that never met some outcome proves nothing about it.
package struct SimulationCoverage: Sendable {
    package var transactions = 0
    package var blocks = 0
    package var applied: [OperationKind: Int] = [:]
    package var refusals: [RefusalCode: Int] = [:]
    package var goals: [RefusalGoal: Int] = [:]
    package var events: [String: Int] = [:]
    package var mintCauses: [MintCause: Int] = [:]
    package var burnCauses: [BurnCause: Int] = [:]
    package var situations: [Situation: Int] = [:]
    /// Executions thrown away in the middle of a block and started again.
    package var restarts = 0
    /// Replays of all blocks from the genesis.
    package var replays = 0
    /// Blocks that a second ledger took as two.
    package var splitBlocks = 0
    /// Transactions that went through signing and the stateless checks.
    package var signed = 0
    /// Damaged encodings.
    package var damaged = 0

    package init() {}

    /// Counts the events of a step.
    package mutating func count(_ newEvents: [LedgerEvent]) {
        for event in newEvents {
            events[event.typeName, default: 0] += 1
            if case .minted(let minted) = event { mintCauses[minted.cause, default: 0] += 1 }
            if case .burned(let burned) = event { burnCauses[burned.cause, default: 0] += 1 }
            for situation in Situation.told(by: event) { situations[situation, default: 0] += 1 }
        }
    }

    /// Counts a verdict.
    package mutating func count(_ verdict: Auditor.Verdict, on body: TransactionBody) {
        transactions += 1
        switch verdict {
        case .applied:
            for operation in body.operations { applied[OperationKind(operation), default: 0] += 1 }
        case .refused(let code, let index):
            refusals[code, default: 0] += 1
            if let index, index < body.operations.count, code != .fieldInvalid {
                goals[RefusalGoal(kind: OperationKind(body.operations[index]), code: code), default: 0] += 1
            }
        }
    }

    /// Adds what another simulation has reached.
    package mutating func add(_ other: SimulationCoverage) {
        transactions += other.transactions
        blocks += other.blocks
        applied.merge(other.applied, uniquingKeysWith: +)
        refusals.merge(other.refusals, uniquingKeysWith: +)
        goals.merge(other.goals, uniquingKeysWith: +)
        events.merge(other.events, uniquingKeysWith: +)
        mintCauses.merge(other.mintCauses, uniquingKeysWith: +)
        burnCauses.merge(other.burnCauses, uniquingKeysWith: +)
        situations.merge(other.situations, uniquingKeysWith: +)
        restarts += other.restarts
        replays += other.replays
        splitBlocks += other.splitBlocks
        signed += other.signed
        damaged += other.damaged
    }

    /// What was never reached, by name; empty for a run that is good enough.
    package var missing: [String] {
        var names: [String] = []
        names += RefusalCode.allCases.filter { !$0.isNodeAnswer && refusals[$0] == nil }.map { "refusal \($0.name)" }
        names += RefusalGoal.all.filter { goals[$0] == nil }.map { "refusal \($0)" }
        names += LedgerEvent.typeNames.filter { events[$0] == nil }.map { "event \($0)" }
        names += MintCause.allCases.filter { mintCauses[$0] == nil }.map { "minted by \($0)" }
        names += BurnCause.allCases.filter { burnCauses[$0] == nil }.map { "burned by \($0)" }
        names += OperationKind.allCases.filter { applied[$0] == nil }.map { "applied \($0)" }
        names += Situation.allCases.filter { situations[$0] == nil }.map { "situation \($0)" }
        let counters = [
            ("restart", restarts), ("replay", replays), ("split block", splitBlocks), ("signed transaction", signed),
            ("damaged encoding", damaged),
        ]
        return names + counters.filter { $0.1 == 0 }.map { $0.0 }
    }

    /// A table of all counts.
    package var report: String {
        func line(_ title: String, _ counts: [(String, Int)]) -> String {
            "\(title): " + counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        }
        let codes = RefusalCode.allCases.filter { !$0.isNodeAnswer }.map { ($0.name, refusals[$0] ?? 0) }
        let rarest = RefusalGoal.all.map { ($0.description, goals[$0] ?? 0) }.sorted { $0.1 < $1.1 }.prefix(12)
        return """
            \(blocks) blocks, \(transactions) transactions, \(signed) of them signed, \(damaged) damaged encodings, \
            \(restarts) restarts, \(replays) replays, \(splitBlocks) split blocks
            \(line("applied", OperationKind.allCases.map { ($0.rawValue, applied[$0] ?? 0) }))
            \(line("refused", codes))
            \(line("rarest of \(RefusalGoal.all.count) refusals by operation", Array(rarest)))
            \(line("events", LedgerEvent.typeNames.map { ($0, events[$0] ?? 0) }))
            \(line("situations", Situation.allCases.map { ("\($0)", situations[$0] ?? 0) }))
            \(line("minted by", MintCause.allCases.map { ("\($0)", mintCauses[$0] ?? 0) })); \
            \(line("burned by", BurnCause.allCases.map { ("\($0)", burnCauses[$0] ?? 0) }))
            """
    }
}
