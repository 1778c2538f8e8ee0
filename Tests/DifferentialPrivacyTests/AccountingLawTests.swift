import DifferentialPrivacy
import Foundation
import TestSupport
import Testing

/// What must hold for any accountant, on random events.
@Suite struct AccountingLawTests {
    private static let deltas = [1e-3, 1e-6, 1e-9]

    private func epsilon(_ mechanism: PrivacyMechanism, _ count: UInt64, _ delta: Double) throws -> Double {
        try #require(try PrivacyAccountant([PrivacyEvent(mechanism, count: count)]).pldEpsilon(delta: delta))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func manyGaussiansAreOneWithLessNoise(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<6 {
            let sigma = 0.3 + Double(random.below(5_000)) / 100
            let count = 1 + random.below(2_000 as UInt64)
            for delta in Self.deltas {
                let exact = AnalyticGaussian.epsilon(delta: delta, sigma: sigma / Double(count).squareRoot())
                let composed = try epsilon(.gaussian(sigma: sigma), count, delta)
                #expect(composed >= exact * (1 - 1e-10), "seed \(seed): \(count) of \(sigma) at \(delta)")
                #expect(composed <= exact * 1.004 + 1e-4, "seed \(seed): \(count) of \(sigma) at \(delta)")
                let lower = try #require(
                    try PrivacyAccountant([PrivacyEvent(.gaussian(sigma: sigma), count: count)])
                        .pldEpsilonLowerBound(delta: delta))
                #expect(lower <= exact * (1 + 1e-9), "seed \(seed): \(count) of \(sigma) at \(delta)")
            }
        }
    }

    @Test(arguments: [4, 5] as [UInt64])
    func distributionsAreAtMostRenyiAndRenyiAtMostTheSum(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let scale = 0.5 + Double(random.below(400)) / 10
            let count = 1 + random.below(200 as UInt64)
            for mechanism in [.laplace(scale: scale), .discreteLaplace(scale: scale, sensitivity: 3)]
                as [PrivacyMechanism]
            {
                let account = try PrivacyAccountant([PrivacyEvent(mechanism, count: count)]).account(delta: 1e-6)
                let pld = try #require(account.pldEpsilon)
                let basic = try #require(account.basicEpsilon)
                #expect(pld <= account.rdpEpsilon * 1.001, "seed \(seed): \(count) x \(mechanism)")
                #expect(pld <= basic && account.epsilon <= basic, "seed \(seed): \(count) x \(mechanism)")
            }
        }
    }

    @Test func orderDoesNotMatter() throws {
        let events = [
            try PrivacyEvent(.gaussian(sigma: 3), count: 7), try PrivacyEvent(.laplace(scale: 9), count: 5),
            try PrivacyEvent(.discreteGaussian(sigma: 4, sensitivity: 2)),
            try PrivacyEvent(.randomisedResponse(rate: 0.6, buckets: 3), count: 2),
            try PrivacyEvent(.gaussian(sigma: 3), count: 2),
        ]
        let forward = try PrivacyAccountant(events).account(delta: 1e-6)
        let backward = try PrivacyAccountant(events.reversed()).account(delta: 1e-6)
        #expect(forward == backward)
    }

    @Test func noSamplingIsSamplingOfEverything() throws {
        for delta in Self.deltas {
            let all = try epsilon(.poissonSubsampledGaussian(sigma: 2, rate: 1), 10, delta)
            #expect(all == (try epsilon(.gaussian(sigma: 2), 10, delta)))
            let nearly = try epsilon(.poissonSubsampledGaussian(sigma: 2, rate: 0.999_999), 10, delta)
            #expect(agrees(nearly, all, within: 0.003))
        }
    }

    @Test func epsilonFallsWithNoiseAndDeltaAndRisesWithCountAndRate() throws {
        var last = Double.infinity
        for sigma in [0.7, 1, 2, 4, 8, 16] {
            let next = try epsilon(.poissonSubsampledGaussian(sigma: sigma, rate: 0.05), 100, 1e-6)
            #expect(next < last)
            last = next
        }
        last = .infinity
        for delta in [1e-12, 1e-9, 1e-6, 1e-3, 0.1] {
            let next = try epsilon(.laplace(scale: 7), 60, delta)
            #expect(next < last)
            last = next
        }
        last = 0
        for count in [1, 2, 8, 64, 512] as [UInt64] {
            let next = try epsilon(.discreteGaussian(sigma: 9, sensitivity: 1), count, 1e-6)
            #expect(next > last)
            last = next
        }
        last = 0
        for rate in [0.001, 0.01, 0.1, 0.5, 1] {
            let next = try epsilon(.poissonSubsampledGaussian(sigma: 1.5, rate: rate), 50, 1e-6)
            #expect(next > last)
            last = next
        }
    }

    @Test func doublingTheSensitivityIsHalvingTheNoise() throws {
        let wide = PrivacyMechanism.discreteGaussian(sigma: 2_000, sensitivity: 200)
        #expect(agrees(try epsilon(wide, 20, 1e-6), try epsilon(.gaussian(sigma: 10), 20, 1e-6), within: 0.01))
        #expect(agrees(wide.rho ?? 0, 0.005, within: 1e-12))
        let laplace = try epsilon(.discreteLaplace(scale: 3_000, sensitivity: 300), 50, 1e-6)
        #expect(agrees(laplace, try epsilon(.laplace(scale: 10), 50, 1e-6), within: 0.02))
    }

    @Test func whatDeltaDoesNotCoverIsInfinite() throws {
        let account = try PrivacyAccountant([PrivacyEvent(.approximate(epsilon: 0.5, delta: 1e-5), count: 3)])
            .account(delta: 1e-6)
        #expect(account.epsilon == .infinity)
        let covered = try PrivacyAccountant([PrivacyEvent(.approximate(epsilon: 0.5, delta: 1e-7), count: 3)])
            .account(delta: 1e-6)
        #expect(covered.epsilon <= 1.500_001 && covered.epsilon > 1.4)
    }

    @Test func filtersStopBeforeTheLimit() throws {
        var filter = PrivacyFilter(unit: .rho, limit: try PrivacyCost(roundingUp: 0.5, delta: 0))
        let event = try PrivacyEvent(.gaussian(sigma: 2))  // rho 1/8
        for _ in 0..<3 { try filter.admit([event]) }
        #expect(throws: PrivacyError.self) { try filter.admit([event, event]) }
        #expect(filter.spent.isWithin(filter.limit))
        var renyi = try RenyiFilter(order: 8, epsilon: 3, delta: 1e-6)
        var admitted = 0
        while renyi.admit(try PrivacyEvent(.gaussian(sigma: 4))) { admitted += 1 }
        let curve = RenyiCurve.epsilon(order: 8, divergence: renyi.spent, delta: 1e-6)
        #expect(admitted > 0 && curve <= 3)
        #expect(throws: PrivacyError.self) { try RenyiFilter(order: 2, epsilon: 0.1, delta: 1e-6) }
    }

    @Test func groupsCostMore() {
        let pair = GroupPrivacy.approximate(epsilon: 1, delta: 1e-6, size: 2)
        #expect(agrees(pair.epsilon, 2, within: 1e-9) && agrees(pair.delta, 1e-6 * (1 + exp(1)), within: 1e-9))
        #expect(agrees(GroupPrivacy.concentrated(rho: 0.1, size: 3), 0.9, within: 1e-9))
    }

    @Test func anOdometerAddsUp() throws {
        var odometer = PrivacyOdometer()
        odometer.record(try PrivacyEvent(.laplace(scale: 4)))
        odometer.record(try PrivacyEvent(.discreteLaplace(scale: 2, sensitivity: 1), count: 2))
        let spent = try #require(odometer.spent(in: .epsilon))
        #expect(spent.lossValue >= 1.25 && spent.lossValue < 1.25 + 1e-9)
    }
}
