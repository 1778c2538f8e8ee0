internal import Foundation

/// What local reports reveal once a shuffler has removed who sent which.
package enum ShuffleAmplification {
    /// A bound on the central epsilon of `count` shuffled reports of a local epsilon, rounded up; the local epsilon
    /// itself where the bound does not apply.
    ///
    /// - Precondition: `0 < delta < 1`.
    /// - SeeAlso: Feldman, McMillan, Talwar, "Hiding Among the Clones: A Simple and Nearly Optimal Analysis of Privacy
    ///   Amplification by Shuffling" (2021), theorem 3.1, <https://arxiv.org/abs/2012.12803>.
    package static func epsilon(local: Double, count: UInt64, delta: Double) -> Double {
        precondition(delta > 0 && delta < 1 && local >= 0)
        let number = Double(count)
        guard number > 0, local <= log(number / (16 * log(2 / delta))) else { return local }
        let odds = exp(local)
        let blanket = 8 * (odds * log(4 / delta) / number).squareRoot() + 8 * odds / number
        return min(local, SpecialFunctions.raised(log1p((odds - 1) / (odds + 1) * blanket)))
    }
}
