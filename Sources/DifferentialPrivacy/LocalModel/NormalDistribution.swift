internal import Foundation

/// The standard normal distribution, for confidence intervals.
package enum NormalDistribution {
    /// The value that a standard normal variable does not exceed with the given probability.
    ///
    /// - Precondition: `0 < probability < 1`.
    package static func quantile(_ probability: Double) -> Double {
        precondition(probability > 0 && probability < 1)
        var (low, high) = (-40.0, 40.0)
        for _ in 0..<100 {
            let middle = (low + high) / 2
            if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
