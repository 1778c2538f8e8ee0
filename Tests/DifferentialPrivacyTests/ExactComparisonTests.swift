import BigIntegers
import DifferentialPrivacy
import Foundation
import TestSupport
import Testing

/// Where the first 64 digits of a random number and of a probability agree, more are computed.
@Suite struct ExactComparisonTests {
    private func probability(_ form: LazyProbability.Form, _ top: UInt64, _ bottom: UInt64) -> LazyProbability {
        LazyProbability(form, numerator: BigInteger(top), denominator: BigInteger(bottom))
    }

    @Test(arguments: [1, 2] as [UInt64])
    func boundsEncloseAndNarrow(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let (top, bottom) = (random.below(1 << 40 as UInt64), 1 + random.below(1 << 36 as UInt64))
            let value = Double(top) / Double(bottom)
            for (form, expected) in [
                (.exponential, exp(-value)), (.logistic, 1 / (1 + exp(value))),
                (.truth(favourable: 3, against: 5), 3 / (3 + 5 * exp(-value))),
            ] as [(LazyProbability.Form, Double)] {
                let narrow = probability(form, top, bottom).bounds(bits: 40)
                #expect(narrow.lower <= narrow.upper && (narrow.upper - narrow.lower) <= BigInteger(3))
                let middle = Double(narrow.lower.lowWord) / Double(1 << 40 as UInt64)
                #expect(abs(middle - expected) < 1e-11, "seed \(seed): \(form) \(top)/\(bottom)")
                let wide = probability(form, top, bottom).bounds(bits: 200)
                #expect(wide.lower >> 160 >= narrow.lower - BigInteger(1) && wide.upper >> 160 <= narrow.upper)
            }
        }
    }

    @Test func sixtyFourDigitsOfOneOverEAreRight() {
        // 2^64 / e = 6786177901268885274.7..., by mpmath with 60 digits.
        let coin = BernoulliSampler(probability(.exponential, 1, 1))
        #expect(coin.leadingDigits == 6_786_177_901_268_885_274)
    }

    @Test func aTieIsDecidedByTheNextWord() throws {
        let one = try rational(1)
        let coin = BernoulliSampler(exponentialOf: one)
        let next = (probability(.exponential, 1, 1).bounds(bits: 128).lower).lowWord
        var below = ChosenWords([coin.leadingDigits, next - 4])
        var above = ChosenWords([coin.leadingDigits, next + 4])
        #expect(coin.sample(using: &below) && below.taken == 2)
        #expect(!coin.sample(using: &above) && above.taken == 2)
    }

    @Test func geometricDrawsReachBeyondTheirDigits() throws {
        let sampler = try GeometricSampler(scale: try rational(10))
        // All digits are one, and so is the coin for what lies beyond them, once: its probability needs three words.
        let digits = sampler.wordsPerDraw - 1
        var zeros = ChosenWords([UInt64](repeating: 0, count: digits + 3) + [.max])
        #expect(sampler.sample(using: &zeros) == 2 * (Int64(1) << Int64(digits)) - 1)
        var ones = ChosenWords([.max])
        #expect(sampler.sample(using: &ones) == 0)
        #expect(ones.taken == sampler.wordsPerDraw)
    }

    @Test func certainAndImpossibleCoins() throws {
        let certain = BernoulliSampler(probability(.exponential, 0, 1))
        var largest = ChosenWords([.max])
        #expect(certain.sample(using: &largest))
        let rare = BernoulliSampler(exponentialOf: try rational(200))
        var zero = ChosenWords([0, 0, 0, 0, 0])
        #expect(rare.leadingDigits == 0)
        #expect(rare.sample(using: &zero))
    }

    @Test(arguments: [(1, 4), (1, 1), (7, 3), (1_000_000, 1), (1 << 60, 3), (1, 1 << 30)] as [(UInt64, UInt64)])
    func computedAcceptanceIsWithinItsError(top: UInt64, bottom: UInt64) throws {
        let sampler = try DiscreteGaussianSampler(sigmaSquared: try rational(top, bottom))
        var random = SeededGenerator(seed: 5)
        let sigma = (Double(top) / Double(bottom)).squareRoot()
        for _ in 0..<2_000 {
            let value = Int64(Double(random.below(1 << 20 as UInt64)) / Double(1 << 20) * (12 * sigma + 3))
            let (lower, upper) = sampler.exactAcceptance(of: value).bounds(bits: 64)
            let computed = BigInteger(sampler.acceptance(of: value))
            let error = BigInteger(sampler.errorMax)
            #expect(computed + error >= lower && computed <= upper + error, "\(value) of \(top)/\(bottom)")
        }
    }

    @Test(arguments: [(1, 1), (1, 1_000), (31, 2), (1, 1 << 50)] as [(UInt64, UInt64)])
    func computedWeightsAreWithinTheirError(top: UInt64, bottom: UInt64) throws {
        let weight = try ExponentialWeight(rate: try rational(top, bottom))
        var random = SeededGenerator(seed: 6)
        for _ in 0..<2_000 {
            let distance = UInt64(
                Double(random.below(1 << 20 as UInt64)) / Double(1 << 20) * 50 * Double(bottom) / Double(top))
            let (lower, upper) = weight.exact(distance).bounds(bits: 64)
            let computed = BigInteger(weight.approximate(distance))
            let error = BigInteger(ExponentialWeight.errorMax)
            #expect(computed + error >= lower && computed <= upper + error, "\(distance) at \(top)/\(bottom)")
        }
    }

    @Test func choicesAtABorderAreDecidedExactly() throws {
        let weight = try ExponentialWeight(rate: try rational(1))
        // Two equal candidates: the border is exactly one half, so a word of one half leaves it open for a while.
        var low = ChosenWords([0, 0])
        #expect(weight.choose(distances: [0, 0], word: 1 << 63, using: &low) == 1)
        var high = ChosenWords([5])
        #expect(weight.choose(distances: [0, 0], word: (1 << 63) - 1, using: &high) == 0)
        var any = ChosenWords([1])
        #expect(weight.choose(distances: [0, 40, 0], word: .max, using: &any) == 2)
    }

    @Test func choicesFollowTheWeights() throws {
        let weight = try ExponentialWeight(rate: try rational(1, 2))
        let distances: [UInt64] = [3, 0, 1, 7, 2]
        var words = SeededWords(seed: 31)
        var counts: [Int64: Int] = [:]
        for _ in 0..<200_000 {
            let word = words.next()
            counts[Int64(weight.choose(distances: distances, word: word, using: &words)), default: 0] += 1
        }
        let weights = distances.map { exp(-Double($0) / 2) }
        let test = ChiSquare(counts: counts, total: 200_000, outcomes: 0...4) {
            weights[Int($0)] / weights.reduce(0, +)
        }
        #expect(test.alarm > 1e-6)
    }
}
