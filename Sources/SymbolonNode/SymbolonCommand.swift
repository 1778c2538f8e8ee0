internal import ArgumentParser
internal import CommandShell
internal import ProofCommands

/// The program with every command: the node, the wallet and the tools.
@main
struct SymbolonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "symbolon",
        abstract: "A rights ledger: brands issue rights, people earn, split and redeem them.",
        discussion: """
            Examples:
              symbolon keys create brand
              symbolon node init my-chain --account brand:regulator,issuer
              symbolon node start --home my-chain
              symbolon tx transfer --key alice --class COFFEE --amount 5 --recipient bob
              symbolon query holdings alice

            Exit codes: 0 good, 1 refused or a check failed, 2 the input cannot be used.
            """,
        version: VersionCommand.text,
        subcommands: [
            NodeCommand.self, KeysCommand.self, TransactionCommand.self, QueryCommand.self, DemoCommand.self,
            ZeroKnowledgeCommand.self, PrivacyCommand.self, BenchCommand.self, SoakCommand.self, VersionCommand.self,
        ])

    static func main() async {
        await CommandRun.main(SymbolonCommand.self) { CommandFailure(ofNode: $0) }
    }
}
