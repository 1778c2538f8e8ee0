internal import BigIntegers

/// The discrete Gaussian distribution `P(x)` proportional to `exp(-x^2 / (2 sigma^2))` over the integers, exactly.
///
/// Algorithm 3 of the paper: a discrete Laplace candidate of scale `t = floor(sigma) + 1` is accepted with probability
/// `exp(-(|y| - sigma^2 / t)^2 / (2 sigma^2))`. The candidate and the acceptance take the same time for every value,
/// and how many candidates it takes is independent of the one that is accepted, so the time of a draw says nothing
/// about its outcome. The acceptance is computed to 52 digits and, where the random word falls between the bounds,
/// decided exactly with GMP.
/// - SeeAlso: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithm 3,
///   <https://arxiv.org/abs/2004.00010>.
package struct DiscreteGaussianSampler: Sendable {
    /// The parameter `sigma^2`; the variance is this or a little less.
    package let sigmaSquared: PositiveRational

    private let candidate: DiscreteLaplaceSampler
    private let laplaceScale: UInt64
    /// The digits behind the point of a distance.
    private let distanceBits: UInt64
    /// `sigma^2 / t` with that many digits.
    private let center: UInt64
    /// `1 / (sqrt(2) sigma)` with 63 significant digits, and how far to shift a product to 60 digits.
    private let inverseWidth: UInt64
    private let productShift: UInt64
    /// How far the computed acceptance may be from the true one, in units of `2^-64`.
    package let errorMax: UInt64

    /// Prepares the sampler.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)`` where sigma is above `2^50` or sigma squared below `2^-40`.
    package init(sigmaSquared: PositiveRational) throws(PrivacyError) {
        self.sigmaSquared = sigmaSquared
        let (top, bottom) = (BigInteger(sigmaSquared.numerator), BigInteger(sigmaSquared.denominator))
        let scale = (top / bottom).squareRoot() + BigInteger(1)
        guard scale.bitWidth <= 51, (top << 40) >= bottom, let rational = PositiveRational(scale.lowWord) else {
            throw .scaleOutOfRange("sigma squared \(sigmaSquared)")
        }
        laplaceScale = scale.lowWord
        candidate = try DiscreteLaplaceSampler(scale: rational)
        let distanceBits = 61 - (scale << 4).bitWidth
        self.distanceBits = UInt64(distanceBits)
        center = ((top << distanceBits) / (bottom * scale)).lowWord
        // floor(2^m / (sqrt(2) sigma)) with m chosen so that it has 63 bits.
        var exponent = 62 + (top.bitWidth - bottom.bitWidth) / 2
        func root(_ exponent: Int) -> BigInteger { ((bottom << (2 * exponent)) / (top << 1)).squareRoot() }
        while root(exponent).bitWidth < 63 { exponent += 1 }
        while root(exponent).bitWidth > 63 { exponent -= 1 }
        inverseWidth = root(exponent).lowWord
        productShift = UInt64(distanceBits + exponent - 60)
        // A distance is off by one digit, which the inverse width magnifies; 2^12 covers everything else.
        let magnification = 128 - distanceBits - exponent
        errorMax = (1 << 12) + (magnification > 0 ? UInt64(1) << UInt64(magnification) : 0)
    }

    /// Draws a number in `-2^62 ... 2^62`.
    @inline(__always)
    package func sample<Source: RandomWords & ~Copyable>(using source: inout Source) -> Int64 {
        while true {
            let value = candidate.sample(using: &source)
            let word = source.next()
            let acceptance = acceptance(of: value)
            let distance = word > acceptance ? word &- acceptance : acceptance &- word
            var isAccepted = word < acceptance
            if _slowPath(distance <= errorMax) { isAccepted = decide(value, word, using: &source) }
            if isAccepted { return value }
        }
    }

    /// About `2^64` times the probability of accepting a candidate.
    @inline(__always)
    package func acceptance(of value: Int64) -> UInt64 {
        // Beyond 16 t the acceptance is far below 2^-64.
        let magnitude = min(value.magnitude, laplaceScale &<< 4) &<< distanceBits
        let distance = magnitude > center ? magnitude &- center : center &- magnitude
        let product = distance.multipliedFullWidth(by: inverseWidth)
        let wide = (UInt128(product.high) &<< 64 | UInt128(product.low)) &>> UInt128(productShift)
        let width = UInt64(truncatingIfNeeded: min(wide, UInt128(UInt64(1) << 63 - 1)))
        return FixedPointExponential.negative(width.multipliedFullWidth(by: width).high &<< 1)
    }

    /// The exact acceptance probability of a candidate.
    package func exactAcceptance(of value: Int64) -> LazyProbability {
        // (|y| t b - a)^2 / (2 a b t^2) for sigma^2 = a / b.
        let (top, bottom) = (BigInteger(sigmaSquared.numerator), BigInteger(sigmaSquared.denominator))
        let scale = BigInteger(laplaceScale)
        let difference = BigInteger(value.magnitude) * scale * bottom - top
        return LazyProbability(
            .exponential, numerator: difference * difference, denominator: (top * bottom * scale * scale) << 1)
    }

    @inline(never)
    private func decide<Source: RandomWords & ~Copyable>(
        _ value: Int64, _ word: UInt64, using source: inout Source
    ) -> Bool {
        exactAcceptance(of: value).isAbove(word, using: &source)
    }
}
