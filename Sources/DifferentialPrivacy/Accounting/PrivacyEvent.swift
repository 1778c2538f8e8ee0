internal import Foundation

/// What was done to the data, as the accountants need to know it: a mechanism, and how many times.
///
/// A release stores this and not an epsilon, because a better accountant may find later that it cost less.
package struct PrivacyEvent: Hashable, Sendable {
    /// The mechanism of each repetition.
    package let mechanism: PrivacyMechanism
    /// How many times it was used; the data and the parameters of later uses may depend on earlier results.
    package let count: UInt64

    /// The largest number of repetitions of one event.
    package static let countMax: UInt64 = 1 << 32

    /// Creates an event of parameters that make sense.
    ///
    /// - Throws: ``PrivacyError/eventInvalid(_:)``.
    package init(_ mechanism: PrivacyMechanism, count: UInt64 = 1) throws(PrivacyError) {
        guard (1...PrivacyEvent.countMax).contains(count) else {
            throw .eventInvalid("count \(count) is not between 1 and \(PrivacyEvent.countMax)")
        }
        if let fault = mechanism.fault { throw .eventInvalid(fault) }
        self.mechanism = mechanism
        self.count = count
    }
}

extension PrivacyEvent {
    /// The event in one line, as ledgers and release records keep it.
    package var text: String { count == 1 ? "\(mechanism)" : "\(count) x \(mechanism)" }
}

/// The mechanisms that the accountants know, with noise measured in units of the sensitivity.
package enum PrivacyMechanism: Hashable, Sendable {
    /// Normal noise of this standard deviation, in units of the Euclidean sensitivity.
    case gaussian(sigma: Double)
    /// Laplace noise of this scale, in units of the L1 sensitivity.
    case laplace(scale: Double)
    /// Discrete Gaussian noise on one integer that one unit moves by at most `sensitivity`.
    case discreteGaussian(sigma: Double, sensitivity: UInt64)
    /// Discrete Laplace noise on one integer that one unit moves by at most `sensitivity`.
    case discreteLaplace(scale: Double, sensitivity: UInt64)
    /// Normal noise on a sample that holds each record with probability `rate`; neighbours differ by one record.
    case poissonSubsampledGaussian(sigma: Double, rate: Double)
    /// Normal noise on a sample of a fixed share of the records; neighbours replace one record.
    case gaussianWithoutReplacement(sigma: Double, rate: Double)
    /// A uniform answer with probability `rate`, the true one of `buckets` answers otherwise.
    case randomisedResponse(rate: Double, buckets: UInt32)
    /// Anything that is epsilon-differentially private.
    case pure(epsilon: Double)
    /// Anything whose log-likelihood ratios span at most epsilon: the exponential mechanism.
    case boundedRange(epsilon: Double)
    /// Anything that is (epsilon, delta)-differentially private.
    case approximate(epsilon: Double, delta: Double)
    /// Anything that is rho-zero-concentrated differentially private.
    case zeroConcentrated(rho: Double)

    /// What is wrong with the parameters; `nil` where they make sense.
    var fault: String? {
        func positive(_ value: Double, _ name: String) -> String? {
            value.isFinite && value > 1e-12 && value < 1e18 ? nil : "\(name) \(value) is not a number above 0"
        }
        func share(_ value: Double, _ name: String) -> String? {
            value > 0 && value <= 1 ? nil : "\(name) \(value) is not above 0 and at most 1"
        }
        switch self {
        case .gaussian(let sigma): return positive(sigma, "sigma")
        case .laplace(let scale): return positive(scale, "scale")
        case .discreteGaussian(let sigma, let sensitivity):
            return positive(sigma, "sigma") ?? (sensitivity > 0 ? nil : "sensitivity is zero")
        case .discreteLaplace(let scale, let sensitivity):
            return positive(scale, "scale") ?? (sensitivity > 0 ? nil : "sensitivity is zero")
        case .poissonSubsampledGaussian(let sigma, let rate), .gaussianWithoutReplacement(let sigma, let rate):
            return positive(sigma, "sigma") ?? share(rate, "rate")
        case .randomisedResponse(let rate, let buckets):
            return share(rate, "rate") ?? (buckets >= 2 ? nil : "buckets \(buckets) is below 2")
        case .pure(let epsilon), .boundedRange(let epsilon): return positive(epsilon, "epsilon")
        case .approximate(let epsilon, let delta):
            if epsilon == 0, delta > 0, delta < 1 { return nil }
            return positive(epsilon, "epsilon") ?? (delta >= 0 && delta < 1 ? nil : "delta \(delta) is not in [0, 1)")
        case .zeroConcentrated(let rho): return positive(rho, "rho")
        }
    }

    /// The epsilon of pure differential privacy; `nil` where there is none.
    package var pureEpsilon: Double? {
        switch self {
        case .laplace(let scale): 1 / scale
        case .discreteLaplace(let scale, let sensitivity): Double(sensitivity) / scale
        case .randomisedResponse(let rate, let buckets): RandomisedResponseLoss(rate: rate, buckets: buckets).epsilon
        case .pure(let epsilon), .boundedRange(let epsilon): epsilon
        case .approximate(let epsilon, let delta): delta == 0 ? epsilon : nil
        case .gaussian, .discreteGaussian, .poissonSubsampledGaussian, .gaussianWithoutReplacement, .zeroConcentrated:
            nil
        }
    }

    /// The part of delta that the mechanism spends whatever the accountant: what happens with that probability may
    /// reveal anything.
    package var unconditionalDelta: Double {
        if case .approximate(_, let delta) = self { return delta }
        return 0
    }

    /// The rho of zero-concentrated differential privacy; `nil` where there is none.
    ///
    /// - SeeAlso: Bun, Steinke, "Concentrated Differential Privacy" (2016), propositions 3.3 and 1.6; Cesar, Rogers,
    ///   "Bounding, Concentrating, and Truncating" (2020), for bounded range.
    package var rho: Double? {
        switch self {
        case .gaussian(let sigma): return 1 / (2 * sigma * sigma)
        case .discreteGaussian(let sigma, let sensitivity):
            let ratio = Double(sensitivity) / sigma
            return ratio * ratio / 2
        case .boundedRange(let epsilon): return epsilon * epsilon / 8
        case .approximate(let epsilon, _): return epsilon * epsilon / 2
        case .zeroConcentrated(let rho): return rho
        case .poissonSubsampledGaussian(let sigma, let rate), .gaussianWithoutReplacement(let sigma, let rate):
            return rate == 1 ? 1 / (2 * sigma * sigma) : nil
        default: return pureEpsilon.map { $0 * $0 / 2 }
        }
    }
}

/// The two likelihoods of randomised response over several answers.
struct RandomisedResponseLoss {
    /// The probability of the true answer, of one given other answer, and of all answers beside two.
    let truth: Double
    let lie: Double
    let others: Double

    init(rate: Double, buckets: UInt32) {
        lie = rate / Double(buckets)
        truth = 1 - rate + lie
        others = max(0, rate - 2 * lie)
    }

    /// The largest log-likelihood ratio.
    var epsilon: Double { SpecialFunctions.raised(log(truth / lie)) }
}
