internal import Foundation

/// One randomised bit per answer.
///
/// - SeeAlso: Erlingsson, Pihur, Korolova, "RAPPOR" (2014), for equal probabilities of keeping ones and zeros; Wang et
///   al. (2017), section 4.2, for the optimised ones.
package struct UnaryEncoding: LocalRandomiser {
    /// How the two probabilities are chosen.
    package enum Form: String, Sendable, Hashable, Codable {
        /// A bit is kept with probability `e^(epsilon/2) / (1 + e^(epsilon/2))`, whatever it is.
        case symmetric
        /// The true bit is kept with probability 1/2, another one set with probability `1 / (1 + e^epsilon)`.
        case optimised
    }

    package let answerCount: Int
    package let epsilon: PositiveRational
    private let form: Form
    private let flip: BernoulliSampler

    /// Prepares the mechanism.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)``.
    package init(_ form: Form, answerCount: Int, epsilon: PositiveRational) throws(PrivacyError) {
        try LocalParameters.check(answerCount: answerCount, epsilon: epsilon)
        guard answerCount <= 1 << 12, let half = PositiveRational(1, over: 2)?.multiplied(by: epsilon) else {
            throw .parameterInvalid("one bit per answer is meant for at most 4096 answers")
        }
        self.form = form
        self.answerCount = answerCount
        self.epsilon = epsilon
        let exponent = form == .symmetric ? half : epsilon
        flip = BernoulliSampler(logisticOf: exponent)
    }

    package var support: ReportSupport {
        switch form {
        case .symmetric:
            let lie = 1 / (1 + exp(epsilon.approximation / 2))
            return ReportSupport(truth: 1 - lie, other: lie)
        case .optimised: return ReportSupport(truth: 0.5, other: 1 / (1 + exp(epsilon.approximation)))
        }
    }

    package func report<Source: RandomWords & ~Copyable>(of answer: Int, using source: inout Source) -> [Bool] {
        precondition((0..<answerCount).contains(answer))
        return (0..<answerCount).map { index in
            let isFlipped = flip.sample(using: &source)
            let coin = source.next() >> 63 == 1
            if form == .optimised { return index == answer ? coin : isFlipped }
            return (index == answer) != isFlipped
        }
    }

    package func supports(_ report: [Bool], _ answer: Int) -> Bool { report[answer] }
}
