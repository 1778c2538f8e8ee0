internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy
internal import Foundation
internal import NodeAPI
internal import Signatures

/// The command `symbolon dp query`.
struct PrivacyQueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Answer a query and charge the dataset's budget.",
        discussion: """
            The charge is written down before the data is read, and the answer is shown once it is bound to the charge.

            Example:
              symbolon dp query purchases.dp Examples/privacy/weekly.yaml --json
            """)

    @Argument(help: "The dataset's folder.")
    var dataset: String

    @Argument(help: "The query document (YAML or JSON).")
    var query: String

    @Flag(help: "Show plan, cost and expected error; spend nothing and leave the data alone.")
    var explain = false

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    func run() throws {
        if explain {
            try PrivacyExplainCommand.show(dataset: dataset, query: query, json: json)
            return
        }
        let record = try PrivacyRun.run { () throws(PrivacyError) in
            let text = try DatasetFolder.readText(query)
            let folder = try DatasetFolder(path: dataset)
            let engine = QueryEngine(dataset: folder, codeVersion: ProgramVersion.text)
            let parsed = try Query(text: text)
            return try PrivacyRun.showingProgress("reading", byteCount: folder.fileByteCount) {
                progress throws(PrivacyError) in
                try engine.answer(parsed, queryDigest: SHA256.hash(Array(text.utf8)), progress: progress)
            }
        }
        Console.print(json ? try PrivacyRun.json(record) : PrivacyQueryCommand.text(record))
    }

    /// A record as lines of text.
    static func text(_ record: ReleaseRecord) -> String {
        var lines = record.values.map { value in
            let name = [value.group, value.name].compactMap(\.self).joined(separator: "  ")
            var line = "\(name): \(value.text ?? PrivacyRun.text(value.value))"
            if let halfWidth = value.halfWidth { line += "  ±\(PrivacyRun.text(halfWidth))" }
            if let rankError = value.rankError {
                line += "  (rank off by at most \(PrivacyRun.text(rankError)) records)"
            }
            if value.isBiased { line += "  (biased)" }
            return line
        }
        lines.append(
            "release \(record.reservation): charged \(record.plan.unit.rawValue) \(record.plan.cost); intervals hold in "
                + "95 % of releases")
        return lines.joined(separator: "\n")
    }
}

/// The command `symbolon dp explain`.
struct PrivacyExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show what a query would do, cost and be off by; nothing is spent.",
        discussion: "Example:\n  symbolon dp explain purchases.dp Examples/privacy/weekly.yaml")

    @Argument(help: "The dataset's folder.")
    var dataset: String

    @Argument(help: "The query document (YAML or JSON).")
    var query: String

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    @Option(help: "Draw the error against the budget into this SVG file.")
    var figure: String?

    func run() throws {
        try PrivacyExplainCommand.show(dataset: dataset, query: query, json: json)
        guard let figure else { return }
        let drawing = try PrivacyRun.run { () throws(PrivacyError) in
            let engine = QueryEngine(dataset: try DatasetFolder(path: dataset), codeVersion: ProgramVersion.text)
            return try ErrorFigure(of: try Query(text: try DatasetFolder.readText(query)), with: engine)
        }
        do {
            try Data(drawing.svg.utf8).write(to: URL(fileURLWithPath: figure))
        } catch {
            throw CommandFailure.unusable("\(figure) cannot be written")
        }
    }

    /// Plans a query and prints the plan.
    static func show(dataset: String, query: String, json: Bool) throws(CommandFailure) {
        let plan = try PrivacyRun.run { () throws(PrivacyError) in
            let engine = QueryEngine(dataset: try DatasetFolder(path: dataset), codeVersion: ProgramVersion.text)
            return try engine.explain(try Query(text: try DatasetFolder.readText(query)))
        }
        if json {
            Console.print(try PrivacyRun.json(plan))
            return
        }
        var lines = [
            "costs \(plan.unit.rawValue) \(plan.cost) of \(plan.remaining) left",
            "protects each \(plan.privacyUnit) (\(plan.adjacency.rawValue)), at most \(plan.groupsPerUnit) groups and "
                + "\(plan.recordsPerGroup) records in each",
        ]
        for measure in plan.measures {
            lines.append("\(measure.measure): share \(measure.budget), \(measure.groupCount) group(s)")
            lines += measure.mechanisms.map { "  \($0)" }
            if let error = measure.expectedError { lines.append("  off by at most \(PrivacyRun.text(error)) in 95 %") }
            if let error = measure.expectedRankError {
                lines.append("  rank off by at most \(PrivacyRun.text(error)) records in 95 %")
            }
        }
        Console.print(lines.joined(separator: "\n"))
    }
}
