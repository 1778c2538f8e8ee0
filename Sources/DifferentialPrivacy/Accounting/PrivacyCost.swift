internal import Foundation

/// In what a dataset's budget is counted.
public enum BudgetUnit: String, Sendable, Hashable, Codable, CaseIterable {
    /// Epsilons add up (basic composition, valid for adaptive choices).
    case epsilon
    /// Rho of zero-concentrated differential privacy adds up, also where later parameters depend on earlier results.
    case rho
}

/// An amount of privacy loss, in whole units so that sums are exact and never rounded down.
public struct PrivacyCost: Hashable, Sendable, Codable {
    /// The epsilon or rho, in units of 10^-12.
    package let loss: UInt64
    /// The delta, in units of 10^-18.
    package let delta: UInt64

    /// How many units make a loss of one.
    package static let lossUnits = 1e12
    /// How many units make a delta of one.
    package static let deltaUnits = 1e18
    /// The largest loss, about 4.6 million: beyond it, nothing would be protected.
    package static let lossMax: UInt64 = 1 << 62

    /// Nothing.
    package static let zero = PrivacyCost(loss: 0, delta: 0)

    /// Creates an amount of whole units.
    package init(loss: UInt64, delta: UInt64) {
        self.loss = loss
        self.delta = delta
    }

    /// The amount of a loss and a delta, each rounded up to a whole unit.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` for what is negative, not a number or too large.
    package init(roundingUp loss: Double, delta: Double) throws(PrivacyError) {
        guard loss >= 0, loss.isFinite, loss * PrivacyCost.lossUnits < Double(PrivacyCost.lossMax) else {
            throw .parameterInvalid("a privacy loss of \(loss) is not a number from 0 to 4600000")
        }
        guard delta >= 0, delta <= 1 else { throw .parameterInvalid("delta \(delta) is not between 0 and 1") }
        // One more unit than the ceiling covers the rounding of the product.
        let lossUnits = (loss * PrivacyCost.lossUnits).rounded(.up)
        let deltaUnits = (delta * PrivacyCost.deltaUnits).rounded(.up)
        self.loss = UInt64(lossUnits) + (lossUnits > 9e15 ? UInt64(lossUnits.ulp) : 0)
        self.delta = UInt64(deltaUnits) + (deltaUnits > 9e15 ? UInt64(deltaUnits.ulp) : 0)
    }

    /// What one adaptive composition of the events costs in a unit, rounded up.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where a mechanism has no cost in this unit.
    package init(of events: [PrivacyEvent], in unit: BudgetUnit) throws(PrivacyError) {
        let accountant = try PrivacyAccountant(events)
        let delta = accountant.events.reduce(0) { $0 + Double($1.count) * $1.mechanism.unconditionalDelta }
        switch unit {
        case .rho:
            guard let rho = accountant.rho else {
                throw .parameterInvalid("a mechanism of this query has no rho; use a dataset with an epsilon budget")
            }
            try self.init(roundingUp: rho, delta: delta)
        case .epsilon:
            guard let epsilon = accountant.basicEpsilon(delta: 1) else {
                throw .parameterInvalid(
                    "a mechanism of this query has no epsilon of its own; use Laplace noise or a rho budget")
            }
            try self.init(roundingUp: epsilon, delta: delta)
        }
    }

    /// The sum; the largest amount where it does not fit.
    package func adding(_ other: PrivacyCost) -> PrivacyCost {
        let (loss, lossOverflow) = loss.addingReportingOverflow(other.loss)
        let (delta, deltaOverflow) = delta.addingReportingOverflow(other.delta)
        return PrivacyCost(loss: lossOverflow ? .max : loss, delta: deltaOverflow ? .max : delta)
    }

    /// What is left after subtracting; zero where nothing is.
    package func remaining(after spent: PrivacyCost) -> PrivacyCost {
        PrivacyCost(
            loss: loss > spent.loss ? loss - spent.loss : 0, delta: delta > spent.delta ? delta - spent.delta : 0)
    }

    /// Whether this amount is within another in both parts.
    package func isWithin(_ limit: PrivacyCost) -> Bool { loss <= limit.loss && delta <= limit.delta }

    /// The loss as a number.
    public var lossValue: Double { Double(loss) / PrivacyCost.lossUnits }
    /// The delta as a number.
    public var deltaValue: Double { Double(delta) / PrivacyCost.deltaUnits }
}

extension PrivacyCost: CustomStringConvertible {
    /// The loss, and delta where there is one, for people.
    public var description: String { delta == 0 ? "\(lossValue)" : "\(lossValue) (delta \(deltaValue))" }
}
