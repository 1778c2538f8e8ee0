internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import Foundation
internal import Signatures
internal import SymbolonClient

/// How a running node is administered.
struct AdministrationOptions: ParsableArguments {
    @Option(help: "Ask the running node at --node, with the key in this file, instead of opening its database.")
    var apiKeyFile: String?
    @OptionGroup var node: NodeOptions

    /// A client with the API key; `nil` where the database is to be opened.
    func client() throws -> NodeClient? {
        guard let apiKeyFile else { return nil }
        return try node.client(apiKey: try PassphraseOptions.firstLine(of: apiKeyFile))
    }
}

/// The command `symbolon node backup`.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database into a new directory, and check the copy.",
        discussion: """
            With --api-key-file a running node makes the backup, on its own machine; else no node may use the database.

            Examples:
              symbolon node backup /var/backups/monday --home my-chain
              symbolon node backup /var/backups/monday --api-key-file my-chain/api.key
            """)

    @Argument(help: "The directory to make.") var destination: String
    @OptionGroup var administration: AdministrationOptions
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        if let client = try administration.client() {
            let path = URL(fileURLWithPath: destination).path
            let body: JSONNode = ["path": .string(path)]
            output.show(try await client.administer("/v1/admin/backup", body.text))
            return
        }
        let dataDirectory = try options.configuration().dataDirectory
        output.show(try NodeMaintenance.backup(dataDirectory: dataDirectory, to: destination).json)
    }
}

/// The command `symbolon node restore`.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of a database that does not exist, and check it.",
        discussion: "Example:\n  symbolon node restore /var/backups/monday --home my-chain")

    @Argument(help: "The backup's directory.") var backup: String
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let dataDirectory = try options.configuration().dataDirectory
        output.show(try NodeMaintenance.restore(from: backup, to: dataDirectory).json)
    }
}

/// The command `symbolon node prune`.
struct PruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Forget old versions of the state, so that they cannot be proven any more.",
        discussion: """
            No block, transaction or event is forgotten.

            Examples:
              symbolon node prune --keep 1000 --home my-chain
              symbolon node prune --keep 1000 --api-key-file my-chain/api.key
            """)

    @Option(help: "For how many heights before the last the state can still be proven.") var keep: UInt64
    @OptionGroup var administration: AdministrationOptions
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard keep > 0 else { throw CommandFailure.unusable("--keep: at least one height must be kept") }
        if let client = try administration.client() {
            let body: JSONNode = ["heightsKept": .integer(Int64(clamping: keep))]
            output.show(try await client.administer("/v1/admin/prune", body.text))
            return
        }
        let summary = try NodeMaintenance.prune(
            dataDirectory: try options.configuration().dataDirectory, heightsKept: keep)
        output.show([
            "recordsRemoved": .integer(Int64(summary.recordsRemoved)),
            "oldestHeight": .integer(Int64(clamping: summary.oldestHeight)),
            "bytesBefore": .integer(Int64(clamping: summary.bytesBefore)),
            "bytesAfter": .integer(Int64(clamping: summary.bytesAfter)),
        ])
    }
}

/// The command `symbolon node replay`.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Execute every block again from the genesis, and compare each header.",
        discussion: "Example:\n  symbolon node replay --home my-chain --json")

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let summary = try NodeMaintenance.replay(dataDirectory: try options.configuration().dataDirectory)
        output.show([
            "equal": true, "blocks": .integer(Int64(clamping: summary.blocks)),
            "transactions": .integer(Int64(clamping: summary.transactions)),
            "height": .integer(Int64(clamping: summary.head.height)), "appHash": .string(summary.head.appHash.hex),
        ])
    }
}

extension BackupSummary {
    /// What a backup holds, as commands show it.
    fileprivate var json: JSONNode {
        [
            "path": .string(path), "height": .integer(Int64(clamping: head.height)),
            "appHash": .string(head.appHash.hex), "keys": .integer(Int64(clamping: keyCount)),
            "bytes": .integer(Int64(clamping: bytes)),
        ]
    }
}
