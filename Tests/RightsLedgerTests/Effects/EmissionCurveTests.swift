import RightsLedger
import TestSupport
import Testing

/// The amounts of an emission, step by step, against the closed forms of docs/ledger-rules.md and the schema.
@Suite struct EmissionCurveTests {
    /// What a curve emits in its first epochs, each computed from the one before.
    private static func amounts(_ curve: EmissionCurve, count: Int) -> [UInt64] {
        var amounts = [curve.firstAmount]
        while amounts.count < count {
            amounts.append(curve.amount(ofEpoch: UInt64(amounts.count), after: amounts[amounts.count - 1]))
        }
        return amounts
    }

    @Test func constantStaysTheSame() {
        #expect(Self.amounts(.constant(amount: 7), count: 100) == [UInt64](repeating: 7, count: 100))
    }

    @Test(arguments: [(100, 7), (100, 0), (1, 1), (0, 5), (.max, .max / 3), (.max, 1)] as [(UInt64, UInt64)])
    func linearIsFirstLessEpochsTimesDecrease(first: UInt64, decrease: UInt64) {
        let amounts = Self.amounts(.linear(first: first, decrease: decrease), count: 200)
        for (epoch, amount) in amounts.enumerated() {
            let exact = Int128(first) - Int128(epoch) * Int128(decrease)
            #expect(Int128(amount) == max(0, exact), "epoch \(epoch)")
        }
    }

    @Test(arguments: [(64, 1), (.max, 1), (1000, 4), (5, 100)] as [(UInt64, UInt32)])
    func halvingHalvesEachInterval(first: UInt64, interval: UInt32) {
        let amounts = Self.amounts(.halving(first: first, interval: interval), count: 300)
        for (epoch, amount) in amounts.enumerated() {
            var exact = first
            for _ in 0..<(epoch / Int(interval)) { exact /= 2 }
            #expect(amount == exact, "epoch \(epoch)")
        }
    }

    /// With every step rounding down, the amount is at most first × ratio^epoch, and less by no more than the number of
    /// steps.
    @Test(arguments: [(1_000_000, 9, 10), (1_000_000, 1, 2), (1_000_000, 1, 1), (999_999, 2, 3), (10, 0, 1)])
    func geometricFollowsThePowersOfTheRatio(first: Int, numerator: Int, denominator: Int) {
        let ratio = Ratio(UInt64(numerator), UInt64(denominator))
        let amounts = Self.amounts(.geometric(first: UInt64(first), ratio: ratio), count: 18)
        var powerAbove = UInt128(1)
        var powerBelow = UInt128(1)
        for (epoch, amount) in amounts.enumerated() {
            let exact = UInt128(first) * powerAbove / powerBelow
            #expect(UInt128(amount) <= exact, "epoch \(epoch)")
            #expect(UInt128(amount) + UInt128(epoch) >= exact, "epoch \(epoch)")
            powerAbove *= UInt128(numerator)
            powerBelow *= UInt128(denominator)
        }
    }

    /// Known values: 1000 × 0.9, rounded down each time, computed by hand.
    @Test func geometricRoundsDownAtEachStep() {
        #expect(
            Self.amounts(.geometric(first: 1000, ratio: Ratio(9, 10)), count: 8)
                == [1000, 900, 810, 729, 656, 590, 531, 477])
        #expect(Self.amounts(.geometric(first: 3, ratio: Ratio(1, 2)), count: 4) == [3, 1, 0, 0])
        let largest = Ratio(Ratio.partMax, Ratio.partMax)
        #expect(Self.amounts(.geometric(first: .max, ratio: largest), count: 3) == [.max, .max, .max])
    }

    /// On this the rule rests that a cursor ends when its curve has reached 0.
    @Test func whatHasReachedZeroStaysThere() {
        var random = SeededGenerator(seed: 0x5EED_0002)
        for _ in 0..<500 {
            let first = random.next() >> (random.next() % 64)
            let decrease = random.next() >> (random.next() % 64)
            let numerator = random.next() % 1000
            let curves: [EmissionCurve] = [
                .constant(amount: first), .linear(first: first, decrease: decrease),
                .geometric(first: first, ratio: Ratio(numerator, numerator + random.next() % 1000 + 1)),
                .halving(first: first, interval: UInt32(random.next() % 9 + 1)),
            ]
            for curve in curves {
                let amounts = Self.amounts(curve, count: 40)
                if let end = amounts.firstIndex(of: 0) {
                    #expect(amounts[end...].allSatisfy { $0 == 0 }, "\(curve)")
                }
            }
        }
    }
}
