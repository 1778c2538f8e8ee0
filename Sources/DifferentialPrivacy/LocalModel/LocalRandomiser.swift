internal import BigIntegers

/// Randomises one person's answer on the person's own device; only the randomised report leaves it.
///
/// Promise: for any two true answers, the probabilities of any report differ by a factor of at most exp(epsilon).
package protocol LocalRandomiser: Sendable {
    /// What is sent.
    associatedtype Report: Sendable & Hashable

    /// The number of possible answers, 0 to `answerCount - 1`.
    var answerCount: Int { get }
    /// The loss of one report.
    var epsilon: PositiveRational { get }
    /// How reports support answers, for the estimator.
    var support: ReportSupport { get }

    /// Randomises a true answer.
    ///
    /// - Precondition: `0 <= answer < answerCount`.
    func report<Source: RandomWords & ~Copyable>(of answer: Int, using source: inout Source) -> Report

    /// Whether a report supports an answer.
    func supports(_ report: Report, _ answer: Int) -> Bool
}

/// With which probabilities a report supports the true answer and any other given one.
package struct ReportSupport: Sendable, Hashable {
    /// For the true answer.
    package let truth: Double
    /// For another answer.
    package let other: Double
}

/// The estimated number of people with one answer.
package struct LocalEstimate: Sendable, Hashable {
    /// The unbiased estimate; it may be negative.
    package let count: Double
    /// Half the width of the confidence interval.
    package let halfWidth: Double
}

extension LocalRandomiser {
    /// Unbiased estimates of how many people have each answer, with confidence intervals.
    ///
    /// The variance is taken at its largest over all true counts that fit the reports, so the intervals are wide rather
    /// than narrow.
    /// - Parameter confidence: The probability with which one interval holds the true count, about, for many reports.
    /// - SeeAlso: Wang, Blocki, Li, Jha, "Locally Differentially Private Protocols for Frequency Estimation" (2017),
    ///   theorem 2.
    package func estimates(of reports: some Collection<Report>, confidence: Double = 0.95) -> [LocalEstimate] {
        let total = Double(reports.count)
        let (truth, other) = (support.truth, support.other)
        let width = NormalDistribution.quantile(1 - (1 - confidence) / 2)
        return (0..<answerCount).map { answer in
            let supporting = Double(reports.reduce(0) { $0 + (supports($1, answer) ? 1 : 0) })
            let count = (supporting - total * other) / (truth - other)
            let bounded = min(max(count, 0), total)
            let variance = bounded * truth * (1 - truth) + (total - bounded) * other * (1 - other)
            return LocalEstimate(count: count, halfWidth: width * variance.squareRoot() / (truth - other))
        }
    }
}

extension BernoulliSampler {
    /// The coin that says the truth with `favourable e^x` chances against `against`.
    package init(truthOf exponent: PositiveRational, favourable: UInt64 = 1, against: UInt64 = 1) {
        self.init(
            LazyProbability(
                .truth(favourable: favourable, against: against), numerator: BigInteger(exponent.numerator),
                denominator: BigInteger(exponent.denominator)))
    }

    /// The coin of probability `1 / (1 + e^x)`.
    package init(logisticOf exponent: PositiveRational) {
        self.init(
            LazyProbability(
                .logistic, numerator: BigInteger(exponent.numerator), denominator: BigInteger(exponent.denominator)))
    }
}
