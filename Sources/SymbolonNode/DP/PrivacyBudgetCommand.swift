internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy
internal import NodeAPI

/// The command `symbolon dp budget`.
struct PrivacyBudgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget", abstract: "Show what a dataset's budget stands at.",
        discussion: "Example:\n  symbolon dp budget purchases.dp --json")

    @Argument(help: "The dataset's folder.")
    var dataset: String

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    private struct Entry: Encodable {
        var index: UInt64
        var kind: String
        var reservation: UInt64?
        var analyst: String?
        var loss: Double?
        var delta: Double?
        var document: String?
        var events: [String]?
    }

    private struct Analyst: Encodable {
        var name: String
        var quota: Double
        var spent: Double
    }

    private struct Report: Encodable {
        var unit: String
        var total: Double
        var spent: Double
        var remaining: Double
        var deltaTotal: Double
        var deltaSpent: Double
        var deltaRemaining: Double
        var analysts: [Analyst]
        var openReservations: [UInt64]
        var entries: [Entry]
    }

    func run() throws {
        let status = try PrivacyRun.run { () throws(PrivacyError) in
            try DatasetFolder(path: dataset).ledger.status()
        }
        let analysts = status.analysts.sorted { $0.key < $1.key }.map { name, account in
            Analyst(name: name, quota: account.quota.lossValue, spent: account.spent.lossValue)
        }
        if json {
            let entries = status.entries.map { entry in
                Entry(
                    index: entry.index, kind: entry.kind.rawValue, reservation: entry.reservation,
                    analyst: entry.analyst, loss: entry.cost?.lossValue, delta: entry.cost?.deltaValue,
                    document: entry.document, events: entry.events)
            }
            let report = Report(
                unit: status.unit.rawValue, total: status.total.lossValue, spent: status.spent.lossValue,
                remaining: status.remaining.lossValue, deltaTotal: status.total.deltaValue,
                deltaSpent: status.spent.deltaValue, deltaRemaining: status.remaining.deltaValue, analysts: analysts,
                openReservations: status.openReservations, entries: entries)
            Console.print(try PrivacyRun.json(report))
            return
        }
        var lines = [
            "total      \(status.unit.rawValue) \(status.total)", "spent      \(status.spent)",
            "remaining  \(status.remaining)",
        ]
        lines += analysts.map { "\($0.name): \(PrivacyRun.text($0.spent)) of \(PrivacyRun.text($0.quota))" }
        if !status.openReservations.isEmpty {
            lines.append(
                "charged without an answer: \(status.openReservations.map(String.init).joined(separator: ", "))")
        }
        Console.print(lines.joined(separator: "\n"))
    }
}

/// The command `symbolon dp report`.
struct PrivacyReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Show releases again; that costs nothing.",
        discussion: "Examples:\n  symbolon dp report purchases.dp\n  symbolon dp report purchases.dp --release 1 --json"
    )

    @Argument(help: "The dataset's folder.")
    var dataset: String

    @Option(help: "The number of one release (default: all).")
    var release: UInt64?

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    func run() throws {
        let records = try PrivacyRun.run { () throws(PrivacyError) in
            let engine = QueryEngine(dataset: try DatasetFolder(path: dataset), codeVersion: ProgramVersion.text)
            var records: [ReleaseRecord] = []
            var numbers = try engine.releasedNumbers()
            if let release { numbers = [release] }
            for number in numbers {
                records.append(try engine.record(number))
            }
            return records
        }
        Console.print(
            json ? try PrivacyRun.json(records) : records.map(PrivacyQueryCommand.text).joined(separator: "\n\n"))
    }
}
