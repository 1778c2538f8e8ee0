internal import Foundation

// How each shape is laid on a grid. Continuous ones are cut at the grid's losses and integrated inside each piece by
// Gauss's rule of five points on panels of at most an eighth of a standard deviation, whose error is far below that of
// doubles.
extension PrivacyLossShape {
    private static let nodes = [
        0.0, 0.538_469_310_105_683_1, -0.538_469_310_105_683_1, 0.906_179_845_938_664_0, -0.906_179_845_938_664_0,
    ]
    private static let weights = [
        0.568_888_888_888_888_9, 0.478_628_670_499_366_5, 0.478_628_670_499_366_5, 0.236_926_885_056_189_1,
        0.236_926_885_056_189_1,
    ]

    /// Adds a density whose loss rises with the variable, piece by piece between the grid's losses.
    ///
    /// - Parameter variable: The variable that has a loss; infinite where no variable is that low or high.
    @inline(__always)
    private static func addIncreasing(
        to grid: inout LossGrid, range: ClosedRange<Double>, panel: Double,
        loss: (Double) -> Double, variable: (Double) -> Double, density: (Double) -> Double
    ) {
        var low = range.lowerBound
        var index = (loss(low) / grid.step).rounded(.down)
        while low < range.upperBound {
            index += 1
            let high = min(max(variable(index * grid.step), low), range.upperBound)
            let panels = ((high - low) / panel).rounded(.up)
            let width = (high - low) / max(panels, 1)
            var start = low
            for _ in 0..<Int(panels) {
                for (node, weight) in zip(nodes, weights) {
                    let point = start + width / 2 * (1 + node)
                    grid.add(loss: loss(point), mass: width / 2 * weight * density(point))
                }
                start += width
            }
            low = high
        }
    }

    private static func normalDensity(_ value: Double, _ sigma: Double) -> Double {
        let scaled = value / sigma
        return exp(-0.5 * scaled * scaled) / (sigma * (2 * Double.pi).squareRoot())
    }

    /// The probability of a standard normal variable beyond what is followed.
    private static var tailMass: Double { 0.5 * erfc(deviations / 2.0.squareRoot()) }

    static func addNormal(_ sigma: Double, to grid: inout LossGrid) {
        let (slope, mean) = (1 / sigma, 0.5 / (sigma * sigma))
        addIncreasing(
            to: &grid, range: -deviations...deviations, panel: 0.125,
            loss: { mean + slope * $0 }, variable: { ($0 - mean) / slope }, density: { normalDensity($0, 1) })
        grid.add(infinityMass: tailMass)
        grid.add(loss: mean - slope * deviations, mass: tailMass)
    }

    static func addSampledWith(_ sigma: Double, _ rate: Double, to grid: inout LossGrid) {
        let reach = deviations * sigma
        addIncreasing(
            to: &grid, range: -reach...(1 + reach), panel: sigma / 8,
            loss: { sampledLoss($0, sigma, rate) },
            variable: { sampledVariable($0, sigma, rate) },
            density: { (1 - rate) * normalDensity($0, sigma) + rate * normalDensity($0 - 1, sigma) })
        grid.add(infinityMass: tailMass)
        grid.add(loss: log1p(-rate), mass: tailMass)
    }

    static func addSampledWithout(_ sigma: Double, _ rate: Double, to grid: inout LossGrid) {
        let reach = deviations * sigma
        addIncreasing(
            to: &grid, range: -reach...(1 + reach), panel: sigma / 8,
            loss: { -sampledLoss(-$0, sigma, rate) },
            variable: { -sampledVariable(-$0, sigma, rate) },
            density: { normalDensity($0, sigma) })
        // The loss is at most -log(1 - rate), so what lies beyond reveals no more than that.
        grid.add(loss: -log1p(-rate), mass: tailMass)
        grid.add(loss: -sampledLoss(reach, sigma, rate), mass: tailMass)
    }

    /// The variable whose loss is the given one.
    private static func sampledVariable(_ loss: Double, _ sigma: Double, _ rate: Double) -> Double {
        let ratio = (expm1(loss) + rate) / rate
        if ratio <= 0 { return -.infinity }
        let exponent = loss > 30 ? loss - log(rate) : log(ratio)
        return sigma * sigma * exponent + 0.5
    }

    static func addLaplace(_ scale: Double, to grid: inout LossGrid) {
        grid.add(loss: 1 / scale, mass: 0.5)
        grid.add(loss: -1 / scale, mass: 0.5 * exp(-1 / scale))
        // Between the two centres; the variable is minus the output, so that the loss rises with it.
        addIncreasing(
            to: &grid, range: -1...0, panel: min(1, scale / 8),
            loss: { (1 + 2 * $0) / scale }, variable: { ($0 * scale - 1) / 2 },
            density: { exp($0 / scale) / (2 * scale) })
    }

    static func addDiscreteGaussian(_ sigma: Double, _ sensitivity: Double, to grid: inout LossGrid) {
        let reach = Int((deviations * sigma).rounded(.up))
        let exponent = 1 / (2 * sigma * sigma)
        var total = 1.0
        for value in stride(from: reach, to: 0, by: -1) {
            total += 2 * exp(-Double(value) * Double(value) * exponent)
        }
        for value in -reach...reach {
            let output = Double(value)
            let loss = (sensitivity * sensitivity - 2 * output * sensitivity) * exponent
            grid.add(loss: loss, mass: exp(-output * output * exponent) / total)
        }
        // Less than the normal tail at the same distance, with a factor for the step between integers.
        grid.add(infinityMass: 4 * tailMass)
    }

    static func addDiscreteLaplace(_ scale: Double, _ sensitivity: Int, to grid: inout LossGrid) {
        let ratio = exp(-1 / scale)
        let atZero = -expm1(-1 / scale) / (1 + ratio)
        // Outputs up to zero, and from the neighbour's centre on, have the two largest losses.
        let largest = Double(sensitivity) / scale
        grid.add(loss: largest, mass: 1 / (1 + ratio))
        grid.add(loss: -largest, mass: exp(-largest) / (1 + ratio))
        for output in 1..<max(sensitivity, 1) {
            let loss = Double(sensitivity - 2 * output) / scale
            grid.add(loss: loss, mass: atZero * exp(-Double(output) / scale))
        }
    }
}
