import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// Damaged files end in typed errors, never in a trap.
///
/// Each test takes its share of `SYMBOLON_MUTATIONS` files, 6,000 where that is not set; the full number is 200,000.
@Suite struct MutationTests {
    private static var share: Int {
        let wanted = ProcessInfo.processInfo.environment["SYMBOLON_MUTATIONS"].flatMap { Int($0) } ?? 6_000
        return max(1, wanted / 4)
    }

    /// How attempts ended.
    private struct Tally {
        var good = 0
        var refused = 0

        mutating func attempt(_ work: () throws -> Void) {
            do {
                try work()
                good += 1
            } catch {
                #expect(error is PrivacyError, "\(error)")
                refused += 1
            }
        }
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func queryFiles() throws {
        let folder = try ScratchFolder()
        try folder.write("data.csv", QueryTests.data)
        let path = try folder.write("dataset.yaml", QueryTests.dataset)
        let dataset = try DatasetFolder.register(document: path, into: folder.path + "/registered")
        let engine = QueryEngine(dataset: dataset, codeVersion: "test")
        let synthetic = """
            {analyst: ann, epsilon: 1, measures: [{measure: synthetic, columns: [{column: day, width: 7},
             {column: shop}], edges: [{from: day, to: shop}]}]}
            """
        let many = """
            analyst: ann
            epsilon: 1/3
            delta: 1e-6
            group_by: {column: product, selection: geometric}
            measures: [{measure: mean, column: spent}, {measure: variance, column: spent}]
            """
        var mutator = ByteMutator(seed: 21, corpus: [QueryTests.query, synthetic, many].map(bytes))
        var tally = Tally()
        for _ in 0..<Self.share {
            let text = String(decoding: mutator.next(), as: UTF8.self)
            tally.attempt { _ = try engine.explain(try Query(text: text)) }
        }
        print("query files: \(tally.good) planned, \(tally.refused) refused")
        #expect(tally.good > 0 && tally.refused > 0)
    }

    @Test func datasetAndEventFiles() throws {
        var datasets = ByteMutator(
            seed: 22,
            corpus: [bytes(QueryTests.dataset), bytes(QueryTests.dataset.replacing("epsilon: 100", with: "rho: 1"))])
        var events = ByteMutator(
            seed: 23,
            corpus: [
                bytes(#"[{"mechanism":"gaussian","sigma":1.5,"count":10}]"#),
                bytes(
                    #"[{"mechanism":"randomisedResponse","rate":0.5,"buckets":4},{"mechanism":"laplace","scale":2}]"#),
            ])
        var tally = Tally()
        for number in 0..<Self.share {
            if number.isMultiple(of: 2) {
                let text = String(decoding: datasets.next(), as: UTF8.self)
                tally.attempt { _ = try DatasetSchema(text: text) }
            } else {
                let text = String(decoding: events.next(), as: UTF8.self)
                tally.attempt { _ = try EventDocument.events(text: text) }
            }
        }
        print("dataset and event files: \(tally.good) good, \(tally.refused) refused")
        #expect(tally.good > 0 && tally.refused > 0)
    }

    @Test func recordFiles() throws {
        let folder = try ScratchFolder()
        let rows = Array(QueryTests.data.utf8.prefix(400))
        let tabs = rows.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: "\t") : $0 }
        let documents = [
            QueryTests.dataset, QueryTests.dataset.replacing("unit: member", with: "separator: tab\nunit: member"),
            QueryTests.dataset.replacing("unit: member", with: "header: false\nunit: member"),
        ]
        var schemas: [DatasetSchema] = []
        for document in documents { schemas.append(try DatasetSchema(text: document)) }
        var mutator = ByteMutator(seed: 24, corpus: [rows, tabs, Array(rows.drop { $0 != 10 }.dropFirst())])
        let path = folder.path + "/data.csv"
        var tally = Tally()
        for number in 0..<Self.share {
            try Data(mutator.next()).write(to: URL(fileURLWithPath: path))
            tally.attempt { _ = try DatasetFolder.check(schemas[number % schemas.count], file: path) }
        }
        print("record files: \(tally.good) good, \(tally.refused) refused")
        #expect(tally.good > 0 && tally.refused > 0)
    }

    @Test func budgetFiles() throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.jsonl"
        let cost = try PrivacyCost(roundingUp: 0.1, delta: 0)
        let total = try PrivacyCost(roundingUp: 1, delta: 0)
        let ledger = try BudgetLedger.open(
            storage: try LedgerFile.create(path: path),
            terms: LedgerEntry.Terms(unit: .epsilon, total: total, quotas: ["a": total]))
        for number in 0..<3 {
            let reservation = try ledger.reserve(analyst: "a", query: .zero, cost: cost, events: ["pure"])
            if number != 1 { try ledger.commit(reservation.number, release: .zero) }
        }
        let good = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        var mutator = ByteMutator(seed: 25, corpus: [good])
        var tally = Tally()
        for _ in 0..<Self.share {
            try Data(mutator.next()).write(to: URL(fileURLWithPath: path))
            tally.attempt {
                let ledger = BudgetLedger(storage: LedgerFile(path: path))
                let status = try ledger.status()
                #expect(status.spent.isWithin(status.total))
                _ = try ledger.reserve(analyst: "a", query: .zero, cost: cost, events: [])
                #expect(try ledger.status().spent.isWithin(total))
            }
        }
        print("budget files: \(tally.good) good, \(tally.refused) refused")
        #expect(tally.good > 0 && tally.refused > 0)
    }
}
