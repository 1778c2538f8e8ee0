internal import ArgumentParser
internal import CommandShell
internal import ProofCommands

/// The program that people call.
///
/// It carries out the commands on circuits and proofs itself, so that a prover loads no database and no HTTP server and
/// needs little more memory than its proof. For everything else it becomes the program ``NodeProgram``, which knows all
/// commands.
@main
struct SymbolonCommand: AsyncParsableCommand {
    private static let versionOption = "--version"

    static let configuration = CommandConfiguration(
        commandName: "symbolon", abstract: "A rights ledger: brands issue rights, people earn, split and redeem them.",
        // Lists the option in the help texts; the other program answers it, because it knows the formats of the state.
        version: versionOption, subcommands: [ZeroKnowledgeCommand.self])

    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        // Arguments that cannot be read are refused by the run, never handed on as none.
        guard CommandLine.argc > 0 else { return await CommandRun.main(SymbolonCommand.self) }
        guard arguments.first == ZeroKnowledgeCommand.name, !arguments.contains(versionOption) else {
            NodeProgram.replaceThisOne()
        }
        await CommandRun.main(SymbolonCommand.self)
    }
}
