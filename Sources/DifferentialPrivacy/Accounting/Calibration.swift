internal import Foundation

/// Finds the least noise that keeps a composition within a target.
package enum Calibration {
    /// By which accountant the target is to be met.
    package enum Accountant: String, Sendable, CaseIterable {
        /// Renyi divergences.
        case renyi = "rdp"
        /// Privacy loss distributions.
        case distribution = "pld"
        /// The exact formula of one normal variable; many uses are one with less noise.
        case analytic
    }

    /// The smallest sigma with which `count` uses of normal noise of sensitivity 1 stay within (epsilon, delta).
    ///
    /// Rounded up.
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where the target makes no sense or cannot be met.
    package static func sigma(
        epsilon: Double, delta: Double, count: UInt64, rate: Double = 1, by accountant: Accountant
    ) throws(PrivacyError) -> Double {
        guard epsilon.isFinite, epsilon > 0, delta > 0, delta < 1 else {
            throw .parameterInvalid("epsilon must be above 0 and finite, delta above 0 and below 1")
        }
        if accountant == .analytic {
            guard rate == 1 else { throw .parameterInvalid("the analytic formula knows no sampling; use pld or rdp") }
            let single = AnalyticGaussian.sigma(epsilon: epsilon, delta: delta)
            return SpecialFunctions.raised(single * Double(count).squareRoot())
        }
        return try smallest { sigma throws(PrivacyError) in
            let mechanism: PrivacyMechanism =
                rate == 1 ? .gaussian(sigma: sigma) : .poissonSubsampledGaussian(sigma: sigma, rate: rate)
            let event = try PrivacyEvent(mechanism, count: count)
            let spent: Double
            if accountant == .renyi {
                spent = RenyiCurve([event]).epsilon(delta: delta).epsilon
            } else {
                spent = try PrivacyAccountant([event]).pldEpsilon(delta: delta) ?? .infinity
            }
            return spent <= epsilon
        }
    }

    /// The smallest scale with which `count` uses of Laplace noise of sensitivity 1 stay within (epsilon, delta), by
    /// privacy loss distributions; for delta 0 by the sum of epsilons.
    package static func laplaceScale(epsilon: Double, delta: Double, count: UInt64) throws(PrivacyError) -> Double {
        guard epsilon.isFinite, epsilon > 0, delta >= 0, delta < 1 else {
            throw .parameterInvalid("epsilon must be above 0 and finite, delta at least 0 and below 1")
        }
        if delta == 0 { return SpecialFunctions.raised(Double(count) / epsilon) }
        return try smallest { scale throws(PrivacyError) in
            let event = try PrivacyEvent(.laplace(scale: scale), count: count)
            return try PrivacyAccountant([event]).pldEpsilon(delta: delta) ?? .infinity <= epsilon
        }
    }

    /// The smallest amount of noise that is enough, where more noise never is too little.
    private static func smallest(
        _ isEnough: (Double) throws(PrivacyError) -> Bool
    ) throws(PrivacyError) -> Double {
        var (low, high) = (0.0, 1.0)
        while try !isEnough(high) {
            (low, high) = (high, high * 2)
            guard high < 1e9 else {
                throw .parameterInvalid("no noise below 10^9 meets the target by this accountant; use another one")
            }
        }
        if low == 0 {
            low = high / 2
            while try isEnough(low) {
                (low, high) = (low / 2, low)
                guard low > 1e-6 else { return high }
            }
        }
        while high - low > 1e-11 * high {
            let middle = low + (high - low) / 2
            if try isEnough(middle) { high = middle } else { low = middle }
        }
        return high
    }
}
