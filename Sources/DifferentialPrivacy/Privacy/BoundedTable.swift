/// Records of which every privacy unit has no more than its bounds allow: what mechanisms accept.
///
/// Only ``ContributionBounding`` makes it, so that a mechanism cannot be given unbounded data.
package struct BoundedTable<Relation: AdjacencyRelation>: Sendable {
    /// The bounds that hold.
    package let bounds: ContributionBounds<Relation>
    /// The number of groups; every record belongs to one.
    package let groupCount: Int
    /// The number of values per record.
    package let columnCount: Int
    /// The group of each record.
    let groups: [Int32]
    /// The unit of each record, as an index.
    let units: [Int32]
    /// The values of each record, record by record, as they came: mechanisms clamp them.
    let values: [Int64]

    init(
        bounds: ContributionBounds<Relation>, groupCount: Int, columnCount: Int, groups: [Int32], units: [Int32],
        values: [Int64]
    ) {
        self.bounds = bounds
        self.groupCount = groupCount
        self.columnCount = columnCount
        self.groups = groups
        self.units = units
        self.values = values
    }

    /// The number of records of each group.
    func counts() -> [Int64] {
        var counts = [Int64](repeating: 0, count: groupCount)
        for group in groups { counts[Int(group)] += 1 }
        return counts
    }

    /// The number of units of each group.
    func unitCounts() -> [Int64] {
        var seen = Set<UInt64>()
        seen.reserveCapacity(groups.count)
        var counts = [Int64](repeating: 0, count: groupCount)
        for (group, unit) in zip(groups, units) {
            let pair = UInt64(UInt32(bitPattern: group)) << 32 | UInt64(UInt32(bitPattern: unit))
            if seen.insert(pair).inserted { counts[Int(group)] += 1 }
        }
        return counts
    }

    /// The sum of a function of one column's clamped values in each group.
    ///
    /// Sums are exact in 128 bits, so their order does not matter; what exceeds 2^62 is cut there, which moves
    /// neighbours no further apart.
    func sums(
        column: Int, clampedTo bounds: ValueBounds, _ transform: (Int64) -> Int64 = { $0 }
    ) -> [Int64] {
        var sums = [Int128](repeating: 0, count: groupCount)
        for (index, group) in groups.enumerated() {
            sums[Int(group)] += Int128(transform(bounds.clamp(values[index * columnCount + column])))
        }
        return sums.map { ExactSum.cut($0) }
    }
}

/// The end of exact arithmetic on data: results are cut to a range that leaves room for noise.
enum ExactSum {
    /// The largest magnitude of an exact result.
    static let magnitudeMax: Int64 = 1 << 62

    /// The nearest number within the range.
    static func cut(_ value: Int128) -> Int64 {
        Int64(truncatingIfNeeded: min(max(value, -Int128(magnitudeMax)), Int128(magnitudeMax)))
    }
}
