internal import Foundation

/// The exact privacy of normal noise.
///
/// - SeeAlso: Balle, Wang, "Improving the Gaussian Mechanism for Differential Privacy: Analytical Calibration and
///   Optimal Denoising" (2018), theorem 8, <https://arxiv.org/abs/1805.06530>.
package enum AnalyticGaussian {
    /// The exact delta at an epsilon, for noise of standard deviation `sigma` in units of the sensitivity.
    package static func delta(epsilon: Double, sigma: Double) -> Double {
        let first = SpecialFunctions.logNormal(below: 0.5 / sigma - epsilon * sigma)
        let second = epsilon + SpecialFunctions.logNormal(below: -0.5 / sigma - epsilon * sigma)
        guard first > second else { return 0 }
        return exp(first) * -expm1(second - first)
    }

    /// The exact epsilon at a delta, rounded up.
    ///
    /// - Precondition: `0 < delta < 1` and `sigma > 0`.
    package static func epsilon(delta: Double, sigma: Double) -> Double {
        precondition(delta > 0 && delta < 1 && sigma > 0)
        if self.delta(epsilon: 0, sigma: sigma) <= delta { return 0 }
        var (low, high) = (0.0, 1.0)
        while self.delta(epsilon: high, sigma: sigma) > delta { high *= 2 }
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if self.delta(epsilon: middle, sigma: sigma) > delta { low = middle } else { high = middle }
        }
        return high
    }

    /// The smallest standard deviation that gives (epsilon, delta), in units of the sensitivity; rounded up.
    ///
    /// - Precondition: `0 < delta < 1` and `epsilon > 0`.
    package static func sigma(epsilon: Double, delta: Double) -> Double {
        precondition(delta > 0 && delta < 1 && epsilon > 0)
        var (low, high) = (0.0, 1.0)
        while self.delta(epsilon: epsilon, sigma: high) > delta { (low, high) = (high, high * 2) }
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if middle > 0, self.delta(epsilon: epsilon, sigma: middle) <= delta { high = middle } else { low = middle }
        }
        return SpecialFunctions.raised(high)
    }
}
