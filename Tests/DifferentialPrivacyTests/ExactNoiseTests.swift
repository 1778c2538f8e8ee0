import BigIntegers
import DifferentialPrivacy
import Foundation
import Testing

/// Noise reaches the mechanisms as the exact samplers make it, with the width that the charge is computed from.
///
/// Each statistical test fails once in a million runs of a correct mechanism with a fresh seed; the seeds are fixed.
@Suite struct ExactNoiseTests {
    private static let alarmMin = 1e-6

    @Test func noiseOfSumsIsThatOfTheExactSamplers() throws {
        let sensitivity = GroupedSensitivity(groups: 2, change: 3)
        let laplace = try AdditiveNoise(.laplace, budget: try rational(1, 3), sensitivity: sensitivity)
        #expect(laplace.parameter == (try rational(18)))
        let gaussian = try AdditiveNoise(.gaussian, budget: try rational(1, 3), sensitivity: sensitivity)
        #expect(gaussian.parameter == (try rational(27)))
        var words = SeededWords(seed: 7)
        let drawn = laplace.draw(count: 500, using: &words) + gaussian.draw(count: 500, using: &words)
        var again = SeededWords(seed: 7)
        let laplaceSampler = try DiscreteLaplaceSampler(scale: try rational(18))
        let gaussianSampler = try DiscreteGaussianSampler(sigmaSquared: try rational(27))
        let first = (0..<500).map { _ in laplaceSampler.sample(using: &again) }
        let second = (0..<500).map { _ in gaussianSampler.sample(using: &again) }
        #expect(drawn == first + second)
    }

    @Test func aTieInADigitOfAGeometricNumberIsDecidedByTheNextWord() throws {
        let sampler = try GeometricSampler(scale: try rational(10))
        let lowest = BernoulliSampler(logisticOf: try rational(1, 10))
        let exact = LazyProbability(.logistic, numerator: BigInteger(1), denominator: BigInteger(10))
        let next = exact.bounds(bits: 128).lower.lowWord
        var below = ChosenWords([lowest.leadingDigits, next - 4, .max])
        #expect(sampler.sample(using: &below) == 1)
        var above = ChosenWords([lowest.leadingDigits, next + 4, .max])
        #expect(sampler.sample(using: &above) == 0)
        #expect(above.taken == sampler.wordsPerDraw + 1)
    }

    @Test func aTieInTheAcceptanceOfAGaussianCandidateIsDecidedByTheNextWord() throws {
        let sampler = try DiscreteGaussianSampler(sigmaSquared: try rational(4))
        // The candidate has scale 3; the largest words make it zero.
        let words = 2 * (try GeometricSampler(scale: try rational(3)).wordsPerDraw)
        let zero = [UInt64](repeating: .max, count: words)
        let tie = BernoulliSampler(sampler.exactAcceptance(of: 0)).leadingDigits
        var accepted = ChosenWords(zero + [tie, 0])
        #expect(sampler.sample(using: &accepted) == 0 && accepted.taken == words + 2)
        var second = ChosenWords(zero + [tie, .max] + zero + [0])
        #expect(sampler.sample(using: &second) == 0 && second.taken == 2 * words + 3)
    }

    @Test func uniformNumbersAreUnbiasedAlsoBelowLargeBounds() {
        // One word of 2^64 is too many for three results; it is thrown away.
        var words = ChosenWords([0, .max])
        #expect(UniformSampler.below(3, using: &words) == 2 && words.taken == 2)
        var random = SeededWords(seed: 41)
        let bound = UInt64(3) << 62
        var counts: [Int64: Int] = [:]
        for _ in 0..<60_000 { counts[Int64(UniformSampler.below(bound, using: &random) >> 62), default: 0] += 1 }
        let test = ChiSquare(counts: counts, total: 60_000, outcomes: 0...2) { _ in 1.0 / 3 }
        #expect(test.alarm > Self.alarmMin, "\(counts)")
    }

    @Test func everyOrderIsEquallyLikely() {
        var words = SeededWords(seed: 42)
        var counts: [Int64: Int] = [:]
        for _ in 0..<60_000 {
            let order = UniformSampler.order(count: 3, using: &words)
            counts[Int64(order[0] * 3 + order[1]), default: 0] += 1
        }
        let outcomes: Set<Int64> = [1, 2, 3, 5, 6, 7]
        let test = ChiSquare(counts: counts, total: 60_000, outcomes: 0...8) { outcomes.contains($0) ? 1.0 / 6 : 0 }
        #expect(test.alarm > Self.alarmMin, "\(counts)")
    }

    @Test func seededWordsAreTheKeyStreamWithoutItsKeys() {
        // The first four words of each block of 516 are the next key; nobody may see them.
        var words = SeededWords(seed: 1)
        var seen: [UInt64] = []
        for _ in 0..<5_000 { seen.append(words.next()) }
        #expect(Set(seen).count == 5_000)
        #expect(seen[0] != 0 && !seen.contains(0))
    }
}
