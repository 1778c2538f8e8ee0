internal import ArgumentParser
internal import CommandShell
internal import Workbench

/// The command `symbolon dp soak`.
struct PrivacySoakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak", abstract: "Kill queries while they spend a budget, and let many spend at once.",
        discussion: """
            The real program is killed (SIGKILL) between charge, record and commit, and processes ask the same dataset \
            at the same time. Released losses must never exceed the budget, and no answer may come twice for one charge \
            or without one.

            Examples:
              symbolon dp soak --kills 1000 --spenders 16
              symbolon dp soak --kills 20 --seed 7 --json
            """)

    @Option(help: "How often to kill.")
    var kills = 100

    @Option(help: "How many processes ask at the same time.")
    var spenders = 16

    @Option(help: "What the instants derive from.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (1...100_000).contains(kills) else { throw ValidationError("--kills is 1 to 100000") }
        guard (1...64).contains(spenders) else { throw ValidationError("--spenders is 1 to 64") }
    }

    func run() throws {
        let report: SpendingSoak.Report
        do throws(WorkbenchError) {
            var bar = ProgressBar(title: "killing", total: kills)
            defer { bar.finish() }
            var soak = try SpendingSoak(options: .init(kills: kills, spenders: spenders, seed: seed))
            report = try soak.run { bar.update(done: $0) }
        } catch {
            throw CommandFailure.refused(error.description)
        }
        Console.print(json ? try JSONReport.text(report) : report.text)
        guard report.failures.isEmpty else {
            throw CommandFailure.refused("check failed: \(report.failures.joined(separator: "; "))")
        }
    }
}
