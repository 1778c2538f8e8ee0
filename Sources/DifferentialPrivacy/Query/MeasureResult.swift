/// One released number.
package struct ReleasedValue: Sendable, Hashable, Codable {
    /// The group; `nil` where there are no groups.
    package var group: String?
    /// What the number is, such as `count` or `quantile 1/2`.
    package var name: String
    /// The number, after noise.
    package var value: Double
    /// For a chosen text, the text.
    package var text: String?
    /// Half the width of the 95 % confidence interval of what the noise hides; `nil` where the error is not of that
    /// kind.
    package var halfWidth: Double?
    /// For a quantile: by how many records the rank is off at most, in 95 % of releases.
    package var rankError: Double?
    /// Whether post-processing, such as a division of noisy numbers, may have shifted the number on average.
    package var isBiased = false
}

/// How one measure is computed: what is shown before anything is spent, and kept with the release.
package struct MeasureDescription: Sendable, Hashable, Codable {
    /// The measure, as in the query.
    package let measure: String
    /// The mechanisms with their exact parameters.
    package let mechanisms: [String]
    /// The share of the query's budget.
    package let budget: String
    /// The mechanism events that are charged.
    package let events: [String]
    /// The number of groups noise is drawn for.
    package let groupCount: Int
    /// Half the width of the 95 % confidence interval of each number, where it is known in advance.
    package let expectedError: Double?
    /// The same for the rank of a quantile, in records.
    package let expectedRankError: Double?
}

/// The error probability of the intervals that results are shown with.
enum ResultConfidence {
    static let errorProbability = 0.05
}
