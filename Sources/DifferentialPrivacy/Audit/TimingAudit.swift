internal import Foundation
internal import Signatures

/// What two kinds of releases took, compared.
package struct TimingFinding: Sendable, Hashable {
    /// What was compared.
    package let comparison: String
    /// The mean time of the first kind, in nanoseconds.
    package let first: Double
    /// The mean time of the second kind.
    package let second: Double
    /// Their difference, as a share of their mean.
    package let difference: Double
    /// Half the width of the interval of the difference, at the stated confidence.
    package let halfWidth: Double
    /// What the difference must stay below.
    package let bound: Double

    /// States what was found.
    package init(
        comparison: String, first: Double, second: Double, difference: Double, halfWidth: Double, bound: Double
    ) {
        self.comparison = comparison
        self.first = first
        self.second = second
        self.difference = difference
        self.halfWidth = halfWidth
        self.bound = bound
    }

    /// Whether the whole interval lies within the bound.
    package var isKept: Bool { abs(difference) + halfWidth <= bound }
}

/// Compares the time of releases that must not differ: of large and small noise, and with and without a private key.
///
/// Times are taken in blocks, both kinds in turns; of each block and kind the mean of the faster nine tenths counts, so
/// that interruptions by other programs are left out. The blocks' differences give an interval, and the interval must
/// lie within the bound: few measurements make the audit fail, not pass.
package struct TimingAudit {
    /// The difference that is still called none: 5 %.
    package static let bound = 0.05
    /// The probability with which an interval holds the difference.
    package static let confidence = 0.999
    private static let quantile = 3.3

    /// The number of blocks.
    package let blockCount: Int

    /// Prepares an audit.
    ///
    /// - Parameter blockCount: At least 4; 40 take a few seconds.
    package init(blockCount: Int = 40) { self.blockCount = max(4, blockCount) }

    /// Runs all comparisons.
    package func findings() throws(PrivacyError) -> [TimingFinding] {
        try draws() + keys()
    }

    /// Single draws, told apart by how large the noise turned out.
    private func draws() throws(PrivacyError) -> [TimingFinding] {
        guard let scale = PositiveRational(100), let square = PositiveRational(10_000) else { return [] }
        let laplace = try DiscreteLaplaceSampler(scale: scale)
        let gaussian = try DiscreteGaussianSampler(sigmaSquared: square)
        var words = SecureWords()
        var found: [TimingFinding] = []
        for (name, isLaplace) in [
            ("discrete Laplace, large and small noise", true), ("discrete Gaussian, large and small noise", false),
        ] {
            var blocks: [(Double, Double)] = []
            for _ in 0..<blockCount {
                var (small, large): ([Double], [Double]) = ([], [])
                while small.count < 600 || large.count < 600 {
                    var value: Int64 = 0
                    let time = TimingAudit.nanoseconds {
                        value = isLaplace ? laplace.sample(using: &words) : gaussian.sample(using: &words)
                    }
                    if value.magnitude < 40 { small.append(time) }
                    if value.magnitude > 120 { large.append(time) }
                }
                blocks.append((TimingAudit.trimmedMean(large), TimingAudit.trimmedMean(small)))
            }
            found.append(TimingAudit.finding(name, blocks))
        }
        return found
    }

    /// Whole releases on data in which one member has a key of their own, or shares another one's.
    private func keys() throws(PrivacyError) -> [TimingFinding] {
        let bounds = try ContributionBounds<AddRemove>(
            unit: PrivacyUnit(name: "member"), groupsPerUnit: 1, recordsPerGroup: 1)
        guard let one = PositiveRational(1), let delta = PositiveRational(1, over: 1_000_000) else { return [] }
        let selection = try PartitionSelection(bounds: bounds, capacity: 512, epsilon: one, delta: delta)
        let histogram = try ThresholdHistogram(bounds: bounds, capacity: 512, epsilon: one, delta: delta)
        let tables = [true, false].map { TimingAudit.table(bounds, withKey: $0) }
        var words = SecureWords()
        var blocks: [[(Double, Double)]] = [[], []]
        for _ in 0..<blockCount {
            var times: [[Double]] = [[], [], [], []]
            for _ in 0..<60 {
                for (index, table) in tables.enumerated() {
                    times[index].append(
                        TimingAudit.nanoseconds {
                            let noise = selection.draw(using: &words)
                            _ = selection.release(on: table, noise: noise, using: &words)
                        })
                    times[2 + index].append(
                        TimingAudit.nanoseconds {
                            let noise = histogram.draw(using: &words)
                            _ = histogram.release(on: table, noise: noise, using: &words)
                        })
                }
            }
            let means = times.map(TimingAudit.trimmedMean)
            blocks[0].append((means[0], means[1]))
            blocks[1].append((means[2], means[3]))
        }
        return [
            TimingAudit.finding("partition selection, with and without a private key", blocks[0]),
            TimingAudit.finding("private histogram, with and without a private key", blocks[1]),
        ]
    }

    private static func table(_ bounds: ContributionBounds<AddRemove>, withKey: Bool) -> BoundedTable<AddRemove> {
        var bounding = ContributionBounding(bounds: bounds, columnCount: 0, key: .zero)
        for member in 0..<600 {
            let group = Int32(member % 19)
            bounding.add(unit: "m\(member)", group: group, groupWord: UInt64(group), values: [])
        }
        let last: Int32 = withKey ? 19 : 0
        bounding.add(unit: "x", group: last, groupWord: UInt64(last), values: [])
        return bounding.finish(groupCount: withKey ? 20 : 19)
    }

    private static func finding(_ comparison: String, _ blocks: [(Double, Double)]) -> TimingFinding {
        let count = Double(blocks.count)
        let first = blocks.reduce(0) { $0 + $1.0 } / count
        let second = blocks.reduce(0) { $0 + $1.1 } / count
        let differences = blocks.map { 2 * ($0.0 - $0.1) / ($0.0 + $0.1) }
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        return TimingFinding(
            comparison: comparison, first: first, second: second, difference: mean,
            halfWidth: quantile * (variance / count).squareRoot(), bound: bound)
    }

    private static func nanoseconds(_ work: () -> Void) -> Double {
        let time = ContinuousClock().measure(work)
        return Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) / 1e9
    }

    /// The mean of the smaller nine tenths of a list.
    private static func trimmedMean(_ values: [Double]) -> Double {
        let kept = values.sorted().prefix(max(1, values.count * 9 / 10))
        return kept.reduce(0, +) / Double(kept.count)
    }
}
