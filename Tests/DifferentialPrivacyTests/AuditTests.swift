import DifferentialPrivacy
import Foundation
import Signatures
import Testing

/// Every mechanism from end to end on neighbouring data.
///
/// A correct mechanism fails an audit once in ten thousand fresh seeds; the seed is fixed.
@Suite struct AuditTests {
    @Test(arguments: try AuditSuite.cases().indices)
    func mechanismKeepsItsPromise(index: Int) throws {
        let finding = try AuditSuite.cases()[index].audit(runCount: 60_000, seed: 11, confidence: 0.9999)
        #expect(finding.violation == nil, "\(finding.mechanism)")
        #expect(
            finding.measuredLowerBound <= finding.charged,
            "\(finding.mechanism): \(finding.measuredLowerBound) of \(finding.charged)")
    }

    @Test func theAuditIsNotBlind() throws {
        // Most mechanisms are nearly tight on their worst neighbours; an audit that sees nothing proves nothing.
        let sharp = ["count", "sum", "mean", "permute-and-flip", "randomised-response", "partition-selection-crowd"]
        for auditCase in try AuditSuite.cases() where sharp.contains(auditCase.name) {
            let finding = try auditCase.audit(runCount: 60_000, seed: 12, confidence: 0.9999)
            #expect(finding.measuredLowerBound > 0.6 * finding.charged, "\(finding.mechanism)")
        }
    }

    private func bounds<Relation: AdjacencyRelation>(
        _ relation: Relation.Type, _ groups: UInt32, _ records: UInt32
    ) throws -> ContributionBounds<Relation> {
        try ContributionBounds(unit: PrivacyUnit(name: "m"), groupsPerUnit: groups, recordsPerGroup: records)
    }

    @Test func replacingCountsTwiceInAHistogramAndTheRangeInASum() throws {
        let values = try ValueBounds(lower: -4, upper: 10)
        let removal = try bounds(AddRemove.self, 2, 3)
        let swap = try bounds(Replace.self, 2, 3)
        #expect(removal.sensitivity(of: .one, groupCount: 9) == GroupedSensitivity(groups: 2, change: 3))
        #expect(swap.sensitivity(of: .one, groupCount: 9) == GroupedSensitivity(groups: 4, change: 3))
        #expect(swap.sensitivity(of: .one, groupCount: 1) == GroupedSensitivity(groups: 1, change: 3))
        #expect(removal.sensitivity(of: values, groupCount: 1) == GroupedSensitivity(groups: 1, change: 30))
        #expect(swap.sensitivity(of: values, groupCount: 1) == GroupedSensitivity(groups: 1, change: 42))
    }

    @Test func noUnitExceedsItsBoundsAndTheChoiceDependsOnItAlone() throws {
        func kept(others: Int) throws -> [Int64] {
            var bounding = ContributionBounding(bounds: try bounds(AddRemove.self, 2, 3), columnCount: 1, key: .zero)
            for other in 0..<others {
                bounding.add(unit: "other \(other)", group: 0, groupWord: 0, values: [0])
            }
            for record in 0..<40 {
                let group = Int32(record % 5)
                bounding.add(unit: "x", group: group, groupWord: UInt64(group), values: [Int64(1) << Int64(record)])
            }
            let table = bounding.finish(groupCount: 5)
            let values = try ValueBounds(lower: 0, upper: 1 << 40)
            let sums = try SumMechanism(
                bounds: table.bounds, groupCount: 5, column: 0, values: values, family: .laplace,
                budget: try rational(1))
            var words = SeededWords(seed: 1)
            let noise = sums.draw(using: &words)
            return sums.trial(on: table, noise: noise, using: &words).inputs
        }
        let alone = try kept(others: 0)
        #expect(alone == (try kept(others: 17)))
        #expect(alone.reduce(0) { $0 + $1.nonzeroBitCount } == 6)
        #expect(alone.count { $0 != 0 } == 2)
    }

    @Test func aLonelyKeyIsNamedWithProbabilityDeltaAndAnEmptyOneNever() throws {
        let limits = try bounds(AddRemove.self, 1, 1)
        let selection = try PartitionSelection(
            bounds: limits, capacity: 4, epsilon: try rational(1), delta: try rational(1, 20))
        var bounding = ContributionBounding(bounds: limits, columnCount: 0, key: .zero)
        bounding.add(unit: "x", group: 1, groupWord: 1, values: [])
        let table = bounding.finish(groupCount: 3)
        var words = SeededWords(seed: 14)
        var named = [0, 0, 0, 0]
        for _ in 0..<40_000 {
            let noise = selection.draw(using: &words)
            let output = selection.trial(on: table, noise: noise, using: &words).output
            for key in named.indices { named[key] += output[key] ? 1 : 0 }
        }
        #expect(named[0] == 0 && named[2] == 0 && named[3] == 0)
        // 0.05 of 40,000, and five standard deviations; the exact probability is 0.0236.
        #expect(named[1] > 500 && named[1] < 2_000 + 220)
    }

    @Test func sumsBeyondSixtyTwoBitsAreCutAndDoNotWrap() throws {
        let limits = try bounds(AddRemove.self, 1, 1 << 20)
        let values = try ValueBounds(lower: 0, upper: 1 << 40)
        var bounding = ContributionBounding(bounds: limits, columnCount: 1, key: .zero)
        for unit in 0..<40 {
            for _ in 0..<300 { bounding.add(unit: "\(unit)", group: 0, groupWord: 0, values: [.max]) }
        }
        let table = bounding.finish(groupCount: 1)
        let sum = try SumMechanism(
            bounds: limits, groupCount: 1, column: 0, values: values, family: .laplace, budget: try rational(1 << 20))
        var words = SeededWords(seed: 1)
        let noise = sum.draw(using: &words)
        #expect(sum.trial(on: table, noise: noise, using: &words).inputs == [12_000 << 40])
    }

    @Test func localEstimatesAreUnbiasedWithinTheirIntervals() throws {
        let epsilon = try rational(2)
        var words = SeededWords(seed: 6)
        func check(_ randomiser: some LocalRandomiser) {
            let reports = (0..<20_000).map { randomiser.report(of: $0 % 10 < 7 ? 1 : 3, using: &words) }
            let estimates = randomiser.estimates(of: reports, confidence: 0.999_99)
            for (answer, truth) in [0, 14_000, 0, 6_000, 0].enumerated() {
                #expect(abs(estimates[answer].count - Double(truth)) <= estimates[answer].halfWidth)
            }
        }
        check(try RandomisedResponse(answerCount: 5, epsilon: epsilon))
        check(try UnaryEncoding(.symmetric, answerCount: 5, epsilon: epsilon))
        check(try UnaryEncoding(.optimised, answerCount: 5, epsilon: epsilon))
        check(try SubsetSelection(answerCount: 5, epsilon: epsilon))
        check(try HadamardResponse(answerCount: 5, epsilon: epsilon))
    }

    @Test func shufflingAmplifiesAndNeverHurts() {
        let amplified = ShuffleAmplification.epsilon(local: 1, count: 1_000_000, delta: 1e-6)
        // log(1 + (e - 1) / (e + 1) (8 sqrt(e ln(4e6) / 1e6) + 8 e / 1e6)), with mpmath.
        #expect(amplified < 0.025 && amplified > 0.02)
        #expect(ShuffleAmplification.epsilon(local: 1, count: 10, delta: 1e-6) == 1)
    }
}
