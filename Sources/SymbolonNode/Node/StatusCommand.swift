internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import Signatures
internal import SymbolonClient

/// The command `symbolon node status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Whether a running node works, and where its chain stands.",
        discussion: """
            With --offline the database is read instead, which no node may use meanwhile.

            Examples:
              symbolon node status --node http://127.0.0.1:8080 --json
              symbolon node status --offline --home my-chain
            """)

    @OptionGroup var node: NodeOptions
    @Flag(help: "Read the database in --home instead of asking a node.") var offline = false
    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard offline else {
            output.show(try await node.client().resource("/v1/status"))
            return
        }
        let status = try NodeMaintenance.status(dataDirectory: try options.configuration().dataDirectory)
        output.show([
            "chainID": .string(status.genesis.chainID), "height": .integer(Int64(clamping: status.head.height)),
            "appHash": .string(status.head.appHash.hex), "time": .integer(status.head.time),
            "genesisHash": .string(status.genesis.hash.hex), "operatorKey": .string(status.genesis.operatorKey.hex),
            "oldestStateHeight": .integer(Int64(clamping: status.oldestHeight)),
            "keys": .integer(Int64(clamping: status.keyCount)),
            "databaseBytes": .integer(Int64(clamping: status.databaseBytes)),
        ])
    }
}
