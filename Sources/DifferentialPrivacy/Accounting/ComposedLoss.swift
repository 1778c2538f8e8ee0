internal import Foundation

/// The tilted distribution of a sum of losses within a window, and what it says about epsilon and delta.
struct ComposedLoss {
    private let window: LossComposition.Window
    private let firstIndex: Int
    private let infinityMass: Double
    private let rounding: LossGrid.Rounding
    /// For each loss, the sum over the larger ones of the probability and of the probability times exp(-loss); both are
    /// divided by `exp(logarithm - tilt loss)` so that neither overflows.
    private let probabilityAbove: [Double]
    private let neighbourAbove: [Double]
    private let logarithm: Double
    /// A bound on the error of delta in the same units.
    private let error: Double

    init(
        circle: [Double], window: LossComposition.Window, logarithm: Double, infinityMass: Double, useCount: Double,
        rounding: LossGrid.Rounding
    ) {
        self.window = window
        self.infinityMass = infinityMass
        self.rounding = rounding
        self.logarithm = logarithm
        let count = circle.count
        firstIndex = Int((window.lowest / window.step).rounded(.down))
        // Rounding errors of the transforms: a few units in the last place per level, once per use.
        let entryError = 4 * Double.ulpOfOne * (useCount + 8) * log2(Double(count))
        // The errors of all entries above a loss add up as a geometric series; the tails that the window leaves out,
        // and what the fold brings in, are below 1e-15 of the tilted mass each.
        error = entryError / -expm1(-window.tilt * window.step) + 4e-15
        var above = [Double](repeating: 0, count: count + 1)
        var neighbour = [Double](repeating: 0, count: count + 1)
        let decay = exp(-window.tilt * window.step)
        let neighbourDecay = exp(-(window.tilt + 1) * window.step)
        for offset in stride(from: count - 1, through: 0, by: -1) {
            let mass = max(0, circle[(firstIndex + offset) & (count - 1)])
            // Entry `offset` holds what is at `offset` and above, measured from the loss of `offset`.
            above[offset] = above[offset + 1] * decay + mass
            neighbour[offset] = neighbour[offset + 1] * neighbourDecay + mass
        }
        probabilityAbove = above
        neighbourAbove = neighbour
    }

    private func loss(_ offset: Int) -> Double { Double(firstIndex + offset) * window.step }

    /// The logarithm of the unit in which sums at an offset are held.
    private func unit(_ offset: Int) -> Double { logarithm - window.tilt * loss(offset) }

    /// A bound on delta at an epsilon.
    func delta(epsilon: Double) -> Double {
        let position = (epsilon / window.step).rounded(.down) - Double(firstIndex)
        let offset = min(max(position + 1, 0), Double(probabilityAbove.count - 1))
        let index = Int(offset)
        let scale = exp(unit(index))
        // Larger losses than epsilon: the probability less exp(epsilon) times that of the neighbour.
        let inside = probabilityAbove[index] - exp(epsilon - loss(index)) * neighbourAbove[index]
        let unitAtEpsilon = exp(logarithm - window.tilt * epsilon)
        switch rounding {
        case .pessimistic:
            let finite = max(0, inside) * scale + error * unitAtEpsilon
            return min(1, SpecialFunctions.raised(finite + infinityMass))
        case .optimistic: return min(1, max(0, inside * scale - error * unitAtEpsilon) * (1 - 1e-12))
        }
    }

    /// A bound on the epsilon at a delta; infinite where the window's largest loss does not suffice.
    func epsilon(delta target: Double) -> Double {
        let top = max(0, loss(probabilityAbove.count - 1))
        guard delta(epsilon: top) <= target else { return rounding == .pessimistic ? .infinity : top }
        // From above: far below the window the error bound of an optimistic delta hides what is there.
        let pieces = 1_024.0
        var piece = pieces
        while piece > 0, delta(epsilon: top * (piece - 1) / pieces) <= target { piece -= 1 }
        guard piece > 0 else { return 0 }
        var (low, high) = (top * (piece - 1) / pieces, top * piece / pieces)
        for _ in 0..<100 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if delta(epsilon: middle) > target { low = middle } else { high = middle }
        }
        return rounding == .pessimistic ? SpecialFunctions.raised(high) : low
    }
}
