import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// What a release does is counted instead of timed: random words, and numbers that meet noise.
///
/// `symbolon dp audit --timing` measures seconds.
@Suite struct WordCountTests {
    @Test func everyDrawOfDiscreteLaplaceTakesTheSameWords() throws {
        for scale in [1, 100, 1_000_003] as [UInt64] {
            let laplace = try DiscreteLaplaceSampler(scale: try rational(scale))
            var words = CountingWords(seed: 4)
            var counts = Set<UInt64>()
            for _ in 0..<20_000 {
                let before = words.count
                _ = laplace.sample(using: &words)
                counts.insert(words.count - before)
            }
            #expect(counts.count == 1)
        }
    }

    @Test func theNumberOfRejectedCandidatesSaysNothingAboutAGaussianDraw() throws {
        let gaussian = try DiscreteGaussianSampler(sigmaSquared: try rational(10_000))
        var words = CountingWords(seed: 5)
        var (small, large): ([Double], [Double]) = ([], [])
        for _ in 0..<300_000 {
            let before = words.count
            let value = gaussian.sample(using: &words)
            let taken = Double(words.count - before)
            if value.magnitude < 40 { small.append(taken) }
            if value.magnitude > 120 { large.append(taken) }
        }
        func moments(_ values: [Double]) -> (mean: Double, error: Double) {
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            return (mean, variance / Double(values.count))
        }
        let (first, second) = (moments(small), moments(large))
        // Five standard errors: a false alarm in two million fresh seeds.
        #expect(small.count > 50_000 && large.count > 50_000)
        #expect(abs(first.mean - second.mean) < 5 * (first.error + second.error).squareRoot())
    }

    @Test func aPrivateKeyThatExistsTakesNoMoreWordsAndMeetsNoMoreNoise() throws {
        let bounds = try ContributionBounds<AddRemove>(
            unit: PrivacyUnit(name: "member"), groupsPerUnit: 1, recordsPerGroup: 1)
        func table(withKey: Bool) -> BoundedTable<AddRemove> {
            var bounding = ContributionBounding(bounds: bounds, columnCount: 0, key: .zero)
            for member in 0..<600 {
                let group = Int32(member % 19)
                bounding.add(unit: "m\(member)", group: group, groupWord: UInt64(group), values: [])
            }
            let last: Int32 = withKey ? 19 : 0
            bounding.add(unit: "x", group: last, groupWord: UInt64(last), values: [])
            return bounding.finish(groupCount: withKey ? 20 : 19)
        }
        func work<Run: PrivacyMechanismRun>(
            _ run: Run, _ table: BoundedTable<AddRemove>
        ) -> [UInt64] where Run.Relation == AddRemove {
            var words = CountingWords(seed: 6)
            let noise = run.draw(using: &words)
            let drawn = words.count
            let trial = run.trial(on: table, noise: noise, using: &words)
            return [drawn, words.count, UInt64(trial.inputs.count)]
        }
        let (one, delta) = (try rational(1), try rational(1, 1_000_000))
        let selection = try PartitionSelection(bounds: bounds, capacity: 512, epsilon: one, delta: delta)
        let histogram = try ThresholdHistogram(bounds: bounds, capacity: 512, epsilon: one, delta: delta)
        #expect(work(selection, table(withKey: true)) == work(selection, table(withKey: false)))
        #expect(work(histogram, table(withKey: true)) == work(histogram, table(withKey: false)))
        #expect(work(selection, table(withKey: true))[2] == 512)
    }

    @Test func anAuditOfTimesComparesEveryPair() throws {
        let findings = try TimingAudit(blockCount: 4).findings()
        #expect(findings.count == 4)
        #expect(findings.allSatisfy { $0.first > 0 && $0.second > 0 && $0.halfWidth.isFinite })
        let wide = TimingFinding(
            comparison: "too few measurements", first: 1, second: 1, difference: 0, halfWidth: 0.06, bound: 0.05)
        #expect(!wide.isKept)
    }
}
