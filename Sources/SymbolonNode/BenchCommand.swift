internal import ArgumentParser
internal import CommandShell
internal import Workbench

/// Measures the node and the engines.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure the node and the engines; docs/benchmarks.md says how and has results.",
        discussion: """
            Examples:
              symbolon bench ledger
              symbolon bench ledger --accounts 1000000 --seconds 30 --json
            """,
        subcommands: [
            LedgerBenchCommand.self, ZeroKnowledgeBenchCommand.self, CircomBenchCommand.self,
            PrivacyBenchCommand.self,
        ])
}

/// Measures signed transfers through the whole path.
struct LedgerBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Measure signed transfers from HTTP to the synced commit.",
        discussion: """
            Accounts are created in genuine blocks and transfers are signed before the clock starts. Then they are sent \
            over HTTP on the loopback interface to the real program in a process of its own. At the end every transfer, \
            balance and nonce and the supply are checked; the exit code is not zero where a check fails.

            Examples:
              symbolon bench ledger --json
              symbolon bench ledger --accounts 1000000 --seconds 30
            """)

    @Option(help: "The accounts that hold units.")
    var accounts = 100_000

    @Option(help: "For how many seconds transfers are sent.")
    var seconds = 10

    @Option(help: "The transfers of one request.")
    var batch = 500

    @Option(help: "The transactions that may wait for a block before the client holds back.")
    var pending = 16_000

    @Option(help: "An empty folder for the node (default: a temporary one, removed at the end).")
    var directory: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (2...100_000_000).contains(accounts) else { throw ValidationError("--accounts is 2 to 100000000") }
        guard (1...3_600).contains(seconds) else { throw ValidationError("--seconds is 1 to 3600") }
        guard (1...10_000).contains(batch) else { throw ValidationError("--batch is 1 to 10000") }
        guard (1...40_000).contains(pending) else { throw ValidationError("--pending is 1 to 40000") }
    }

    func run() async throws {
        let options = LedgerBench.Options(
            accounts: accounts, seconds: seconds, batch: batch, pending: pending, directory: directory)
        let bench = try await WorkbenchRun.run { () async throws(WorkbenchError) in
            try await LedgerBench(options: options)
        }
        Console.print(json ? try JSONReport.text(bench.report) : bench.report.text)
        try WorkbenchRun.check(bench.report.failures)
    }
}
