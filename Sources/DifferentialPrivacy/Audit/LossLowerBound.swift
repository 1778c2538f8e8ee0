internal import Foundation

/// A lower bound on the privacy loss of a mechanism, from running it on two neighbouring datasets.
///
/// One half of the outcomes chooses the set of outcomes that tells the datasets apart best; the other half measures it.
/// The bound is wrong with at most the stated probability, for a mechanism that keeps its promise it exceeds the
/// charged epsilon no more often than that.
/// - SeeAlso: Ding et al., "Detecting Violations of Differential Privacy" (2018); Bichsel et al., "DP-Sniper" (2021).
package struct LossLowerBound: Sendable, Hashable {
    /// The measured bound.
    package let epsilon: Double

    /// Measures.
    ///
    /// - Parameters:
    ///   - first: How often each outcome came from one dataset, in the choosing and in the measuring half.
    ///   - second: The same for the neighbour.
    ///   - delta: The delta of the promise.
    ///   - confidence: The probability with which the true loss is at least the bound.
    package init(
        first: OutcomeCounts, second: OutcomeCounts, delta: Double, confidence: Double
    ) {
        // Two directions, and two probabilities in each.
        let failure = (1 - confidence) / 4
        epsilon = max(
            LossLowerBound.bound(first, second, delta, failure), LossLowerBound.bound(second, first, delta, failure), 0)
    }

    private static func bound(
        _ likely: OutcomeCounts, _ unlikely: OutcomeCounts, _ delta: Double, _ failure: Double
    ) -> Double {
        // Sets that hold the outcomes of the largest ratios, largest first.
        let outcomes = Set(likely.choosing.keys).union(unlikely.choosing.keys)
        let rows = outcomes.map { outcome in
            (outcome: outcome, here: likely.choosing[outcome] ?? 0, there: unlikely.choosing[outcome] ?? 0)
        }.sorted { left, right in
            let (first, second) = (
                Double(left.here) * Double(right.there + 1), Double(right.here) * Double(left.there + 1)
            )
            return first == second ? left.outcome < right.outcome : first > second
        }
        var (here, there, best, size) = (0, 0, -Double.infinity, 0)
        for (index, row) in rows.enumerated() {
            here += row.here
            there += row.there
            let value = ratio(here, likely.choosingCount, there, unlikely.choosingCount, delta, failure)
            if value > best { (best, size) = (value, index + 1) }
        }
        let chosen = rows.prefix(size).map(\.outcome)
        let measuredHere = chosen.reduce(0) { $0 + (likely.measuring[$1] ?? 0) }
        let measuredThere = chosen.reduce(0) { $0 + (unlikely.measuring[$1] ?? 0) }
        return ratio(
            measuredHere, likely.measuringCount, measuredThere, unlikely.measuringCount, delta, failure)
    }

    private static func ratio(
        _ here: Int, _ hereTotal: Int, _ there: Int, _ thereTotal: Int, _ delta: Double, _ failure: Double
    ) -> Double {
        guard hereTotal > 0, thereTotal > 0 else { return -.infinity }
        let low = confidenceBound(here, of: hereTotal, failure: failure, isUpper: false) - delta
        let high = confidenceBound(there, of: thereTotal, failure: failure, isUpper: true)
        return low > 0 ? log(low / high) : -.infinity
    }

    /// A bound on a probability from a frequency, by Chernoff's inequality with relative entropy.
    private static func confidenceBound(_ count: Int, of total: Int, failure: Double, isUpper: Bool) -> Double {
        let frequency = Double(count) / Double(total)
        let limit = log(1 / failure) / Double(total)
        func entropy(_ probability: Double) -> Double {
            func part(_ share: Double, _ other: Double) -> Double { share == 0 ? 0 : share * log(share / other) }
            return part(frequency, probability) + part(1 - frequency, 1 - probability)
        }
        var (inside, outside) = (frequency, isUpper ? 1.0 : 0.0)
        for _ in 0..<60 {
            let middle = (inside + outside) / 2
            if entropy(middle) <= limit { inside = middle } else { outside = middle }
        }
        return outside
    }
}

/// How often each outcome came, in two halves.
package struct OutcomeCounts: Sendable, Hashable {
    /// The half that chooses.
    package private(set) var choosing: [Int: Int] = [:]
    /// The half that measures.
    package private(set) var measuring: [Int: Int] = [:]
    /// The number of outcomes of the first half.
    package private(set) var choosingCount = 0
    /// The number of outcomes of the second half.
    package private(set) var measuringCount = 0

    /// Starts empty.
    package init() {}

    /// Counts an outcome.
    package mutating func add(_ outcome: Int) {
        if choosingCount <= measuringCount {
            choosing[outcome, default: 0] += 1
            choosingCount += 1
        } else {
            measuring[outcome, default: 0] += 1
            measuringCount += 1
        }
    }
}
