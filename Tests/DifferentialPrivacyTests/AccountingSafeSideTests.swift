import DifferentialPrivacy
import Foundation
import Testing

/// Charges are never below what is known exactly, also where much noise or small shares make them small.
@Suite struct AccountingSafeSideTests {
    @Test func muchNoiseIsNotFree() throws {
        for sigma in [30.0, 300, 3_000, 30_000, 300_000] {
            for delta in [1e-3, 1e-6, 1e-9] {
                let account = try PrivacyAccountant([PrivacyEvent(.gaussian(sigma: sigma))]).account(delta: delta)
                let exact = AnalyticGaussian.epsilon(delta: delta, sigma: sigma)
                #expect(account.rdpEpsilon >= exact, "sigma \(sigma), delta \(delta)")
                #expect(try #require(account.pldEpsilon) >= exact * (1 - 1e-11), "sigma \(sigma), delta \(delta)")
            }
        }
        // Total variation is at most the square root of the divergence, which is 1e-3 here and not within 1e-6.
        #expect(RenyiCurve.epsilon(order: 2, divergence: 1e-7, delta: 1e-6) > 0)
        #expect(RenyiCurve.epsilon(order: 2, divergence: 1e-13, delta: 1e-6) == 0)
    }

    @Test func oneLaplaceIsNeverBelowItsExactLoss() throws {
        for scale in [0.3, 1, 2.7, 10, 90.0] {
            for delta in [1e-12, 1e-9, 1e-6, 1e-3] {
                // delta(epsilon) = 1 - exp((epsilon - 1 / scale) / 2).
                let exact = 1 / scale + 2 * log1p(-delta)
                let event = try PrivacyEvent(.laplace(scale: scale))
                let found = try #require(try PrivacyAccountant([event]).pldEpsilon(delta: delta))
                #expect(found >= exact * (1 - 1e-11) && found <= exact * 1.005 + 1e-4, "\(scale) at \(delta)")
            }
        }
    }

    @Test func everyUseMayFailOnItsOwn() throws {
        let event = try PrivacyEvent(.approximate(epsilon: 0.001, delta: 1e-6), count: 1_000)
        // Beyond the sum of the epsilons only failures are left: 1 - (1 - 1e-6)^1000.
        let delta = try #require(try PrivacyAccountant([event]).pldDelta(epsilon: 2))
        #expect(delta >= -expm1(1_000 * log1p(-1e-6)) && delta <= 1.001e-3)
    }

    @Test func momentsBetweenWholeOrdersAreInterpolated() {
        let mechanism = PrivacyMechanism.gaussianWithoutReplacement(sigma: 2, rate: 0.05)
        func moment(_ order: Double) -> Double { (order - 1) * mechanism.renyiDivergence(order: order) }
        for order in [2.0, 3, 7, 10] {
            for share in [0.1, 0.25, 0.5, 0.9] {
                let chord = (1 - share) * moment(order) + share * moment(order + 1)
                #expect(agrees(moment(order + share), chord, within: 1e-9))
            }
        }
        let poisson = PrivacyMechanism.poissonSubsampledGaussian(sigma: 2, rate: 0.05)
        for order in stride(from: 1.1, to: 10.8, by: 0.1) {
            // Divergences never fall with the order.
            #expect(poisson.renyiDivergence(order: order + 0.1) >= poisson.renyiDivergence(order: order) * (1 - 1e-9))
        }
    }

    @Test func aHistogramIsChargedForEveryGroupThatAUnitMayTouch() throws {
        let noise = try AdditiveNoise(
            .laplace, budget: try rational(1), sensitivity: GroupedSensitivity(groups: 5, change: 2))
        let cost = try PrivacyCost(of: [noise.event], in: .epsilon)
        #expect(cost.lossValue >= 1 && cost.lossValue < 1 + 1e-9)
        let gaussian = try AdditiveNoise(
            .gaussian, budget: try rational(1), sensitivity: GroupedSensitivity(groups: 5, change: 2))
        let rho = try PrivacyCost(of: [gaussian.event], in: .rho)
        #expect(rho.lossValue >= 1 && rho.lossValue < 1 + 1e-9)
    }

    @Test func aRenyiFilterAdmitsNothingThatMayFail() throws {
        var filter = try RenyiFilter(order: 8, epsilon: 3, delta: 1e-6)
        #expect(!filter.admit(try PrivacyEvent(.approximate(epsilon: 0.01, delta: 1e-9))))
        #expect(filter.spent == 0)
        let admitted = filter.admit(try PrivacyEvent(.gaussian(sigma: 40)))
        #expect(admitted)
    }

    @Test func shufflingHelpsOnlyWhereItWasProvedTo() {
        // Proved for exp(epsilon) <= n / (16 ln(2 / delta)): from 34,453 reports on for epsilon 5 and delta 1e-6.
        #expect(ShuffleAmplification.epsilon(local: 5, count: 34_000, delta: 1e-6) == 5)
        let amplified = ShuffleAmplification.epsilon(local: 5, count: 35_000, delta: 1e-6)
        #expect(amplified > 0.9 && amplified < 1.3)
    }
}
