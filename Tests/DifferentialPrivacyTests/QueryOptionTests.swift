import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// The choices that a query leaves to its asker.
@Suite struct QueryOptionTests {
    private let folder: ScratchFolder
    private let engine: QueryEngine

    init() throws {
        folder = try ScratchFolder()
        try folder.write("data.csv", QueryTests.data)
        let path = try folder.write("dataset.yaml", QueryTests.dataset)
        let dataset = try DatasetFolder.register(document: path, into: folder.path + "/registered")
        engine = QueryEngine(dataset: dataset, codeVersion: "test")
    }

    private func answer(_ text: String) throws -> [ReleasedValue] {
        try engine.answer(try Query(text: text), queryDigest: .zero).values
    }

    @Test func keysChosenByThresholdComeWithTheirCounts() throws {
        let text = """
            {analyst: ann, epsilon: 20, delta: 1e-6, group_by: {column: product, selection: threshold},
             bounds: {groups_per_unit: 1, records_per_group: 2}, measures: [{measure: count}]}
            """
        let values = try answer(text)
        #expect(values.map(\.group) == ["p0", "p1", "p2"])
        #expect(values.allSatisfy { abs($0.value - 200) < 10 && $0.halfWidth != nil && $0.isBiased })
        #expect(throws: PrivacyError.self) {
            try answer(text.replacing("measure: count", with: "measure: sum, column: spent"))
        }
        #expect(throws: PrivacyError.self) { try answer(text.replacing("delta: 1e-6, ", with: "")) }
        #expect(throws: PrivacyError.self) { try answer(text.replacing("threshold", with: "guess")) }
    }

    @Test func theFirstGroupsAboveAThresholdAreFound() throws {
        let text = """
            {analyst: ann, epsilon: 20, group_by: {column: shop}, measures: [{measure: above, threshold: 100, count: 2}]}
            """
        let values = try answer(text)
        // Each shop has about 200 records, so the search ends at the second.
        #expect(values.map(\.group) == ["north", "south"])
        #expect(values.map(\.text) == ["yes", "yes"])
        let none = try answer(text.replacing("threshold: 100", with: "threshold: 5000"))
        #expect(none.map(\.text) == ["no", "no", "no"])
        for (part, replacement) in [
            ("threshold: 100, ", ""), ("count: 2", "count: 4"), ("group_by: {column: shop}, ", ""),
        ] {
            #expect(throws: PrivacyError.self) { try answer(text.replacing(part, with: replacement)) }
        }
    }

    @Test(arguments: SelectionMethod.allCases)
    func topKeysCanBeChosenByEachMethod(method: SelectionMethod) throws {
        let text = """
            {analyst: ann, epsilon: 20, where: [{column: day, minimum: 2024-01-10, maximum: 2024-01-10}],
             measures: [{measure: top, column: shop, count: 2, method: \(method.rawValue)}]}
            """
        let names = try answer(text).compactMap(\.text)
        #expect(Set(names).count == 2 && Set(names).isSubset(of: ["north", "south", "west"]))
    }

    @Test func aVarianceHasAnIntervalThatHoldsTheTruth() throws {
        let values = try answer(
            """
            {analyst: ann, epsilon: 90, bounds: {groups_per_unit: 1, records_per_group: 2},
             measures: [{measure: variance, column: spent}]}
            """)
        let variance = try #require(values.first { $0.name == "variance of spent" })
        let halfWidth = try #require(variance.halfWidth)
        // Amounts of 0.25 to 49.25 in equal numbers: 2499/12, and one member who spent 5.
        #expect(abs(variance.value - 208.25) <= halfWidth + 1)
        #expect(halfWidth > 0 && halfWidth < 60)
    }

    @Test func aQueryBuiltInSwiftIsTheOneReadFromADocument() throws {
        let budget = try rational(20)
        let built = Query(analyst: "ann", budget: budget)
            .filter(.range(column: "spent", minimum: "0.01", maximum: nil))
            .grouped(by: .texts(column: "shop"))
            .measuring(.count).measuring(.sum(column: "spent"), share: 2).measuring(.mean(column: "spent"))
        #expect(built == (try Query(text: QueryTests.query)))
    }

    @Test func concentratedBudgetsUseGaussianNoise() throws {
        let other = try ScratchFolder()
        try other.write("data.csv", QueryTests.data)
        let document = QueryTests.dataset.replacing("budget: {epsilon: 100", with: "budget: {rho: 10")
            .replacing("{name: bob, epsilon: 1}", with: "{name: bob, rho: 1}")
        let path = try other.write("dataset.yaml", document)
        let dataset = try DatasetFolder.register(document: path, into: other.path + "/registered")
        let engine = QueryEngine(dataset: dataset, codeVersion: "test")
        let text = QueryTests.query.replacing("epsilon: 20", with: "rho: 8")
        let record = try engine.answer(try Query(text: text), queryDigest: .zero)
        #expect(record.plan.unit == .rho && record.plan.cost.lossValue == 8)
        #expect(record.plan.measures[0].events[0].contains("discreteGaussian"))
        let counts = record.values.filter { $0.name == "count" }
        #expect(abs(counts.reduce(0) { $0 + $1.value } - 601) < 60)
        // What a pure mechanism costs is converted: epsilon^2 / 2.
        let top = "{analyst: bob, rho: 0.5, measures: [{measure: top, column: shop, count: 1}]}"
        #expect(
            try engine.explain(try Query(text: top)).measures[0].events == ["pure(epsilon: 1.0000000000000002)"]
                || (try engine.explain(try Query(text: top)).measures[0].events[0].contains("pure")))
        #expect(throws: PrivacyError.self) { try engine.answer(try Query(text: QueryTests.query), queryDigest: .zero) }
    }

    @Test(arguments: LocalSurvey.Method.allCases)
    func surveysAreEstimatedFromLinesOfText(method: LocalSurvey.Method) throws {
        let survey = try LocalSurvey(method, answers: ["red", "green", "blue", "black"], epsilon: try rational(3))
        var words = SecureWords()
        var lines: [String] = []
        for person in 0..<6_000 {
            lines.append(try survey.report(of: person % 3 == 0 ? "green" : "blue", using: &words))
        }
        // The interval of one in ten thousand million: this test has no seed, because reports are releases.
        let estimates = try survey.estimates(of: lines, path: "reports", confidence: 1 - 1e-10)
        for (estimate, truth) in zip(estimates, [0, 2_000, 4_000, 0]) {
            #expect(abs(estimate.count - Double(truth)) <= 1.2 * estimate.halfWidth)
        }
        for line in ["", "-1", "99", "2 2", "01010101", "x"] {
            #expect(throws: PrivacyError.self) { try survey.estimates(of: lines + [line], path: "reports") }
        }
        #expect(throws: PrivacyError.self) { try survey.report(of: "yellow", using: &words) }
        #expect(throws: PrivacyError.self) { try LocalSurvey(method, answers: ["a", "a"], epsilon: try rational(1)) }
        #expect(throws: PrivacyError.self) { try LocalSurvey(method, answers: ["a"], epsilon: try rational(1)) }
        #expect(throws: PrivacyError.self) { try LocalSurvey(method, answers: ["a", "b"], epsilon: try rational(99)) }
    }
}
