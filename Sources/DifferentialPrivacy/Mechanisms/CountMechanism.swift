/// The number of records in each group, with noise: a count for one group, a histogram over public keys for many.
///
/// Promise: the outputs on two neighbours are as close as the events say, for every set of outputs.
package struct CountMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// The number of groups, which is public.
    package let groupCount: Int
    /// The noise.
    package let noise: AdditiveNoise

    /// Plans a count.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, groupCount: Int, family: NoiseFamily, budget: PositiveRational
    ) throws(PrivacyError) {
        self.groupCount = groupCount
        noise = try AdditiveNoise(
            family, budget: budget, sensitivity: bounds.sensitivity(of: .one, groupCount: groupCount))
    }

    package var events: [PrivacyEvent] { [noise.event] }

    package var inputSensitivity: InputSensitivity {
        InputSensitivity(entries: Int(noise.sensitivity.groups), change: noise.sensitivity.change)
    }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        DrawnNoise(integers: noise.draw(count: groupCount, using: &source))
    }

    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Int64]> {
        let counts = table.counts()
        return Trial(inputs: counts, output: zip(counts, noise.integers).map { NoisySum.add($0, $1) })
    }
}

/// The sum of a column's clamped values in each group, with noise.
package struct SumMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// The number of groups, which is public.
    package let groupCount: Int
    /// The column.
    package let column: Int
    /// To what values are clamped.
    package let values: ValueBounds
    /// The noise.
    package let noise: AdditiveNoise

    /// Plans a sum.
    ///
    /// - Throws: ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, groupCount: Int, column: Int, values: ValueBounds, family: NoiseFamily,
        budget: PositiveRational
    ) throws(PrivacyError) {
        self.groupCount = groupCount
        self.column = column
        self.values = values
        noise = try AdditiveNoise(
            family, budget: budget, sensitivity: bounds.sensitivity(of: values, groupCount: groupCount))
    }

    package var events: [PrivacyEvent] { [noise.event] }

    package var inputSensitivity: InputSensitivity {
        InputSensitivity(entries: Int(noise.sensitivity.groups), change: noise.sensitivity.change)
    }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        DrawnNoise(integers: noise.draw(count: groupCount, using: &source))
    }

    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Int64]> {
        let sums = table.sums(column: column, clampedTo: values)
        return Trial(inputs: sums, output: zip(sums, noise.integers).map { NoisySum.add($0, $1) })
    }
}
