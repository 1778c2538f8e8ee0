internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy
internal import Foundation
internal import Workbench

/// The command `symbolon dp`.
struct PrivacyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dp",
        abstract: "Ask questions about people's data and state what the answers cost in privacy.",
        discussion: """
            Examples:
              symbolon dp dataset register Examples/privacy/purchases.yaml --into purchases.dp
              symbolon dp explain purchases.dp Examples/privacy/weekly.yaml
              symbolon dp query purchases.dp Examples/privacy/weekly.yaml
              symbolon dp budget purchases.dp
              symbolon dp synthesise purchases.dp Examples/privacy/synthetic.yaml --out records.csv
              symbolon dp account events.json --delta 1e-6

            Exit codes: 0 good, 1 refused or a check failed, 2 the input cannot be used.
            """,
        subcommands: [
            PrivacyDatasetCommand.self, PrivacyQueryCommand.self, PrivacyExplainCommand.self,
            PrivacyBudgetCommand.self, PrivacyAccountCommand.self, PrivacyCalibrateCommand.self,
            PrivacyReportCommand.self, PrivacySynthesiseCommand.self, PrivacyLocalCommand.self,
            PrivacyAuditCommand.self, PrivacySoakCommand.self,
        ])
}

/// What the commands of `symbolon dp` share: how failures become exit codes, and results JSON.
enum PrivacyRun {
    /// Runs the work and says whether a failure is a refusal or the input's.
    static func run<Result>(_ work: () throws(PrivacyError) -> Result) throws(CommandFailure) -> Result {
        do {
            return try work()
        } catch {
            switch error {
            case .budgetExceeded, .quotaExceeded, .analystUnknown, .ledgerDamaged, .reservationNotOpen:
                throw .refused(error.description)
            case .scaleOutOfRange, .eventInvalid, .parameterInvalid, .documentInvalid, .fileUnusable, .dataInvalid,
                .dataChanged, .datasetUnusable, .queryInvalid:
                throw .unusable(error.description)
            }
        }
    }

    /// Shows on a terminal how far a file was read.
    ///
    /// - Parameter byteCount: The length of a text file, where it is known.
    static func showingProgress<Result>(
        _ title: String, byteCount: UInt64?, _ work: (@escaping ReadingProgress) throws(PrivacyError) -> Result
    ) throws(PrivacyError) -> Result {
        // Steps of a thousandth, and for a file of unknown length a bar that stays empty beside the number.
        var bar = ProgressBar(title: title, total: 1_000)
        defer { bar.finish() }
        return try work { position in
            switch position {
            case .bytes(let count):
                let share = byteCount.map { $0 == 0 ? 0 : Int(Double(count) / Double($0) * 1_000) } ?? 0
                bar.update(done: min(share, 1_000), note: "\(count >> 20) MiB")
            case .rows(let count): bar.update(done: 0, note: "\(count) rows")
            }
        }
    }

    /// One line of JSON.
    static func json(_ value: some Encodable) throws(CommandFailure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw .refused("the result cannot be written as JSON")
        }
    }

    /// A number as people read it.
    static func text(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "-" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return String(format: "%.6g", number)
    }

    /// A number that JSON has; `nil` for others.
    static func finite(_ number: Double?) -> Double? {
        guard let number, number.isFinite else { return nil }
        return number
    }
}
