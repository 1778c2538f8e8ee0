internal import Foundation

/// Renyi divergences at a fixed list of orders: they add up under adaptive composition.
package struct RenyiCurve: Sendable, Equatable {
    /// The orders of dp_accounting 0.6: 1.1 to 10.9 by tenths, 11 to 63, and four powers of two.
    package static let orders: [Double] = {
        let tenths = (1..<100).map { Double(10 + $0) / 10 }
        let whole = (11..<64).map { Double($0) }
        return tenths + whole + [128, 256, 512, 1024]
    }()

    /// The divergence at each order.
    package private(set) var divergences: [Double]
    /// What may go wrong beside it: delta that mechanisms spend unconditionally.
    package private(set) var unconditionalDelta: Double

    /// The curve of doing nothing.
    package init() {
        divergences = [Double](repeating: 0, count: RenyiCurve.orders.count)
        unconditionalDelta = 0
    }

    /// The curve of a list of events.
    package init(_ events: some Sequence<PrivacyEvent>) {
        self.init()
        for event in events { add(event) }
    }

    /// Composes one more event.
    package mutating func add(_ event: PrivacyEvent) {
        let count = Double(event.count)
        for (index, order) in RenyiCurve.orders.enumerated() {
            divergences[index] += count * event.mechanism.renyiDivergence(order: order)
        }
        unconditionalDelta += count * event.mechanism.unconditionalDelta
    }

    /// The smallest epsilon at a delta, and the order that gives it; infinite where delta does not suffice.
    ///
    /// Rounded up.
    /// - SeeAlso: Canonne, Kamath, Steinke (2020), proposition 12; Balle et al., "Hypothesis Testing Interpretations
    ///   and Renyi Differential Privacy" (2020), theorem 21.
    package func epsilon(delta: Double) -> (epsilon: Double, order: Double) {
        let left = delta - unconditionalDelta * (1 + 1e-12)
        if divergences.allSatisfy({ $0 == 0 }), left >= 0 { return (0, RenyiCurve.orders[0]) }
        guard left > 0 else { return (.infinity, RenyiCurve.orders[0]) }
        var best = (epsilon: Double.infinity, order: RenyiCurve.orders[0])
        for (order, divergence) in zip(RenyiCurve.orders, divergences) {
            let epsilon = RenyiCurve.epsilon(order: order, divergence: divergence, delta: left)
            if epsilon < best.epsilon { best = (epsilon, order) }
        }
        return (SpecialFunctions.raised(best.epsilon), best.order)
    }

    /// The epsilon that one divergence gives at a delta.
    package static func epsilon(order: Double, divergence: Double, delta: Double) -> Double {
        guard divergence.isFinite else { return .infinity }
        // Total variation is at most sqrt(1 - exp(-KL)), and the divergence bounds KL.
        if delta * delta + expm1(-divergence) > 0 { return 0 }
        return max(0, divergence + log1p(-1 / order) - log(delta * order) / (order - 1))
    }

    /// The smallest delta at an epsilon; rounded up.
    package func delta(epsilon: Double) -> Double {
        var best = 0.0
        for (order, divergence) in zip(RenyiCurve.orders, divergences) where divergence.isFinite {
            let byVariation = 0.5 * log1p(-exp(-divergence))
            let byOrder = (order - 1) * (divergence - epsilon + log1p(-1 / order)) - log(order)
            best = min(best, divergence == 0 ? -.infinity : min(byVariation, byOrder))
        }
        return min(1, SpecialFunctions.raised(exp(best)) + SpecialFunctions.raised(unconditionalDelta))
    }
}
