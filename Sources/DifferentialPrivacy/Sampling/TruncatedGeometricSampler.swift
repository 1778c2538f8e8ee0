/// The symmetric geometric distribution cut at both ends: `P(x)` proportional to `exp(-|x| / scale)` for `|x| <=
/// bound`.
///
/// Draws outside the bound are thrown away; how often that happens is independent of the draw that stays.
/// - SeeAlso: Desfontaines, Voss, Gipson, Mandayam, "Differentially private partition selection" (2020), definition 5,
///   <https://arxiv.org/abs/2006.03684>.
package struct TruncatedGeometricSampler: Sendable {
    /// The largest magnitude.
    package let bound: Int64

    private let laplace: DiscreteLaplaceSampler

    /// Prepares the sampler.
    ///
    /// - Precondition: `bound >= 0`.
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)``.
    package init(scale: PositiveRational, bound: Int64) throws(PrivacyError) {
        precondition(bound >= 0)
        self.bound = bound
        laplace = try DiscreteLaplaceSampler(scale: scale)
    }

    /// Draws a number in `-bound ... bound`.
    package func sample<Source: RandomWords & ~Copyable>(using source: inout Source) -> Int64 {
        while true {
            let value = laplace.sample(using: &source)
            if value.magnitude <= bound.magnitude { return value }
        }
    }
}
