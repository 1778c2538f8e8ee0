import DifferentialPrivacy
import Foundation
import Signatures
import Testing

/// What a query protects is what the dataset's document says, and which records count depends on nothing else.
@Suite struct QueryPromiseTests {
    private func engine(
        _ folder: ScratchFolder, data: String = QueryTests.data, document: String = QueryTests.dataset
    ) throws -> QueryEngine {
        try folder.write("data.csv", data)
        let dataset = try DatasetFolder.register(
            document: try folder.write("dataset.yaml", document), into: folder.path + "/registered")
        return QueryEngine(dataset: dataset, codeVersion: "test")
    }

    @Test func theDocumentsAdjacencyDecidesTheSensitivity() throws {
        let folder = try ScratchFolder()
        let engine = try engine(
            folder, document: QueryTests.dataset.replacing("unit: member", with: "unit: member\nadjacency: replace"))
        let plan = try engine.explain(try Query(text: QueryTests.query))
        #expect(plan.adjacency == .replace)
        // A unit leaves two of the three shops and enters two: all three may change by two records.
        let count = try #require(plan.measures.first { $0.measure == "count" })
        #expect(count.mechanisms == ["discrete Laplace, scale 6/5, one unit changes 3 x 2"])
    }

    @Test func aQuantileIsPlannedForAsManyRecordsAsAUnitMayHave() throws {
        let folder = try ScratchFolder()
        let engine = try engine(folder)
        func rankError(_ records: Int) throws -> Double {
            let text = """
                analyst: ann
                epsilon: 1
                bounds: {groups_per_unit: 1, records_per_group: \(records)}
                measures: [{measure: quantile, column: spent, shares: [1/4], step: 100}]
                """
            return try #require(try engine.explain(try Query(text: text)).measures[0].expectedRankError)
        }
        // 2 * 3/4 records * ln(101 / 0.05) for epsilon 1: one record misses the share by 3/4.
        #expect(agrees(try rankError(1), 1.5 * log(101 / 0.05), within: 1e-9))
        #expect(agrees(try rankError(2), 3 * log(101 / 0.05), within: 1e-9))
    }

    @Test func conditionsApplyBeforeRecordsAreBounded() throws {
        let folder = try ScratchFolder()
        var data = "member,day,spent,shop,product\n"
        for member in 0..<200 {
            // One purchase in the south, and many small ones that do not count.
            for _ in 0..<6 { data += "m\(member),2024-01-02,0.00,north,p\n" }
            data += "m\(member),2024-01-03,9.00,south,p\n"
        }
        let engine = try engine(folder, data: data)
        let text = """
            analyst: ann
            epsilon: 40
            bounds: {groups_per_unit: 1, records_per_group: 1}
            where: [{column: spent, minimum: 0.01}]
            group_by: {column: shop}
            measures: [{measure: count}]
            """
        let values = try engine.answer(try Query(text: text), queryDigest: .zero).values
        #expect(abs(values[1].value - 200) < 5 && abs(values[0].value) < 5, "\(values)")
    }

    @Test func privateKeysAreNamedInTheirOwnOrder() throws {
        let folder = try ScratchFolder()
        var data = "member,day,spent,shop,product\n"
        for member in 0..<300 { data += "m\(member),2024-01-02,1.00,north,\(["zinc", "tin", "iron"][member % 3])\n" }
        let text = """
            {"analyst": "ann", "epsilon": 10, "delta": 1e-6, "group_by": {"column": "product"},
             "measures": [{"measure": "count"}]}
            """
        let values = try engine(folder, data: data).answer(try Query(text: text), queryDigest: .zero).values
        #expect(values.map(\.group) == ["iron", "tin", "zinc"])
    }

    @Test func theChoiceAmongRecordsNeedsTheDatasetsKeyAndNothingElse() throws {
        let limits = try ContributionBounds<AddRemove>(
            unit: PrivacyUnit(name: "m"), groupsPerUnit: 1, recordsPerGroup: 1)
        // For each of 64 units: which of four groups is kept, and which of four records in one group.
        func kept(_ key: Digest) throws -> (groups: [Int64], records: [Int64]) {
            var (groups, records): ([Int64], [Int64]) = ([], [])
            for unit in 0..<64 {
                var apart = ContributionBounding(bounds: limits, columnCount: 0, key: key)
                var together = ContributionBounding(bounds: limits, columnCount: 1, key: key)
                for index in 0..<4 {
                    apart.add(unit: "\(unit)", group: Int32(index), groupWord: UInt64(index), values: [])
                    together.add(unit: "\(unit)", group: 0, groupWord: 0, values: [Int64(index + 1)])
                }
                var words = SeededWords(seed: 1)
                let count = try CountMechanism(
                    bounds: limits, groupCount: 4, family: .laplace, budget: try rational(1))
                let first = count.draw(using: &words)
                let counts = count.trial(on: apart.finish(groupCount: 4), noise: first, using: &words).inputs
                #expect(counts.reduce(0, +) == 1)
                groups.append(counts.enumerated().reduce(0) { $0 + Int64($1.offset) * $1.element })
                let sum = try SumMechanism(
                    bounds: limits, groupCount: 1, column: 0, values: try ValueBounds(lower: 0, upper: 4),
                    family: .laplace, budget: try rational(1))
                let second = sum.draw(using: &words)
                records += sum.trial(on: together.finish(groupCount: 1), noise: second, using: &words).inputs
            }
            return (groups, records)
        }
        let (first, again, other) = (try kept(.zero), try kept(.zero), try kept(SHA256.hash([1])))
        #expect(first.groups == again.groups && first.records == again.records)
        #expect(first.groups != other.groups && first.records != other.records)
        // Every place is kept by some unit.
        #expect(Set(first.groups) == [0, 1, 2, 3] && Set(first.records) == [1, 2, 3, 4])
    }

    @Test func theWordOfATextIsTheSameInEveryRun() {
        // The first eight bytes of SHA-256, by Python's hashlib.
        #expect(StableWord.of("member 7") == 0x9142_5368_4a59_e9e0)
    }

    @Test(arguments: [
        "184467440737095516.17", "-184467440737095516.17", "400000000000000000.00", "46116860184273879.05",
    ])
    func numbersThatWouldWrapAreRefused(cell: String) throws {
        let folder = try ScratchFolder()
        let data = "member,day,spent,shop,product\na,2024-01-02,\(cell),north,p\n"
        #expect(throws: PrivacyError.self) { try engine(folder, data: data) }
    }
}
