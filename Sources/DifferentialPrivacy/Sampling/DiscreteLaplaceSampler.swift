/// The discrete Laplace distribution `P(x) = (1 - r) / (1 + r) r^|x|` with `r = exp(-1 / scale)`, exactly.
///
/// It is the difference of two independent geometric variables; each of their binary digits is one exact coin. A draw
/// takes the same number of words and the same time for every outcome.
/// - SeeAlso: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy" (2020), section 5, for the
///   distribution; Jin et al., "Are We There Yet? Timing and Floating-Point Attacks on Differential Privacy Systems"
///   (2022), for what samplers leak whose time depends on the outcome.
package struct DiscreteLaplaceSampler: Sendable {
    /// The scale, in units of what is counted.
    package let scale: PositiveRational

    private let geometric: GeometricSampler

    /// Prepares the sampler of a scale.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)``.
    package init(scale: PositiveRational) throws(PrivacyError) {
        self.scale = scale
        geometric = try GeometricSampler(scale: scale)
    }

    /// Draws a number in `-2^62 ... 2^62`.
    @inline(__always)
    package func sample<Source: RandomWords & ~Copyable>(using source: inout Source) -> Int64 {
        let positive = geometric.sample(using: &source)
        return positive &- geometric.sample(using: &source)
    }
}
