internal import BigIntegers

/// The geometric distribution `P(n) = (1 - r) r^n` with `r = exp(-1 / scale)`, sampled digit by digit.
///
/// The binary digits of a geometric variable are independent: digit `i` is 1 with probability
/// `r^(2^i) / (1 + r^(2^i))`. So a draw is a fixed number of exact coins, one word each, and takes the same time for
/// every outcome. What lies beyond the digits has probability below `2^-64` and is decided exactly as well.
package struct GeometricSampler: Sendable {
    /// The largest number of digits, so that differences and sums with data stay far from the end of 64 bits.
    static let digitCountMax = 61

    private let thresholds: [UInt64]
    private let digits: [BernoulliSampler]
    private let rest: BernoulliSampler

    /// Prepares the sampler of a scale.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)`` where the scale is above about `2^55`.
    package init(scale: PositiveRational) throws(PrivacyError) {
        let (top, bottom) = (BigInteger(scale.denominator), BigInteger(scale.numerator))
        // 45 > 64 ln 2, so what lies beyond the digits has probability below 2^-64.
        var digitCount = 0
        while (top << digitCount) < bottom * BigInteger(45) { digitCount += 1 }
        guard digitCount <= GeometricSampler.digitCountMax else { throw .scaleOutOfRange("\(scale)") }
        digits = (0..<digitCount).map { index in
            BernoulliSampler(LazyProbability(.logistic, numerator: top << index, denominator: bottom))
        }
        thresholds = digits.map(\.leadingDigits)
        rest = BernoulliSampler(LazyProbability(.exponential, numerator: top << digitCount, denominator: bottom))
    }

    /// The number of random words that one draw takes.
    package var wordsPerDraw: Int { digits.count + 1 }

    /// Draws a number; it is at most `2^62`, where the distribution beyond has probability below `2^-128`.
    @inline(__always)
    package func sample<Source: RandomWords & ~Copyable>(using source: inout Source) -> Int64 {
        var value: UInt64 = 0
        for index in thresholds.indices {
            let word = source.next()
            let threshold = thresholds[index]
            if _slowPath(word == threshold) {
                value |=
                    GeometricSampler.decide(digits[index], word, using: &source) &<< UInt64(truncatingIfNeeded: index)
                continue
            }
            value |= GeometricSampler.isBelow(word, threshold) &<< UInt64(truncatingIfNeeded: index)
        }
        let word = source.next()
        if _slowPath(word <= rest.leadingDigits) { value = beyondDigits(value, word, using: &source) }
        return Int64(truncatingIfNeeded: value)
    }

    /// 1 where the word is below the threshold, 0 elsewhere, by arithmetic alone.
    ///
    /// A comparison may be compiled to a jump, which takes longer for the rarer outcome: large noise would be slower.
    @inline(__always)
    private static func isBelow(_ word: UInt64, _ threshold: UInt64) -> UInt64 {
        // The borrow of the subtraction (Warren, "Hacker's Delight", section 2-13).
        ((~word & threshold) | ((~word | threshold) & (word &- threshold))) &>> 63
    }

    @inline(never)
    private static func decide<Source: RandomWords & ~Copyable>(
        _ coin: BernoulliSampler, _ word: UInt64, using source: inout Source
    ) -> UInt64 {
        coin.isBelow(word, using: &source) ? 1 : 0
    }

    /// Adds what lies beyond the digits: a geometric number of blocks, each as large as all digits together.
    @inline(never)
    private func beyondDigits<Source: RandomWords & ~Copyable>(
        _ value: UInt64, _ word: UInt64, using source: inout Source
    ) -> UInt64 {
        guard rest.isBelow(word, using: &source) else { return value }
        let block = UInt64(1) << UInt64(digits.count)
        let limit = UInt64(1) << 62
        var result = value
        repeat {
            result = min(result + block, limit)
        } while result < limit && rest.sample(using: &source)
        return result
    }
}
