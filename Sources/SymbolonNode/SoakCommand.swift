internal import ArgumentParser
internal import CommandShell
internal import Workbench

/// Long tests of a real node.
struct SoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Test a real node for a long time.",
        discussion: """
            Examples:
              symbolon soak crash --kills 100
              symbolon soak crash --kills 5 --seed 7 --json
            """,
        subcommands: [CrashSoakCommand.self])
}

/// Kills a node again and again under load.
struct CrashSoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crash",
        abstract: "Kill a node at random instants under load and check that nothing committed is lost.",
        discussion: """
            A node in a process of its own is killed (SIGKILL) while it starts, under load and while it commits. After \
            each start, everything that it had acknowledged as committed must be there. At the end all blocks are \
            executed again on a fresh database and must give the same app hashes.

            Examples:
              symbolon soak crash --kills 100
              symbolon soak crash --kills 5 --seed 7 --json
            """)

    @Option(help: "How often to kill.")
    var kills = 20

    @Option(help: "What the load and the instants derive from.")
    var seed: UInt64 = 1

    @Option(help: "An empty folder for the node (default: a temporary one, kept only where a check fails).")
    var directory: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (1...100_000).contains(kills) else { throw ValidationError("--kills is 1 to 100000") }
    }

    func run() async throws {
        let options = CrashSoak.Options(kills: kills, seed: seed, directory: directory)
        let soak = try await WorkbenchRun.run { () async throws(WorkbenchError) in
            try await CrashSoak(options: options)
        }
        Console.print(json ? try JSONReport.text(soak.report) : soak.report.text)
        if let kept = soak.keptDirectory { Console.note("The node's files are kept in \(kept).") }
        try WorkbenchRun.check(soak.report.failures)
    }
}
