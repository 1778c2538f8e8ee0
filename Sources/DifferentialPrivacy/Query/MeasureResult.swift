/// One released number.
public struct ReleasedValue: Sendable, Hashable, Codable {
    /// The group; `nil` where there are no groups.
    public var group: String?
    /// What the number is, such as `count` or `quantile 1/2`.
    public var name: String
    /// The number, after noise.
    public var value: Double
    /// For a chosen text, the text.
    public var text: String?
    /// Half the width of the 95 % confidence interval of what the noise hides; `nil` where the error is not of that
    /// kind.
    public var halfWidth: Double?
    /// For a quantile: by how many records the rank is off at most, in 95 % of releases.
    public var rankError: Double?
    /// Whether post-processing, such as a division of noisy numbers, may have shifted the number on average.
    public var isBiased = false
}

/// How one measure is computed: what is shown before anything is spent, and kept with the release.
public struct MeasureDescription: Sendable, Hashable, Codable {
    /// The measure, as in the query.
    public let measure: String
    /// The mechanisms with their exact parameters.
    public let mechanisms: [String]
    /// The share of the query's budget.
    public let budget: String
    /// The mechanism events that are charged.
    public let events: [String]
    /// The number of groups noise is drawn for.
    public let groupCount: Int
    /// Half the width of the 95 % confidence interval of each number, where it is known in advance.
    public let expectedError: Double?
    /// The same for the rank of a quantile, in records.
    public let expectedRankError: Double?
}

/// The error probability of the intervals that results are shown with.
enum ResultConfidence {
    static let errorProbability = 0.05
}
