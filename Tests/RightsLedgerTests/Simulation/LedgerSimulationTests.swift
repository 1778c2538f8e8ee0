import Foundation
import RightsLedger
import TestSupport
import Testing

/// Random transactions of all types, judged by the independent auditor.
///
/// `SIM_SEED=<n>` replays one seed; `SIM_TRANSACTIONS=<n>` sets how far.
@Suite struct LedgerSimulationTests {
    /// One seed with the number of its transactions.
    struct Run {
        var seed: UInt64
        var transactions: Int
        var signs = false
    }

    /// 200,000 transactions, 20,000 of them signed.
    static let runs: [Run] =
        [
            Run(seed: 1, transactions: 50_000), Run(seed: 2, transactions: 40_000),
            Run(seed: 3, transactions: 40_000), Run(seed: 92, transactions: 30_000),
            Run(seed: 1998, transactions: 20_000), Run(seed: 5, transactions: 10_000, signs: true),
            Run(seed: 6, transactions: 10_000, signs: true),
        ]

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// Runs a simulation and says what it found, in a form that can be replayed.
    private func simulate(_ run: Run) throws -> SimulationCoverage {
        var simulation = try LedgerSimulation(seed: run.seed, signs: run.signs)
        do {
            try simulation.run(transactions: run.transactions)
        } catch let finding as SimulationFinding {
            Issue.record("\(SimulationShrinker.shrink(finding, signs: run.signs))")
        }
        return simulation.coverage
    }

    @Test func ledgerAndAuditorAgreeAndEveryOutcomeIsReached() throws {
        if let seed = LedgerSimulationTests.number("SIM_SEED") {
            let transactions = Int(LedgerSimulationTests.number("SIM_TRANSACTIONS") ?? 50_000)
            print(try simulate(Run(seed: seed, transactions: transactions)).report)
            print(try simulate(Run(seed: seed, transactions: min(transactions, 10_000), signs: true)).report)
            return
        }
        var coverage = SimulationCoverage()
        for run in LedgerSimulationTests.runs { coverage.add(try simulate(run)) }
        print(coverage.report)
        #expect(coverage.transactions >= 200_000)
        #expect(coverage.missing == [])
    }

    @Test func seedsThatOnceFailedPass() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let file = root.appending(path: "simulations/regressions.json")
        let list = try SimulationRegressions(contentsOf: file)
        #expect(list.schema == 1)
        for regression in list.regressions {
            _ = try simulate(
                Run(seed: regression.seed, transactions: regression.transactions, signs: regression.signed))
        }
    }

    @Test func aSeedAlwaysGivesTheSameRun() throws {
        var first = try LedgerSimulation(seed: 77, signs: false)
        var second = try LedgerSimulation(seed: 77, signs: false)
        try first.run(transactions: 1_500)
        try second.run(transactions: 1_500)
        #expect(StateDigest.of(first.state) == StateDigest.of(second.state))
        #expect(first.coverage.refusals == second.coverage.refusals)
    }
}
