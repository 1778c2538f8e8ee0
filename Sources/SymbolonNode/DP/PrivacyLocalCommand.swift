internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy
internal import Foundation

/// The command `symbolon dp local`.
struct PrivacyLocalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local", abstract: "Randomise answers where they are given, and estimate from the reports.",
        discussion: """
            Example:
              symbolon dp local randomise answers.txt --choices red,green,blue --epsilon 1 > reports.txt
              symbolon dp local estimate reports.txt --choices red,green,blue --epsilon 1
            """,
        subcommands: [Randomise.self, Estimate.self])

    /// What both sides must agree on.
    struct Question: ParsableArguments {
        @Option(help: "The possible answers, separated by commas.")
        var choices: String

        @Option(help: "The loss of one report, such as 1 or 0.5.")
        var epsilon: String

        @Option(help: "randomised-response, unary-symmetric, unary-optimised, subset-selection or hadamard-response.")
        var method = "randomised-response"

        func survey() throws(PrivacyError) -> LocalSurvey {
            guard let method = LocalSurvey.Method(rawValue: method) else {
                let known = LocalSurvey.Method.allCases.map(\.rawValue).joined(separator: ", ")
                throw .parameterInvalid("--method is one of \(known)")
            }
            guard let epsilon = PositiveRational(text: epsilon) else {
                throw .parameterInvalid("--epsilon \(epsilon) is not a number above 0 and finite, such as 1 or 0.5")
            }
            let answers = choices.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return try LocalSurvey(method, answers: answers, epsilon: epsilon)
        }
    }

    /// The command `symbolon dp local randomise`.
    struct Randomise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print one randomised report for each line of a file of true answers.",
            discussion: """
                For any two answers, the probabilities of a report differ by a factor of at most exp(epsilon). Asking \
                somebody twice costs twice.

                Example:
                  symbolon dp local randomise answers.txt --choices yes,no --epsilon 1 > reports.txt
                """)

        @Argument(help: "A text file with one answer on each line.")
        var answers: String

        @OptionGroup var question: Question

        @Flag(help: "Print one line of JSON instead of text.")
        var json = false

        func run() throws {
            let reports = try PrivacyRun.run { () throws(PrivacyError) in
                let survey = try question.survey()
                var words = SecureWords()
                var reports: [String] = []
                for line in try PrivacyLocalCommand.lines(answers) {
                    reports.append(try survey.report(of: line, using: &words))
                }
                return reports
            }
            Console.print(json ? try PrivacyRun.json(reports) : reports.joined(separator: "\n"))
        }
    }

    /// The command `symbolon dp local estimate`.
    struct Estimate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Estimate how many people have each answer, with 95 % intervals.",
            discussion: """
                The estimates are unbiased and may be negative. Where a shuffler has removed who sent which report, the \
                reports together reveal less than each one; the bound is shown at --delta.

                Example:
                  symbolon dp local estimate reports.txt --choices yes,no --epsilon 1 --json
                """)

        @Argument(help: "A text file with one report on each line.")
        var reports: String

        @OptionGroup var question: Question

        @Option(help: "The delta of the bound for shuffled reports.")
        var delta = 1e-6

        @Flag(help: "Print one line of JSON instead of text.")
        var json = false

        func validate() throws {
            guard delta > 0, delta < 1 else { throw ValidationError("--delta is above 0 and below 1") }
        }

        private struct Line: Encodable {
            var answer: String
            var count: Double
            var halfWidth: Double
        }

        private struct Report: Encodable {
            var method: String
            var reports: Int
            var epsilon: Double
            var delta: Double
            var shuffledEpsilon: Double
            var estimates: [Line]
        }

        func run() throws {
            let report = try PrivacyRun.run { () throws(PrivacyError) in
                let survey = try question.survey()
                let lines = try PrivacyLocalCommand.lines(reports)
                let estimates = try survey.estimates(of: lines, path: reports)
                let epsilon = survey.epsilon.approximation
                return Report(
                    method: question.method, reports: lines.count, epsilon: epsilon, delta: delta,
                    shuffledEpsilon: ShuffleAmplification.epsilon(
                        local: epsilon, count: UInt64(lines.count), delta: delta),
                    estimates: zip(survey.answers, estimates).map { answer, estimate in
                        Line(answer: answer, count: estimate.count, halfWidth: estimate.halfWidth)
                    })
            }
            if json {
                Console.print(try PrivacyRun.json(report))
                return
            }
            let lines = report.estimates.map {
                "\($0.answer): \(PrivacyRun.text($0.count))  ±\(PrivacyRun.text($0.halfWidth))"
            }
            Console.print(
                (lines + [
                    "\(report.reports) reports of epsilon \(PrivacyRun.text(report.epsilon)); shuffled, together at most "
                        + "\(PrivacyRun.text(report.shuffledEpsilon)) at delta \(PrivacyRun.text(report.delta))"
                ]).joined(separator: "\n"))
        }
    }

    /// The lines of a file that are not empty.
    private static func lines(_ path: String) throws(PrivacyError) -> [String] {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw .fileUnusable(path: path, reason: "cannot be read")
        }
        let lines = String(decoding: content, as: UTF8.self).split { $0.isNewline }.map(String.init)
        guard !lines.isEmpty else { throw .fileUnusable(path: path, reason: "has no lines") }
        return lines
    }
}
