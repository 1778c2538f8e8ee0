internal import Foundation

/// A question with a list of possible answers, asked under local differential privacy: reports are lines of text.
///
/// Whoever answers randomises on their own device; the collector sees reports only and estimates how many people have
/// each answer.
package struct LocalSurvey: Sendable {
    /// The mechanisms by name.
    package enum Method: String, Sendable, Hashable, CaseIterable {
        case randomisedResponse = "randomised-response"
        case unarySymmetric = "unary-symmetric"
        case unaryOptimised = "unary-optimised"
        case subsetSelection = "subset-selection"
        case hadamardResponse = "hadamard-response"
    }

    private enum Mechanism: Sendable {
        case randomised(RandomisedResponse)
        case unary(UnaryEncoding)
        case subset(SubsetSelection)
        case hadamard(HadamardResponse)
    }

    /// The possible answers, which are public.
    package let answers: [String]
    /// The loss of one report.
    package let epsilon: PositiveRational
    private let mechanism: Mechanism
    private let places: [String: Int]

    /// Prepares a survey.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where answers come twice or the mechanism does not take so many.
    package init(_ method: Method, answers: [String], epsilon: PositiveRational) throws(PrivacyError) {
        let places = Dictionary(answers.enumerated().map { ($1, $0) }) { first, _ in first }
        guard places.count == answers.count, !answers.contains("") else {
            throw .parameterInvalid("the possible answers must differ from each other and not be empty")
        }
        self.places = places
        self.answers = answers
        self.epsilon = epsilon
        let count = answers.count
        switch method {
        case .randomisedResponse:
            mechanism = .randomised(try RandomisedResponse(answerCount: count, epsilon: epsilon))
        case .unarySymmetric: mechanism = .unary(try UnaryEncoding(.symmetric, answerCount: count, epsilon: epsilon))
        case .unaryOptimised: mechanism = .unary(try UnaryEncoding(.optimised, answerCount: count, epsilon: epsilon))
        case .subsetSelection: mechanism = .subset(try SubsetSelection(answerCount: count, epsilon: epsilon))
        case .hadamardResponse: mechanism = .hadamard(try HadamardResponse(answerCount: count, epsilon: epsilon))
        }
    }

    /// The report of a true answer, as a line of text.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where the answer is not in the list; which one it was is not said.
    package func report(of answer: String, using words: inout SecureWords) throws(PrivacyError) -> String {
        guard let place = places[answer] else {
            throw .parameterInvalid("an answer is not among the possible ones; list every answer in --choices")
        }
        words.renewAfterFork()
        switch mechanism {
        case .randomised(let mechanism): return String(mechanism.report(of: place, using: &words))
        case .unary(let mechanism):
            return String(mechanism.report(of: place, using: &words).map { $0 ? "1" : "0" })
        case .subset(let mechanism):
            return mechanism.report(of: place, using: &words).map(String.init).joined(separator: " ")
        case .hadamard(let mechanism): return String(mechanism.report(of: place, using: &words))
        }
    }

    /// Estimates how many of the reports' senders have each answer.
    ///
    /// - Throws: ``PrivacyError/dataInvalid(path:line:reason:)`` for the first line that is no report.
    package func estimates(
        of lines: [String], path: String, confidence: Double = 0.95
    ) throws(PrivacyError) -> [LocalEstimate] {
        switch mechanism {
        case .randomised(let mechanism):
            let reports = try parsed(lines, path) { Int($0).flatMap { answers.indices.contains($0) ? $0 : nil } }
            return mechanism.estimates(of: reports, confidence: confidence)
        case .unary(let mechanism):
            let reports = try parsed(lines, path) { line -> [Bool]? in
                guard line.utf8.count == answers.count, line.utf8.allSatisfy({ $0 == 48 || $0 == 49 }) else {
                    return nil
                }
                return line.utf8.map { $0 == 49 }
            }
            return mechanism.estimates(of: reports, confidence: confidence)
        case .subset(let mechanism):
            let reports = try parsed(lines, path) { line -> [Int]? in
                let places = line.split(separator: " ").compactMap { Int($0) }.filter(answers.indices.contains)
                return places.count == mechanism.subsetSize && Set(places).count == places.count ? places : nil
            }
            return mechanism.estimates(of: reports, confidence: confidence)
        case .hadamard(let mechanism):
            let reports = try parsed(lines, path) { UInt64($0).flatMap { $0 < mechanism.order ? $0 : nil } }
            return mechanism.estimates(of: reports, confidence: confidence)
        }
    }

    private func parsed<Report>(
        _ lines: [String], _ path: String, _ read: (String) -> Report?
    ) throws(PrivacyError) -> [Report] {
        var reports: [Report] = []
        for (index, line) in lines.enumerated() {
            guard let report = read(line) else {
                throw .dataInvalid(
                    path: path, line: index + 1,
                    reason: "is no report of this method with \(answers.count) possible answers")
            }
            reports.append(report)
        }
        return reports
    }
}
