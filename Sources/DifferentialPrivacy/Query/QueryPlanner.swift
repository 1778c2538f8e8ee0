internal import Foundation
package import Signatures

/// Turns a query into mechanisms with shares of the budget.
///
/// The planner looks at the schema only. What it makes draws its noise first and reads the data afterwards.
struct QueryPlanner<Relation: AdjacencyRelation> {
    let schema: DatasetSchema
    let query: Query
    let key: Digest

    private struct Share {
        /// In the unit of the budget.
        var loss: PositiveRational
        /// Of pure differential privacy: what mechanisms without a rho of their own may spend.
        var epsilon: PositiveRational
    }

    /// The measures, in the order in which they are finished: the choice of private keys comes first.
    func executions() throws(PrivacyError) -> [any MeasureExecution] {
        guard query.unit == schema.terms.unit else {
            throw .queryInvalid("the budget of this dataset is counted in \(schema.terms.unit.rawValue)")
        }
        guard schema.terms.quotas[query.analyst] != nil else { throw .analystUnknown(query.analyst) }
        let bounds = try contributionBounds()
        let groups = try groups(of: query.grouping)
        guard groups.capacity <= 1 << 20 else {
            throw .queryInvalid("the query has \(groups.capacity) groups; 2^20 is the most, use wider ones")
        }
        var isPrivate = false
        if case .found = groups { isPrivate = true }
        guard isPrivate == (query.delta != nil) else {
            throw .queryInvalid(
                isPrivate
                    ? "naming the private keys of a column needs a delta, such as 1e-6"
                    : "a delta is spent on private keys only, and this query names none")
        }
        let weights = query.parts.map { UInt64($0.share) } + (isPrivate ? [UInt64(1)] : [])
        let total = weights.reduce(0, +)
        guard total > 0 else { throw .queryInvalid("the query measures nothing") }
        var executions: [any MeasureExecution] = []
        if case .found(_, let keys) = groups, let delta = query.delta {
            executions.append(try selection(keys, groups, bounds, try share(1, of: total), delta))
        }
        for part in query.parts {
            executions.append(try measure(part.measure, groups, bounds, try share(UInt64(part.share), of: total)))
        }
        return executions
    }

    /// The query's conditions.
    func tests() throws(PrivacyError) -> [RowRouter.Test] {
        var tests: [RowRouter.Test] = []
        for condition in query.conditions {
            switch condition {
            case .range(let name, let minimum, let maximum):
                let (column, format, _) = try numeric(name)
                func bound(_ text: String?, _ open: Int64) throws(PrivacyError) -> Int64 {
                    guard let text else { return open }
                    guard let number = format.number(text) else {
                        throw .queryInvalid("\(text) is not a value of the column \(name)")
                    }
                    return number
                }
                let (low, high) = (try bound(minimum, .min), try bound(maximum, .max))
                guard low <= high else { throw .queryInvalid("the range of \(name) is empty") }
                tests.append(.range(column: column, low...high))
            case .texts(let name, let texts):
                guard let column = schema.columns.firstIndex(where: { $0.name == name }),
                    schema.columns[column].bounds == nil, schema.columns[column].kind != .ignored
                else { throw .queryInvalid("\(name) is not a text column of this dataset") }
                tests.append(.texts(column: column, Set(texts)))
            }
        }
        return tests
    }

    private func contributionBounds() throws(PrivacyError) -> ContributionBounds<Relation> {
        let groups = query.groupsPerUnit ?? schema.groupsPerUnit
        let records = query.recordsPerGroup ?? schema.recordsPerGroup
        guard groups <= schema.groupsPerUnit, records <= schema.recordsPerGroup else {
            throw .queryInvalid(
                "the dataset allows at most \(schema.groupsPerUnit) groups and \(schema.recordsPerGroup) records a unit"
            )
        }
        return try ContributionBounds(
            unit: PrivacyUnit(name: schema.unit), groupsPerUnit: groups, recordsPerGroup: records)
    }

    /// One part of the budget, exactly; the rho of a Laplace-type mechanism gives the epsilon that is worth it.
    private func share(_ part: UInt64, of total: UInt64) throws(PrivacyError) -> Share {
        guard let ratio = PositiveRational(part, over: total), let loss = query.budget.multiplied(by: ratio) else {
            throw .queryInvalid("the shares of the budget are too fine")
        }
        guard schema.terms.unit == .rho else { return Share(loss: loss, epsilon: loss) }
        // epsilon^2 / 2 <= rho, rounded down to billionths.
        let root = ((2 * loss.approximation).squareRoot() * 1e9 * (1 - 1e-12)).rounded(.down)
        guard root >= 1, root < 1e18, let epsilon = PositiveRational(UInt64(root), over: 1_000_000_000) else {
            throw .queryInvalid("a share of \(loss) is too small or too large")
        }
        return Share(loss: loss, epsilon: epsilon)
    }

    private var family: NoiseFamily {
        get throws(PrivacyError) {
            let fitting: NoiseFamily = schema.terms.unit == .rho ? .gaussian : .laplace
            let family = query.noise ?? fitting
            guard family == fitting || family == .laplace else {
                throw .queryInvalid("Gaussian noise has no epsilon of its own; it needs a dataset with a rho budget")
            }
            return family
        }
    }

    private func numeric(
        _ name: String
    ) throws(PrivacyError) -> (index: Int, format: ColumnFormat, bounds: ValueBounds) {
        guard let index = schema.columns.firstIndex(where: { $0.name == name }),
            let bounds = schema.columns[index].bounds
        else { throw .queryInvalid("\(name) is not a numeric column of this dataset") }
        return (index, schema.columns[index], bounds)
    }

    private func groups(of grouping: Query.Grouping?) throws(PrivacyError) -> RowRouter.Groups {
        switch grouping {
        case nil: return .one
        case .width(let name, let width):
            let (column, format, bounds) = try numeric(name)
            guard width > 0 else { throw .queryInvalid("the width of a group must be above 0") }
            return .pieces(column: column, format: format, bounds: bounds, width: width)
        case .texts(let name):
            guard let column = schema.columns.firstIndex(where: { $0.name == name }) else {
                throw .queryInvalid("\(name) is not a column of this dataset")
            }
            switch schema.columns[column].kind {
            case .publicText(let names):
                let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
                return .list(column: column, names: names, places: places)
            case .privateText(let capacity):
                guard name != schema.unit else {
                    throw .queryInvalid("\(name) names the units that are protected; group by another column")
                }
                return .found(column: column, keys: FoundKeys(capacity: capacity))
            default:
                throw .queryInvalid("\(name) is numeric; give the width of its groups")
            }
        }
    }
}

extension QueryPlanner {
    private typealias Bounds = ContributionBounds<Relation>

    private func describe(
        _ measure: String, _ mechanisms: [String], _ budget: PositiveRational, _ events: [PrivacyEvent], _ groups: Int,
        error: Double? = nil, rankError: Double? = nil
    ) -> MeasureDescription {
        MeasureDescription(
            measure: measure, mechanisms: mechanisms, budget: "\(budget)", events: events.map(\.text),
            groupCount: groups, expectedError: error, expectedRankError: rankError)
    }

    private func text(_ noise: AdditiveNoise) -> String {
        let name = noise.family == .laplace ? "discrete Laplace, scale" : "discrete Gaussian, sigma squared"
        return "\(name) \(noise.parameter), one unit changes \(noise.sensitivity.groups) x \(noise.sensitivity.change)"
    }

    private func selection(
        _ keys: FoundKeys, _ groups: RowRouter.Groups, _ bounds: Bounds, _ share: Share, _ delta: PositiveRational
    ) throws(PrivacyError) -> any MeasureExecution {
        let run = try PartitionSelection(
            bounds: bounds, capacity: keys.capacity, epsilon: share.epsilon, delta: delta)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe(
                "private keys", ["truncated geometric selection, threshold \(run.threshold) units"], share.loss,
                run.events, keys.capacity),
            groupCount: { keys.count },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { decisions in
                keys.release(decisions)
                return []
            })
    }

    private func measure(
        _ measure: Query.Measure, _ groups: RowRouter.Groups, _ bounds: Bounds, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        switch measure {
        case .count: return try count(groups, bounds, share, name: "count")
        case .histogram(let column, let width):
            let pieces = try self.groups(of: .width(column: column, width))
            guard query.grouping == nil, pieces.capacity <= 1 << 20 else {
                throw .queryInvalid("a histogram goes without group_by and has at most 2^20 pieces")
            }
            return try count(pieces, bounds, share, name: "histogram of \(column)")
        case .sum(let column): return try sum(column, groups, bounds, share)
        case .mean(let column): return try moments(.mean, column, groups, bounds, share)
        case .variance(let column): return try moments(.variance, column, groups, bounds, share)
        case .units(let records, let column, let total): return try units(records, column, total, share)
        case .quantile(let column, let shares, let step): return try quantile(column, shares, step, bounds, share)
        case .top(let column, let count, let method): return try top(column, count, method, bounds, share)
        }
    }

    private func count(
        _ groups: RowRouter.Groups, _ bounds: Bounds, _ share: Share, name: String
    ) throws(PrivacyError) -> any MeasureExecution {
        let run = try CountMechanism(
            bounds: bounds, groupCount: groups.capacity, family: try family, budget: try loss(share))
        let error = run.noise.halfWidth(errorProbability: ResultConfidence.errorProbability)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe(name, [text(run.noise)], share.loss, run.events, groups.capacity, error: error),
            groupCount: { groups.capacity },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { output in
                groups.shown.map { group in
                    ReleasedValue(
                        group: groups.name(of: group), name: name, value: Double(output[group]), halfWidth: error)
                }
            })
    }

    /// What additive noise of the query's family may spend: rho for Gaussian noise, epsilon for Laplace noise.
    private func loss(_ share: Share) throws(PrivacyError) -> PositiveRational {
        try family == .gaussian ? share.loss : share.epsilon
    }

    /// Routes a row to its group with one column's value.
    private func route(
        _ groups: RowRouter.Groups, _ column: Int
    ) -> (DatasetRecords.Row) -> RoutedRecord? {
        { row in
            guard let place = groups.place(of: row), case .number(let number) = row.cells[column] else { return nil }
            return RoutedRecord(group: place.group, groupWord: place.word, values: [number])
        }
    }

    private func scale(_ format: ColumnFormat) -> Double { (0..<format.digits).reduce(1.0) { value, _ in value * 10 } }

    private func sum(
        _ name: String, _ groups: RowRouter.Groups, _ bounds: Bounds, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        let (column, format, values) = try numeric(name)
        let run = try SumMechanism(
            bounds: bounds, groupCount: groups.capacity, column: 0, values: values, family: try family,
            budget: try loss(share))
        let scale = scale(format)
        let error = run.noise.halfWidth(errorProbability: ResultConfidence.errorProbability) / scale
        return MechanismExecution(
            run, bounds: bounds, columnCount: 1, key: key,
            description: describe(
                "sum of \(name)", [text(run.noise)], share.loss, run.events, groups.capacity, error: error),
            groupCount: { groups.capacity }, route: route(groups, column),
            present: { output in
                groups.shown.map { group in
                    ReleasedValue(
                        group: groups.name(of: group), name: "sum of \(name)", value: Double(output[group]) / scale,
                        halfWidth: error)
                }
            })
    }

    private func moments(
        _ highest: MomentMechanism<Relation>.Highest, _ name: String, _ groups: RowRouter.Groups, _ bounds: Bounds,
        _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        let (column, format, values) = try numeric(name)
        let run = try MomentMechanism(
            highest, bounds: bounds, groupCount: groups.capacity, column: 0, values: values, family: try family,
            budget: try loss(share))
        let scale = scale(format)
        // Half of the error probability for the sum, half for the count.
        let widths = run.parts.map { $0.halfWidth(errorProbability: ResultConfidence.errorProbability / 2) }
        let title = "\(highest == .mean ? "mean" : "variance") of \(name)"
        return MechanismExecution(
            run, bounds: bounds, columnCount: 1, key: key,
            description: describe(title, run.parts.map(text), share.loss, run.events, groups.capacity),
            groupCount: { groups.capacity }, route: route(groups, column),
            present: { output in
                groups.shown.flatMap { group -> [ReleasedValue] in
                    let moment = output[group]
                    let group = groups.name(of: group)
                    let fewest = max(1, Double(moment.count) - widths[0])
                    let offset = abs(moment.mean - Double(values.center))
                    let halfWidth = (widths[1] + offset * widths[0]) / fewest
                    var values = [
                        ReleasedValue(
                            group: group, name: "mean of \(name)", value: moment.mean / scale,
                            halfWidth: halfWidth / scale, isBiased: true)
                    ]
                    if let variance = moment.variance {
                        values.append(
                            ReleasedValue(
                                group: group, name: "variance of \(name)", value: variance / (scale * scale),
                                isBiased: true))
                    }
                    return values
                }
            })
    }

    private func units(
        _ records: UInt64, _ column: String?, _ total: String?, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        guard query.grouping == nil else { throw .queryInvalid("units are counted without group_by") }
        var condition: (column: Int, atLeast: Int64)?
        var name = "units with \(records) or more records"
        if let column, let total {
            let (index, format, _) = try numeric(column)
            guard let number = format.number(total) else {
                throw .queryInvalid("\(total) is not a value of the column \(column)")
            }
            condition = (index, number)
            name += " and \(total) or more of \(column)"
        }
        // However many records a unit has, it counts once.
        let single: Bounds = try ContributionBounds(
            unit: PrivacyUnit(name: schema.unit), groupsPerUnit: 1, recordsPerGroup: 1)
        let run = try CountMechanism(bounds: single, groupCount: 1, family: try family, budget: try loss(share))
        let error = run.noise.halfWidth(errorProbability: ResultConfidence.errorProbability)
        return UnitExecution(
            run, bounds: single, key: key,
            description: describe(name, [text(run.noise)], share.loss, run.events, 1, error: error),
            recordsAtLeast: records, total: condition
        ) { output in [ReleasedValue(name: name, value: Double(output[0]), halfWidth: error)] }
    }

    private func quantile(
        _ name: String, _ shares: [String], _ step: Int64, _ bounds: Bounds, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        guard query.grouping == nil else { throw .queryInvalid("quantiles are taken without group_by") }
        let (column, format, values) = try numeric(name)
        var parsed: [QuantileMechanism<Relation>.Share] = []
        for text in shares {
            guard let rational = PositiveRational(text: text), let top = UInt32(exactly: rational.numerator),
                let bottom = UInt32(exactly: rational.denominator),
                let value = QuantileMechanism<Relation>.Share(top, over: bottom)
            else { throw .queryInvalid("\(text) is not a share between 0 and 1 of at most four digits") }
            parsed.append(value)
        }
        let single: Bounds = try ContributionBounds(
            unit: bounds.unit, groupsPerUnit: 1, recordsPerGroup: bounds.recordsPerGroup)
        let run = try QuantileMechanism(
            bounds: single, column: 0, values: values, step: step, shares: parsed, epsilon: share.epsilon)
        let rankError = run.rankError(errorProbability: ResultConfidence.errorProbability)
        let scale = scale(format)
        return MechanismExecution(
            run, bounds: single, columnCount: 1, key: key,
            description: describe(
                "quantiles of \(name)", ["exponential mechanism on \(run.grid.count) values"], share.loss, run.events,
                1, rankError: rankError),
            groupCount: { 1 }, route: route(.one, column),
            present: { output in
                zip(shares, output).map { share, value in
                    ReleasedValue(
                        name: "quantile \(share) of \(name)", value: Double(value) / scale, rankError: rankError)
                }
            })
    }

    private func top(
        _ name: String, _ count: Int, _ method: SelectionMethod, _ bounds: Bounds, _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        guard query.grouping == nil, case .list(_, let names, _) = try groups(of: .texts(column: name)) else {
            throw .queryInvalid("top needs a text column with a public list of keys, and no group_by")
        }
        let groups = try groups(of: .texts(column: name))
        let run = try SelectionMechanism(
            bounds: bounds, groupCount: names.count, choiceCount: count, method: method, epsilon: share.epsilon)
        return MechanismExecution(
            run, bounds: bounds, columnCount: 0, key: key,
            description: describe("top \(count) of \(name)", [method.rawValue], share.loss, run.events, names.count),
            groupCount: { names.count },
            route: { row in groups.place(of: row).map { RoutedRecord(group: $0.group, groupWord: $0.word, values: []) }
            },
            present: { output in
                output.enumerated().map { rank, place in
                    ReleasedValue(name: "\(name), rank \(rank + 1)", value: Double(rank + 1), text: names[place])
                }
            })
    }
}
