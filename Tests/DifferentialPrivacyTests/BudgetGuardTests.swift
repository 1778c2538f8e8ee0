import DifferentialPrivacy
import Foundation
import Signatures
import Testing

/// Ways to get an answer for less than its charge, each of which is closed.
@Suite struct BudgetGuardTests {
    private func cost(_ loss: Double, delta: Double = 0) throws -> PrivacyCost {
        try PrivacyCost(roundingUp: loss, delta: delta)
    }

    private func terms(_ total: PrivacyCost, _ quotas: [String: PrivacyCost]) -> LedgerEntry.Terms {
        LedgerEntry.Terms(unit: .epsilon, total: total, quotas: quotas)
    }

    @Test func aQueryThatFailedAfterItWasChargedStaysCharged() throws {
        let folder = try ScratchFolder()
        try folder.write("data.csv", QueryTests.data)
        let dataset = try DatasetFolder.register(
            document: try folder.write("dataset.yaml", QueryTests.dataset), into: folder.path + "/registered")
        let engine = QueryEngine(dataset: dataset, codeVersion: "test")
        // As long as before, so that only reading it tells.
        try folder.write("data.csv", QueryTests.data.replacing("m7,", with: "m8,"))
        let query = try Query(text: QueryTests.query)
        #expect(throws: PrivacyError.dataChanged(path: folder.path + "/data.csv")) {
            try engine.answer(query, queryDigest: .zero)
        }
        let status = try dataset.ledger.status()
        #expect(status.spent.lossValue == 20 && status.remaining.lossValue == 80)
        #expect(status.analysts["ann"]?.spent.lossValue == 20 && status.openReservations.count == 1)
        #expect(try engine.releasedNumbers().isEmpty)
    }

    @Test func aLedgerThatBecameShorterIsRefused() throws {
        let storage = FragileStorage()
        let ledger = try BudgetLedger.open(storage: storage, terms: terms(try cost(1), ["a": try cost(1)]))
        let opened = storage.bytes
        for _ in 0..<2 { _ = try ledger.reserve(analyst: "a", query: .zero, cost: cost(0.5), events: []) }
        storage.bytes = opened
        #expect(throws: PrivacyError.ledgerDamaged(line: 3, reason: "lines that were there are gone")) {
            try ledger.status()
        }
        #expect(throws: PrivacyError.self) {
            try ledger.reserve(analyst: "a", query: .zero, cost: cost(0.5), events: [])
        }
    }

    @Test func whereBothAreShortTheDatasetsBudgetRefuses() throws {
        let ledger = try BudgetLedger.open(
            storage: FragileStorage(), terms: terms(try cost(1), ["a": try cost(0.5), "b": try cost(0.9)]))
        _ = try ledger.reserve(analyst: "b", query: .zero, cost: cost(0.8), events: [])
        #expect(
            throws: PrivacyError.budgetExceeded(BudgetShortfall(asked: try cost(0.6), remaining: try cost(0.2)))
        ) {
            try ledger.reserve(analyst: "a", query: .zero, cost: cost(0.6), events: [])
        }
    }

    @Test func deltaIsLimitedAsEpsilonIs() throws {
        let total = try cost(10, delta: 1e-6)
        let ledger = try BudgetLedger.open(storage: FragileStorage(), terms: terms(total, ["a": total]))
        _ = try ledger.reserve(analyst: "a", query: .zero, cost: cost(1, delta: 6e-7), events: [])
        #expect(throws: PrivacyError.self) {
            try ledger.reserve(analyst: "a", query: .zero, cost: cost(1, delta: 6e-7), events: [])
        }
        #expect(try ledger.status().spent == cost(1, delta: 6e-7))
        let (loose, dear) = (try cost(1, delta: 2e-6), try cost(11))
        #expect(!loose.isWithin(total) && !dear.isWithin(total))
    }

    @Test func chargesAreRoundedUp() throws {
        #expect(try PrivacyCost(loss: rational(1, 3), delta: nil).loss == 333_333_333_334)
        #expect(try PrivacyCost(loss: rational(1, 10_000_000_000_000), delta: nil).loss == 1)
        #expect(try PrivacyCost(loss: rational(2), delta: rational(1, 3)).delta == 333_333_333_333_333_334)
        #expect(try PrivacyCost(roundingUp: 0.1 + 0.2, delta: 0).loss == 300_000_000_001)
    }

    /// The ledger is taken away between charge and commit, while the data is read; where that came too late it is tried
    /// again.
    @Test func anAnswerThatCannotBeBoundToItsChargeIsNotShown() throws {
        var decided = false
        for _ in 0..<20 where !decided {
            let folder = try ScratchFolder()
            let rows = (0..<60_000).map { "m\($0),2024-01-02,1.00,north,p0\n" }
            try folder.write("data.csv", "member,day,spent,shop,product\n" + rows.joined())
            let dataset = try DatasetFolder.register(
                document: try folder.write("dataset.yaml", QueryTests.dataset), into: folder.path + "/registered")
            let engine = QueryEngine(dataset: dataset, codeVersion: "test")
            let (ledger, away) = (folder.path + "/registered/ledger.jsonl", folder.path + "/away.jsonl")
            let watcher = Thread {
                for _ in 0..<200_000 {
                    let text = (try? String(contentsOfFile: ledger, encoding: .utf8)) ?? ""
                    if text.contains("\"reserve\"") {
                        try? FileManager.default.moveItem(atPath: ledger, toPath: away)
                        return
                    }
                    Thread.sleep(forTimeInterval: 5e-5)
                }
            }
            watcher.start()
            var isShown = true
            do {
                _ = try engine.answer(try Query(text: QueryTests.query), queryDigest: .zero)
            } catch {
                isShown = false
            }
            while !watcher.isFinished { Thread.sleep(forTimeInterval: 1e-3) }
            let text = try String(contentsOfFile: away, encoding: .utf8)
            guard !text.contains("\"commit\"") else { continue }
            decided = true
            #expect(!isShown)
        }
        #expect(decided)
    }
}
