internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import Signatures
internal import SymbolonClient

/// The command `symbolon node export`.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the state of the last block into files, for a new node to start from.",
        discussion: """
            An export holds the state of one height, in chunks with their hashes, and no blocks. No node may use the
            database meanwhile.

            Example:
              symbolon node export /var/exports/monday --home my-chain
            """)

    @Argument(help: "The directory to make.") var destination: String
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let dataDirectory = try options.configuration().dataDirectory
        output.show(try NodeMaintenance.export(dataDirectory: dataDirectory, to: destination).json)
    }
}

/// The command `symbolon node import`.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Make a database from an export, in the place of one that does not exist.",
        discussion: """
            Every chunk is checked, and the whole against the app hash of the header, which must be signed by the operator
            that the home's own genesis names.

            Example:
              symbolon node import /var/exports/monday --home my-copy
            """)

    @Argument(help: "The export's directory.") var export: String
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let configuration = try options.configuration()
        let summary = try NodeMaintenance.importState(
            from: export, to: configuration.dataDirectory, genesis: try Genesis.load(file: configuration.genesisFile))
        output.show(summary.json)
    }
}

extension ExportSummary {
    /// What an export holds, as commands show it.
    fileprivate var json: JSONNode {
        [
            "path": .string(path), "height": .integer(Int64(clamping: head.height)),
            "appHash": .string(head.appHash.hex), "keys": .integer(Int64(clamping: keyCount)),
            "chunks": .integer(Int64(chunkCount)),
        ]
    }
}
