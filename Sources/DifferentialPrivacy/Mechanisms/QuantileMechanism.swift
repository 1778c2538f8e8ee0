internal import Foundation

/// Quantiles of a column's clamped values, each chosen from a public grid by the exponential mechanism.
///
/// A grid value is the better, the closer the number of records below it is to the wanted share. All grid values are
/// looked at alike, so the time does not depend on the data beyond the number of records.
/// - SeeAlso: Smith, "Privacy-preserving Statistical Estimation with Optimal Convergence Rates" (2011).
package struct QuantileMechanism<Relation: AdjacencyRelation>: PrivacyMechanismRun {
    /// A share of the records, as a fraction.
    package struct Share: Hashable, Sendable, Codable {
        /// Above the line.
        package let numerator: UInt32
        /// Below the line.
        package let denominator: UInt32

        /// Creates a share strictly between 0 and 1; `nil` for anything else.
        package init?(_ numerator: UInt32, over denominator: UInt32) {
            guard numerator > 0, numerator < denominator, denominator <= 10_000 else { return nil }
            self.numerator = numerator
            self.denominator = denominator
        }
    }

    /// The most values of a grid.
    package static var gridCountMax: Int64 { 1 << 14 }

    /// The column.
    package let column: Int
    /// To what values are clamped.
    package let values: ValueBounds
    /// The grid from which results are chosen.
    package let grid: [Int64]
    /// The wanted shares.
    package let shares: [Share]

    private let weights: [ExponentialWeight]
    private let shareEpsilon: Double
    private let records: UInt64

    /// Plans quantiles of the records of one group.
    ///
    /// - Parameter step: The distance of two grid values.
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` or ``PrivacyError/scaleOutOfRange(_:)``.
    package init(
        bounds: ContributionBounds<Relation>, column: Int, values: ValueBounds, step: Int64, shares: [Share],
        epsilon: PositiveRational
    ) throws(PrivacyError) {
        guard step > 0, (values.upper - values.lower) / step < QuantileMechanism.gridCountMax else {
            throw .parameterInvalid(
                "the step of a quantile's grid must be above 0 and give at most \(Self.gridCountMax) values")
        }
        guard !shares.isEmpty, shares.count <= 64, let count = PositiveRational(UInt64(shares.count)),
            let single = epsilon.divided(by: count)
        else { throw .parameterInvalid("1 to 64 quantiles can be asked for at once") }
        self.column = column
        self.values = values
        self.shares = shares
        grid = (0...((values.upper - values.lower) / step)).map { values.lower + $0 * step }
        records = UInt64(bounds.recordsPerGroup)
        shareEpsilon = single.approximation.nextUp
        var weights: [ExponentialWeight] = []
        for share in shares {
            let change = QuantileMechanism.change(of: share, records: records)
            // The utility is not monotone, so its change counts twice.
            guard let divisor = PositiveRational(2 * change), let rate = single.divided(by: divisor) else {
                throw .scaleOutOfRange("for a share of \(epsilon)")
            }
            weights.append(try ExponentialWeight(rate: rate))
        }
        self.weights = weights
    }

    /// How far one unit moves the utility of a grid value.
    private static func change(of share: Share, records: UInt64) -> UInt64 {
        let (numerator, denominator) = (UInt64(share.numerator), UInt64(share.denominator))
        switch Relation.name {
        case .addRemove: return max(numerator, denominator - numerator) * records
        // Old and new records may be as many as allowed on either side, or none.
        case .replace: return denominator * records
        }
    }

    /// By how many records the rank of one result is off at most, but for the given probability.
    ///
    /// - SeeAlso: McSherry, Talwar (2007), theorem 6.
    package func rankError(errorProbability: Double) -> Double {
        let worst =
            shares.map { share in
                Double(QuantileMechanism.change(of: share, records: records)) / Double(share.denominator)
            }.max() ?? 0
        return 2 * worst / shareEpsilon * log(Double(grid.count) / errorProbability)
    }

    package var events: [PrivacyEvent] {
        let event = try? PrivacyEvent(.boundedRange(epsilon: shareEpsilon), count: UInt64(shares.count))
        return event.map { [$0] } ?? []
    }

    package var inputSensitivity: InputSensitivity {
        InputSensitivity(
            entries: grid.count * shares.count,
            change: shares.map { QuantileMechanism.change(of: $0, records: records) }.max() ?? 0)
    }

    package func draw<Source: RandomWords & ~Copyable>(using source: inout Source) -> DrawnNoise<Source> {
        DrawnNoise(words: shares.map { _ in source.next() })
    }

    package func trial<Source: RandomWords & ~Copyable>(
        on table: BoundedTable<Relation>, noise: consuming DrawnNoise<Source>, using source: inout Source
    ) -> Trial<[Int64]> {
        let below = countsBelow(table)
        let total = Int64(table.groups.count)
        let words = noise.words
        var inputs: [Int64] = []
        var output: [Int64] = []
        for (index, share) in shares.enumerated() {
            let wanted = Int64(share.numerator) * total
            let utilities = below.map { -Int64((Int64(share.denominator) * $0 - wanted).magnitude) }
            let best = utilities.max() ?? 0
            let place = weights[index].choose(
                distances: utilities.map { UInt64(best - $0) }, word: words[index], using: &source)
            inputs += utilities
            output.append(grid[min(place, grid.count - 1)])
        }
        return Trial(inputs: inputs, output: output)
    }

    /// How many records have a clamped value below each grid value.
    private func countsBelow(_ table: BoundedTable<Relation>) -> [Int64] {
        var counts = [Int64](repeating: 0, count: grid.count + 1)
        let step = grid.count > 1 ? grid[1] - grid[0] : 1
        for record in 0..<table.groups.count {
            let value = values.clamp(table.values[record * table.columnCount + column])
            // The first grid value above this one.
            counts[min(Int((value - values.lower) / step) + 1, grid.count)] += 1
        }
        var sum: Int64 = 0
        return grid.indices.map { index in
            sum += counts[index]
            return sum
        }
    }
}
