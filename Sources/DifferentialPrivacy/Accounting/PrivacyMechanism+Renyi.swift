internal import Foundation

extension PrivacyMechanism {
    /// The Renyi divergence of an order above 1, between the outputs on any two neighbours.
    ///
    /// - SeeAlso: Mironov, "Renyi Differential Privacy" (2017), table II; Canonne, Kamath, Steinke (2020), theorem 4
    ///   for the discrete Gaussian.
    package func renyiDivergence(order: Double) -> Double {
        switch self {
        case .gaussian(let sigma): return order / (2 * sigma * sigma)
        case .discreteGaussian(let sigma, let sensitivity):
            let ratio = Double(sensitivity) / sigma
            return order * ratio * ratio / 2
        case .laplace(let scale):
            let left = log(order / (2 * order - 1)) + (order - 1) / scale
            let right = log((order - 1) / (2 * order - 1)) - order / scale
            return SpecialFunctions.logAdd(left, right) / (order - 1)
        case .discreteLaplace(let scale, let sensitivity):
            return PrivacyMechanism.discreteLaplaceDivergence(order: order, 1 / scale, Double(sensitivity))
        case .poissonSubsampledGaussian(let sigma, let rate):
            return SubsampledGaussian.poissonDivergence(order: order, sigma: sigma, rate: rate)
        case .gaussianWithoutReplacement(let sigma, let rate):
            return SubsampledGaussian.withoutReplacementDivergence(order: order, sigma: sigma, rate: rate)
        case .randomisedResponse(let rate, let buckets):
            let loss = RandomisedResponseLoss(rate: rate, buckets: buckets)
            let (truth, lie) = (log(loss.truth), log(loss.lie))
            var sum = SpecialFunctions.logAdd(
                order * truth + (1 - order) * lie, order * lie + (1 - order) * truth)
            if loss.others > 0 { sum = SpecialFunctions.logAdd(sum, log(loss.others)) }
            return sum / (order - 1)
        case .pure(let epsilon), .approximate(let epsilon, _):
            return PrivacyMechanism.pureDivergence(order: order, epsilon)
        case .boundedRange(let epsilon):
            return min(PrivacyMechanism.pureDivergence(order: order, epsilon), order * epsilon * epsilon / 8)
        case .zeroConcentrated(let rho): return order * rho
        }
    }

    /// The divergence of binary randomised response, which no epsilon-differentially private mechanism exceeds.
    private static func pureDivergence(order: Double, _ epsilon: Double) -> Double {
        let (truth, lie) = (-log1p(exp(-epsilon)), -log1p(exp(-epsilon)) - epsilon)
        let sum = SpecialFunctions.logAdd(order * truth + (1 - order) * lie, order * lie + (1 - order) * truth)
        return max(0, sum / (order - 1))
    }

    /// The three geometric sums of `P(x)^a P(x - shift)^(1 - a)` for `P(x)` proportional to `exp(-rate |x|)`.
    private static func discreteLaplaceDivergence(order: Double, _ rate: Double, _ shift: Double) -> Double {
        let normaliser = log(-expm1(-rate)) - log1p(exp(-rate))
        let tail = -log(-expm1(-rate))
        let below = (order - 1) * shift * rate + tail
        let above = -order * shift * rate + tail
        var sum = SpecialFunctions.logAdd(below, above)
        if shift > 1 {
            // x = 1 ... shift - 1: exp(-rate ((1 - a) shift + (2a - 1) x)).
            let step = (2 * order - 1) * rate
            let terms = log(-expm1(-step * (shift - 1))) - log(-expm1(-step)) - step
            sum = SpecialFunctions.logAdd(sum, (order - 1) * shift * rate + terms)
        }
        return max(0, (normaliser + sum) / (order - 1))
    }
}
