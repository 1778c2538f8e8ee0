internal import ArgumentParser
internal import CommandShell
internal import Workbench

/// Measures samplers, histograms and composition.
struct PrivacyBenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dp",
        abstract: "Measure the noise samplers, a private histogram and the composition of privacy losses.",
        discussion: """
            Everything runs on one core with randomness of the system. With --python, OpenDP and dp_accounting are \
            measured in the same run by scripts/bench-opendp.py.

            Examples:
              symbolon bench dp --json
              symbolon bench dp --python python3
            """)

    @Option(help: "The rows of the histogram.")
    var rows = 1_000_000

    @Option(help: "The samples of each sampler.")
    var samples = 1_000_000

    @Option(help: "A Python interpreter that has opendp and dp_accounting.")
    var python: String?

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard (1_000...100_000_000).contains(rows) else { throw ValidationError("--rows is 1000 to 100000000") }
        guard (1_000...100_000_000).contains(samples) else { throw ValidationError("--samples is 1000 to 100000000") }
    }

    func run() throws {
        let report: PrivacyBench.Report
        do throws(WorkbenchError) {
            report = try PrivacyBench(options: .init(rows: rows, samples: samples, python: python)).report
        } catch {
            throw CommandFailure.refused(error.description)
        }
        Console.print(json ? try JSONReport.text(report) : report.text)
    }
}
