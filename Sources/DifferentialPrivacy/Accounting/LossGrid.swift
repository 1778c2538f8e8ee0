internal import Foundation

/// A privacy loss distribution on multiples of a step: for each loss the probability of outputs that have it.
///
/// Rounding to the grid is to one side. Pessimistically, an output between two multiples is split so that both its
/// probabilities, under the data and under the neighbour, stay as they are; the curve of delta against exp(epsilon) is
/// then the chord through the exact values at the grid. Optimistically, losses are rounded down.
/// - SeeAlso: Doroshenko, Ghazi, Kamath, Kumar, Manurangsi, "Connect the Dots: Tighter Discrete Approximations of
///   Privacy Loss Distributions" (2022), <https://arxiv.org/abs/2207.04380>.
struct LossGrid {
    /// To which side losses are rounded.
    enum Rounding {
        case pessimistic
        case optimistic
    }

    /// The distance of two losses.
    let step: Double
    /// The index of the first mass; its loss is this many steps.
    let firstIndex: Int
    /// The probability of each loss.
    private(set) var masses: [Double]
    /// The probability of outputs that reveal the data.
    private(set) var infinityMass = 0.0

    private let rounding: Rounding
    private let shrink: Double
    private let growth: Double

    /// An empty grid over a range of losses.
    init(step: Double, losses: ClosedRange<Double>, rounding: Rounding) {
        self.step = step
        self.rounding = rounding
        firstIndex = Int((losses.lowerBound / step).rounded(.down)) - 1
        let lastIndex = Int((losses.upperBound / step).rounded(.up)) + 1
        masses = [Double](repeating: 0, count: lastIndex - firstIndex + 1)
        shrink = -1 / expm1(-step)
        growth = 1 / expm1(step)
    }

    /// The number of losses that a grid over a range would have.
    static func count(step: Double, losses: ClosedRange<Double>) -> Double {
        (losses.upperBound - losses.lowerBound) / step + 4
    }

    /// Adds outputs of one loss.
    @inline(__always)
    mutating func add(loss: Double, mass: Double) {
        let position = loss / step
        let below = position.rounded(.down)
        let index = Int(below) - firstIndex
        guard index >= 0, index + 1 < masses.count else {
            addOutside(index: index, mass: mass)
            return
        }
        switch rounding {
        case .optimistic: masses[index] += mass
        case .pessimistic:
            let part = (position - below) * step
            masses[index + 1] -= mass * expm1(-part) * shrink
            masses[index] += mass * expm1(step - part) * growth
        }
    }

    private mutating func addOutside(index: Int, mass: Double) {
        switch rounding {
        case .optimistic: masses[min(max(index, 0), masses.count - 1)] += index < 0 ? 0 : mass
        case .pessimistic:
            if index < 0 { masses[0] += mass } else { infinityMass += mass }
        }
    }

    /// Adds the probability of outputs that reveal the data.
    mutating func add(infinityMass mass: Double) {
        if rounding == .pessimistic { infinityMass += mass }
    }

    /// The logarithm of the mean of `exp(tilt loss)` over the finite losses, and the first two moments of the loss
    /// under the distribution so tilted.
    func cumulant(tilt: Double) -> (value: Double, mean: Double, variance: Double) {
        // Factored out so that nothing overflows: the loss with the largest weight.
        var peak = -Double.infinity
        for (offset, mass) in masses.enumerated() where mass > 0 {
            peak = max(peak, log(mass) + tilt * Double(firstIndex + offset) * step)
        }
        guard peak > -.infinity else { return (-.infinity, 0, 0) }
        var (total, first, second) = (0.0, 0.0, 0.0)
        for (offset, mass) in masses.enumerated() where mass > 0 {
            let loss = Double(firstIndex + offset) * step
            let weight = exp(log(mass) + tilt * loss - peak)
            total += weight
            first += weight * loss
            second += weight * loss * loss
        }
        let mean = first / total
        return (peak + log(total), mean, max(0, second / total - mean * mean))
    }
}
