import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// Noisy joint counts become the counts of a dataset that could exist, and records that have them.
@Suite struct SyntheticTests {
    private static let pairs = [(0, 1), (1, 2), (1, 3), (4, 5)]
    private static let sizes = [3, 4, 2, 5, 3, 2, 6]

    private func forest() throws -> MarginalForest { try MarginalForest(sizes: Self.sizes, pairs: Self.pairs) }

    /// The joint counts of random records, in the order of the forest's tables.
    private func exactCounts(_ forest: MarginalForest, records: Int, random: inout SeededGenerator) -> [[Int64]] {
        var counts = forest.tables.map { [Int64](repeating: 0, count: forest.cellCount(of: $0)) }
        for _ in 0..<records {
            let first = random.below(6)
            let cells = forest.sizes.map { (first + random.below(3)) % $0 }
            for (index, table) in forest.tables.enumerated() {
                let columns = forest.columns(of: table)
                let place = columns.reduce(0) { $0 * forest.sizes[$1] + cells[$1] }
                counts[index][place] += 1
            }
        }
        return counts
    }

    /// Each column's counts, as every table that has it says.
    private func columnCounts(_ forest: MarginalForest, _ counts: [[Int64]]) -> [[[Int64]]] {
        var found = [[[Int64]]](repeating: [], count: forest.sizes.count)
        for (table, cells) in zip(forest.tables, counts) {
            let columns = forest.columns(of: table)
            let width = columns.count == 2 ? forest.sizes[columns[1]] : 1
            for (place, column) in columns.enumerated() {
                var sums = [Int64](repeating: 0, count: forest.sizes[column])
                for (cell, count) in cells.enumerated() { sums[place == 0 ? cell / width : cell % width] += count }
                found[column].append(sums)
            }
        }
        return found
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func integerTablesAgreeAreWholeAndNotNegative(seed: UInt64) throws {
        let forest = try forest()
        var random = SeededGenerator(seed: seed)
        let exact = exactCounts(forest, records: 200 * Int(seed - 1), random: &random)
        let noisy = exact.map { $0.map { $0 + Int64(random.below(41)) - 20 } }
        let tables = IntegerTables(forest: forest, fit: ForestFit(forest: forest, noisy: noisy))
        #expect(tables.counts.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "seed \(seed)")
        #expect(tables.counts.allSatisfy { $0.reduce(0, +) == tables.total }, "seed \(seed)")
        for (column, views) in columnCounts(forest, tables.counts).enumerated() {
            #expect(!views.isEmpty && Set(views).count == 1, "seed \(seed), column \(column)")
        }
    }

    @Test(arguments: [6, 7] as [UInt64])
    func consistentCountsAreKeptAsTheyAre(seed: UInt64) throws {
        let forest = try forest()
        var random = SeededGenerator(seed: seed)
        let exact = exactCounts(forest, records: 3_000, random: &random)
        let tables = IntegerTables(forest: forest, fit: ForestFit(forest: forest, noisy: exact))
        #expect(tables.total == 3_000)
        let largest = zip(tables.counts, exact).flatMap { zip($0, $1).map { abs($0 - $1) } }.max() ?? 0
        #expect(largest <= 3, "seed \(seed): off by \(largest)")
    }

    @Test(arguments: [8, 9, 10] as [UInt64])
    func theFitIsTheNearestConsistentDataset(seed: UInt64) throws {
        // All datasets are mixtures of the assignments of one cell to each column; where no mixture lies in the
        // direction of the gradient, none is nearer (the gap of Frank and Wolfe, 1956, is zero).
        let forest = try MarginalForest(sizes: [2, 3, 2], pairs: [(0, 1), (1, 2)])
        var random = SeededGenerator(seed: seed)
        let noisy = forest.tables.map { table in
            (0..<forest.cellCount(of: table)).map { _ in Int64(random.below(400)) - 60 }
        }
        let fit = ForestFit(forest: forest, noisy: noisy)
        let gradient = zip(fit.counts, noisy).map { zip($0, $1).map { $0 - Double($1) } }
        var least = Double.infinity
        for (first, second, third) in (0..<12).map({ ($0 / 6, $0 / 2 % 3, $0 % 2) }) {
            least = min(least, gradient[0][first * 3 + second] + gradient[1][second * 2 + third])
        }
        let here = zip(gradient, fit.counts).reduce(0.0) { sum, row in
            sum + zip(row.0, row.1).reduce(0.0) { $0 + $1.0 * $1.1 }
        }
        let distance = gradient.joined().reduce(0) { $0 + $1 * $1 } / 2
        let gap = here - fit.total * least
        #expect(gap <= 0.02 * distance + 1, "seed \(seed): gap \(gap) of \(distance)")
    }

    @Test func recordsHaveExactlyTheReleasedCounts() throws {
        let forest = try forest()
        var random = SeededGenerator(seed: 11)
        let noisy = exactCounts(forest, records: 900, random: &random).map {
            $0.map { $0 + Int64(random.below(9)) - 4 }
        }
        let columns = try Self.sizes.enumerated().map { index, size in
            SyntheticTables.Column(
                format: ColumnFormat(
                    name: "c\(index)", kind: .integer(try ValueBounds(lower: 1, upper: Int64(size)))), width: 1)
        }
        let tables = SyntheticTables(columns: columns, forest: forest, noisy: noisy, noiseHalfWidth: 4)
        var words = SeededWords(seed: 12)
        let records = try SyntheticRecords(tables, using: &words)
        #expect(Int64(records.count) == tables.recordCount)
        for table in tables.tables where table.columns.count == 2 {
            #expect(records.jointCounts(table.columns[0], table.columns[1]) == table.counts)
        }
        for (table, raw) in zip(tables.tables, noisy) {
            #expect(zip(table.halfWidths, zip(table.counts, raw)).allSatisfy { $0 >= 4 + Double(abs($1.0 - $1.1)) })
        }
        var lines: [String] = []
        try records.forEachLine(using: &words) { lines.append($0) }
        #expect(lines.count == records.count + 1 && lines[0] == "c0,c1,c2,c3,c4,c5,c6")
    }

    @Test func circlesAndHugeTablesAreRefused() {
        #expect(throws: PrivacyError.self) { try MarginalForest(sizes: [2, 2, 2], pairs: [(0, 1), (1, 2), (2, 0)]) }
        #expect(throws: PrivacyError.self) { try MarginalForest(sizes: [2, 2], pairs: [(0, 1), (1, 0)]) }
        #expect(throws: PrivacyError.self) { try MarginalForest(sizes: [2, 2], pairs: [(0, 0)]) }
        #expect(throws: PrivacyError.self) { try MarginalForest(sizes: [4_000, 4_000], pairs: [(0, 1)]) }
        #expect(throws: PrivacyError.self) { try MarginalForest(sizes: [], pairs: []) }
    }

    @Test func aUnitMovesEachTableByItsRecordsAndIsChargedForThem() throws {
        let forest = try forest()
        func cost<Relation: AdjacencyRelation>(_ relation: Relation.Type, records: UInt32) throws -> Double {
            let bounds = try ContributionBounds<Relation>(
                unit: PrivacyUnit(name: "m"), groupsPerUnit: 1, recordsPerGroup: records)
            let run = try MarginalMechanism(
                bounds: bounds, forest: forest, family: .laplace, budget: try rational(3, 2))
            // Of five tables each gets 3/10; the scale is the number of records over it.
            let moved: UInt64 = Relation.name == .replace ? 2 : 1
            #expect(run.noise.sensitivity == GroupedSensitivity(groups: moved, change: UInt64(records)))
            #expect(run.noise.parameter == (try rational(UInt64(records) * moved * 10, 3)))
            return try PrivacyCost(of: run.events, in: .epsilon).lossValue
        }
        for records in [1, 3] as [UInt32] {
            for found in [try cost(AddRemove.self, records: records), try cost(Replace.self, records: records)] {
                #expect(found >= 1.5 - 1e-9 && found <= 1.5 + 1e-9)
            }
        }
    }

    @Test func syntheticRecordsAreChargedAndNearTheTruth() throws {
        let folder = try ScratchFolder()
        try folder.write("data.csv", QueryTests.data)
        let path = try folder.write("dataset.yaml", QueryTests.dataset)
        let dataset = try DatasetFolder.register(document: path, into: folder.path + "/registered")
        let engine = QueryEngine(dataset: dataset, codeVersion: "test")
        let text = """
            analyst: ann
            epsilon: 40
            measures:
              - measure: synthetic
                columns: [{column: day, width: 7}, {column: shop}, {column: spent, width: 1000}]
                edges: [{from: day, to: shop}]
            """
        let plan = try engine.explain(try Query(text: text))
        #expect(plan.cost.lossValue == 40 && plan.measures[0].expectedError == 0)
        let record = try engine.answer(try Query(text: text), queryDigest: .zero)
        let tables = try #require(record.synthetic?.first)
        // Of each of the 301 members two records are kept at most.
        #expect(abs(tables.recordCount - 601) < 12)
        #expect(tables.tables.map(\.columns) == [[0, 1], [2]])
        #expect(record.values.allSatisfy { $0.isBiased && $0.value >= 0 && $0.halfWidth != nil })
        #expect(try engine.explain(try Query(text: text)).remaining.lossValue == 60)
        #expect(try engine.record(record.reservation).synthetic == record.synthetic)
        for (part, replacement) in [
            ("to: shop", "to: nobody"), ("{column: shop}", "{column: product}"), ("width: 1000", "width: 0"),
            ("{column: day, width: 7}", "{column: day}"), ("edges: [", "edges: [{from: shop, to: day}, "),
            ("epsilon: 40", "epsilon: 400"),
        ] {
            let wrong = text.replacing(part, with: replacement)
            #expect(wrong != text)
            #expect(throws: PrivacyError.self) { try engine.answer(try Query(text: wrong), queryDigest: .zero) }
        }
        #expect(try engine.explain(try Query(text: text)).remaining.lossValue == 60)
    }
}
