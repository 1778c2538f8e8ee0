internal import ArgumentParser
internal import CommandShell
internal import DifferentialPrivacy

/// The command `symbolon dp dataset`.
struct PrivacyDatasetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset", abstract: "Register a dataset, or show what is registered.",
        discussion: "Example:\n  symbolon dp dataset register Examples/privacy/purchases.yaml --into purchases.dp",
        subcommands: [Register.self, Show.self])

    /// The command `symbolon dp dataset register`.
    struct Register: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every record against a dataset document and open its budget.",
            discussion: """
                The data stays where it is; the folder keeps the document, the file's digest, the budget ledger and the \
                records of what was released.

                Example:
                  symbolon dp dataset register Examples/privacy/purchases.yaml --into purchases.dp
                """)

        @Argument(help: "The dataset document (YAML).")
        var document: String

        @Option(help: "A new folder for the registration.")
        var into: String

        @Flag(help: "Print one line of JSON instead of text.")
        var json = false

        func run() throws {
            let folder = try PrivacyRun.run { () throws(PrivacyError) in
                try PrivacyRun.showingProgress("checking", byteCount: nil) { progress throws(PrivacyError) in
                    try DatasetFolder.register(document: document, into: into, progress: progress)
                }
            }
            try PrivacyDatasetCommand.show(folder, json: json)
        }
    }

    /// The command `symbolon dp dataset show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is registered.", discussion: "Example:\n  symbolon dp dataset show purchases.dp")

        @Argument(help: "The dataset's folder.")
        var dataset: String

        @Flag(help: "Print one line of JSON instead of text.")
        var json = false

        func run() throws {
            let folder = try PrivacyRun.run { () throws(PrivacyError) in try DatasetFolder(path: dataset) }
            try PrivacyDatasetCommand.show(folder, json: json)
        }
    }

    private struct Summary: Encodable {
        var name: String
        var file: String
        var fileDigest: String
        var privacyUnit: String
        var adjacency: String
        var columns: [String]
    }

    private static func show(_ folder: DatasetFolder, json: Bool) throws(CommandFailure) {
        let schema = folder.schema
        let summary = Summary(
            name: schema.name, file: schema.file, fileDigest: folder.fileDigest, privacyUnit: schema.unit,
            adjacency: schema.adjacency.rawValue, columns: schema.columns.map(\.name))
        if json {
            Console.print(try PrivacyRun.json(summary))
        } else {
            Console.print(
                """
                dataset \(schema.name): \(schema.file)
                  SHA-256     \(folder.fileDigest)
                  protects    each \(schema.unit) (\(schema.adjacency.rawValue)), at most \(schema.groupsPerUnit) groups \
                and \(schema.recordsPerGroup) records in each
                  columns     \(schema.columns.map(\.name).joined(separator: ", "))
                  budget      \(schema.terms.unit.rawValue) \(schema.terms.total)
                  analysts    \(schema.terms.quotas.keys.sorted().joined(separator: ", "))
                """)
        }
    }
}
