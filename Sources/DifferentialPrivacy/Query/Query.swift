/// What an analyst wants to know, before anything is planned or spent.
///
/// ```swift
/// let query = Query(analyst: "marketing", budget: half)
///     .filter(.range(column: "dollars", minimum: "0.01", maximum: nil))
///     .grouped(by: .width(column: "date", 7))
///     .measuring(.count)
/// ```
public struct Query: Sendable, Hashable, Encodable {
    /// Which records count.
    public enum Condition: Sendable, Hashable, Encodable {
        /// Numbers between two bounds, both included, as texts of the column's type.
        case range(column: String, minimum: String?, maximum: String?)
        /// Texts of a list.
        case texts(column: String, [String])
    }

    /// Into which groups records fall.
    public enum Grouping: Sendable, Hashable, Encodable {
        /// Pieces of a numeric column's bounds, each of this many units of its last digit.
        case width(column: String, Int64)
        /// The texts of a column: of its public list, or those that enough units have.
        case texts(column: String, selection: KeySelection = .geometric)
    }

    /// How private keys are chosen that may be named.
    public enum KeySelection: String, Sendable, Hashable, Encodable, CaseIterable {
        /// By the number of their units and truncated geometric noise; any measures may follow.
        case geometric
        /// By their noisy count of records, which is released with them: one mechanism for both.
        case threshold
    }

    /// A column of synthetic records, and for numbers the width of its cells in units of the last digit.
    public struct SyntheticColumn: Sendable, Hashable, Encodable {
        /// The column.
        public let name: String
        /// How many values share a cell; `nil` for texts.
        public let width: Int64?

        /// Names a column.
        public init(name: String, width: Int64? = nil) {
            self.name = name
            self.width = width
        }
    }

    /// Two columns whose joint counts are measured.
    public struct SyntheticEdge: Sendable, Hashable, Encodable {
        /// One column.
        public let first: String
        /// The other.
        public let second: String

        /// Joins two columns.
        public init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }
    }

    /// What is measured in each group.
    public enum Measure: Sendable, Hashable, Encodable {
        /// The number of records.
        case count
        /// The sum of a column.
        case sum(column: String)
        /// The mean of a column.
        case mean(column: String)
        /// The mean and the variance of a column.
        case variance(column: String)
        /// The number of units with at least so many records, and with at least so much in a column.
        case units(recordsAtLeast: UInt64, column: String?, totalAtLeast: String?)
        /// Quantiles of a column on a grid of a step.
        case quantile(column: String, shares: [String], step: Int64)
        /// The texts of a public list with the most records.
        case top(column: String, count: Int, method: SelectionMethod)
        /// The number of records in pieces of a numeric column.
        case histogram(column: String, width: Int64)
        /// Which groups, in order, have so many records, until a number of them was found.
        case above(threshold: Int64, count: Int)
        /// Tables of joint counts, made consistent, from which records can be sampled.
        case synthetic(columns: [SyntheticColumn], edges: [SyntheticEdge])
    }

    /// A measure with its part of the budget.
    public struct Part: Sendable, Hashable, Encodable {
        /// What is measured.
        public let measure: Measure
        /// In proportion to the other parts' shares.
        public let share: UInt32
    }

    /// Who asks.
    public var analyst: String
    /// What the query may cost.
    public var budget: PositiveRational
    /// In what the cost is stated; it must be the unit of the dataset's budget.
    public var unit: BudgetUnit = .epsilon
    /// The delta for naming private keys.
    public var delta: PositiveRational?
    /// Which records count: those that meet all of these.
    public var conditions: [Condition] = []
    /// Into which groups they fall; `nil` for one group.
    public var grouping: Grouping?
    /// What is measured in each group.
    public var parts: [Part] = []
    /// The noise of counts and sums; `nil` for the one that fits the dataset's budget.
    public var noise: NoiseFamily?
    /// A smaller number of groups per unit than the dataset's, for less noise.
    public var groupsPerUnit: UInt32?
    /// A smaller number of records of a unit in each group.
    public var recordsPerGroup: UInt32?

    /// Begins a query.
    public init(analyst: String, budget: PositiveRational, delta: PositiveRational? = nil) {
        self.analyst = analyst
        self.budget = budget
        self.delta = delta
    }

    /// The same query over fewer records.
    public func filter(_ condition: Condition) -> Query {
        var query = self
        query.conditions.append(condition)
        return query
    }

    /// The same query for each group.
    public func grouped(by grouping: Grouping) -> Query {
        var query = self
        query.grouping = grouping
        return query
    }

    /// The same query with one more measure.
    public func measuring(_ measure: Measure, share: UInt32 = 1) -> Query {
        var query = self
        query.parts.append(Part(measure: measure, share: share))
        return query
    }

    /// The same query with other contribution bounds.
    public func bounded(groupsPerUnit: UInt32, recordsPerGroup: UInt32) -> Query {
        var query = self
        query.groupsPerUnit = groupsPerUnit
        query.recordsPerGroup = recordsPerGroup
        return query
    }
}
