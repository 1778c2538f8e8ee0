import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

@Suite struct QueryTests {
    static let dataset = """
        name: shop
        file: data.csv
        unit: member
        bounds: {groups_per_unit: 2, records_per_group: 2}
        columns:
          - {name: member, type: text}
          - {name: day, type: date, minimum: 2024-01-01, maximum: 2024-01-28}
          - {name: spent, type: decimal, decimals: 2, minimum: 0, maximum: 100}
          - {name: shop, type: text, keys: [north, south, west]}
          - {name: product, type: text, private_keys: 50}
        budget: {epsilon: 100, delta: 0.001}
        analysts:
          - {name: ann}
          - {name: bob, epsilon: 1}
        """
    static let query = """
        analyst: ann
        epsilon: 20
        where:
          - {column: spent, minimum: 0.01}
        group_by: {column: shop}
        measures:
          - {measure: count}
          - {measure: sum, column: spent, share: 2}
          - {measure: mean, column: spent}
        """
    static let data: String = {
        var text = "member,day,spent,shop,product\r\n"
        for member in 0..<300 {
            for visit in 0..<3 {
                let shop = ["north", "south", "west"][(member + visit) % 3]
                text += "m\(member),2024-01-\(10 + visit),\(member % 50).25,\"\(shop)\",p\(member % 3)\r\n"
            }
        }
        return text + "rare,2024-01-01,5.00,north,only-mine\r\n"
    }()

    private func engine(_ folder: ScratchFolder, document: String = QueryTests.dataset) throws -> QueryEngine {
        try folder.write("data.csv", Self.data)
        let path = try folder.write("dataset.yaml", document)
        let dataset = try DatasetFolder.register(document: path, into: folder.path + "/registered")
        return QueryEngine(dataset: dataset, codeVersion: "test")
    }

    private func answer(_ engine: QueryEngine, _ text: String) throws -> ReleaseRecord {
        try engine.answer(try Query(text: text), queryDigest: SHA256.hash(Array(text.utf8)))
    }

    @Test func answersAreNearTheTruthAndCharged() throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        let plan = try engine.explain(try Query(text: Self.query))
        #expect(plan.cost.lossValue == 20 && plan.measures.count == 3 && plan.remaining.lossValue == 100)
        let record = try answer(engine, Self.query)
        let counts = record.values.filter { $0.name == "count" }
        #expect(counts.map(\.group) == ["north", "south", "west"])
        // Of three groups two are kept per member.
        #expect(abs(counts.reduce(0) { $0 + $1.value } - 601) < 60)
        #expect(record.values.allSatisfy { $0.halfWidth != nil || $0.isBiased })
        let after = try engine.explain(try Query(text: Self.query))
        #expect(after.remaining.lossValue == 80)
        #expect(try engine.record(record.reservation) == record)
    }

    @Test func theBudgetRefusesBeforeTheDataIsTouched() throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        let asked = Self.query.replacing("ann", with: "bob")
        #expect(throws: PrivacyError.self) { try answer(engine, asked) }
        try FileManager.default.removeItem(atPath: folder.path + "/data.csv")
        #expect(throws: PrivacyError.self) { try answer(engine, Self.query.replacing("20", with: "1000")) }
        #expect(try engine.explain(try Query(text: Self.query)).remaining.lossValue == 100)
    }

    @Test func privateKeysOfOneMemberStayUnnamed() throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        let text = """
            {"analyst": "ann", "epsilon": 10, "delta": 1e-6, "group_by": {"column": "product"},
             "measures": [{"measure": "count"}]}
            """
        let names = try answer(engine, text).values.map(\.group)
        #expect(names == ["p0", "p1", "p2"])
        #expect(throws: PrivacyError.self) { try answer(engine, text.replacing("\"delta\": 1e-6, ", with: "")) }
    }

    @Test func everyMeasureHasAPlanAndAnAnswer() throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        let record = try answer(
            engine,
            """
            analyst: ann
            epsilon: 60
            measures:
              - {measure: quantile, column: spent, shares: [1/2, 0.9], step: 100}
              - {measure: variance, column: spent}
              - {measure: top, column: shop, count: 1}
              - {measure: histogram, column: day, width: 7}
              - {measure: units, records_at_least: 2}
              - {measure: units, column: spent, total_at_least: 30}
            """)
        let values = record.values
        #expect(values.contains { $0.name == "quantile 1/2 of spent" && $0.value > 10 && $0.value < 40 })
        #expect(values.contains { $0.text != nil })
        #expect(values.filter { $0.name == "histogram of day" }.count == 4)
        let repeaters = values.first { $0.name == "units with 2 or more records" }
        #expect(abs((repeaters?.value ?? 0) - 300) < 5)
    }

    @Test func aChangedFileIsNoticed() throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        try folder.write("data.csv", Self.data.replacing("m7,", with: "m8,"))
        #expect(throws: PrivacyError.dataChanged(path: folder.path + "/data.csv")) { try answer(engine, Self.query) }
        try folder.write("data.csv", Self.data + "x,2024-01-01,1.00,north,p0\n")
        #expect(throws: PrivacyError.dataChanged(path: folder.path + "/data.csv")) { try answer(engine, Self.query) }
    }

    @Test(arguments: [
        ("epsilon: 100", "epsilon: 0"), ("epsilon: 100", "epsilon: -1"), ("epsilon: 100", "epsilon: inf"),
        ("epsilon: 100", "epsilon: nan"), ("maximum: 100}", "decimals: 3}"), ("unit: member", "unit: nobody"),
        ("bounds: {groups_per_unit: 2, records_per_group: 2}", "bounds: {groups_per_unit: 2}"),
        ("records_per_group: 2", "records_per_group: 99999999999"), ("maximum: 100", "maximum: 1e300"),
        ("name: shop\n", "name: shop\nname: shop\n"), ("name: shop\n", "nickname: shop\n"),
        ("file: data.csv", "file: missing.csv"), ("private_keys: 50", "private_keys: 2"),
        ("name: spent", "name: absent"), ("- {name: bob, epsilon: 1}", "- {name: bob, epsilon: 1000}"),
    ])
    func unusableDatasetsAreRefused(part: String, replacement: String) throws {
        let folder = try ScratchFolder()
        let document = Self.dataset.replacing(part, with: replacement)
        #expect(document != Self.dataset)
        #expect(throws: PrivacyError.self) { try engine(folder, document: document) }
    }

    @Test(arguments: ["NaN", "inf", "1e5", "99999999999999999999", "", "1.234", "-", "0x1"])
    func unusableCellsAreRefused(cell: String) throws {
        let folder = try ScratchFolder()
        try folder.write("data.csv", "member,day,spent,shop,product\na,2024-01-02,\(cell),north,p\n")
        let path = try folder.write("dataset.yaml", Self.dataset)
        #expect(throws: PrivacyError.self) {
            try DatasetFolder.register(document: path, into: folder.path + "/registered")
        }
    }

    @Test(arguments: [
        ("epsilon: 20", "epsilon: 0"), ("epsilon: 20", "rho: 1"), ("measure: count", "measure: guess"),
        ("column: spent, share", "column: absent, share"), ("minimum: 0.01", "minimum: x"),
        ("group_by: {column: shop}", "group_by: {column: day, width: 0}"), ("epsilon: 20", "epsilon: 20\ndelta: 0.1"),
        ("analyst: ann", "analyst: carol"), ("share: 2", "share: 0"), ("epsilon: 20", "epsilon: 1e-30"),
        ("group_by: {column: shop}", "group_by: {column: member}"),
    ])
    func unusableQueriesAreRefused(part: String, replacement: String) throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        let text = Self.query.replacing(part, with: replacement)
        #expect(text != Self.query)
        #expect(throws: PrivacyError.self) { try answer(engine, text) }
    }
}
