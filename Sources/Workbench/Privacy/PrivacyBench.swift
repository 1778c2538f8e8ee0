internal import DifferentialPrivacy
internal import Foundation
internal import Signatures

/// Measures the samplers, the histogram and the accountant of differential privacy on one core.
package struct PrivacyBench: Sendable {
    /// What was measured.
    package struct Report: Encodable, Sendable {
        /// Exact samples per second, by mechanism and scale.
        package var samplesPerSecond: [String: Double]
        /// A histogram of 1,000 bins over the rows with discrete Laplace noise: counting and noise.
        package var histogramMilliseconds: Double
        /// The same with discrete Gaussian noise.
        package var histogramGaussianMilliseconds: Double
        /// Epsilon of 1,000 Gaussian mechanisms of sigma 10 by privacy loss distributions.
        package var pldMilliseconds: Double
        /// That epsilon, at delta 1e-6.
        package var pldEpsilon: Double
        /// A digest of all results, so that no work can be left out.
        package var checksum: Int64
        package var rows: Int
        package var samples: Int
        package var machine: Machine
        /// What another library took for the same in the same run; missing where it was not asked for.
        package var other: OtherLibrary.Figures?
    }

    /// How much is measured.
    package struct Options: Sendable {
        package var rows: Int
        package var samples: Int
        /// A Python interpreter that has OpenDP and dp_accounting, to measure them in the same run.
        package var python: String?

        /// States how much.
        package init(rows: Int = 1_000_000, samples: Int = 1_000_000, python: String? = nil) {
            self.rows = rows
            self.samples = samples
            self.python = python
        }
    }

    /// The result.
    package private(set) var report: Report

    private static let binCount = 1_000
    private static let repetitions = 5

    /// Measures.
    ///
    /// - Throws: ``WorkbenchError/checkFailed(_:)`` where a mechanism cannot be planned.
    package init(options: Options) throws(WorkbenchError) {
        do throws(PrivacyError) {
            var checksum: Int64 = 0
            let rates = try PrivacyBench.samplers(options.samples, &checksum)
            let table = try PrivacyBench.table(rows: options.rows)
            let laplace = try PrivacyBench.histogram(table, .laplace, &checksum)
            let gaussian = try PrivacyBench.histogram(table, .gaussian, &checksum)
            var epsilon = 0.0
            let event = try PrivacyEvent(.gaussian(sigma: 10), count: 1_000)
            let pld = try PrivacyBench.fastest { () throws(PrivacyError) in
                epsilon = try PrivacyAccountant([event]).pldEpsilon(delta: 1e-6) ?? 0
            }
            report = Report(
                samplesPerSecond: rates, histogramMilliseconds: laplace, histogramGaussianMilliseconds: gaussian,
                pldMilliseconds: pld, pldEpsilon: epsilon, checksum: checksum, rows: options.rows,
                samples: options.samples, machine: Machine.current(), other: nil)
        } catch {
            throw .checkFailed(error.description)
        }
        if let python = options.python {
            report.other = try OtherLibrary.measure(python: python, rows: options.rows, samples: options.samples)
        }
    }

    private static func samplers(_ count: Int, _ checksum: inout Int64) throws(PrivacyError) -> [String: Double] {
        var rates: [String: Double] = [:]
        for scale in [1, 10, 1_000] as [UInt64] {
            guard let rational = PositiveRational(scale), let square = PositiveRational(scale * scale) else { continue }
            let laplace = try DiscreteLaplaceSampler(scale: rational)
            let gaussian = try DiscreteGaussianSampler(sigmaSquared: square)
            var words = SecureWords()
            var sum: Int64 = 0
            let laplaceTime = try fastest { () throws(PrivacyError) in
                for _ in 0..<count { sum &+= laplace.sample(using: &words) }
            }
            let gaussianTime = try fastest { () throws(PrivacyError) in
                for _ in 0..<count { sum &+= gaussian.sample(using: &words) }
            }
            checksum &+= sum
            rates["discreteLaplace scale \(scale)"] = Double(count) / laplaceTime * 1_000
            rates["discreteGaussian sigma \(scale)"] = Double(count) / gaussianTime * 1_000
        }
        return rates
    }

    private static func table(rows: Int) throws(PrivacyError) -> BoundedTable<AddRemove> {
        let bounds = try ContributionBounds<AddRemove>(
            unit: PrivacyUnit(name: "row"), groupsPerUnit: 1, recordsPerGroup: 1)
        var bounding = ContributionBounding(bounds: bounds, columnCount: 0, key: .zero)
        var state: UInt64 = 1
        for row in 0..<rows {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let bin = Int32((state >> 33) % UInt64(binCount))
            bounding.add(unit: String(row), group: bin, groupWord: UInt64(bin), values: [])
        }
        return bounding.finish(groupCount: binCount)
    }

    private static func histogram(
        _ table: BoundedTable<AddRemove>, _ family: NoiseFamily, _ checksum: inout Int64
    ) throws(PrivacyError) -> Double {
        guard let budget = PositiveRational(1, over: 10) else { return 0 }
        let mechanism = try CountMechanism(
            bounds: table.bounds, groupCount: binCount, family: family, budget: budget)
        var words = SecureWords()
        var sum: Int64 = 0
        let time = try fastest { () throws(PrivacyError) in
            let noise = mechanism.draw(using: &words)
            sum &+= mechanism.release(on: table, noise: noise, using: &words).reduce(0, &+)
        }
        checksum &+= sum
        return time
    }

    /// The milliseconds of the fastest of a few runs.
    private static func fastest(_ work: () throws(PrivacyError) -> Void) throws(PrivacyError) -> Double {
        let clock = ContinuousClock()
        var best = Double.infinity
        for _ in 0..<repetitions {
            let start = clock.now
            try work()
            let time = clock.now - start
            best = min(best, Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) / 1e15)
        }
        return best
    }
}

extension PrivacyBench.Report {
    /// The report as lines for people.
    package var text: String {
        var lines = samplesPerSecond.sorted { $0.key < $1.key }.map { name, rate in
            "\(name): \(Int64(rate)) samples/s, \(Int64(1e9 / rate)) ns each"
        }
        lines.append(
            "histogram of 1000 bins over \(rows) rows: \(histogramMilliseconds) ms (Laplace), "
                + "\(histogramGaussianMilliseconds) ms (Gaussian)")
        lines.append("1000 Gaussians composed: \(pldMilliseconds) ms, epsilon \(pldEpsilon)")
        if let other {
            lines.append("beside it, \(other.library):")
            lines += other.samplesPerSecond.sorted { $0.key < $1.key }.map { name, rate in
                "  \(name): \(Int64(rate)) samples/s, \(Int64(1e9 / rate)) ns each"
            }
            lines.append("  histogram: \(other.histogramMilliseconds) ms; composition: \(other.pldMilliseconds) ms")
        }
        return lines.joined(separator: "\n")
    }
}
