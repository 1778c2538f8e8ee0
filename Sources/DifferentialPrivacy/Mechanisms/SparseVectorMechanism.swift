internal import Foundation

/// Which groups, in order, have more records than a threshold, until a number of them was found.
///
/// Only groups above the threshold cost anything, however many are below. Noise is discrete Laplace on the threshold
/// (half of epsilon) and on each count (the other half, divided by the number to be found).
/// - SeeAlso: Lyu, Su, Li, "Understanding the Sparse Vector Technique for Differential Privacy" (2017), algorithm 1 and
///   section 4.3 for monotonic counts.
package struct SparseVectorMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// The number of groups, which is public.
    package let groupCount: Int
    /// The threshold, which is public.
    package let threshold: Int64
    /// After how many groups above the threshold it stops.
    package let foundMax: Int

    private let change: UInt64
    private let epsilon: Double
    private let thresholdScale: Double
    private let countScale: Double
    private let thresholdNoise: DiscreteLaplaceSampler
    private let countNoise: DiscreteLaplaceSampler

    /// Plans a search.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` or ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, groupCount: Int, threshold: Int64, foundMax: Int,
        epsilon: PositiveRational
    ) throws(PrivacyError) {
        guard groupCount >= 1, foundMax >= 1, foundMax <= groupCount, threshold.magnitude < 1 << 60 else {
            throw .parameterInvalid("the number of groups to find must be between 1 and the number of groups")
        }
        self.groupCount = groupCount
        self.threshold = threshold
        self.foundMax = foundMax
        change = UInt64(bounds.recordsPerGroup)
        self.epsilon = epsilon.approximation.nextUp
        // Counts that all move the same way need half the noise (Lyu et al., theorem 5).
        let factor: UInt64 = Relation.name == .addRemove ? 1 : 2
        guard let thresholdScale = PositiveRational(wide: 2 * UInt128(change), over: 1)?.divided(by: epsilon),
            let countScale = PositiveRational(wide: UInt128(2 * factor * change) * UInt128(foundMax), over: 1)?
                .divided(by: epsilon)
        else { throw .scaleOutOfRange("for a share of \(epsilon)") }
        self.thresholdScale = thresholdScale.approximation
        self.countScale = countScale.approximation
        thresholdNoise = try DiscreteLaplaceSampler(scale: thresholdScale)
        countNoise = try DiscreteLaplaceSampler(scale: countScale)
    }

    /// How far from the threshold a count must be to be told right, but for the given probability for all groups.
    ///
    /// - SeeAlso: Dwork, Roth (2014), theorem 3.24: half of the probability for the threshold, half for all counts.
    package func countError(errorProbability: Double) -> Double {
        let common = log(2 * 2 / errorProbability) * thresholdScale
        return (common + log(2 * 2 * Double(groupCount) / errorProbability) * countScale).rounded(.up)
    }

    package var events: [PrivacyEvent] { (try? PrivacyEvent(.pure(epsilon: epsilon))).map { [$0] } ?? [] }

    package var inputSensitivity: InputSensitivity { InputSensitivity(entries: groupCount, change: change) }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        var integers = [thresholdNoise.sample(using: &source)]
        for _ in 0..<groupCount { integers.append(countNoise.sample(using: &source)) }
        return DrawnNoise(integers: integers)
    }

    /// - Returns: For each group that was looked at, whether it was found to be above the threshold.
    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Bool]> {
        let counts = table.counts()
        let integers = noise.integers
        let noisyThreshold = NoisySum.add(threshold, integers[0])
        var output: [Bool] = []
        var found = 0
        for group in 0..<groupCount where found < foundMax {
            let isAbove = NoisySum.add(counts[group], integers[group + 1]) >= noisyThreshold
            output.append(isAbove)
            found += isAbove ? 1 : 0
        }
        return Trial(inputs: counts, output: output)
    }
}
