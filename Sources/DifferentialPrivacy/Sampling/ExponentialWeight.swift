internal import BigIntegers

/// Weights `exp(-rate d)` of whole distances `d`, in the same time for every distance, and exactly where it matters.
package struct ExponentialWeight: Sendable {
    /// The largest distance between a computed weight and `2^64 exp(-rate d)`.
    ///
    /// The exponent is off by less than `2^-55`, the exponential by less than `2^-58`.
    package static let errorMax: UInt64 = 1 << 11

    private let rate: PositiveRational
    /// `2^shift rate`, rounded down, with 63 significant digits.
    private let scaledRate: UInt64
    private let shift: UInt64

    /// Prepares the weights of a rate.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)`` where the rate is not between 2^-60 and 2^5.
    package init(rate: PositiveRational) throws(PrivacyError) {
        let (top, bottom) = (BigInteger(rate.numerator), BigInteger(rate.denominator))
        guard top <= bottom << 5, (top << 60) >= bottom else { throw .scaleOutOfRange("with a rate of \(rate)") }
        self.rate = rate
        func scaled(_ shift: Int) -> BigInteger { (top << shift) / bottom }
        var shift = 62 - top.bitWidth + bottom.bitWidth
        while scaled(shift).bitWidth < 63 { shift += 1 }
        while scaled(shift).bitWidth > 63 { shift -= 1 }
        self.shift = UInt64(shift)
        scaledRate = scaled(shift).lowWord
    }

    /// About `2^64 exp(-rate distance)`.
    @inline(__always)
    package func approximate(_ distance: UInt64) -> UInt64 {
        let product = distance.multipliedFullWidth(by: scaledRate)
        // A rate below 2^6 has a shift of at least 57.
        let wide =
            (UInt128(product.high) &<< 64 | UInt128(product.low)) >> UInt128(shift - FixedPointExponential.fractionBits)
        return FixedPointExponential.negative(UInt64(truncatingIfNeeded: min(wide, UInt128((UInt64(1) << 63) - 1))))
    }

    /// The weight as an exact probability.
    package func exact(_ distance: UInt64) -> LazyProbability {
        LazyProbability(
            .exponential, numerator: BigInteger(distance) * BigInteger(rate.numerator),
            denominator: BigInteger(rate.denominator))
    }

    /// Whether a coin of this weight, whose first word is given, falls on its head.
    @inline(__always)
    package func isHead<Source: RandomWords & ~Copyable>(
        distance: UInt64, word: UInt64, using source: inout Source
    ) -> Bool {
        let weight = approximate(distance)
        let gap = word > weight ? word &- weight : weight &- word
        if _slowPath(gap <= ExponentialWeight.errorMax) { return exact(distance).isAbove(word, using: &source) }
        return word < weight
    }

    /// The place of a candidate drawn with probability proportional to its weight, all candidates looked at alike.
    ///
    /// The cumulative weights are compared with a uniform share of their sum, of which the word gives the first digits;
    /// where the answer depends on digits not computed, more are.
    package func choose<Source: RandomWords & ~Copyable>(
        distances: [UInt64], word: UInt64, using source: inout Source
    ) -> Int {
        let weights = distances.map { approximate($0) }
        let error = UInt128(ExponentialWeight.errorMax) * UInt128(weights.count)
        let sum = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
        // The uniform share lies between these two.
        let low = ExponentialWeight.share(sum > error ? sum - error : 0, word: word)
        let high = ExponentialWeight.share(sum + error, word: word) + (sum + error) >> 64 + 2
        var (cumulative, place, isOpen) = (UInt128(0), 0, false)
        for weight in weights {
            cumulative += UInt128(weight)
            let isBelow = cumulative + error < low
            let isAbove = cumulative > high + error
            isOpen = isOpen || (!isBelow && !isAbove)
            place += isBelow ? 1 : 0
        }
        return _slowPath(isOpen) ? chooseExactly(distances: distances, word: word, using: &source) : place
    }

    private static func share(_ sum: UInt128, word: UInt64) -> UInt128 {
        // The sum has at most 64 bits for each of fewer than 2^63 candidates.
        let product = sum.multipliedFullWidth(by: UInt128(word))
        return product.high << 64 | product.low >> 64
    }

    /// The same choice with as many digits as it takes.
    private func chooseExactly<Source: RandomWords & ~Copyable>(
        distances: [UInt64], word: UInt64, using source: inout Source
    ) -> Int {
        var prefix = BigInteger(word)
        var bits = 64
        while true {
            prefix = (prefix << 64) + BigInteger(source.next())
            bits += 64
            let weights = distances.map { exact($0).bounds(bits: bits) }
            let zero = BigInteger(0)
            let lowerSum = weights.reduce(zero) { $0 + $1.lower }
            let upperSum = weights.reduce(zero) { $0 + $1.upper }
            let low = (prefix * lowerSum) >> bits
            let high = (((prefix + BigInteger(1)) * upperSum) >> bits) + BigInteger(1)
            var (lower, upper, place, isOpen) = (zero, zero, 0, false)
            for weight in weights {
                lower = lower + weight.lower
                upper = upper + weight.upper
                if upper <= low { place += 1 } else if lower <= high { isOpen = true }
            }
            if !isOpen { return place }
        }
    }
}
