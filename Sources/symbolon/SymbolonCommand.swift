internal import ArgumentParser
internal import Foundation

/// The program: one executable for the node, the wallet and the tools.
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

    /// Runs the command that the arguments name, and ends with its exit code.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let parserCode = exitCode(for: error)
        // Help and version are answers, not errors.
        if parserCode == .success { exit(withError: error) }
        if parserCode == .validationFailure {
            Console.note(fullMessage(for: error))
            Foundation.exit(2)
        }
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        let failure = CommandFailure(error)
        Console.note("Error: \(failure)")
        Foundation.exit(failure.exitCode)
    }
}
