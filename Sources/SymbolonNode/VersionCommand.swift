internal import ArgumentParser
internal import ChainNode
internal import CommandShell
internal import NodeAPI
internal import SymbolonClient

/// The command `symbolon version`.
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Print the program's version and the formats that it reads.",
        discussion: "Example:\n  symbolon version --json")

    /// What the command and the option `--version` of the program print.
    static var text: String {
        "symbolon \(ProgramVersion.text) (protocol symbolon.v1, state format \(Genesis.stateFormatVersionNow))"
    }

    @OptionGroup var output: OutputOptions

    func run() throws {
        output.show(
            [
                "version": .string(ProgramVersion.text), "protocol": "symbolon.v1",
                "stateFormat": .integer(Int64(Genesis.stateFormatVersionNow)),
            ],
            text: Self.text)
    }
}
