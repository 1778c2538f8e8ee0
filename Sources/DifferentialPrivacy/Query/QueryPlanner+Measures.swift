internal import Foundation
internal import Signatures

extension QueryPlanner {
    typealias Bounds = ContributionBounds<Relation>

    func describe(
        _ measure: String, _ mechanisms: [String], _ budget: PositiveRational, _ events: [PrivacyEvent], _ groups: Int,
        error: Double? = nil, rankError: Double? = nil
    ) -> MeasureDescription {
        MeasureDescription(
            measure: measure, mechanisms: mechanisms, budget: "\(budget)", events: events.map(\.text),
            groupCount: groups, expectedError: error, expectedRankError: rankError)
    }

    func text(_ noise: AdditiveNoise) -> String {
        let name = noise.family == .laplace ? "discrete Laplace, scale" : "discrete Gaussian, sigma squared"
        return "\(name) \(noise.parameter), one unit changes \(noise.sensitivity.groups) x \(noise.sensitivity.change)"
    }

    func measure(
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
        case .above(let threshold, let count): return try above(threshold, count, groups, bounds, share)
        case .synthetic(let columns, let edges): return try synthetic(columns, edges, share)
        }
    }

    func count(
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
    func loss(_ share: Share) throws(PrivacyError) -> PositiveRational {
        try family == .gaussian ? share.loss : share.epsilon
    }

    /// Routes a row to its group with one column's value.
    func route(
        _ groups: RowRouter.Groups, _ column: Int
    ) -> (DatasetRecords.Row) -> RoutedRecord? {
        { row in
            guard let place = groups.place(of: row), case .number(let number) = row.cells[column] else { return nil }
            return RoutedRecord(group: place.group, groupWord: place.word, values: [number])
        }
    }

    func scale(_ format: ColumnFormat) -> Double { (0..<format.digits).reduce(1.0) { value, _ in value * 10 } }

    func sum(
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

    func moments(
        _ highest: MomentMechanism<Relation>.Highest, _ name: String, _ groups: RowRouter.Groups, _ bounds: Bounds,
        _ share: Share
    ) throws(PrivacyError) -> any MeasureExecution {
        let (column, format, values) = try numeric(name)
        let run = try MomentMechanism(
            highest, bounds: bounds, groupCount: groups.capacity, column: 0, values: values, family: try family,
            budget: try loss(share))
        let scale = scale(format)
        // Each part may fail with an equal share of the error probability.
        let failure = ResultConfidence.errorProbability / Double(run.parts.count)
        let widths = run.parts.map { $0.halfWidth(errorProbability: failure) }
        let title = "\(highest == .mean ? "mean" : "variance") of \(name)"
        return MechanismExecution(
            run, bounds: bounds, columnCount: 1, key: key,
            description: describe(title, run.parts.map(text), share.loss, run.events, groups.capacity),
            groupCount: { groups.capacity }, route: route(groups, column),
            present: { output in
                groups.shown.flatMap { group -> [ReleasedValue] in
                    let moment = output[group]
                    let group = groups.name(of: group)
                    let errors = moment.halfWidths(noise: widths)
                    var values = [
                        ReleasedValue(
                            group: group, name: "mean of \(name)", value: moment.mean / scale,
                            halfWidth: errors.mean / scale, isBiased: true)
                    ]
                    if let variance = moment.variance {
                        values.append(
                            ReleasedValue(
                                group: group, name: "variance of \(name)", value: variance / (scale * scale),
                                halfWidth: errors.variance.map { $0 / (scale * scale) }, isBiased: true))
                    }
                    return values
                }
            })
    }

    func units(
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

    func quantile(
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
}
