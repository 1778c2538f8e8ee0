import Foundation
import Testing

/// What holds for every command of the program.
@Suite struct CommandLineTests {
    /// The names under `SUBCOMMANDS:` in a help text.
    private func subcommands(in help: String) -> [String] {
        guard let start = help.range(of: "SUBCOMMANDS:") else { return [] }
        let lines = help[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        return lines.prefix { !$0.isEmpty }.compactMap { line in
            // A name is indented by two spaces; its description and further lines by more.
            guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }
    }

    @Test func helpOfEveryCommandHasAnExample() async throws {
        var waiting: [[String]] = [[]]
        var visited = 0
        while let command = waiting.popLast() {
            let result = try await Program.run(command + ["--help"])
            visited += 1
            #expect(result.status == 0)
            #expect(result.output.contains("Example"), "symbolon \(command.joined(separator: " ")) --help")
            #expect(
                result.output.contains("symbolon \((command).joined(separator: " "))"),
                "symbolon \(command.joined(separator: " ")) --help shows no call")
            for name in subcommands(in: result.output) where name != "help" { waiting.append(command + [name]) }
        }
        #expect(visited > 30)
    }

    @Test(arguments: [
        ["--unknown"], ["unknown"], ["demo", "--unknown"], ["demo", "--seed", "-1"], ["demo", "--seed", "x"],
        ["bench", "ledger", "--unknown"], ["soak", "crash", "--kills"], ["node", "start", "--unknown"],
        ["query", "--unknown"], ["tx", "--unknown"], ["keys", "create"],
    ])
    func wrongArgumentsAreRefused(_ arguments: [String]) async throws {
        let result = try await Program.run(arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }

    /// Both ways of asking print the same line.
    @Test func theProgramNamesItsVersion() async throws {
        let option = try await Program.run(["--version"])
        let command = try await Program.run(["version"])
        #expect(option.status == 0)
        #expect(option.errors.isEmpty)
        #expect(option.output.hasPrefix("symbolon "))
        #expect(option.output.contains("protocol symbolon.v1"))
        #expect(option.output == command.output)
    }

    @Test func missingFilesAreTheInputsFault() async throws {
        let data = try await Program.run(["demo", "--data", "/nonexistent/purchases.txt"])
        #expect(data.status == 2)
        #expect(data.errors.contains("cannot read /nonexistent/purchases.txt"))
        let programme = try await Program.run(["demo", "--programme", "/nonexistent/programme.yaml"])
        #expect(programme.status == 2)
    }
}
