internal import Foundation

/// Randomised response over several answers: the true one with the largest probability, any other one equally likely.
///
/// - SeeAlso: Warner (1965); Kairouz, Bonawitz, Ramage, "Discrete Distribution Estimation under Local Privacy" (2016).
package struct RandomisedResponse: LocalRandomiser {
    package let answerCount: Int
    package let epsilon: PositiveRational
    private let truth: BernoulliSampler

    /// Prepares the mechanism.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where there are fewer than 2 or more than 2^20 answers, or
    ///   epsilon is above 64.
    package init(answerCount: Int, epsilon: PositiveRational) throws(PrivacyError) {
        try LocalParameters.check(answerCount: answerCount, epsilon: epsilon)
        self.answerCount = answerCount
        self.epsilon = epsilon
        truth = BernoulliSampler(truthOf: epsilon, against: UInt64(answerCount - 1))
    }

    package var support: ReportSupport {
        let odds = exp(epsilon.approximation)
        let sum = odds + Double(answerCount - 1)
        return ReportSupport(truth: odds / sum, other: 1 / sum)
    }

    package func report<Source: RandomWords & ~Copyable>(of answer: Int, using source: inout Source) -> Int {
        precondition((0..<answerCount).contains(answer))
        let isTrue = truth.sample(using: &source)
        let other = Int(UniformSampler.below(UInt64(answerCount - 1), using: &source))
        return isTrue ? answer : other + (other >= answer ? 1 : 0)
    }

    package func supports(_ report: Int, _ answer: Int) -> Bool { report == answer }
}

/// What all local mechanisms ask of their parameters.
enum LocalParameters {
    static func check(answerCount: Int, epsilon: PositiveRational) throws(PrivacyError) {
        guard (2...(1 << 20)).contains(answerCount) else {
            throw .parameterInvalid("the number of answers must be between 2 and 2^20")
        }
        guard epsilon.numerator / epsilon.denominator < 64 else {
            throw .parameterInvalid("a local epsilon must be below 64")
        }
    }
}
