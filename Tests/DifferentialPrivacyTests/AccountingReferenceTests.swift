import DifferentialPrivacy
import Foundation
import Testing

/// The accountants against figures of other implementations.
@Suite struct AccountingReferenceTests {
    @Test(arguments: try AccountingVector.load())
    func figuresAgreeWithDpAccounting(_ vector: AccountingVector) throws {
        let account = try PrivacyAccountant([vector.event]).account(delta: vector.delta)
        if let rdp = vector.rdp {
            #expect(agrees(account.rdpEpsilon, rdp, within: 1e-9), "\(account.rdpEpsilon) for \(rdp)")
        }
        if let order = vector.order { #expect(account.rdpOrder == order) }
        if let pld = vector.pld {
            let epsilon = try #require(account.pldEpsilon)
            #expect(agrees(epsilon, pld, within: 0.005), "\(epsilon) for \(pld)")
        }
        if let exact = vector.exact {
            let epsilon = try #require(account.pldEpsilon)
            #expect(epsilon >= exact * (1 - 1e-11), "\(epsilon) is below the exact \(exact)")
        }
    }

    /// dp_accounting with losses in steps of 1e-5 instead of 1e-4: the bound is then closer to the truth.
    @Test func figuresAgreeWithAFinerGrid() throws {
        for (sigma, fine) in [(2, 0.720916265468), (10, 0.116951638131)] as [(Double, Double)] {
            let event = try PrivacyEvent(.poissonSubsampledGaussian(sigma: sigma, rate: 0.01), count: 1000)
            let epsilon = try #require(try PrivacyAccountant([event]).pldEpsilon(delta: 1e-6))
            #expect(agrees(epsilon, fine, within: 2e-4), "\(epsilon) for \(fine)")
        }
    }

    @Test func randomisedResponseIsNeverBelowTheExactLoss() throws {
        for (rate, buckets, odds) in [(0.5, 2, 3.0), (0.2, 2, 9), (0.25, 4, 13)] as [(Double, UInt32, Double)] {
            let event = try PrivacyEvent(.randomisedResponse(rate: rate, buckets: buckets))
            // At delta 1e-6 the exact epsilon is a little below the logarithm of the odds.
            let truth = 1 - rate + rate / Double(buckets)
            let exact = log((truth - 1e-6) / (rate / Double(buckets)))
            let epsilon = try #require(try PrivacyAccountant([event]).pldEpsilon(delta: 1e-6))
            #expect(epsilon >= exact && epsilon <= log(odds) * 1.0001)
        }
    }

    @Test func mixedEventsAgree() throws {
        let account = try PrivacyAccountant([
            PrivacyEvent(.gaussian(sigma: 5), count: 20), PrivacyEvent(.laplace(scale: 20), count: 30),
        ]).account(delta: 1e-6)
        #expect(agrees(account.rdpEpsilon, 4.83579695287, within: 1e-9) && account.rdpOrder == 6.2)
        #expect(agrees(try #require(account.pldEpsilon), 4.52393255194, within: 0.005))
    }

    @Test func curvePointsAgree() {
        let poisson = PrivacyMechanism.poissonSubsampledGaussian(sigma: 1, rate: 0.01)
        let laplace = PrivacyMechanism.laplace(scale: 2)
        let points: [(order: Double, poisson: Double, laplace: Double)] = [
            (1.5, 1.3236850294e-4, 0.155977878486), (2, 1.71813422075e-4, 0.200303896174),
            (4, 3.63154048911e-4, 0.320926530179), (8, 8.93643907606e-4, 0.410267881762),
            (16, 3.0878507837, 0.455906779447), (32, 11.246275937, 0), (64, 27.3217318746, 0.489122158681),
        ]
        for point in points {
            #expect(agrees(poisson.renyiDivergence(order: point.order), point.poisson, within: 1e-9))
            if point.laplace > 0 {
                #expect(agrees(laplace.renyiDivergence(order: point.order), point.laplace, within: 1e-9))
            }
        }
    }

    @Test func concentratedPrivacyConvertsAsOpenDP() {
        // OpenDP 0.16, continuous order.
        let rows: [(rho: Double, at6: Double, at9: Double)] = [
            (0.001, 0.182895377190, 0.245119253872), (0.01, 0.621692654560, 0.810174467868),
            (0.1, 2.14193892839, 2.71548188673), (0.5, 5.22153444453, 6.47407002073),
            (1, 7.76621662531, 9.52146367179), (5, 20.551948814, 24.4059875576),
        ]
        for row in rows {
            #expect(agrees(ConcentratedPrivacy.epsilon(rho: row.rho, delta: 1e-6), row.at6, within: 1e-7))
            #expect(agrees(ConcentratedPrivacy.epsilon(rho: row.rho, delta: 1e-9), row.at9, within: 1e-7))
            let back = ConcentratedPrivacy.rho(epsilon: row.at6, delta: 1e-6)
            #expect(agrees(back, row.rho, within: 1e-6))
            #expect(ConcentratedPrivacy.epsilon(rho: back, delta: 1e-6) <= row.at6 * (1 + 1e-11))
        }
    }

    @Test func concentratedPrivacyIsBelowBunAndSteinke() {
        // rho + 2 sqrt(rho ln(1 / delta)), proposition 1.3 of Bun and Steinke (2016), at delta 1e-6.
        let rows: [(rho: Double, loose: Double)] = [
            (0.001, 0.236078800048), (0.01, 0.75338443777), (0.1, 2.45078800048), (0.5, 5.75652176976),
            (1, 8.4338443777), (5, 21.6225813627),
        ]
        for row in rows {
            #expect(agrees(row.rho + 2 * (row.rho * log(1e6)).squareRoot(), row.loose, within: 1e-9))
            #expect(ConcentratedPrivacy.epsilon(rho: row.rho, delta: 1e-6) < row.loose)
        }
    }

    @Test func theClassicFormulaWouldBeUnsafe() {
        // sqrt(2 ln(1.25 / delta)) / epsilon is too small at epsilon 10.
        for (delta, classic) in [(1e-5, 0.484), (1e-6, 0.530), (1e-9, 0.647)] {
            #expect(agrees((2 * log(1.25 / delta)).squareRoot() / 10, classic, within: 0.002))
            #expect(AnalyticGaussian.sigma(epsilon: 10, delta: delta) > classic)
            #expect(AnalyticGaussian.delta(epsilon: 10, sigma: (2 * log(1.25 / delta)).squareRoot() / 10) > delta)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func extremeTargetsEndSoon() {
        var targets: [(epsilon: Double, delta: Double, count: UInt64)] = [(1, 1e-9, 1_000_000)]
        for epsilon in [1e-9, 1, 1e5] {
            for delta in [1e-30, 1e-9, 0.999_999] { targets += [(epsilon, delta, 1), (epsilon, delta, 1_000)] }
        }
        for target in targets {
            for accountant in Calibration.Accountant.allCases {
                let sigma = try? Calibration.sigma(
                    epsilon: target.epsilon, delta: target.delta, count: target.count, by: accountant)
                if let sigma { #expect(sigma > 0 && sigma.isFinite, "\(target)") }
            }
        }
    }

    @Test func analyticCalibrationAgreesToEightDigits() {
        let rows: [(epsilon: Double, sigmas: [Double])] = [
            (0.1, [30.749566132, 36.3046904262, 50.209818263]), (0.5, [7.03182667558, 8.05761848073, 10.6738968151]),
            (1, [3.73063163482, 4.22467888933, 5.49526615724]), (3, [1.39059345667, 1.54386141778, 1.94372426351]),
            (10, [0.499888619709, 0.541086831818, 0.650246918959]),
        ]
        for row in rows {
            for (delta, sigma) in zip([1e-5, 1e-6, 1e-9], row.sigmas) {
                let found = AnalyticGaussian.sigma(epsilon: row.epsilon, delta: delta)
                #expect(agrees(found, sigma, within: 1e-8))
                #expect(AnalyticGaussian.delta(epsilon: row.epsilon, sigma: found) <= delta * (1 + 1e-9))
            }
        }
    }

    @Test func calibrationMeetsItsTargetAndNoMore() throws {
        let renyi = try Calibration.sigma(epsilon: 1, delta: 1e-6, count: 1_000, by: .renyi)
        #expect(agrees(renyi, 143.278953636, within: 1e-8))
        let distribution = try Calibration.sigma(epsilon: 1, delta: 1e-6, count: 1_000, by: .distribution)
        let analytic = try Calibration.sigma(epsilon: 1, delta: 1e-6, count: 1_000, by: .analytic)
        #expect(distribution >= analytic * (1 - 1e-9) && distribution < analytic * 1.005 && distribution < renyi)
        let scale = try Calibration.laplaceScale(epsilon: 1, delta: 0, count: 10)
        #expect(agrees(scale, 10, within: 1e-11) && scale >= 10)
    }

    @Test func discreteGaussianDeltaAgrees() throws {
        for (sigma, delta) in [(0.5, 0.603204869167), (1, 0.141351339406), (2, 0.00724877684595)] {
            let event = try PrivacyEvent(.discreteGaussian(sigma: sigma, sensitivity: 1))
            let found = try #require(try PrivacyAccountant([event]).pldDelta(epsilon: 1))
            #expect(agrees(found, delta, within: 0.005))
        }
    }

    @Test func impossibleTargetsAreRefused() {
        #expect(throws: PrivacyError.self) { try Calibration.sigma(epsilon: 0, delta: 1e-6, count: 1, by: .analytic) }
        #expect(throws: PrivacyError.self) { try Calibration.sigma(epsilon: .nan, delta: 1e-6, count: 1, by: .renyi) }
        #expect(throws: PrivacyError.self) { try Calibration.sigma(epsilon: 1, delta: 0, count: 1, by: .renyi) }
        #expect(throws: PrivacyError.self) { try PrivacyEvent(.gaussian(sigma: 0)) }
        #expect(throws: PrivacyError.self) { try PrivacyEvent(.gaussian(sigma: -.infinity)) }
        #expect(throws: PrivacyError.self) { try PrivacyEvent(.laplace(scale: .nan)) }
        #expect(throws: PrivacyError.self) { try PrivacyEvent(.gaussian(sigma: 1), count: 0) }
        #expect(throws: PrivacyError.self) { try PrivacyAccountant([]).account(delta: 0) }
    }
}
