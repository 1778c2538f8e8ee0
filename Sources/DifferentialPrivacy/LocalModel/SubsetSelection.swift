internal import Foundation

/// A random set of answers that holds the true one with the largest probability.
///
/// - SeeAlso: Ye, Barg, "Optimal Schemes for Discrete Distribution Estimation under Locally Differential Privacy"
///   (2018); Wang et al., "Mutual Information Optimally Local Private Discrete Distribution Estimation" (2016).
package struct SubsetSelection: LocalRandomiser {
    package let answerCount: Int
    package let epsilon: PositiveRational
    /// The number of answers in a report.
    package let subsetSize: Int
    private let truth: BernoulliSampler

    /// Prepares the mechanism with the best size of the subset, about `answers / (1 + e^epsilon)`.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)``.
    package init(answerCount: Int, epsilon: PositiveRational) throws(PrivacyError) {
        try LocalParameters.check(answerCount: answerCount, epsilon: epsilon)
        guard answerCount <= 1 << 16 else { throw .parameterInvalid("subsets are meant for at most 65536 answers") }
        self.answerCount = answerCount
        self.epsilon = epsilon
        let best = (Double(answerCount) / (1 + exp(epsilon.approximation))).rounded()
        subsetSize = min(max(Int(best), 1), answerCount - 1)
        truth = BernoulliSampler(
            truthOf: epsilon, favourable: UInt64(subsetSize), against: UInt64(answerCount - subsetSize))
    }

    package var support: ReportSupport {
        let (size, others) = (Double(subsetSize), Double(answerCount))
        let odds = exp(epsilon.approximation)
        let truth = size * odds / (size * odds + others - size)
        // Another answer is among the rest of the subset.
        let other = truth * (size - 1) / (others - 1) + (1 - truth) * size / (others - 1)
        return ReportSupport(truth: truth, other: other)
    }

    package func report<Source: RandomWords & ~Copyable>(of answer: Int, using source: inout Source) -> [Int] {
        precondition((0..<answerCount).contains(answer))
        let isTrue = truth.sample(using: &source)
        var others = (0..<answerCount).filter { $0 != answer }
        // The first entries of a random order of the other answers.
        for index in 0..<min(subsetSize, others.count) {
            others.swapAt(index, index + Int(UniformSampler.below(UInt64(others.count - index), using: &source)))
        }
        return (isTrue ? [answer] + others.prefix(subsetSize - 1) : Array(others.prefix(subsetSize))).sorted()
    }

    package func supports(_ report: [Int], _ answer: Int) -> Bool { report.contains(answer) }
}
