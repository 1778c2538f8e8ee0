internal import Foundation
internal import Signatures

/// Turns a query into mechanisms with shares of the budget.
///
/// The planner looks at the schema only. What it makes draws its noise first and reads the data afterwards.
struct QueryPlanner<Relation: AdjacencyRelation> {
    let schema: DatasetSchema
    let query: Query
    let key: Digest

    /// A part of the query's budget.
    struct Share {
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
        if case .found(_, let keys) = groups, let delta = query.delta,
            case .texts(_, .threshold)? = query.grouping
        {
            return [try thresholdCount(keys, groups, bounds, delta)]
        }
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
    func share(_ part: UInt64, of total: UInt64) throws(PrivacyError) -> Share {
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

    var family: NoiseFamily {
        get throws(PrivacyError) {
            let fitting: NoiseFamily = schema.terms.unit == .rho ? .gaussian : .laplace
            let family = query.noise ?? fitting
            guard family == fitting || family == .laplace else {
                throw .queryInvalid("Gaussian noise has no epsilon of its own; it needs a dataset with a rho budget")
            }
            return family
        }
    }

    func numeric(
        _ name: String
    ) throws(PrivacyError) -> (index: Int, format: ColumnFormat, bounds: ValueBounds) {
        guard let index = schema.columns.firstIndex(where: { $0.name == name }),
            let bounds = schema.columns[index].bounds
        else { throw .queryInvalid("\(name) is not a numeric column of this dataset") }
        return (index, schema.columns[index], bounds)
    }

    func groups(of grouping: Query.Grouping?) throws(PrivacyError) -> RowRouter.Groups {
        switch grouping {
        case nil: return .one
        case .width(let name, let width):
            let (column, format, bounds) = try numeric(name)
            guard width > 0 else { throw .queryInvalid("the width of a group must be above 0") }
            return .pieces(column: column, format: format, bounds: bounds, width: width)
        case .texts(let name, _):
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
