import DifferentialPrivacy
import Foundation

/// Words that a test chooses; the last one goes on forever.
struct ChosenWords: RandomWords {
    private var words: [UInt64]
    private(set) var taken = 0

    init(_ words: [UInt64]) { self.words = words }

    mutating func next() -> UInt64 {
        taken += 1
        return words[min(taken, words.count) - 1]
    }
}

/// Pearson's test of a sample against exact probabilities.
struct ChiSquare {
    let statistic: Double
    let degreesOfFreedom: Double

    /// The probability of a larger statistic where the sample has the distribution, by the approximation of Wilson and
    /// Hilferty (1931).
    var alarm: Double {
        let cube = cbrt(statistic / degreesOfFreedom)
        let variance = 2 / (9 * degreesOfFreedom)
        return 0.5 * erfc((cube - (1 - variance)) / (2 * variance).squareRoot())
    }

    /// Joins outcomes until ten of each are expected.
    init(counts: [Int64: Int], total: Int, outcomes: ClosedRange<Int64>, probability: (Int64) -> Double) {
        var (statistic, cells) = (0.0, 0)
        var (expected, observed, covered) = (0.0, 0.0, 0.0)
        var seen = 0
        for outcome in outcomes {
            let chance = probability(outcome)
            covered += chance
            expected += chance * Double(total)
            observed += Double(counts[outcome] ?? 0)
            seen += counts[outcome] ?? 0
            if expected >= 10 {
                statistic += (observed - expected) * (observed - expected) / expected
                cells += 1
                (expected, observed) = (0, 0)
            }
        }
        expected += max(0, 1 - covered) * Double(total)
        observed += Double(total - seen)
        if expected > 1 {
            statistic += (observed - expected) * (observed - expected) / expected
            cells += 1
        }
        self.statistic = statistic
        degreesOfFreedom = Double(max(cells - 1, 1))
    }
}
