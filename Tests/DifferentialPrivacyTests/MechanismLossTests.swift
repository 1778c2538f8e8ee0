import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// Parameters of mechanisms that decide the loss, against their formulas and on neighbours of every kind.
@Suite struct MechanismLossTests {
    private static let alarmMin = 1e-6

    private func bounds<Relation: AdjacencyRelation>(
        _ relation: Relation.Type, _ groups: UInt32, _ records: UInt32
    ) throws -> ContributionBounds<Relation> {
        try ContributionBounds(unit: PrivacyUnit(name: "m"), groupsPerUnit: groups, recordsPerGroup: records)
    }

    private func table<Relation: AdjacencyRelation>(
        _ rows: [(unit: String, group: Int32, value: Int64)], _ bounds: ContributionBounds<Relation>, groupCount: Int
    ) -> BoundedTable<Relation> {
        var bounding = ContributionBounding(bounds: bounds, columnCount: 1, key: .zero)
        for row in rows {
            bounding.add(unit: row.unit, group: row.group, groupWord: UInt64(row.group), values: [row.value])
        }
        return bounding.finish(groupCount: groupCount)
    }

    @Test func sensitivitiesThatDoNotFitAreRefusedAndDoNotWrap() throws {
        let huge = GroupedSensitivity(groups: 1 << 21, change: 1 << 60)
        #expect(huge.l1 == nil && huge.l2Squared == nil)
        #expect(throws: PrivacyError.self) {
            try AdditiveNoise(.laplace, budget: try rational(1), sensitivity: huge)
        }
        // 2^20 groups of 2^20 records of 2^40 each.
        let limits = try bounds(AddRemove.self, 1 << 20, 1 << 20)
        let values = try ValueBounds(lower: 0, upper: 1 << 40)
        #expect(throws: PrivacyError.self) {
            try SumMechanism(
                bounds: limits, groupCount: 1 << 20, column: 0, values: values, family: .laplace,
                budget: try rational(1))
        }
    }

    @Test func theThresholdOfAPrivateHistogramIsTheLowestThatKeepsDelta() throws {
        for (records, delta) in [(1, 20), (2, 1_000), (3, 1_000_000)] as [(UInt32, UInt64)] {
            let run = try ThresholdHistogram(
                bounds: try bounds(AddRemove.self, 2, records), capacity: 8, epsilon: try rational(1),
                delta: try rational(1, delta))
            let ratio = exp(-1 / run.noise.width)
            // The probability that a unit's key reaches the threshold: that noise is so large or larger.
            func chance(_ distance: Int64) -> Double { pow(ratio, Double(distance)) / (1 + ratio) }
            let distance = run.threshold - Int64(records)
            #expect(2 * chance(distance) <= 1 / Double(delta))
            #expect(2 * chance(distance - 1) > 1 / Double(delta))
        }
    }

    @Test(arguments: [51, 52] as [UInt64])
    func utilitiesOfQuantilesMoveNoFurtherThanDeclared(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = try ValueBounds(lower: 0, upper: 20)
        func rows(_ unit: String, _ count: Int) -> [(unit: String, group: Int32, value: Int64)] {
            (0..<count).map { _ in (unit, 0, random.below(3) == 0 ? 0 : Int64(random.below(21))) }
        }
        func check<Relation: AdjacencyRelation>(
            _ relation: Relation.Type, _ first: [(unit: String, group: Int32, value: Int64)],
            _ second: [(unit: String, group: Int32, value: Int64)], _ top: UInt32, _ bottom: UInt32
        ) throws {
            let limits = try bounds(relation, 1, 2)
            let share = try #require(QuantileMechanism<Relation>.Share(top, over: bottom))
            let run = try QuantileMechanism(
                bounds: limits, column: 0, values: values, step: 1, shares: [share], epsilon: try rational(1))
            let inputs = [first, second].map { rows in
                var words = SeededWords(seed: 1)
                let noise = run.draw(using: &words)
                return run.trial(on: table(rows, limits, groupCount: 1), noise: noise, using: &words).inputs
            }
            let largest = zip(inputs[0], inputs[1]).map { ($0 - $1).magnitude }.max() ?? 0
            #expect(largest <= run.inputSensitivity.change, "seed \(seed): \(relation.name) \(top)/\(bottom)")
        }
        for _ in 0..<40 {
            let others = (0..<6).flatMap { rows("other \($0)", 2) }
            for (top, bottom) in [(1, 10), (1, 4), (1, 2), (9, 10), (99, 100)] as [(UInt32, UInt32)] {
                try check(AddRemove.self, others, others + rows("x", 2), top, bottom)
                try check(Replace.self, others + rows("x", 2), others + rows("x", 2), top, bottom)
            }
        }
    }

    @Test func aQuantileHasTheProbabilitiesOfTheExponentialMechanism() throws {
        let limits = try bounds(AddRemove.self, 1, 2)
        let values = try ValueBounds(lower: 0, upper: 4)
        let share = try #require(QuantileMechanism<AddRemove>.Share(1, over: 4))
        let run = try QuantileMechanism(
            bounds: limits, column: 0, values: values, step: 1, shares: [share], epsilon: try rational(3))
        let rows = (0..<8).map { (unit: "u\($0)", group: Int32(0), value: Int64($0 % 5)) }
        let table = table(rows, limits, groupCount: 1)
        var words = SeededWords(seed: 53)
        var counts: [Int64: Int] = [:]
        var inputs: [Int64] = []
        for _ in 0..<100_000 {
            let noise = run.draw(using: &words)
            let trial = run.trial(on: table, noise: noise, using: &words)
            inputs = trial.inputs
            counts[trial.output[0], default: 0] += 1
        }
        // Records below each grid value: 0, 2, 4, 6, 7 of 8; four times that less 8 is how far the share is missed.
        #expect(inputs == [-8, 0, -8, -16, -20])
        // One unit's two records move a utility by up to six, which counts twice because some rise and some fall.
        let weights = inputs.map { exp(3 * Double($0) / 12) }
        let test = ChiSquare(counts: counts, total: 100_000, outcomes: 0...4) {
            weights[Int($0)] / weights.reduce(0, +)
        }
        #expect(test.alarm > Self.alarmMin, "\(counts)")
    }

    @Test func repeatedChoicesAreIndependent() throws {
        let limits = try bounds(AddRemove.self, 1, 1)
        let rows = (0..<3).map { (unit: "u\($0)", group: Int32($0), value: Int64(0)) }
        let table = table(rows, limits, groupCount: 3)
        for method in SelectionMethod.allCases {
            let run = try SelectionMechanism(
                bounds: limits, groupCount: 3, choiceCount: 2, method: method, epsilon: try rational(1))
            var words = SeededWords(seed: 54)
            var counts: [Int64: Int] = [:]
            for _ in 0..<30_000 {
                let noise = run.draw(using: &words)
                let chosen = run.trial(on: table, noise: noise, using: &words).output
                counts[Int64(chosen[0] * 3 + chosen[1]), default: 0] += 1
            }
            // Equal counts: all six ordered pairs are equally likely, but for a tie of noisy counts.
            guard method != .noisyMaximum else {
                #expect(counts.count == 6 && counts.values.allSatisfy { $0 > 3_000 }, "\(counts)")
                continue
            }
            let outcomes: Set<Int64> = [1, 2, 3, 5, 6, 7]
            let test = ChiSquare(counts: counts, total: 30_000, outcomes: 0...8) { outcomes.contains($0) ? 1.0 / 6 : 0 }
            #expect(test.alarm > Self.alarmMin, "\(method): \(counts)")
        }
    }

    @Test func sparseVectorStopsAtItsNumberAndHasItsNoise() throws {
        let limits = try bounds(AddRemove.self, 1, 1)
        let low = try SparseVectorMechanism(
            bounds: limits, groupCount: 5, threshold: -100_000, foundMax: 2, epsilon: try rational(1))
        var words = SeededWords(seed: 55)
        let empty = table([], limits, groupCount: 5)
        let noise = low.draw(using: &words)
        #expect(low.trial(on: empty, noise: noise, using: &words).output == [true, true])
        // One empty group is above a threshold of 6 where the noise of the count exceeds that of the threshold by 6:
        // scales 2 / epsilon and 2 foundMax / epsilon.
        let run = try SparseVectorMechanism(
            bounds: limits, groupCount: 2, threshold: 6, foundMax: 2, epsilon: try rational(1))
        let pair = table([], limits, groupCount: 2)
        let total = 60_000
        var above = 0
        for _ in 0..<total {
            let noise = run.draw(using: &words)
            above += run.trial(on: pair, noise: noise, using: &words).output[0] ? 1 : 0
        }
        func mass(_ value: Int, _ scale: Double) -> Double {
            tanh(0.5 / scale) * exp(-Double(abs(value)) / scale)
        }
        var expected = 0.0
        for threshold in -80...80 {
            let tail = (threshold + 6..<threshold + 400).reduce(0) { $0 + mass($1, 4) }
            expected += mass(threshold, 2) * tail
        }
        #expect(abs(Double(above) - expected * Double(total)) < 5 * (expected * Double(total)).squareRoot() + 2)
    }
}
