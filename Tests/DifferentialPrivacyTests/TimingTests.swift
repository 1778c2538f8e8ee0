import DifferentialPrivacy
import Foundation
import Signatures
import Testing

/// The time of a release says nothing about its noise, nor about private keys.
///
/// Means of the faster nine tenths of many short measurements are compared, because the clock ticks in steps of ten
/// nanoseconds; the bound is 5 %.
@Suite(.serialized) struct TimingTests {
    private static let bound = 0.05

    private func nanoseconds(_ work: () -> Void) -> Double {
        let clock = ContinuousClock()
        let time = clock.measure(work)
        return Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) / 1e9
    }

    private func compare(_ first: [Double], _ second: [Double], _ what: String) {
        let (left, right) = (trimmedMean(first), trimmedMean(second))
        #expect(abs(left - right) <= Self.bound * max(left, right), "\(what): \(left) and \(right) ns")
    }

    @Test func drawsOfLargeNoiseTakeAsLongAsThoseOfSmall() throws {
        let laplace = try DiscreteLaplaceSampler(scale: try rational(100))
        let gaussian = try DiscreteGaussianSampler(sigmaSquared: try rational(10_000))
        var words = SeededWords(seed: 1)
        var small: [[Double]] = [[], []]
        var large: [[Double]] = [[], []]
        for _ in 0..<60_000 {
            for family in 0..<2 {
                var value: Int64 = 0
                let time = nanoseconds {
                    value = family == 0 ? laplace.sample(using: &words) : gaussian.sample(using: &words)
                }
                if value.magnitude < 40 { small[family].append(time) }
                if value.magnitude > 120 { large[family].append(time) }
            }
        }
        compare(small[0], large[0], "discrete Laplace")
        compare(small[1], large[1], "discrete Gaussian")
    }

    @Test func largeNoiseTakesNoMoreWords() throws {
        let laplace = try DiscreteLaplaceSampler(scale: try rational(100))
        var words = CountingWords(seed: 4)
        var counts = Set<UInt64>()
        for _ in 0..<20_000 {
            let before = words.count
            _ = laplace.sample(using: &words)
            counts.insert(words.count - before)
        }
        #expect(counts.count == 1)
    }

    @Test func aPrivateKeyThatExistsTakesNoLonger() throws {
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
        let (one, delta) = (try rational(1), try rational(1, 1_000_000))
        let selection = try PartitionSelection(bounds: bounds, capacity: 512, epsilon: one, delta: delta)
        let histogram = try ThresholdHistogram(bounds: bounds, capacity: 512, epsilon: one, delta: delta)
        let (present, absent) = (table(withKey: true), table(withKey: false))
        var words = SecureWords()
        var times: [[Double]] = [[], [], [], []]
        for _ in 0..<800 {
            for (index, table) in [present, absent].enumerated() {
                times[index].append(
                    nanoseconds {
                        let noise = selection.draw(using: &words)
                        _ = selection.release(on: table, noise: noise, using: &words)
                    })
                times[2 + index].append(
                    nanoseconds {
                        let noise = histogram.draw(using: &words)
                        _ = histogram.release(on: table, noise: noise, using: &words)
                    })
            }
        }
        compare(times[0], times[1], "partition selection")
        compare(times[2], times[3], "private histogram")
    }
}
