internal import Foundation

/// Functions of probability that the standard mathematics library lacks, stable far out in the tails.
enum SpecialFunctions {
    /// `log(exp(left) + exp(right))`.
    static func logAdd(_ left: Double, _ right: Double) -> Double {
        let (small, large) = left < right ? (left, right) : (right, left)
        return small == -.infinity ? large : large + log1p(exp(small - large))
    }

    /// `log |exp(left) - exp(right)|` and whether the difference is not negative.
    static func logSubtract(_ left: Double, _ right: Double) -> (magnitude: Double, isPositive: Bool) {
        if left == right { return (-.infinity, true) }
        let (small, large) = left < right ? (left, right) : (right, left)
        return (large + log1p(-exp(small - large)), left > right)
    }

    /// `log(erfc(x))`, also where `erfc` itself vanishes.
    static func logErfc(_ argument: Double) -> Double {
        if argument < 20 { return log(erfc(argument)) }
        // erfc(x) = exp(-x^2) / (x sqrt(pi)) (1 - 1/(2x^2) + 3/(4x^4) - 15/(8x^6) + ...), DLMF 7.12.1.
        let inverse = 1 / (2 * argument * argument)
        var (sum, term) = (1.0, 1.0)
        for index in 1...12 {
            term *= -Double(2 * index - 1) * inverse
            sum += term
        }
        return -argument * argument - log(argument) - 0.5 * log(Double.pi) + log(sum)
    }

    /// The logarithm of the probability that a standard normal variable is at most `value`.
    static func logNormal(below value: Double) -> Double {
        log(0.5) + logErfc(-value / 2.0.squareRoot())
    }

    /// The logarithm of the absolute value of the binomial coefficient of real arguments.
    static func logBinomial(_ upper: Double, _ lower: Double) -> Double {
        lgamma(upper + 1) - lgamma(lower + 1) - lgamma(upper - lower + 1)
    }

    /// The place in a range where a function with one valley is smallest, by golden section.
    static func minimum(
        of function: (Double) -> Double, in range: ClosedRange<Double>, steps: Int = 80
    ) -> (argument: Double, value: Double) {
        let ratio = (5.0.squareRoot() - 1) / 2
        var (low, high) = (range.lowerBound, range.upperBound)
        var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
        var (leftValue, rightValue) = (function(left), function(right))
        for _ in 0..<steps {
            if leftValue <= rightValue {
                (high, right, rightValue) = (right, left, leftValue)
                left = high - ratio * (high - low)
                leftValue = function(left)
            } else {
                (low, left, leftValue) = (left, right, rightValue)
                right = low + ratio * (high - low)
                rightValue = function(right)
            }
        }
        return leftValue <= rightValue ? (left, leftValue) : (right, rightValue)
    }

    /// A little more than a value: what is charged is rounded up by more than the arithmetic can be off.
    static func raised(_ value: Double, relative: Double = 1e-12) -> Double {
        value > 0 && value.isFinite ? (value * (1 + relative)).nextUp : max(value, 0)
    }
}
