internal import Foundation

/// What a list of events costs, by every accountant that applies.
///
/// All figures are upper bounds of what adaptive composition can reveal; the smallest one holds too.
package struct PrivacyAccount: Sendable, Hashable {
    /// The delta at which the epsilons hold.
    package let delta: Double
    /// By Renyi divergences.
    package let rdpEpsilon: Double
    /// The order that gave it.
    package let rdpOrder: Double
    /// By privacy loss distributions; `nil` where a mechanism has none.
    package let pldEpsilon: Double?
    /// The sum of rho; `nil` where a mechanism has none.
    package let zcdpRho: Double?
    /// The sum of epsilons and deltas; `nil` where a mechanism has no epsilon.
    package let basicEpsilon: Double?
    /// A lower bound on the true epsilon of the worst data, where there is a distribution.
    package let pldEpsilonLowerBound: Double?

    /// The smallest of the upper bounds.
    package var epsilon: Double {
        [rdpEpsilon, pldEpsilon ?? .infinity, basicEpsilon ?? .infinity].min() ?? .infinity
    }
}

/// Adds up privacy events.
package struct PrivacyAccountant: Sendable {
    /// The events, equal mechanisms joined.
    package let events: [PrivacyEvent]

    /// Joins the events of equal mechanisms; the order in which they happened does not matter.
    package init(_ events: some Sequence<PrivacyEvent>) throws(PrivacyError) {
        var counts: [PrivacyMechanism: UInt64] = [:]
        var order: [PrivacyMechanism] = []
        for event in events {
            if counts[event.mechanism] == nil { order.append(event.mechanism) }
            let (sum, overflow) = counts[event.mechanism, default: 0].addingReportingOverflow(event.count)
            guard !overflow else { throw .eventInvalid("the counts add up to more than 2^64") }
            counts[event.mechanism] = sum
        }
        var joined: [PrivacyEvent] = []
        for mechanism in order { joined.append(try PrivacyEvent(mechanism, count: counts[mechanism] ?? 1)) }
        // One order for equal lists, so that sums of doubles are equal too.
        self.events = joined.sorted { "\($0)" < "\($1)" }
    }

    /// All figures at a delta.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where delta is not above 0 and below 1.
    package func account(delta: Double, withLowerBound: Bool = false) throws(PrivacyError) -> PrivacyAccount {
        guard delta > 0, delta < 1 else { throw .parameterInvalid("delta \(delta) is not above 0 and below 1") }
        let renyi = RenyiCurve(events).epsilon(delta: delta)
        return PrivacyAccount(
            delta: delta, rdpEpsilon: renyi.epsilon, rdpOrder: renyi.order,
            pldEpsilon: distributionEpsilon(delta: delta, rounding: .pessimistic),
            zcdpRho: rho, basicEpsilon: basicEpsilon(delta: delta),
            pldEpsilonLowerBound: withLowerBound ? distributionEpsilon(delta: delta, rounding: .optimistic) : nil)
    }

    /// The sum of rho, rounded up; `nil` where a mechanism has none.
    package var rho: Double? {
        var sum = 0.0
        for event in events {
            guard let single = event.mechanism.rho else { return nil }
            sum += Double(event.count) * single
        }
        return SpecialFunctions.raised(sum)
    }

    /// The sum of epsilons where the sum of deltas allows it, rounded up.
    package func basicEpsilon(delta: Double) -> Double? {
        var sum = 0.0
        var deltas = 0.0
        for event in events {
            if case .approximate(let epsilon, let delta) = event.mechanism {
                sum += Double(event.count) * epsilon
                deltas += Double(event.count) * delta
            } else {
                guard let epsilon = event.mechanism.pureEpsilon else { return nil }
                sum += Double(event.count) * epsilon
            }
        }
        return SpecialFunctions.raised(deltas) <= delta ? SpecialFunctions.raised(sum) : nil
    }

    /// An upper bound on epsilon by privacy loss distributions; `nil` where a mechanism has none.
    package func pldEpsilon(delta: Double) -> Double? { distributionEpsilon(delta: delta, rounding: .pessimistic) }

    /// A lower bound on the epsilon of the worst data by privacy loss distributions.
    package func pldEpsilonLowerBound(delta: Double) -> Double? {
        distributionEpsilon(delta: delta, rounding: .optimistic)
    }

    /// An upper bound on delta by privacy loss distributions; `nil` where a mechanism has none.
    package func pldDelta(epsilon: Double) -> Double? {
        compositions(rounding: .pessimistic)?.map { $0.delta(epsilon: epsilon) }.max()
    }

    private func distributionEpsilon(delta: Double, rounding: LossGrid.Rounding) -> Double? {
        guard let bound = compositions(rounding: rounding)?.map({ $0.epsilon(delta: delta) }).max() else { return nil }
        // A sum of pure epsilons bounds every loss, however the grid rounds.
        if rounding == .pessimistic, let basic = basicEpsilon(delta: delta) { return min(bound, basic) }
        return bound
    }

    /// The composition for each of the two orders of neighbours, or for both at once where they are equal.
    private func compositions(rounding: LossGrid.Rounding) -> [LossComposition]? {
        let shapes = events.map { PrivacyLossShape.shapes(of: $0.mechanism) }
        guard shapes.allSatisfy({ !$0.isEmpty }) else { return nil }
        let directions = shapes.map(\.count).max() ?? 1
        return (0..<directions).map { direction in
            LossComposition(
                parts: zip(shapes, events).map { shape, event in
                    (shape[min(direction, shape.count - 1)], Double(event.count))
                }, rounding: rounding)
        }
    }
}
