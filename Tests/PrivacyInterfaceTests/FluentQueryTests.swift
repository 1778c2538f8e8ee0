import DifferentialPrivacy
import Foundation
import Testing

/// The query engine as another package uses it: only its public declarations, a file of records and a budget.
@Suite final class FluentQueryTests {
    private let folder: URL
    private let dataset: DatasetFolder
    private let engine: QueryEngine

    /// Registers a file with 400 units of one visit each: 300 in Bern for 10.00, 100 in Rome for 30.00.
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "symbolon-privacy-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let rows = (0..<400).map { "u\($0),\($0 < 300 ? "Bern,10.00" : "Rome,30.00")" }
        try ("person,city,euros\n" + rows.joined(separator: "\n") + "\n").write(
            to: folder.appending(path: "visits.csv"), atomically: true, encoding: .utf8)
        try """
        name: visits
        file: visits.csv
        separator: comma
        header: true
        unit: person
        adjacency: add-remove
        bounds: {groups_per_unit: 1, records_per_group: 1}
        columns:
          - {name: person, type: text}
          - {name: city, type: text, keys: [Bern, Rome, Wien]}
          - {name: euros, type: decimal, decimals: 2, minimum: 0, maximum: 50}
        budget: {epsilon: 10}
        analysts:
          - {name: marketing, epsilon: 9}
        """.write(to: folder.appending(path: "visits.yaml"), atomically: true, encoding: .utf8)
        dataset = try DatasetFolder.register(
            document: folder.appending(path: "visits.yaml").path, into: folder.appending(path: "visits.dp").path)
        engine = QueryEngine(dataset: dataset, codeVersion: "test")
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func query(epsilon: UInt64 = 4) throws -> Query {
        Query(analyst: "marketing", budget: try #require(PositiveRational(epsilon)))
            .grouped(by: .texts(column: "city"))
            .measuring(.count)
    }

    @Test func aFluentQueryIsExplainedAnsweredAndCharged() throws {
        let plan = try engine.explain(query())
        #expect(plan.cost.lossValue == 4)
        #expect(plan.measures.map(\.groupCount) == [3])
        #expect(try dataset.budget().spent.lossValue == 0)
        let record = try engine.answer(query())
        #expect(record.plan == plan)
        #expect(record.values.map(\.group) == ["Bern", "Rome", "Wien"])
        // With epsilon 4 noise beyond 20 has a probability below 1e-34.
        for (value, exact) in zip(record.values, [300.0, 100, 0]) { #expect(abs(value.value - exact) < 20) }
        let budget = try dataset.budget()
        #expect(budget.spent.lossValue == 4)
        #expect(budget.remaining.lossValue == 6)
        #expect(budget.openReservations.isEmpty)
        #expect(try engine.record(record.reservation) == record)
        #expect(try engine.releasedNumbers() == [record.reservation])
    }

    @Test func whatTheBudgetDoesNotCoverIsRefusedWithTheFacts() throws {
        _ = try engine.answer(query(epsilon: 8))
        let error = #expect(throws: PrivacyError.self) { try engine.answer(query(epsilon: 3)) }
        guard case .budgetExceeded(let shortfall) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(shortfall.asked.lossValue == 3)
        #expect(shortfall.remaining.lossValue == 2)
        #expect(try dataset.budget().spent.lossValue == 8)
    }

    @Test func filtersAndSharesAreTakenFromTheChain() throws {
        let query = try query().filter(.range(column: "euros", minimum: "20", maximum: nil))
            .measuring(.sum(column: "euros"), share: 3)
        let record = try engine.answer(query)
        let counts = record.values.filter { $0.name == "count" }
        let sums = record.values.filter { $0.name != "count" }
        #expect(counts.count == 3 && sums.count == 3)
        // Only the hundred visits to Rome cost 20 or more; a fourth of the budget is spent on counting them.
        for (value, exact) in zip(counts, [0.0, 100, 0]) { #expect(abs(value.value - exact) < 40) }
        for (value, exact) in zip(sums, [0.0, 3_000, 0]) { #expect(abs(value.value - exact) < 1_200) }
        #expect(record.plan.measures.map(\.budget) == ["1", "3"])
    }

    @Test func queriesThatDifferHaveDifferentNamesInTheRecord() throws {
        let first = try engine.answer(query(epsilon: 1))
        let second = try engine.answer(query(epsilon: 1))
        let third = try engine.answer(query(epsilon: 1).bounded(groupsPerUnit: 1, recordsPerGroup: 1))
        #expect(first.queryDigest == second.queryDigest)
        #expect(first.queryDigest != third.queryDigest)
        #expect(first.queryDigest.count == 64)
    }

    @Test func wrongNamesAreRefusedBeforeAnythingIsSpent() throws {
        #expect(throws: PrivacyError.self) { try engine.answer(query().measuring(.sum(column: "dollars"))) }
        #expect(throws: PrivacyError.self) { try engine.answer(query().grouped(by: .texts(column: "person"))) }
        let stranger = Query(analyst: "nobody", budget: try #require(PositiveRational(1))).measuring(.count)
        #expect(throws: PrivacyError.analystUnknown("nobody")) { try engine.answer(stranger) }
        #expect(try dataset.budget().spent.lossValue == 0)
    }
}
