internal import Foundation

/// The privacy loss of one use of a mechanism, for one of the two orders of neighbours.
///
/// The loss of an output is the logarithm of its probability under the data over that under the neighbour; the
/// distribution is that under the data.
enum PrivacyLossShape {
    /// Losses `offset + slope x` of a normal variable `x` with mean zero and variance 1.
    case normal(sigma: Double)
    /// Normal noise on a Poisson sample; the data has the record.
    case sampledWith(sigma: Double, rate: Double)
    /// Normal noise on a Poisson sample; the neighbour has the record.
    case sampledWithout(sigma: Double, rate: Double)
    /// Laplace noise.
    case laplace(scale: Double)
    /// Discrete Gaussian noise.
    case discreteGaussian(sigma: Double, sensitivity: Double)
    /// Discrete Laplace noise.
    case discreteLaplace(scale: Double, sensitivity: UInt64)
    /// Finitely many losses.
    case atoms([(loss: Double, mass: Double)], infinity: Double)

    /// How many standard deviations of noise are followed; what lies beyond has probability below `10^-38`.
    static let deviations = 13.0
    /// The widest discrete Gaussian whose outputs are summed one by one.
    static let discreteSigmaMax = Double(1 << 20)

    /// The shapes of a mechanism for the two orders of neighbours; one where they are equal, none where the accountant
    /// has no distribution.
    static func shapes(of mechanism: PrivacyMechanism) -> [PrivacyLossShape] {
        switch mechanism {
        case .gaussian(let sigma): return [.normal(sigma: sigma)]
        case .laplace(let scale): return [.laplace(scale: scale)]
        case .discreteGaussian(let sigma, let sensitivity):
            guard sigma <= discreteSigmaMax else { return [] }
            return [.discreteGaussian(sigma: sigma, sensitivity: Double(sensitivity))]
        case .discreteLaplace(let scale, let sensitivity):
            guard sensitivity <= 1 << 20 else { return [pure(epsilon: Double(sensitivity) / scale, delta: 0)] }
            return [.discreteLaplace(scale: scale, sensitivity: sensitivity)]
        case .poissonSubsampledGaussian(let sigma, let rate):
            if rate == 1 { return [.normal(sigma: sigma)] }
            return [.sampledWith(sigma: sigma, rate: rate), .sampledWithout(sigma: sigma, rate: rate)]
        case .randomisedResponse(let rate, let buckets):
            let loss = RandomisedResponseLoss(rate: rate, buckets: buckets)
            let largest = log(loss.truth / loss.lie)
            return [.atoms([(largest, loss.truth), (-largest, loss.lie), (0, loss.others)], infinity: 0)]
        case .pure(let epsilon), .boundedRange(let epsilon): return [pure(epsilon: epsilon, delta: 0)]
        case .approximate(let epsilon, let delta): return [pure(epsilon: epsilon, delta: delta)]
        case .gaussianWithoutReplacement, .zeroConcentrated: return []
        }
    }

    /// The distribution that no (epsilon, delta)-differentially private mechanism exceeds.
    ///
    /// - SeeAlso: Kairouz, Oh, Viswanath, "The Composition Theorem for Differential Privacy" (2015), theorem 3.3.
    private static func pure(epsilon: Double, delta: Double) -> PrivacyLossShape {
        let truth = 1 / (1 + exp(-epsilon))
        return .atoms(
            [(epsilon, (1 - delta) * truth), (-epsilon, (1 - delta) * truth * exp(-epsilon))], infinity: delta)
    }

    /// The range of the finite losses that are followed.
    var losses: ClosedRange<Double> {
        switch self {
        case .normal(let sigma):
            let (mean, width) = (0.5 / (sigma * sigma), PrivacyLossShape.deviations / sigma)
            return (mean - width)...(mean + width)
        case .sampledWith(let sigma, let rate):
            let top = (1 + PrivacyLossShape.deviations * sigma)
            return log1p(-rate)...PrivacyLossShape.sampledLoss(top, sigma, rate)
        case .sampledWithout(let sigma, let rate):
            let top = PrivacyLossShape.deviations * sigma
            return -PrivacyLossShape.sampledLoss(top, sigma, rate)...(-log1p(-rate))
        case .laplace(let scale): return (-1 / scale)...(1 / scale)
        case .discreteGaussian(let sigma, let sensitivity):
            let reach = (PrivacyLossShape.deviations * sigma).rounded(.up) + 1
            let width = sensitivity * reach / (sigma * sigma)
            let mean = sensitivity * sensitivity / (2 * sigma * sigma)
            return (mean - width)...(mean + width)
        case .discreteLaplace(let scale, let sensitivity):
            return (-Double(sensitivity) / scale)...(Double(sensitivity) / scale)
        case .atoms(let atoms, _):
            let losses = atoms.map(\.loss)
            return (losses.min() ?? 0)...(losses.max() ?? 0)
        }
    }

    /// Puts the distribution on a grid.
    func grid(step: Double, rounding: LossGrid.Rounding) -> LossGrid {
        var grid = LossGrid(step: step, losses: losses, rounding: rounding)
        switch self {
        case .normal(let sigma): PrivacyLossShape.addNormal(sigma, to: &grid)
        case .sampledWith(let sigma, let rate): PrivacyLossShape.addSampledWith(sigma, rate, to: &grid)
        case .sampledWithout(let sigma, let rate): PrivacyLossShape.addSampledWithout(sigma, rate, to: &grid)
        case .laplace(let scale): PrivacyLossShape.addLaplace(scale, to: &grid)
        case .discreteGaussian(let sigma, let sensitivity):
            PrivacyLossShape.addDiscreteGaussian(sigma, sensitivity, to: &grid)
        case .discreteLaplace(let scale, let sensitivity):
            PrivacyLossShape.addDiscreteLaplace(scale, Int(sensitivity), to: &grid)
        case .atoms(let atoms, let infinity):
            for atom in atoms where atom.mass > 0 { grid.add(loss: atom.loss, mass: atom.mass) }
            grid.add(infinityMass: infinity)
        }
        return grid
    }

    /// `log(1 - rate + rate exp((2 x - 1) / (2 sigma^2)))`.
    static func sampledLoss(_ value: Double, _ sigma: Double, _ rate: Double) -> Double {
        let exponent = (2 * value - 1) / (2 * sigma * sigma)
        return exponent > 1
            ? SpecialFunctions.logAdd(log1p(-rate), log(rate) + exponent) : log1p(rate * expm1(exponent))
    }
}
