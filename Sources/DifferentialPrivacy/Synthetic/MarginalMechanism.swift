/// The joint counts of the pairs of a forest, with noise.
///
/// Each record counts in one cell of every table. A unit has at most so many records in all, so it moves the counts of a
/// table by at most that many, wherever they lie. The budget is cut in equal shares, one for each table.
///
/// Promise: the outputs on two neighbours are as close as the events say, for every set of outputs.
package struct MarginalMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// What is counted.
    package let forest: MarginalForest
    /// The noise of the cells of one table.
    package let noise: AdditiveNoise

    private let records: UInt64

    /// Plans the counts.
    ///
    /// - Parameter bounds: Of one group; its records per group are all records of a unit that count.
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` or ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, forest: MarginalForest, family: NoiseFamily, budget: PositiveRational
    ) throws(PrivacyError) {
        guard bounds.groupsPerUnit == 1 else {
            throw .parameterInvalid("joint counts bound the records of a unit as one group")
        }
        guard let share = PositiveRational(1, over: UInt64(forest.tables.count))?.multiplied(by: budget) else {
            throw .scaleOutOfRange("for a share of \(budget)")
        }
        self.forest = forest
        records = UInt64(bounds.recordsPerGroup)
        // Replacing a unit takes its records from their cells and puts others into other cells.
        let touched: UInt64 = Relation.name == .replace ? 2 : 1
        noise = try AdditiveNoise(
            family, budget: share, sensitivity: GroupedSensitivity(groups: touched, change: records))
    }

    package var events: [PrivacyEvent] {
        let count = noise.event.count * UInt64(forest.tables.count)
        return (try? PrivacyEvent(noise.event.mechanism, count: count)).map { [$0] } ?? []
    }

    package var inputSensitivity: InputSensitivity {
        let moved = records * noise.sensitivity.groups * UInt64(forest.tables.count)
        return InputSensitivity(entries: min(Int(moved), forest.cellCount), change: records)
    }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        DrawnNoise(integers: noise.draw(count: forest.cellCount, using: &source))
    }

    /// - Returns: The noisy counts of each table; of a pair, the cells of the first parent value come first.
    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[[Int64]]> {
        let integers = noise.integers
        var inputs = [Int64](repeating: 0, count: forest.cellCount)
        var starts: [Int] = []
        var start = 0
        for counted in forest.tables {
            starts.append(start)
            start += forest.cellCount(of: counted)
        }
        func cell(_ record: Int, _ column: Int) -> Int {
            let value = table.values[record * table.columnCount + column]
            return Int(min(max(value, 0), Int64(forest.sizes[column] - 1)))
        }
        for record in 0..<table.groups.count {
            for (counted, start) in zip(forest.tables, starts) {
                switch counted {
                case .pair(let edge):
                    let place = cell(record, edge.parent) * forest.sizes[edge.child] + cell(record, edge.child)
                    inputs[start + place] += 1
                case .single(let column): inputs[start + cell(record, column)] += 1
                }
            }
        }
        let output = zip(forest.tables, starts).map { counted, start in
            (start..<(start + forest.cellCount(of: counted))).map { NoisySum.add(inputs[$0], integers[$0]) }
        }
        return Trial(inputs: inputs, output: output)
    }
}
