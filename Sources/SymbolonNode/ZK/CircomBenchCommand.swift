internal import ArgumentParser
internal import Circom
internal import CommandShell
internal import Foundation
internal import Workbench

/// Measures the circuit compiler.
struct CircomBenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "circom",
        abstract: "Measure the circuit compiler, its witness programs and its lint.",
        discussion: """
            Compiles a chain of Poseidon hashes and one template with many signals, from the source to the complete \
            .r1cs file, and runs the witness programs. --lint measures the lint on mechanical mutants instead, \
            --mutations compiles damaged sources, and --file-mutations reads damaged inputs, witness programs, \
            constraints, witnesses and symbols.

            Examples:
              symbolon bench circom --json
              symbolon bench circom -l /opt/symbolon/circuits/lib
              symbolon bench circom --lint
              symbolon bench circom --mutations 1000000
              symbolon bench circom --file-mutations 1000000
            """)

    @Option(help: "The number of hashes in the chain: 4200 have about a million constraints.") var hashes = 4_200
    @Option(help: "The number of signals of the large template.") var signals = 1_000_000
    @Option(name: [.customShort("l"), .long], help: "The folder with the building blocks.")
    var library = "circuits/lib"
    @Flag(help: "Measure the lint on mutants of the building blocks.") var lint = false
    @Option(help: "The circuits folder of a copy of circomlib, for --lint.") var circomlib: String?
    @Option(help: "For --lint, only the templates whose names begin so.") var only: String?
    @Option(help: "Compile this many damaged sources.") var mutations: Int?
    @Option(help: "Read this many damaged files.") var fileMutations: Int?
    @Option(help: "The seed of --mutations and --file-mutations.") var seed: UInt64 = 1
    @Flag(help: "Print circuits/lib/poseidon_constants.circom, made from the parameters of the hash.")
    var poseidonConstants = false
    @Flag(help: "Print JSON instead of text, one object per line.") var json = false

    func run() throws {
        if poseidonConstants {
            Console.print(String(PoseidonConstantsSource.text.dropLast()))
            return
        }
        for (folder, file) in [(library, "poseidon.circom"), (circomlib ?? library, "poseidon.circom")]
        where !FileManager.default.fileExists(atPath: folder + "/" + file) {
            throw CommandFailure.unusable(
                "\(folder): there is no \(file) in this folder; give the project's folder circuits/lib with -l, and "
                    + "the folder circuits of circomlib with --circomlib")
        }
        if lint {
            try measureLint()
        } else if let mutations {
            try compileMutants(mutations)
        } else if let fileMutations {
            try readMutants(fileMutations)
        } else {
            try measureCompiler()
        }
    }

    private func measureCompiler() throws {
        let subjects: [(CircomBench.Subject, [SimplificationLevel])] = [
            (.squares(signals), [.none, .equalities]), (.poseidonChain(hashes), [.equalities, .linear]),
        ]
        for (subject, levels) in subjects {
            for level in levels {
                let entry = try CircomBench.measure(subject, level: level, libraries: [library])
                if json {
                    Console.print(try JSONReport.text(entry))
                    continue
                }
                let rate = Int(entry.witnessOperationsPerSecond / 1e6)
                let memory = entry.peakMegabytes.map { ", \(Int($0)) MiB" } ?? ""
                Console.print(
                    "\(entry.circuit) at level \(entry.level): \(entry.constraints) constraints, \(entry.wires) wires, "
                        + "\(Int(entry.seconds * 1_000)) ms\(memory), witness \(rate) million operations a second")
            }
        }
    }

    private func measureLint() throws {
        try measure(LintCases.library, LintHarness(libraries: [library]), name: "circuits/lib")
        if let circomlib { try measure(LintCases.circomlib, LintHarness(libraries: [circomlib]), name: "circomlib") }
    }

    private func measure(_ cases: [LintHarness.Case], _ harness: LintHarness, name: String) throws {
        let cases = cases.filter { test in only.map(test.name.hasPrefix) ?? true }
        let steps = StepLine()
        let results = harness.run(cases) { steps.show("\($0) of \(cases.count) templates of \(name)") }
        steps.end()
        var (mutants, unsound, reported, others) = (0, 0, 0, 0)
        var named: Set<String> = []
        for (test, result) in zip(cases, results) {
            guard let result else {
                throw CommandFailure.unusable("\(test.call) of \(name) does not compile")
            }
            mutants += result.mutants
            unsound += result.unsound
            reported += result.reported
            others += result.reportedOnly
            if json { Console.print(try JSONReport.text(result)) }
            for survivor in result.survivors {
                Console.note("not reported: \(result.template): \(survivor)\(Self.remark(result.template))")
            }
            for finding in result.findings where named.insert(finding).inserted {
                Console.note("in the original: \(finding)\(Self.remark(finding))")
            }
        }
        let recall = unsound == 0 ? 100 : Double(reported) * 100 / Double(unsound)
        Console.print(
            "\(name): \(mutants) mutants, \(unsound) shown to be unsound, \(reported) of them reported "
                + "(\(Int(recall)) %), \(others) of the other \(mutants - unsound) reported as well, "
                + "\(named.count) findings in the originals")
    }

    /// What is known about a template's findings and survivors.
    private static func remark(_ text: String) -> String {
        LintCases.remarks[String(text.prefix { $0 != "(" })].map { " (\($0))" } ?? ""
    }

    private func readMutants(_ count: Int) throws {
        var soak = try FileMutationSoak(FileMutationSoak.cases, libraries: [library], seed: seed)
        let outcome = soak.run(count: count)
        Console.print(
            json
                ? try JSONReport.text(outcome)
                : "\(outcome.total) damaged files; used to the end: \(outcome.documentsAccepted) of "
                    + "\(outcome.documents) input documents, \(outcome.programsAccepted) of \(outcome.programs) witness "
                    + "programs, \(outcome.constraintFilesAccepted) of \(outcome.constraintFiles) constraint files, "
                    + "\(outcome.witnessesAccepted) of \(outcome.witnesses) witnesses, \(outcome.symbolFilesAccepted) of "
                    + "\(outcome.symbolFiles) symbol files")
    }

    private func compileMutants(_ count: Int) throws {
        var files: [String: [UInt8]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: library) where file.hasSuffix(".circom") {
            guard let content = FileManager.default.contents(atPath: library + "/" + file), content.count < 8_192 else {
                continue
            }
            files[file] = [UInt8](content)
        }
        let corpus = LintCases.library.compactMap { test in
            files[test.include].map { $0 + Array("\ncomponent main = \(test.call);\n".utf8) }
        }
        var soak = MutationSoak(corpus: corpus + MutationSoak.programs, library: files, seed: seed)
        let outcome = soak.run(count: count)
        Console.print(
            json
                ? try JSONReport.text(outcome)
                : "\(outcome.sources) damaged sources: \(outcome.compiled) compiled, \(outcome.refused) refused; "
                    + "\(outcome.documents) damaged programs: \(outcome.accepted) ran")
    }
}
