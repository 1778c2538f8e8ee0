import BigIntegers
import DifferentialPrivacy
import Foundation
import Signatures
import TestSupport
import Testing

/// The samplers against the exact distributions.
///
/// Each statistical test fails once in a million runs of a correct sampler with a fresh seed; the seeds are fixed, so
/// that the normal run never does.
@Suite struct SamplerTests {
    private static let alarmMin = 1e-6
    private static let drawCount = 300_000
    private static let scales: [(UInt64, UInt64)] = [
        (1, 3), (1, 1), (2, 1), (10, 1), (37, 10), (1_000, 1), (1_000_003, 7),
    ]

    private func check(
        _ counts: [Int64: Int], _ reach: Int64, _ name: String, _ probability: (Int64) -> Double
    ) {
        let test = ChiSquare(
            counts: counts, total: counts.values.reduce(0, +), outcomes: -reach...reach, probability: probability)
        #expect(test.alarm > Self.alarmMin, "\(name): \(test.statistic) with \(test.degreesOfFreedom) degrees")
    }

    @Test(arguments: scales)
    func discreteLaplaceHasItsDistribution(numerator: UInt64, denominator: UInt64) throws {
        let scale = Double(numerator) / Double(denominator)
        let sampler = try DiscreteLaplaceSampler(scale: try rational(numerator, denominator))
        var words = SeededWords(seed: numerator)
        var counts: [Int64: Int] = [:]
        var squares = 0.0
        // Wide distributions are compared in coarse steps.
        let step = max(1, Int64(scale / 20))
        for _ in 0..<Self.drawCount {
            let value = sampler.sample(using: &words)
            squares += Double(value) * Double(value)
            counts[Int64((Double(value) / Double(step)).rounded(.down)), default: 0] += 1
        }
        let ratio = exp(-1 / scale)
        func atMost(_ value: Int64) -> Double {
            value >= 0 ? 1 - pow(ratio, Double(value + 1)) / (1 + ratio) : pow(ratio, Double(-value)) / (1 + ratio)
        }
        check(counts, Int64(30 * scale) / step + 1, "scale \(scale)") { cell in
            atMost((cell + 1) * step - 1) - atMost(cell * step - 1)
        }
        let variance = 2 * ratio / ((1 - ratio) * (1 - ratio))
        let error =
            6 * (5.0 * variance * variance / Double(Self.drawCount)).squareRoot() + 6 * (variance / 3e5).squareRoot()
        #expect(abs(squares / Double(Self.drawCount) - variance) < error)
    }

    @Test(arguments: [(1, 4), (1, 1), (4, 1), (5, 2), (100, 1), (1_000_000, 1), (1, 400)] as [(UInt64, UInt64)])
    func discreteGaussianHasItsDistribution(numerator: UInt64, denominator: UInt64) throws {
        let variance = Double(numerator) / Double(denominator)
        let sampler = try DiscreteGaussianSampler(sigmaSquared: try rational(numerator, denominator))
        var words = SeededWords(seed: denominator)
        var counts: [Int64: Int] = [:]
        let step = max(1, Int64(variance.squareRoot() / 20))
        for _ in 0..<Self.drawCount {
            let value = sampler.sample(using: &words)
            counts[Int64((Double(value) / Double(step)).rounded(.down)), default: 0] += 1
        }
        let reach = Int64(9 * variance.squareRoot()) + 2
        func weight(_ value: Int64) -> Double { exp(-Double(value) * Double(value) / (2 * variance)) }
        let total = (-reach...reach).reduce(0) { $0 + weight($1) }
        check(counts, reach / step, "variance \(variance)") { cell in
            (cell * step..<(cell + 1) * step).reduce(0) { $0 + weight($1) } / total
        }
    }

    @Test func publishedProbabilitiesAndVariancesHold() throws {
        // Probabilities of 0 to 3 and variances of the exact distributions.
        let rows: [(top: UInt64, bottom: UInt64, variance: Double, chances: [Double])] = [
            (1, 1, 0.999999788767728, [0.398942278267, 0.241970723224, 0.0539909662243, 0.00443184838823]),
            (1, 4, 0.215012675088139, [0.786570707042, 0.106450769423, 2.63865076415e-4, 1.1979455936e-8]),
        ]
        let total = 400_000
        for row in rows {
            let sampler = try DiscreteGaussianSampler(sigmaSquared: try rational(row.top, row.bottom))
            var words = SeededWords(seed: 77)
            let (counts, squares) = tally(total) { sampler.sample(using: &words) }
            for (value, chance) in row.chances.enumerated() {
                let expected = chance * Double(total)
                #expect(abs(Double(counts[Int64(value)] ?? 0) - expected) < 5 * expected.squareRoot() + 2)
            }
            #expect(abs(squares / Double(total) - row.variance) < 0.012)
        }
    }

    /// How often each value comes in a number of samples, and the sum of their squares.
    private func tally(_ total: Int, _ sample: () -> Int64) -> (counts: [Int64: Int], squares: Double) {
        var counts: [Int64: Int] = [:]
        var squares = 0.0
        for _ in 0..<total {
            let value = sample()
            counts[value, default: 0] += 1
            squares += Double(value * value)
        }
        return (counts, squares)
    }

    @Test func publishedProbabilitiesAndVariancesOfDiscreteLaplaceHold() throws {
        let rows: [(scale: UInt64, variance: Double, chances: [Double])] = [
            (1, 1.84134718841558, [0.46211715726, 0.170003401569]), (2, 7.83539617806553, []),
            (10, 199.833416633609, []),
        ]
        let total = 400_000
        for row in rows {
            let sampler = try DiscreteLaplaceSampler(scale: try rational(row.scale))
            var words = SeededWords(seed: 78)
            let (counts, squares) = tally(total) { sampler.sample(using: &words) }
            for (value, chance) in row.chances.enumerated() {
                let expected = chance * Double(total)
                #expect(abs(Double(counts[Int64(value)] ?? 0) - expected) < 5 * expected.squareRoot())
            }
            // The fourth moment of a Laplace variable is six times its squared variance.
            let error = 5 * (5 * row.variance * row.variance / Double(total)).squareRoot()
            #expect(
                abs(squares / Double(total) - row.variance) < error + 5 * (row.variance / Double(total)).squareRoot())
        }
    }

    @Test func truncatedGeometricStaysWithinItsBound() throws {
        let sampler = try TruncatedGeometricSampler(scale: try rational(2), bound: 5)
        var words = SeededWords(seed: 3)
        var counts: [Int64: Int] = [:]
        for _ in 0..<Self.drawCount { counts[sampler.sample(using: &words), default: 0] += 1 }
        let weights = (-5...5).map { exp(-Double(abs($0)) / 2) }
        check(counts, 5, "truncated") { weights[Int($0 + 5)] / weights.reduce(0, +) }
        #expect(counts.keys.allSatisfy { $0.magnitude <= 5 })
    }

    @Test func coinsOfExponentialsHaveTheirBias() throws {
        for (numerator, denominator) in [(1, 7), (1, 1), (5, 2), (9, 1)] as [(UInt64, UInt64)] {
            let coin = BernoulliSampler(exponentialOf: try rational(numerator, denominator))
            var words = SeededWords(seed: 9)
            var heads = 0
            for _ in 0..<Self.drawCount { heads += coin.sample(using: &words) ? 1 : 0 }
            let expected = exp(-Double(numerator) / Double(denominator)) * Double(Self.drawCount)
            #expect(abs(Double(heads) - expected) < 5 * expected.squareRoot() + 2)
        }
    }

    @Test func smallBoundsAreUniform() {
        var words = SeededWords(seed: 12)
        var counts: [Int64: Int] = [:]
        for _ in 0..<Self.drawCount { counts[Int64(UniformSampler.below(7, using: &words)), default: 0] += 1 }
        check(counts, 6, "uniform") { (0...6).contains($0) ? 1.0 / 7 : 0 }
    }

    @Test func sameSeedGivesTheSameNoiseOnEveryPlatform() throws {
        var hash = SHA256.Stream()
        for (numerator, denominator) in Self.scales {
            let laplace = try DiscreteLaplaceSampler(scale: try rational(numerator, denominator))
            let gaussian = try DiscreteGaussianSampler(sigmaSquared: try rational(numerator, denominator))
            var words = SeededWords(seed: 2_026)
            for _ in 0..<2_000 {
                hash.update(bigEndian: laplace.sample(using: &words))
                hash.update(bigEndian: gaussian.sample(using: &words))
            }
        }
        #expect(hash.finalize().hex == "40d3cbf5bac15e93afd08ffc569f876d026395c9203d5cdb1d1834b7c4e40045")
    }

    @Test func secureStreamsNeverRepeat() {
        var first = SecureWords()
        var second = SecureWords()
        var seen = Set<UInt64>()
        // Beyond a reseed, which comes every 256 refills of 512 words.
        for _ in 0..<150_000 { seen.insert(first.next()) }
        for _ in 0..<1_000 { seen.insert(second.next()) }
        #expect(seen.count == 151_000)
    }

    @Test func scalesOutOfRangeAreRefused() {
        #expect(throws: PrivacyError.self) { try DiscreteLaplaceSampler(scale: try rational(1 << 60)) }
        #expect(throws: PrivacyError.self) { try DiscreteGaussianSampler(sigmaSquared: try rational(1, 1 << 45)) }
        #expect(throws: PrivacyError.self) { try ExponentialWeight(rate: try rational(1_000)) }
        #expect(PositiveRational(0) == nil && PositiveRational(1, over: 0) == nil)
        for text in ["", "0", "-1", "nan", "inf", "1e999", ".5", "5.", "1/0", "0x10", "1e-99", "1/2/3", "１"] {
            #expect(PositiveRational(text: text) == nil, "\(text)")
        }
        #expect(PositiveRational(text: "1e-6") == PositiveRational(1, over: 1_000_000))
        #expect(PositiveRational(text: "2.50") == PositiveRational(5, over: 2))
    }
}
