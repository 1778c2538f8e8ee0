internal import Foundation

/// A column of a Hadamard matrix, more likely one in which the true answer's row has a plus sign.
///
/// A report is one small number, whatever the number of answers.
/// - SeeAlso: Acharya, Sun, Zhang, "Hadamard Response: Estimating Distributions Privately, Efficiently, and with Little
///   Communication" (2019), <https://arxiv.org/abs/1802.04705>.
package struct HadamardResponse: LocalRandomiser {
    package let answerCount: Int
    package let epsilon: PositiveRational
    /// The order of the matrix: the smallest power of two above the number of answers.
    package let order: UInt64
    private let truth: BernoulliSampler

    /// Prepares the mechanism.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)``.
    package init(answerCount: Int, epsilon: PositiveRational) throws(PrivacyError) {
        try LocalParameters.check(answerCount: answerCount, epsilon: epsilon)
        self.answerCount = answerCount
        self.epsilon = epsilon
        order = UInt64(1) << UInt64(UInt64.bitWidth - UInt64(answerCount).leadingZeroBitCount)
        truth = BernoulliSampler(truthOf: epsilon)
    }

    package var support: ReportSupport {
        // Two different rows agree in half of the columns.
        ReportSupport(truth: 1 / (1 + exp(-epsilon.approximation)), other: 0.5)
    }

    package func report<Source: RandomWords & ~Copyable>(of answer: Int, using source: inout Source) -> UInt64 {
        precondition((0..<answerCount).contains(answer))
        // Row 0 has plus signs only, so answers have the rows from 1 on; those are balanced.
        let row = UInt64(answer + 1)
        let isTrue = truth.sample(using: &source)
        let column = source.next() & (order - 1)
        // Changing the bit of the lowest one of the row changes the sign: a uniform column of the wanted sign.
        return isPositive(row, column) == isTrue ? column : column ^ (row & (0 &- row))
    }

    package func supports(_ report: UInt64, _ answer: Int) -> Bool { isPositive(UInt64(answer + 1), report) }

    private func isPositive(_ row: UInt64, _ column: UInt64) -> Bool {
        (row & column).nonzeroBitCount.isMultiple(of: 2)
    }
}
