internal import Foundation

/// Stops a fully adaptive sequence of mechanisms before it spends more than was allowed.
///
/// Whoever asks may choose each mechanism and its parameters after seeing all results so far. The sum of pure epsilons
/// and deltas, the sum of rho, and the sum of Renyi divergences at one order fixed in advance are valid under that; the
/// best order chosen afterwards would not be.
/// - SeeAlso: Rogers, Roth, Ullman, Vadhan, "Privacy Odometers and Filters" (2016); Feldman, Zrnic, "Individual Privacy
///   Accounting via a Renyi Filter" (2021), theorem 4.3; Whitehouse, Ramdas, Rogers, Wu, "Fully-Adaptive Composition in
///   Differential Privacy" (2023).
package struct PrivacyFilter: Sendable {
    /// What adds up.
    package let unit: BudgetUnit
    /// How much may be spent.
    package let limit: PrivacyCost
    /// What was spent.
    package private(set) var spent = PrivacyCost.zero

    /// Creates a filter.
    package init(unit: BudgetUnit, limit: PrivacyCost) {
        self.unit = unit
        self.limit = limit
    }

    /// Counts events as spent, or refuses them and counts nothing.
    ///
    /// - Throws: ``PrivacyError/budgetExceeded(_:)``.
    package mutating func admit(_ events: [PrivacyEvent]) throws(PrivacyError) {
        let cost = try PrivacyCost(of: events, in: unit)
        let sum = spent.adding(cost)
        guard sum.isWithin(limit) else {
            throw .budgetExceeded(BudgetShortfall(asked: cost, remaining: limit.remaining(after: spent)))
        }
        spent = sum
    }
}

/// A filter on the Renyi divergence of one order.
package struct RenyiFilter: Sendable {
    /// The order, chosen before the first mechanism.
    package let order: Double
    /// The largest sum of divergences.
    package let limit: Double
    /// The sum so far.
    package private(set) var spent = 0.0

    /// Creates a filter whose limit guarantees (epsilon, delta).
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where no divergence of this order gives that.
    package init(order: Double, epsilon: Double, delta: Double) throws(PrivacyError) {
        guard order > 1, order.isFinite, epsilon > 0, epsilon.isFinite, delta > 0, delta < 1 else {
            throw .parameterInvalid("a Renyi filter needs an order above 1, an epsilon above 0 and a delta in (0, 1)")
        }
        let atZero = RenyiFilter.conversion(order: order, delta: delta)
        guard epsilon > atZero else {
            throw .parameterInvalid("order \(order) needs an epsilon above \(atZero) at delta \(delta)")
        }
        self.order = order
        limit = (epsilon - atZero) * (1 - 1e-12)
    }

    /// Counts an event as spent, or refuses it and counts nothing.
    ///
    /// - Returns: Whether it was admitted.
    package mutating func admit(_ event: PrivacyEvent) -> Bool {
        guard event.mechanism.unconditionalDelta == 0 else { return false }
        let cost = SpecialFunctions.raised(
            Double(event.count) * event.mechanism.renyiDivergence(order: order))
        guard spent + cost <= limit else { return false }
        spent = (spent + cost).nextUp
        return true
    }

    private static func conversion(order: Double, delta: Double) -> Double {
        log1p(-1 / order) - log(delta * order) / (order - 1)
    }
}

/// Tells at any time what an adaptive sequence has cost so far.
package struct PrivacyOdometer: Sendable {
    /// The events so far.
    package private(set) var events: [PrivacyEvent] = []

    /// Starts at nothing.
    package init() {}

    /// Records an event.
    package mutating func record(_ event: PrivacyEvent) { events.append(event) }

    /// The running sums in a unit, which hold for adaptively chosen events; `nil` where a mechanism has none.
    package func spent(in unit: BudgetUnit) -> PrivacyCost? { try? PrivacyCost(of: events, in: unit) }
}
