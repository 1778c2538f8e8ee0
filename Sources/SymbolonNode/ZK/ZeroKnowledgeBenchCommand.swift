internal import ArgumentParser
internal import CommandShell
internal import Workbench

/// Measures the zero-knowledge engine.
struct ZeroKnowledgeBenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zk",
        abstract: "Measure field and curve kernels, Poseidon, proving by phase, and verification.",
        discussion: """
            Circuits are generated and get development keys, unless a key and a witness are given. The environment \
            variable SYMBOLON_FIELD_KERNELS, set to portable or ifma, forces the kernels.

            Examples:
              symbolon bench zk --json
              symbolon bench zk --part proving --size 16 --threads 1
              symbolon bench zk --part proving --zkey circuit.zkey --wtns witness.wtns
            """)

    /// What can be measured by itself.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case numbers, poseidon, proving
    }

    @Option(name: .customLong("part"), help: "What to measure; repeatable (default: everything).")
    var parts: [Part] = []

    @Option(name: .customLong("size"), help: "A size as a logarithm; repeatable (default: 14 to 20, proving to 18).")
    var sizes: [Int] = []

    @Option(help: "A proving key to measure with.")
    var zkey: String?

    @Option(help: "The witness for the key.")
    var wtns: String?

    @Option(help: "How often each proof is made; the median counts.")
    var repetitions = 3

    @Option(help: "The proofs of the batch that is verified.")
    var batch = 1_000

    @OptionGroup var threads: ThreadOptions

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        guard sizes.allSatisfy({ (7...22).contains($0) }) else { throw ValidationError("--size is 7 to 22") }
        guard (zkey == nil) == (wtns == nil) else { throw ValidationError("--zkey and --wtns go together") }
        guard (1...100).contains(repetitions) else { throw ValidationError("--repetitions is 1 to 100") }
        guard (1...100_000).contains(batch) else { throw ValidationError("--batch is 1 to 100000") }
    }

    func run() throws {
        var reports: [any Encodable & Sendable] = []
        var texts: [String] = []
        for part in parts.isEmpty ? Part.allCases : parts {
            switch part {
            case .numbers:
                let report = measureNumbers()
                reports.append(report)
                texts.append(report.text)
            case .poseidon:
                Console.note("poseidon")
                let report = PoseidonBenchReport(threads: threads.count)
                reports.append(report)
                texts.append(report.text)
            case .proving:
                let report = try measureProving()
                reports.append(report)
                texts.append(report.text)
            }
        }
        let report = ZeroKnowledgeBenchReport(parts: reports)
        Console.print(json ? try JSONReport.text(report) : texts.joined(separator: "\n"))
    }

    private func measureNumbers() -> NumbersBenchReport {
        var options = NumbersBench.Options(threads: threads.count > 1 ? [1, threads.count] : [1])
        if !sizes.isEmpty { options.sizesLog2 = sizes }
        var bench = NumbersBench(options: options)
        return bench.run { Console.note($0) }
    }

    private func measureProving() throws(CommandFailure) -> ProvingBenchReport {
        var options = ProvingBench.Options(threads: threads.count, batch: batch, repetitions: repetitions)
        if !sizes.isEmpty { options.sizesLog2 = sizes }
        if let zkey, let wtns { options.files = (zkey, wtns) }
        do {
            return try ProvingBench(options: options).run { Console.note($0) }
        } catch {
            throw .unusable(error.description)
        }
    }
}
