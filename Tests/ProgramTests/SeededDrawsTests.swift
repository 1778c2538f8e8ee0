import Testing
import Workbench

@Suite struct SeededDrawsTests {
    @Test func sameSeedAndLabelGiveTheSameDraws() {
        var left = SeededDraws(seed: 7, label: "visit")
        var right = SeededDraws(seed: 7, label: "visit")
        #expect((0..<100).map { _ in left.next() } == (0..<100).map { _ in right.next() })
    }

    @Test func anotherSeedOrLabelGivesOtherDraws() {
        var draws = SeededDraws(seed: 7, label: "visit")
        var otherSeed = SeededDraws(seed: 8, label: "visit")
        var otherLabel = SeededDraws(seed: 7, label: "visits")
        let first = draws.next()
        #expect(first != otherSeed.next())
        #expect(first != otherLabel.next())
    }

    @Test func drawsStayBelowTheirBound() {
        var draws = SeededDraws(seed: 1, label: "bounds")
        for bound in 1...200 { #expect((0..<bound).contains(draws.below(bound))) }
    }

    /// Chi-squared with 9 degrees of freedom is above 33.7 once in 10,000 seeds; the seed is fixed.
    @Test func drawsAreSpreadEvenly() {
        var draws = SeededDraws(seed: 3, label: "spread")
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<10_000 { counts[draws.below(10)] += 1 }
        let statistic = counts.reduce(0.0) { $0 + Double(($1 - 1_000) * ($1 - 1_000)) / 1_000 }
        #expect(statistic < 33.7)
    }
}
