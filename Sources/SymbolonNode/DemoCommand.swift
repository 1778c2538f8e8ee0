internal import ArgumentParser
internal import CommandShell
internal import Workbench

/// Runs the example: a loyalty programme over real purchases, on a real node.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Replay real purchases under a loyalty programme on a fresh node, and report.",
        discussion: """
            Eighteen months of an online music shop's sales are attested, paid for in points, split, passed on, redeemed \
            at partners, settled and burned. All keys derive from the seed: the same seed gives the same app hash, and \
            nothing of worth may be held by these accounts.

            Examples:
              symbolon demo
              symbolon demo --seed 7 --json
              symbolon demo --data CDNOW_master.txt --programme my-programme.yaml
              symbolon demo --serve
            """)

    @Option(help: "What keys, salts and customers' choices derive from.")
    var seed: UInt64 = 1

    @Option(help: "The purchase file (default: the example's CDNOW_sample.txt).")
    var data: String?

    @Option(help: "The programme file (default: the example's programme.yaml).")
    var programme: String?

    @Option(help: "An empty folder for the node (default: a fresh one among the temporary files).")
    var directory: String?

    @Flag(help: "Leave the node running afterwards, with its HTTP API.")
    var serve = false

    @Option(help: "The port for --serve; 0 lets the system choose.")
    var port: UInt16 = 8080

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func run() async throws {
        let options = Demo.Options(seed: seed, data: data, programme: programme, directory: directory)
        let demo = try await WorkbenchRun.run { () async throws(WorkbenchError) in try await Demo(options: options) }
        Console.print(json ? try JSONReport.text(demo.report) : demo.report.text(command: WorkbenchRun.programName))
        try WorkbenchRun.check(demo.report.failures)
        guard serve else { return }
        try await WorkbenchRun.run { () async throws(WorkbenchError) in
            try await demo.serve(port: Int(port)) { Console.note($0) }
        }
    }
}
