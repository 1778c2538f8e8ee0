internal import Foundation

/// Which noise is added to sums.
public enum NoiseFamily: String, Sendable, Hashable, Codable, CaseIterable {
    /// Discrete Laplace noise, for pure differential privacy.
    case laplace
    /// Discrete Gaussian noise, for zero-concentrated differential privacy.
    case gaussian
}

/// Integer noise on a vector of sums, calibrated to what one unit can change in it.
package struct AdditiveNoise: Sendable {
    private enum Sampler: Sendable {
        case laplace(DiscreteLaplaceSampler)
        case gaussian(DiscreteGaussianSampler)
    }

    private let sampler: Sampler
    /// What the noise covers.
    package let sensitivity: GroupedSensitivity
    /// What adding it to the vector is charged as.
    package let event: PrivacyEvent
    /// The scale of Laplace noise or the sigma of Gaussian noise, as a number for display.
    package let width: Double
    /// The exact parameter: the scale, or sigma squared.
    package let parameter: PositiveRational
    /// The kind of noise.
    package let family: NoiseFamily

    /// Noise that makes the vector epsilon-differentially private, with `budget` as epsilon and discrete Laplace noise,
    /// or rho-zero-concentrated differentially private, with `budget` as rho and discrete Gaussian noise.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        _ family: NoiseFamily, budget: PositiveRational, sensitivity: GroupedSensitivity
    ) throws(PrivacyError) {
        self.family = family
        self.sensitivity = sensitivity
        let text = "for a sensitivity of \(sensitivity.change) in \(sensitivity.groups) groups and a share of \(budget)"
        switch family {
        case .laplace:
            guard let l1 = sensitivity.l1, let norm = PositiveRational(l1), let scale = norm.divided(by: budget) else {
                throw .scaleOutOfRange(text)
            }
            parameter = scale
            sampler = .laplace(try DiscreteLaplaceSampler(scale: scale))
            width = scale.approximation
            event = try PrivacyEvent(
                .discreteLaplace(scale: width.nextDown, sensitivity: sensitivity.change), count: sensitivity.groups)
        case .gaussian:
            guard let l2 = sensitivity.l2Squared, let norm = PositiveRational(wide: l2, over: 2),
                let variance = norm.divided(by: budget)
            else { throw .scaleOutOfRange(text) }
            parameter = variance
            sampler = .gaussian(try DiscreteGaussianSampler(sigmaSquared: variance))
            width = variance.approximation.squareRoot()
            event = try PrivacyEvent(
                .discreteGaussian(sigma: width.nextDown, sensitivity: sensitivity.change), count: sensitivity.groups)
        }
    }

    /// Draws independent noise for each entry of a vector.
    package func draw<Source: RandomWords & ~Copyable>(count: Int, using source: inout Source) -> [Int64] {
        var noise = [Int64](repeating: 0, count: count)
        switch sampler {
        case .laplace(let sampler): for index in noise.indices { noise[index] = sampler.sample(using: &source) }
        case .gaussian(let sampler): for index in noise.indices { noise[index] = sampler.sample(using: &source) }
        }
        return noise
    }

    /// The distance that the noise of one entry exceeds with at most the given probability.
    package func halfWidth(errorProbability: Double) -> Double {
        switch family {
        case .laplace:
            // P(|x| > w) = 2 r^(w + 1) / (1 + r).
            let rate = 1 / width
            return max(0, (log(2 / (errorProbability * (1 + exp(-rate)))) / rate - 1).rounded(.up))
        case .gaussian:
            // The discrete Gaussian's tail is at most the normal one at half a step less.
            var (low, high) = (0.0, 40.0)
            for _ in 0..<80 {
                let middle = (low + high) / 2
                if erfc(middle / 2.0.squareRoot()) > errorProbability { low = middle } else { high = middle }
            }
            return (high * width + 0.5).rounded(.up)
        }
    }
}

/// Adds drawn noise to exact numbers.
enum NoisySum {
    /// The sum, cut to the range of 64 bits: what is cut is beyond any noise that is ever drawn.
    @inline(__always)
    static func add(_ exact: Int64, _ noise: Int64) -> Int64 {
        let (sum, overflow) = exact.addingReportingOverflow(noise)
        return overflow ? (exact < 0 ? .min : .max) : sum
    }
}
