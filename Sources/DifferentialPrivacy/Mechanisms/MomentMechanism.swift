/// Counts, centred sums and, for a variance, centred sums of squares of each group, with noise; means and variances are
/// computed from these noisy numbers and cost nothing more.
///
/// The budget is cut in equal shares. Centring at the middle of the bounds halves the noise of the sum.
package struct MomentMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// How far it goes.
    package enum Highest: Int, Sendable {
        /// Count and sum.
        case mean = 2
        /// Count, sum and sum of squares.
        case variance = 3
    }

    /// The widest bounds whose squares are summed.
    static var squareWidthMax: Int64 { 1 << 20 }

    /// The number of groups, which is public.
    package let groupCount: Int
    /// The column.
    package let column: Int
    /// To what values are clamped.
    package let values: ValueBounds
    /// The noise of each part.
    package let parts: [AdditiveNoise]

    private let highest: Highest

    /// Plans a mean or a variance.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)`` or, for a variance of values more than 2^20 apart,
    ///   ``PrivacyError/parameterInvalid(_:)``.
    package init(
        _ highest: Highest, bounds: ContributionBounds<Relation>, groupCount: Int, column: Int, values: ValueBounds,
        family: NoiseFamily, budget: PositiveRational
    ) throws(PrivacyError) {
        self.groupCount = groupCount
        self.column = column
        self.values = values
        self.highest = highest
        guard let share = PositiveRational(1, over: UInt64(highest.rawValue))?.multiplied(by: budget) else {
            throw .scaleOutOfRange("for a share of \(budget)")
        }
        var sensitivities = [bounds.sensitivity(of: .one, groupCount: groupCount)]
        if values.lower == values.upper {
            throw .parameterInvalid("a mean needs bounds that differ")
        }
        let centred = try ValueBounds(lower: values.lower - values.center, upper: values.upper - values.center)
        sensitivities.append(bounds.sensitivity(of: centred, groupCount: groupCount))
        if highest == .variance {
            guard values.upper - values.lower <= MomentMechanism.squareWidthMax else {
                throw .parameterInvalid(
                    "a variance needs bounds at most \(MomentMechanism.squareWidthMax) apart; use coarser units")
            }
            let largest = Int64(centred.magnitudeMax)
            let squares = try ValueBounds(lower: 0, upper: largest * largest)
            sensitivities.append(bounds.sensitivity(of: squares, groupCount: groupCount))
        }
        var parts: [AdditiveNoise] = []
        for sensitivity in sensitivities {
            parts.append(try AdditiveNoise(family, budget: share, sensitivity: sensitivity))
        }
        self.parts = parts
    }

    package var events: [PrivacyEvent] { parts.map(\.event) }

    package var inputSensitivity: InputSensitivity {
        InputSensitivity(
            entries: parts.reduce(0) { $0 + Int($1.sensitivity.groups) },
            change: parts.map(\.sensitivity.change).max() ?? 0)
    }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        var integers: [Int64] = []
        for part in parts { integers += part.draw(count: groupCount, using: &source) }
        return DrawnNoise(integers: integers)
    }

    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[GroupMoments]> {
        let center = values.center
        var inputs = table.counts()
        inputs += table.sums(column: column, clampedTo: values) { $0 - center }
        if highest == .variance {
            inputs += table.sums(column: column, clampedTo: values) { ($0 - center) * ($0 - center) }
        }
        let noisy = zip(inputs, noise.integers).map { NoisySum.add($0, $1) }
        let moments = (0..<groupCount).map { group in
            GroupMoments(
                count: noisy[group], centredSum: noisy[groupCount + group],
                centredSquares: highest == .variance ? noisy[2 * groupCount + group] : nil, values: values)
        }
        return Trial(inputs: inputs, output: moments)
    }
}

/// The noisy moments of one group.
package struct GroupMoments: Hashable, Sendable {
    /// The noisy number of records.
    package let count: Int64
    /// The noisy sum of the distances from the centre of the bounds.
    package let centredSum: Int64
    /// The noisy sum of the squared distances; `nil` for a mean.
    package let centredSquares: Int64?
    /// To what values were clamped.
    package let values: ValueBounds

    /// The mean, cut to the bounds; computed from noisy numbers and therefore slightly biased.
    package var mean: Double {
        let offset = Double(centredSum) / Double(max(count, 1))
        return min(max(Double(values.center) + offset, Double(values.lower)), Double(values.upper))
    }

    /// The variance, cut to what the bounds allow; `nil` for a mean.
    package var variance: Double? {
        guard let centredSquares else { return nil }
        let offset = Double(centredSum) / Double(max(count, 1))
        let halfWidth = Double(values.upper - values.lower) / 2
        return min(max(Double(centredSquares) / Double(max(count, 1)) - offset * offset, 0), halfWidth * halfWidth)
    }
    /// How far the mean and the variance are off at most where the noise of each part stays within a width.
    ///
    /// A quotient of numbers that are off by `a` and by `b` is off by at most `(a + |quotient| b)` over the smallest
    /// divisor.
    /// - Parameter noise: The widths for the count, the sum and, for a variance, the sum of squares.
    package func halfWidths(noise: [Double]) -> (mean: Double, variance: Double?) {
        let fewest = max(1, Double(count) - noise[0])
        let divisor = Double(max(count, 1))
        let offset = abs(Double(centredSum) / divisor)
        let mean = (noise[1] + offset * noise[0]) / fewest
        guard let centredSquares, noise.count == 3 else { return (mean, nil) }
        let square = abs(Double(centredSquares) / divisor)
        return (mean, (noise[2] + square * noise[0]) / fewest + mean * (2 * offset + mean))
    }
}
