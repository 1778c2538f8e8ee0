internal import Foundation

/// Zero-concentrated differential privacy: rho adds up, and is worth an epsilon at each delta.
package enum ConcentratedPrivacy {
    /// The smallest epsilon at a delta over all orders; rounded up.
    ///
    /// - Precondition: `rho >= 0` and `0 < delta < 1`.
    /// - SeeAlso: Canonne, Kamath, Steinke (2020), corollary 13.
    package static func epsilon(rho: Double, delta: Double) -> Double {
        precondition(rho >= 0 && delta > 0 && delta < 1)
        if rho == 0 { return 0 }
        func value(_ logarithm: Double) -> Double {
            let excess = exp(logarithm)
            let order = 1 + excess
            return order * rho + log1p(-1 / order) - log(delta * order) / excess
        }
        let center = log((log(1 / delta) / rho).squareRoot())
        let best = SpecialFunctions.minimum(of: value, in: (center - 6)...(center + 6)).value
        return SpecialFunctions.raised(max(0, best))
    }

    /// The largest rho that is worth at most an epsilon at a delta; rounded down.
    ///
    /// - Precondition: `epsilon > 0` and `0 < delta < 1`.
    package static func rho(epsilon: Double, delta: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while self.epsilon(rho: high, delta: delta) <= epsilon { (low, high) = (high, high * 2) }
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if self.epsilon(rho: middle, delta: delta) <= epsilon { low = middle } else { high = middle }
        }
        return low * (1 - 1e-12)
    }
}
