internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy
internal import Foundation
internal import NodeAPI
internal import Signatures

/// The command `symbolon dp synthesise`.
struct PrivacySynthesiseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthesise", abstract: "Write a file of synthetic records for analysts to work with offline.",
        discussion: """
            A query with a measure called synthetic is answered: joint counts of pairs of columns are measured with \
            noise, made consistent, and records are written that have exactly these counts. Columns that no edges join \
            are independent in them. With --release, records are made from an earlier release; that costs nothing.

            Examples:
              symbolon dp explain purchases.dp Examples/privacy/synthetic.yaml
              symbolon dp synthesise purchases.dp Examples/privacy/synthetic.yaml --out records.csv
              symbolon dp synthesise purchases.dp --release 1 --out more.csv --json
            """)

    @Argument(help: "The dataset's folder.")
    var dataset: String

    @Argument(help: "The query document (YAML or JSON).")
    var query: String?

    @Option(help: "Make records from this earlier release instead.")
    var release: UInt64?

    @Option(help: "A new CSV file for the records.")
    var out: String

    @Flag(help: "Print one line of JSON instead of text.")
    var json = false

    func validate() throws {
        guard (query == nil) != (release == nil) else {
            throw ValidationError("give either a query document or --release")
        }
    }

    private struct Summary: Encodable {
        var release: UInt64
        var file: String
        var records: Int
        var columns: [String]
        var tables: Int
        var cells: Int
        /// The largest of the cells' 95 % intervals, as half its width.
        var cellHalfWidthMax: Double
        var unit: String
        /// What this run was charged: nothing for an earlier release.
        var charged: Double
    }

    func run() throws {
        let (record, tables) = try PrivacyRun.run { () throws(PrivacyError) in
            // A place that cannot be written must not cost anything.
            guard !FileManager.default.fileExists(atPath: out),
                FileManager.default.createFile(atPath: out, contents: Data())
            else { throw .fileUnusable(path: out, reason: "exists or cannot be written; name a new file") }
            do throws(PrivacyError) {
                return try released()
            } catch {
                try? FileManager.default.removeItem(atPath: out)
                throw error
            }
        }
        let count = try PrivacyRun.run { () throws(PrivacyError) in try write(tables) }
        let summary = Summary(
            release: record.reservation, file: out, records: count, columns: tables.columns.map(\.format.name),
            tables: tables.tables.count, cells: tables.tables.reduce(0) { $0 + $1.counts.count },
            cellHalfWidthMax: tables.tables.flatMap(\.halfWidths).max() ?? 0, unit: record.plan.unit.rawValue,
            charged: release == nil ? record.plan.cost.lossValue : 0)
        if json {
            Console.print(try PrivacyRun.json(summary))
            return
        }
        Console.print(
            """
            \(count) records of \(summary.columns.joined(separator: ", ")) in \(out)
              from        release \(summary.release): \(summary.tables) table(s) with \(summary.cells) cells, each off \
            by at most \(PrivacyRun.text(summary.cellHalfWidthMax)) in 95 %
              charged     \(summary.unit) \(PrivacyRun.text(summary.charged))
            """)
    }

    private func released() throws(PrivacyError) -> (ReleaseRecord, SyntheticTables) {
        let folder = try DatasetFolder(path: dataset)
        let engine = QueryEngine(dataset: folder, codeVersion: ProgramVersion.text)
        if let release {
            let record = try engine.record(release)
            guard let tables = record.synthetic?.first else {
                throw .queryInvalid("release \(release) has no synthetic tables; name one that measured synthetic")
            }
            return (record, tables)
        }
        let text = try DatasetFolder.readText(query ?? "")
        let parsed = try Query(text: text)
        let isSynthetic = parsed.parts.contains { part in
            if case .synthetic = part.measure { true } else { false }
        }
        guard isSynthetic else {
            throw .queryInvalid("the query has no measure called synthetic; ask it with dp query")
        }
        let record = try PrivacyRun.showingProgress("reading", byteCount: folder.fileByteCount) {
            progress throws(PrivacyError) in
            try engine.answer(parsed, queryDigest: SHA256.hash(Array(text.utf8)), progress: progress)
        }
        guard let tables = record.synthetic?.first else { throw .queryInvalid("the query made no synthetic tables") }
        return (record, tables)
    }

    private func write(_ tables: SyntheticTables) throws(PrivacyError) -> Int {
        var words = SecureWords()
        let records = try SyntheticRecords(tables, using: &words)
        guard let handle = FileHandle(forWritingAtPath: out) else {
            throw .fileUnusable(path: out, reason: "cannot be written; repeat with --release, which costs nothing")
        }
        defer { try? handle.close() }
        var pending: [UInt8] = []
        func flush() throws(PrivacyError) {
            do {
                try handle.write(contentsOf: Data(pending))
            } catch {
                throw .fileUnusable(path: out, reason: "cannot be written; repeat with --release, which costs nothing")
            }
            pending.removeAll(keepingCapacity: true)
        }
        try records.forEachLine(using: &words) { line throws(PrivacyError) in
            pending += Array(line.utf8) + [UInt8(ascii: "\n")]
            if pending.count > 1 << 20 { try flush() }
        }
        try flush()
        return records.count
    }
}
