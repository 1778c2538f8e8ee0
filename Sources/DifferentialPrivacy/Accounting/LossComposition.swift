internal import Foundation

/// The privacy loss of many uses of mechanisms, composed on a grid by the fast Fourier transform.
///
/// Before the transform every distribution is tilted by `exp(tilt loss)` so that the losses which decide the answer
/// become the likely ones. The errors of floating point, of folding onto a circle and of the tails are then small
/// against the answer; all of them are bounded and added to it, so that a pessimistic result is never below the truth.
struct LossComposition {
    /// The parts that are composed: the shape of each, and how often it is used.
    private let parts: [(shape: PrivacyLossShape, count: Double)]
    private let rounding: LossGrid.Rounding

    /// What a window may leave out, relative to what it keeps.
    private static let tailLogarithm = log(1e-15)
    private static let pointCounts = (15...20).map { 1 << $0 }

    init(parts: [(shape: PrivacyLossShape, count: Double)], rounding: LossGrid.Rounding) {
        self.parts = parts
        self.rounding = rounding
    }

    /// A bound on epsilon at a delta; infinite where delta does not suffice.
    func epsilon(delta: Double) -> Double {
        if parts.isEmpty { return 0 }
        guard let window = window(target: { ($0 - LossComposition.gain($1) - log(delta)) / $1 }) else { return 0 }
        guard fits(window) else { return rounding == .pessimistic ? .infinity : 0 }
        return composed(window).epsilon(delta: delta)
    }

    /// A bound on delta at an epsilon.
    func delta(epsilon: Double) -> Double {
        if parts.isEmpty { return 0 }
        guard let window = window(target: { $0 - LossComposition.gain($1) - $1 * epsilon }) else { return 0 }
        guard fits(window) else { return rounding == .pessimistic ? 1 : 0 }
        return composed(window).delta(epsilon: epsilon)
    }

    /// By how much the logarithm of delta is below the cumulant's tail bound, at order `1 + tilt`.
    ///
    /// Without it the tilt would run to infinity for mechanisms whose largest loss is likely, and rounding errors
    /// with it.
    /// - SeeAlso: Canonne, Kamath, Steinke (2020), proposition 12.
    private static func gain(_ tilt: Double) -> Double { log1p(tilt) + tilt * log1p(1 / tilt) }

    /// Whether no part alone needs a grid beyond reason, as one with next to no noise among many with much noise would.
    private func fits(_ window: Window) -> Bool {
        parts.allSatisfy { LossGrid.count(step: window.step, losses: $0.shape.losses) <= Double(1 << 24) }
    }

    /// Where on the line of losses the answer lies, and how finely it is looked at.
    struct Window {
        var tilt: Double
        var lowest: Double
        var step: Double
        var pointCount: Int
    }

    /// Chooses the tilt that gives the smallest Chernoff bound, and a window that holds all but a negligible part of
    /// the tilted sum.
    private func window(target: (Double, Double) -> Double) -> Window? {
        let grids = coarseGrids()
        func cumulant(_ tilt: Double) -> (value: Double, mean: Double, variance: Double) {
            var sum = (value: 0.0, mean: 0.0, variance: 0.0)
            for (grid, part) in zip(grids, parts) {
                let single = grid.cumulant(tilt: tilt)
                sum.value += part.count * single.value
                sum.mean += part.count * single.mean
                sum.variance += part.count * single.variance
            }
            return sum
        }
        let logarithm = SpecialFunctions.minimum(
            of: { target(cumulant(exp($0)).value, exp($0)) }, in: log(1e-3)...log(3e3), steps: 32
        ).argument
        let tilt = exp(logarithm)
        let center = cumulant(tilt)
        guard center.value.isFinite else { return nil }
        // Chernoff bounds on the tails of the tilted sum.
        func reach(_ sign: Double) -> Double {
            let deviation = max(center.variance.squareRoot(), 1e-9)
            let best = SpecialFunctions.minimum(
                of: { logarithm in
                    let shift = exp(logarithm)
                    let excess = cumulant(tilt + sign * shift).value - center.value
                    return (excess - LossComposition.tailLogarithm) / shift
                }, in: log(0.5 / deviation)...log(50 / deviation), steps: 16)
            return sign * best.value
        }
        let largest = zip(grids, parts).reduce(0.0) { sum, pair in
            sum + pair.1.count * Double(pair.0.firstIndex + pair.0.masses.count) * pair.0.step
        }
        let smallest = zip(grids, parts).reduce(0.0) { sum, pair in
            sum + pair.1.count * Double(pair.0.firstIndex) * pair.0.step
        }
        let high = min(reach(1), largest)
        let low = max(reach(-1), smallest)
        return fitted(tilt: tilt, low: low, high: max(high, low + 1e-6), mean: center.mean)
    }

    /// Picks the number of points so that rounding to the grid moves the sum by little.
    private func fitted(tilt: Double, low: Double, high: Double, mean: Double) -> Window {
        let total = parts.reduce(0) { $0 + $1.count }
        // The grid must also hold one use of the widest mechanism without being folded too often.
        let width = (high - low) * 1.02 + 1e-6
        for pointCount in LossComposition.pointCounts {
            // Sixteen points at each end stay free for the rounding of the parts.
            let step = width / Double(pointCount - 32)
            // One use is off by at most step^2 / 8 in the mean where losses are spread over a grid cell.
            let error = rounding == .pessimistic ? total * step * step / 8 : total * step / 2
            if error <= 3e-4 * max(abs(mean), 1e-3) || pointCount == LossComposition.pointCounts.last {
                return Window(tilt: tilt, lowest: low - 16 * step, step: step, pointCount: pointCount)
            }
        }
        return Window(tilt: tilt, lowest: low, step: width / 32_768, pointCount: 32_768)
    }

    /// Grids of about 600 losses each, to find the window with.
    private func coarseGrids() -> [LossGrid] {
        parts.map { part in
            let losses = part.shape.losses
            let width = max(losses.upperBound - losses.lowerBound, 1e-9)
            return part.shape.grid(step: width / 600, rounding: .pessimistic)
        }
    }

    /// Composes all parts within the window.
    private func composed(_ window: Window) -> ComposedLoss {
        let transform = FourierTransform(count: window.pointCount)
        var real = [Double](repeating: 1, count: window.pointCount)
        var imaginary = [Double](repeating: 0, count: window.pointCount)
        var logarithm = 0.0
        var survival = 0.0
        for part in parts {
            let grid = part.shape.grid(step: window.step, rounding: rounding)
            let cumulant = grid.cumulant(tilt: window.tilt).value
            logarithm += part.count * cumulant
            survival += part.count * log1p(-min(grid.infinityMass, 1))
            var (partReal, partImaginary) = folded(grid, cumulant, window)
            transform.forward(&partReal, &partImaginary)
            LossComposition.multiply(
                &real, &imaginary, byPower: UInt64(part.count), of: &partReal, &partImaginary)
        }
        transform.inverse(&real, &imaginary)
        return ComposedLoss(
            circle: real, window: window, logarithm: logarithm, infinityMass: -expm1(survival),
            useCount: parts.reduce(0) { $0 + $1.count }, rounding: rounding)
    }

    /// The tilted masses of one part on a circle.
    private func folded(_ grid: LossGrid, _ cumulant: Double, _ window: Window) -> ([Double], [Double]) {
        var circle = [Double](repeating: 0, count: window.pointCount)
        let mask = window.pointCount - 1
        for (offset, mass) in grid.masses.enumerated() where mass > 0 {
            let index = grid.firstIndex + offset
            circle[index & mask] += exp(log(mass) + window.tilt * Double(index) * grid.step - cumulant)
        }
        return (circle, [Double](repeating: 0, count: window.pointCount))
    }

    /// Multiplies a spectrum by a power of another, squaring step by step.
    private static func multiply(
        _ real: inout [Double], _ imaginary: inout [Double], byPower power: UInt64, of baseReal: inout [Double],
        _ baseImaginary: inout [Double]
    ) {
        for index in real.indices {
            var (baseX, baseY) = (baseReal[index], baseImaginary[index])
            var (x, y) = (real[index], imaginary[index])
            var rest = power
            while true {
                if rest & 1 == 1 { (x, y) = (x * baseX - y * baseY, x * baseY + y * baseX) }
                rest >>= 1
                if rest == 0 { break }
                (baseX, baseY) = (baseX * baseX - baseY * baseY, 2 * baseX * baseY)
            }
            (real[index], imaginary[index]) = (x, y)
        }
    }
}
