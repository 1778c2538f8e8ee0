internal import Foundation

/// What a promise for one privacy unit is worth for a group of them.
///
/// - SeeAlso: Vadhan, "The Complexity of Differential Privacy" (2017), lemma 2.2; Bun, Steinke (2016), proposition 1.9.
package enum GroupPrivacy {
    /// The (epsilon, delta) of groups of `size` units, rounded up.
    ///
    /// - Precondition: `size >= 1`.
    package static func approximate(
        epsilon: Double, delta: Double, size: UInt32
    ) -> (epsilon: Double, delta: Double) {
        precondition(size >= 1)
        let total = epsilon * Double(size)
        let factor = epsilon > 0 ? expm1(total) / expm1(epsilon) : Double(size)
        return (SpecialFunctions.raised(total), min(1, SpecialFunctions.raised(delta * factor)))
    }

    /// The rho of groups of `size` units, rounded up.
    package static func concentrated(rho: Double, size: UInt32) -> Double {
        SpecialFunctions.raised(rho * Double(size) * Double(size))
    }
}
