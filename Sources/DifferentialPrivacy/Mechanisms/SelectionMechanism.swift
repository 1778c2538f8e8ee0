internal import Foundation

/// How one of several candidates is chosen by its count.
public enum SelectionMethod: String, Sendable, Hashable, Codable, CaseIterable {
    /// Probability proportional to the exponential of the count.
    case exponential
    /// A coin for each candidate, then one of the heads; never worse than the exponential mechanism.
    case permuteAndFlip = "permute-and-flip"
    /// The largest count after discrete Laplace noise.
    case noisyMaximum = "noisy-max"
}

/// The group with about the most records, chosen privately.
///
/// - SeeAlso: McSherry, Talwar, "Mechanism Design via Differential Privacy" (2007); McKenna, Sheldon,
///   "Permute-and-Flip: A new mechanism for differentially private selection" (2020); Dwork, Roth (2014), claim 3.9
///   for the noisy maximum.
package struct SelectionMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// The number of candidates, which is public.
    package let groupCount: Int
    /// How many are chosen, one after the other, each with an equal share of epsilon.
    package let choiceCount: Int
    /// How.
    package let method: SelectionMethod

    private let change: UInt64
    private let choiceEpsilon: Double
    /// What one record is worth in the exponent.
    private let rate: Double
    private let weight: ExponentialWeight
    private let laplace: DiscreteLaplaceSampler

    /// Plans a choice, or several of different candidates.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` or ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, groupCount: Int, choiceCount: Int = 1, method: SelectionMethod,
        epsilon: PositiveRational
    ) throws(PrivacyError) {
        guard groupCount >= 2, choiceCount >= 1, choiceCount < groupCount, groupCount <= 1 << 16 else {
            throw .parameterInvalid("between 1 and all but one of 2 to 65536 candidates can be chosen")
        }
        self.groupCount = groupCount
        self.choiceCount = choiceCount
        self.method = method
        change = UInt64(bounds.recordsPerGroup)
        // Adding a unit raises no count and lowers none, so its effect on the winner counts once, not twice.
        let factor: UInt64 = Relation.name == .addRemove ? 1 : 2
        guard let divisor = PositiveRational(wide: UInt128(factor * change) * UInt128(choiceCount), over: 1),
            let rate = epsilon.divided(by: divisor), let choices = PositiveRational(UInt64(choiceCount)),
            let share = epsilon.divided(by: choices)
        else { throw .scaleOutOfRange("for a share of \(epsilon)") }
        choiceEpsilon = share.approximation.nextUp
        self.rate = rate.approximation
        weight = try ExponentialWeight(rate: rate)
        laplace = try DiscreteLaplaceSampler(scale: rate.inverse)
    }

    /// By how many records each chosen candidate is below the best one that was left, at most, but for the given
    /// probability for each choice.
    ///
    /// - SeeAlso: McSherry, Talwar (2007), theorem 6; permute-and-flip is never worse (McKenna, Sheldon 2020, theorem 2).
    package func countError(errorProbability: Double) -> Double {
        let count = Double(groupCount)
        // Of discrete Laplace noise, P(|x| > w) is at most 2 exp(-w / scale); two candidates are compared.
        let width = method == .noisyMaximum ? 2 * log(2 * count / errorProbability) : log(count / errorProbability)
        return (width / rate * (1 + 1e-12)).rounded(.up)
    }

    package var events: [PrivacyEvent] {
        let mechanism: PrivacyMechanism =
            method == .exponential ? .boundedRange(epsilon: choiceEpsilon) : .pure(epsilon: choiceEpsilon)
        return (try? PrivacyEvent(mechanism, count: UInt64(choiceCount))).map { [$0] } ?? []
    }

    package var inputSensitivity: InputSensitivity { InputSensitivity(entries: groupCount, change: change) }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        var integers: [Int64] = []
        var words: [UInt64] = []
        var orders: [[Int]] = []
        for _ in 0..<choiceCount {
            switch method {
            case .exponential: words.append(source.next())
            case .permuteAndFlip:
                for _ in 0..<groupCount { words.append(source.next()) }
                orders.append(UniformSampler.order(count: groupCount, using: &source))
            case .noisyMaximum:
                for _ in 0..<groupCount { integers.append(laplace.sample(using: &source)) }
            }
        }
        return DrawnNoise(integers: integers, words: words, orders: orders)
    }

    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Int]> {
        let counts = table.counts()
        let (integers, words, orders) = (noise.integers, noise.words, noise.orders)
        var isOpen = [Bool](repeating: true, count: groupCount)
        var chosen: [Int] = []
        for round in 0..<choiceCount {
            let candidates = (0..<groupCount).filter { isOpen[$0] }
            let winner: Int
            switch method {
            case .exponential:
                let distances = SelectionMechanism.distances(candidates.map { counts[$0] })
                winner = candidates[weight.choose(distances: distances, word: words[round], using: &source)]
            case .permuteAndFlip:
                let distances = SelectionMechanism.distances(candidates.map { counts[$0] })
                var heads = [Bool](repeating: false, count: groupCount)
                for (candidate, distance) in zip(candidates, distances) {
                    heads[candidate] = weight.isHead(
                        distance: distance, word: words[round * groupCount + candidate], using: &source)
                }
                winner = orders[round].first { heads[$0] } ?? candidates[0]
            case .noisyMaximum:
                let noisy = candidates.map { NoisySum.add(counts[$0], integers[round * groupCount + $0]) }
                winner = candidates[noisy.indices.max { noisy[$0] < noisy[$1] } ?? 0]
            }
            chosen.append(winner)
            isOpen[winner] = false
        }
        return Trial(inputs: counts, output: chosen)
    }

    /// How far each count is below the largest.
    private static func distances(_ counts: [Int64]) -> [UInt64] {
        let largest = counts.max() ?? 0
        return counts.map { UInt64(largest - $0) }
    }
}

extension UniformSampler {
    /// A uniform order of the numbers below `count`.
    package static func order<Source: RandomWords & ~Copyable>(count: Int, using source: inout Source) -> [Int] {
        var order = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(index, Int(below(UInt64(index + 1), using: &source)))
        }
        return order
    }
}
