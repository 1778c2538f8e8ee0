/// Whom a promise protects: all records that carry the same value in one column, such as a member's number.
package struct PrivacyUnit: Hashable, Sendable, Codable {
    /// The column, or another plain name of the unit.
    package let name: String

    /// Names a unit.
    package init(name: String) { self.name = name }
}

/// How much of a result one privacy unit may make up, for one relation of neighbours.
package struct ContributionBounds<Relation: AdjacencyRelation>: Hashable, Sendable {
    /// Whom the bounds are about.
    package let unit: PrivacyUnit
    /// The most groups in which a unit's records count (L0).
    package let groupsPerUnit: UInt32
    /// The most records of a unit that count in one group (L-infinity).
    package let recordsPerGroup: UInt32

    /// The largest bound.
    package static var boundMax: UInt32 { 1 << 20 }

    /// Creates bounds.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where a bound is zero or above 2^20.
    package init(unit: PrivacyUnit, groupsPerUnit: UInt32, recordsPerGroup: UInt32) throws(PrivacyError) {
        let range = 1...ContributionBounds.boundMax
        guard range.contains(groupsPerUnit), range.contains(recordsPerGroup) else {
            throw .parameterInvalid("contribution bounds must be between 1 and \(ContributionBounds.boundMax)")
        }
        self.unit = unit
        self.groupsPerUnit = groupsPerUnit
        self.recordsPerGroup = recordsPerGroup
    }

    /// How the sums of one value per record change between neighbours, over a number of groups.
    ///
    /// - Parameter values: To what each record's value is clamped.
    package func sensitivity(of values: ValueBounds, groupCount: Int) -> GroupedSensitivity {
        let records = UInt64(recordsPerGroup)
        let largest = values.magnitudeMax * records
        let groups = UInt64(max(1, groupCount))
        switch Relation.name {
        case .addRemove:
            return GroupedSensitivity(groups: min(UInt64(groupsPerUnit), groups), change: largest)
        case .replace:
            // In one group the old and the new records of a unit may lie at both ends; else they touch other groups.
            let range = values.widthWithZero * records
            let touched = min(2 * UInt64(groupsPerUnit), groups)
            return GroupedSensitivity(groups: touched, change: max(largest, range))
        }
    }
}

/// To what a record's value is clamped before anything is computed from it.
package struct ValueBounds: Hashable, Sendable, Codable {
    /// The smallest value.
    package let lower: Int64
    /// The largest value.
    package let upper: Int64

    /// The largest magnitude of a bound, so that sums of records and noise stay within 64 bits.
    package static let magnitudeMax: Int64 = 1 << 40

    /// The bounds of a value that is 1 for each record: a count.
    package static let one = ValueBounds(uncheckedLower: 1, upper: 1)

    private init(uncheckedLower lower: Int64, upper: Int64) {
        self.lower = lower
        self.upper = upper
    }

    /// Creates bounds.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where they are the wrong way round, both zero or beyond 2^40.
    package init(lower: Int64, upper: Int64) throws(PrivacyError) {
        let range = -ValueBounds.magnitudeMax...ValueBounds.magnitudeMax
        guard lower <= upper, range.contains(lower), range.contains(upper), lower != 0 || upper != 0 else {
            throw .parameterInvalid(
                "bounds \(lower) to \(upper) must rise, must not both be zero, and must lie within 2^40")
        }
        self.lower = lower
        self.upper = upper
    }

    /// The nearest value within the bounds.
    @inline(__always)
    package func clamp(_ value: Int64) -> Int64 { min(max(value, lower), upper) }

    /// The largest magnitude within the bounds.
    package var magnitudeMax: UInt64 { max(lower.magnitude, upper.magnitude) }

    /// The width of the smallest range that holds the bounds and zero.
    package var widthWithZero: UInt64 { UInt64(max(upper, 0) - min(lower, 0)) }

    /// The value halfway, rounded down: where a mean is centred.
    package var center: Int64 { lower + (upper - lower) / 2 }
}

/// What one unit changes in a vector of sums: at most so many of them, each by at most so much.
package struct GroupedSensitivity: Hashable, Sendable, Codable {
    /// The most entries that change.
    package let groups: UInt64
    /// The most that one entry changes.
    package let change: UInt64

    /// States a sensitivity.
    package init(groups: UInt64, change: UInt64) {
        self.groups = groups
        self.change = change
    }

    /// The largest sum of absolute changes; `nil` where it does not fit in 64 bits.
    package var l1: UInt64? {
        let (product, overflow) = groups.multipliedReportingOverflow(by: change)
        return overflow ? nil : product
    }

    /// The largest sum of squared changes; `nil` where it does not fit in 128 bits.
    package var l2Squared: UInt128? {
        let square = UInt128(change) * UInt128(change)
        let (product, overflow) = square.multipliedReportingOverflow(by: UInt128(groups))
        return overflow ? nil : product
    }
}
