internal import BigIntegers

/// A coin whose bias is exactly a given real probability.
///
/// One word is compared with the first 64 binary digits of the probability; only where they are equal, once in `2^64`
/// draws, are more digits computed. Every other draw takes the same time, whatever comes out.
package struct BernoulliSampler: Sendable {
    /// The first 64 binary digits of the probability.
    package let leadingDigits: UInt64

    private let probability: LazyProbability
    private let isCertain: Bool

    /// Computes the leading digits of a probability.
    package init(_ probability: LazyProbability) {
        self.probability = probability
        var bits = 128
        while true {
            let (lower, upper) = probability.bounds(bits: bits)
            // Both bounds equal 2^bits for probability 1 only.
            if lower >= BigInteger(1) << bits {
                (leadingDigits, isCertain) = (.max, true)
                return
            }
            let (first, last) = (lower >> (bits - 64), (upper - BigInteger(1)) >> (bits - 64))
            if first == last {
                (leadingDigits, isCertain) = (first.lowWord, false)
                return
            }
            bits += 64
        }
    }

    /// The coin of probability `exp(-exponent)`.
    package init(exponentialOf exponent: PositiveRational) {
        self.init(
            LazyProbability(
                .exponential, numerator: BigInteger(exponent.numerator), denominator: BigInteger(exponent.denominator)))
    }

    /// Throws the coin.
    @inline(__always)
    package func sample<Source: RandomWords & ~Copyable>(using source: inout Source) -> Bool {
        isBelow(source.next(), using: &source)
    }

    /// Decides the throw whose first word is given.
    @inline(__always)
    func isBelow<Source: RandomWords & ~Copyable>(_ word: UInt64, using source: inout Source) -> Bool {
        if _slowPath(word == leadingDigits) { return isCertain || probability.isAbove(word, using: &source) }
        return word < leadingDigits
    }
}
