internal import Foundation

/// Renyi divergences of normal noise on a random sample of the records.
enum SubsampledGaussian {
    /// Neighbours differ by one record; each record is in the sample with probability `rate`.
    ///
    /// - SeeAlso: Mironov, Talwar, Zhang, "Renyi Differential Privacy of the Sampled Gaussian Mechanism" (2019),
    ///   section 3.3, <https://arxiv.org/abs/1908.10530>.
    static func poissonDivergence(order: Double, sigma: Double, rate: Double) -> Double {
        if rate == 1 { return order / (2 * sigma * sigma) }
        let moment =
            order == order.rounded()
            ? wholeMoment(order, sigma, rate) : fractionalMoment(order, sigma, rate)
        return max(0, moment / (order - 1))
    }

    private static func wholeMoment(_ order: Double, _ sigma: Double, _ rate: Double) -> Double {
        var sum = -Double.infinity
        for index in 0...Int(order) {
            let power = Double(index)
            let term =
                SpecialFunctions.logBinomial(order, power) + power * log(rate) + (order - power) * log1p(-rate)
                + (power * power - power) / (2 * sigma * sigma)
            sum = SpecialFunctions.logAdd(sum, term)
        }
        return sum
    }

    /// Two series for the integrals on both sides of the point where the likelihoods cross.
    ///
    /// All terms are taken as positive, which can only raise the result. Infinite where the series does not settle.
    private static func fractionalMoment(_ order: Double, _ sigma: Double, _ rate: Double) -> Double {
        let crossing = sigma * sigma * log(1 / rate - 1) + 0.5
        var (below, above) = (-Double.infinity, -Double.infinity)
        var (lastBelow, lastAbove) = (-Double.infinity, -Double.infinity)
        let width = 2.0.squareRoot() * sigma
        for index in 0..<1_000 {
            let power = Double(index)
            let rest = order - power
            let coefficient = SpecialFunctions.logBinomial(order, power)
            let termBelow =
                coefficient + power * log(rate) + rest * log1p(-rate)
                + (power * power - power) / (2 * sigma * sigma)
                + log(0.5) + SpecialFunctions.logErfc((power - crossing) / width)
            let termAbove =
                coefficient + rest * log(rate) + power * log1p(-rate)
                + (rest * rest - rest) / (2 * sigma * sigma)
                + log(0.5) + SpecialFunctions.logErfc((crossing - rest) / width)
            below = SpecialFunctions.logAdd(below, termBelow)
            above = SpecialFunctions.logAdd(above, termAbove)
            let total = SpecialFunctions.logAdd(below, above)
            if termBelow < lastBelow, termAbove < lastAbove, max(termBelow, termAbove) < total - 30 { return total }
            (lastBelow, lastAbove) = (termBelow, termAbove)
        }
        return .infinity
    }

    /// Neighbours replace one record; the sample is a fixed share of the records, drawn without replacement.
    ///
    /// Orders between whole numbers are interpolated, because the cumulant is convex.
    /// - SeeAlso: Wang, Balle, Kasiviswanathan, "Subsampled Renyi Differential Privacy and Analytical Moments
    ///   Accountant" (2019), theorem 27 and corollary 10, <https://arxiv.org/abs/1808.00087>.
    static func withoutReplacementDivergence(order: Double, sigma: Double, rate: Double) -> Double {
        if rate == 1 { return order / (2 * sigma * sigma) }
        let (floor, ceiling) = (order.rounded(.down), order.rounded(.up))
        let below = withoutReplacementMoment(Int(floor), sigma, rate)
        if floor == ceiling { return below / (order - 1) }
        let above = withoutReplacementMoment(Int(ceiling), sigma, rate)
        let share = order - floor
        return ((1 - share) * below + share * above) / (order - 1)
    }

    /// Above this order the forward differences are replaced by the simpler bound.
    private static let differenceOrderMax = 256

    private static func withoutReplacementMoment(_ order: Int, _ sigma: Double, _ rate: Double) -> Double {
        if order <= 1 { return 0 }
        func cumulant(_ value: Double) -> Double { value * (value + 1) / (2 * sigma * sigma) }
        let second = 1 / (sigma * sigma)
        let secondLessOne = second + log1p(-exp(-second))
        let differences =
            order <= differenceOrderMax ? forwardDifferences(count: order + 2, of: cumulant) : []
        var sum = 0.0
        for index in 2...order {
            var term: Double
            if index == 2 {
                term = min(log(4) + secondLessOne, second + log(2))
            } else {
                term = log(2) + cumulant(Double(index - 1))
                if !differences.isEmpty {
                    let (low, high) = (2 * (index / 2) - 1, 2 * ((index + 1) / 2) - 1)
                    term = min(term, log(4) + 0.5 * (differences[low] + differences[high]))
                }
            }
            term += Double(index) * log(rate) + SpecialFunctions.logBinomial(Double(order), Double(index))
            sum = SpecialFunctions.logAdd(sum, term)
        }
        return sum
    }

    /// The logarithms of the absolute forward differences of `exp(cumulant)` at zero, of order 0, 1, 2, ….
    ///
    /// - Returns: `count` values.
    private static func forwardDifferences(count: Int, of cumulant: (Double) -> Double) -> [Double] {
        // Entry 0 stands for exp of 0 at the place before the first, as in the published recursion.
        var values = [0.0] + (0..<(count)).map { cumulant(Double($0)) }
        var signs = [Bool](repeating: true, count: values.count)
        var result: [Double] = []
        for order in 0..<count {
            for index in 0..<(count - order) {
                if signs[index] == signs[index + 1] {
                    let difference = SpecialFunctions.logSubtract(values[index + 1], values[index])
                    values[index] = difference.magnitude
                    signs[index] = difference.isPositive == signs[index + 1]
                } else {
                    values[index] = SpecialFunctions.logAdd(values[index], values[index + 1])
                    signs[index] = signs[index + 1]
                }
            }
            result.append(values[0])
        }
        return result
    }
}
