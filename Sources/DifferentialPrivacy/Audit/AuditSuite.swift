internal import Signatures

/// Every mechanism of the engine with the worst neighbours that its bounds are there for: a unit with more records,
/// more groups and larger values than it is allowed.
package enum AuditSuite {
    /// All cases, in a fixed order.
    package static func cases() throws(PrivacyError) -> [AuditCase] {
        try sums() + choices() + keys() + jointCounts() + localReports()
    }

    /// One record: unit, group, value.
    private typealias Row = (unit: String, group: Int32, value: Int64)

    /// The records of the others, and those of the unit that makes the difference.
    private static let others: [Row] = [
        ("a", 0, 3), ("a", 1, 5), ("b", 0, 2), ("b", 2, 7), ("c", 1, 1), ("c", 2, 4), ("d", 0, 6), ("e", 2, 8),
    ]
    private static let heavy: [Row] = (0..<6).flatMap { index in
        (0..<3).map { group in ("x", Int32(group), index.isMultiple(of: 2) ? 1_000_000 : 900) }
    }
    private static let replacement: [Row] = (0..<6).flatMap { _ in
        (0..<3).map { group in ("x", Int32(group), -1_000_000) }
    }

    private static func bounds<Relation: AdjacencyRelation>(
        _ relation: Relation.Type, groups: UInt32, records: UInt32
    ) throws(PrivacyError) -> ContributionBounds<Relation> {
        try ContributionBounds(unit: PrivacyUnit(name: "member"), groupsPerUnit: groups, recordsPerGroup: records)
    }

    private static func table<Relation: AdjacencyRelation>(
        _ rows: [Row], _ bounds: ContributionBounds<Relation>, groupCount: Int = 3
    ) -> BoundedTable<Relation> {
        var bounding = ContributionBounding(bounds: bounds, columnCount: 1, key: .zero)
        for row in rows {
            let group = min(row.group, Int32(groupCount - 1))
            bounding.add(unit: row.unit, group: group, groupWord: UInt64(group), values: [row.value])
        }
        return bounding.finish(groupCount: groupCount)
    }

    private static func cut(_ value: Int64, _ width: Int64) -> Int { Int(min(max(value / width, -60), 60)) }

    private static func share(_ numerator: UInt64, _ denominator: UInt64 = 1) throws(PrivacyError) -> PositiveRational {
        guard let share = PositiveRational(numerator, over: denominator) else {
            throw .parameterInvalid("a share is zero")
        }
        return share
    }

    private static func sums() throws(PrivacyError) -> [AuditCase] {
        let one = try share(1)
        let single = try bounds(AddRemove.self, groups: 1, records: 2)
        let (present, absent) = (table(others + heavy, single, groupCount: 1), table(others, single, groupCount: 1))
        let wide = try bounds(AddRemove.self, groups: 2, records: 2)
        let (presentWide, absentWide) = (table(others + heavy, wide), table(others, wide))
        let swapped = try bounds(Replace.self, groups: 1, records: 2)
        let (high, low) = (
            table(others + heavy, swapped, groupCount: 1), table(others + replacement, swapped, groupCount: 1)
        )
        let values = try ValueBounds(lower: -4, upper: 10)
        let mean = try MomentMechanism(
            .mean, bounds: single, groupCount: 1, column: 0, values: values, family: .laplace, budget: one)
        let variance = try MomentMechanism(
            .variance, bounds: single, groupCount: 1, column: 0, values: values, family: .laplace, budget: one)
        // Likeliest outcomes tell most where all parts move together, so the parts are joined into few outcomes.
        let moments: @Sendable ([GroupMoments]) -> Int = { output in
            let moment = output[0]
            return (cut(moment.count, 2) * 200 + cut(moment.centredSum, 20)) * 200
                + cut(moment.centredSquares ?? 0, 200)
        }
        let total: @Sendable ([Int64]) -> Int = { cut($0.reduce(0, +), 2) }
        // Noise that is shared among groups cancels out of their differences.
        let differences: @Sendable ([Int64]) -> Int = { output in
            cut(output[0] - output[1], 3) * 200 + cut(output[1] - output[2], 3)
        }
        return [
            AuditCase(
                "count",
                try CountMechanism(bounds: single, groupCount: 1, family: .laplace, budget: one), present, absent
            ) { cut($0[0], 1) },
            AuditCase(
                "count-gaussian",
                try CountMechanism(bounds: single, groupCount: 1, family: .gaussian, budget: try share(1, 2)), present,
                absent, delta: 0.01
            ) { cut($0[0], 1) },
            AuditCase(
                "sum",
                try SumMechanism(
                    bounds: single, groupCount: 1, column: 0, values: values, family: .laplace, budget: one), present,
                absent
            ) { cut($0[0], 8) },
            AuditCase(
                "sum-replace",
                try SumMechanism(
                    bounds: swapped, groupCount: 1, column: 0, values: values, family: .laplace, budget: one), high,
                low
            ) { cut($0[0], 8) },
            AuditCase("mean", mean, present, absent, outcome: moments),
            AuditCase("variance", variance, present, absent, outcome: moments),
            AuditCase(
                "histogram",
                try CountMechanism(bounds: wide, groupCount: 3, family: .laplace, budget: one), presentWide,
                absentWide, outcome: total),
            AuditCase(
                "histogram-differences",
                try CountMechanism(bounds: wide, groupCount: 3, family: .laplace, budget: one), presentWide,
                absentWide, outcome: differences),
            AuditCase(
                "histogram-gaussian",
                try CountMechanism(bounds: wide, groupCount: 3, family: .gaussian, budget: try share(1, 2)),
                presentWide, absentWide, delta: 0.01, outcome: total),
        ]
    }

    private static func choices() throws(PrivacyError) -> [AuditCase] {
        let one = try share(1)
        let wide = try bounds(AddRemove.self, groups: 1, records: 2)
        let (present, absent) = (table(others + heavy, wide), table(others, wide))
        let swapped = try bounds(Replace.self, groups: 3, records: 2)
        let moved = try bounds(Replace.self, groups: 1, records: 2)
        let here: [Row] = (0..<6).map { _ in ("x", 0, 1) }
        let there: [Row] = (0..<6).map { _ in ("x", 2, 1) }
        // Many answers below the threshold cost no more than one: the noise of the threshold covers them all.
        let broad = try bounds(AddRemove.self, groups: 12, records: 2)
        let everywhere: [Row] = (0..<72).map { ("x", Int32($0 % 12), 1) }
        let values = try ValueBounds(lower: 0, upper: 10)
        guard let half = QuantileMechanism<AddRemove>.Share(1, over: 2),
            let halfReplaced = QuantileMechanism<Replace>.Share(1, over: 2)
        else { throw .parameterInvalid("a share is zero") }
        var cases: [AuditCase] = []
        for method in SelectionMethod.allCases {
            cases.append(
                AuditCase(
                    method.rawValue,
                    try SelectionMechanism(bounds: wide, groupCount: 3, method: method, epsilon: one), present, absent
                ) { $0[0] })
        }
        cases += [
            AuditCase(
                "noisy-max-replace",
                try SelectionMechanism(bounds: moved, groupCount: 3, method: .noisyMaximum, epsilon: one),
                table(others + here, moved), table(others + there, moved)
            ) { $0[0] },
            AuditCase(
                "top-k",
                try SelectionMechanism(
                    bounds: wide, groupCount: 3, choiceCount: 2, method: .permuteAndFlip, epsilon: one), present,
                absent
            ) { $0[0] * 4 + $0[1] },
            AuditCase(
                "quantile",
                try QuantileMechanism(
                    bounds: wide, column: 0, values: values, step: 1, shares: [half], epsilon: one),
                table(others + heavy, wide, groupCount: 1), table(others, wide, groupCount: 1)
            ) { Int($0[0]) },
            AuditCase(
                "quantile-replace",
                try QuantileMechanism(
                    bounds: swapped, column: 0, values: values, step: 1, shares: [halfReplaced], epsilon: one),
                table(others + heavy, swapped, groupCount: 1), table(others + replacement, swapped, groupCount: 1)
            ) { Int($0[0]) },
            AuditCase(
                "sparse-vector",
                try SparseVectorMechanism(bounds: wide, groupCount: 3, threshold: 4, foundMax: 1, epsilon: one),
                present, absent
            ) { $0.reduce(1) { 2 * $0 + ($1 ? 1 : 0) } },
            AuditCase(
                "sparse-vector-many",
                try SparseVectorMechanism(bounds: broad, groupCount: 12, threshold: 2, foundMax: 1, epsilon: one),
                table(everywhere, broad, groupCount: 12), table([], broad, groupCount: 12)
            ) { $0.reduce(1) { 2 * $0 + ($1 ? 1 : 0) } },
        ]
        return cases
    }

    private static func keys() throws(PrivacyError) -> [AuditCase] {
        let (one, delta) = (try share(1), try share(1, 20))
        let narrow = try bounds(AddRemove.self, groups: 1, records: 2)
        // The unit alone has the last key; in the other pair it is one of several units.
        let lonely: [Row] = (0..<6).map { _ in ("x", 3, 1) }
        let (present, absent) = (table(others + lonely, narrow, groupCount: 4), table(others, narrow, groupCount: 4))
        let crowd: [Row] = (0..<4).map { ("member \($0)", 3, 1) }
        let (crowded, lessCrowded) = (
            table(others + crowd + lonely, narrow, groupCount: 4), table(others + crowd, narrow, groupCount: 4)
        )
        let selection = try PartitionSelection(bounds: narrow, capacity: 8, epsilon: one, delta: delta)
        let histogram = try ThresholdHistogram(bounds: narrow, capacity: 8, epsilon: one, delta: delta)
        return [
            AuditCase("partition-selection", selection, present, absent) { $0[3] ? 1 : 0 },
            AuditCase("partition-selection-crowd", selection, crowded, lessCrowded) { $0[3] ? 1 : 0 },
            AuditCase("private-histogram", histogram, present, absent) { $0[3].map { cut($0, 1) } ?? -100 },
            AuditCase("private-histogram-crowd", histogram, crowded, lessCrowded) {
                $0[3].map { cut($0, 1) } ?? -100
            },
        ]
    }

    private static func jointCounts() throws(PrivacyError) -> [AuditCase] {
        let one = try share(1)
        let forest = try MarginalForest(sizes: [3, 4, 2], pairs: [(0, 1), (1, 2)])
        let single = try bounds(AddRemove.self, groups: 1, records: 2)
        let swapped = try bounds(Replace.self, groups: 1, records: 2)
        func joint<Relation: AdjacencyRelation>(
            _ cells: [Int64], of bounds: ContributionBounds<Relation>
        ) -> BoundedTable<Relation> {
            var bounding = ContributionBounding(bounds: bounds, columnCount: 3, key: .zero)
            for (unit, _, value) in others {
                bounding.add(unit: unit, group: 0, groupWord: 0, values: [value % 3, value % 4, value % 2])
            }
            // The unit that makes the difference has more records than it may.
            for cell in cells { bounding.add(unit: "x", group: 0, groupWord: 0, values: [cell, cell, cell]) }
            return bounding.finish(groupCount: 1)
        }
        let first = try MarginalMechanism(bounds: single, forest: forest, family: .laplace, budget: one)
        let replaced = try MarginalMechanism(bounds: swapped, forest: forest, family: .laplace, budget: one)
        // The unit's cell of both tables, or the two cells between which it moves.
        let together: @Sendable ([[Int64]]) -> Int = { cut($0[0][0] + $0[1][0], 2) }
        let apart: @Sendable ([[Int64]]) -> Int = { cut($0[0][0] - $0[0][5] + $0[1][0] - $0[1][3], 4) }
        return [
            AuditCase(
                "synthetic-tables", first, joint([0, 0, 0, 0], of: single), joint([], of: single), outcome: together),
            AuditCase(
                "synthetic-tables-replace", replaced, joint([0, 0, 0, 0], of: swapped),
                joint([1, 1, 1, 1], of: swapped), outcome: apart),
        ]
    }

    private static func localReports() throws(PrivacyError) -> [AuditCase] {
        let one = try share(1)
        let bits: @Sendable ([Bool]) -> Int = { report in report.reduce(0) { 2 * $0 + ($1 ? 1 : 0) } }
        return [
            AuditCase("randomised-response", try RandomisedResponse(answerCount: 4, epsilon: one), 0, 3) { $0 },
            AuditCase(
                "unary-symmetric", try UnaryEncoding(.symmetric, answerCount: 4, epsilon: one), 0, 3, outcome: bits),
            AuditCase(
                "unary-optimised", try UnaryEncoding(.optimised, answerCount: 4, epsilon: one), 0, 3, outcome: bits),
            AuditCase("subset-selection", try SubsetSelection(answerCount: 6, epsilon: one), 0, 5) { report in
                report.reduce(0) { $0 | 1 << $1 }
            },
            AuditCase("hadamard-response", try HadamardResponse(answerCount: 5, epsilon: one), 0, 4) { Int($0) },
        ]
    }
}
