internal import ArgumentParser
internal import Circom
internal import CommandShell
internal import JSONNodes

/// Looks for signals that are not constrained enough.
struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Find signals that a circuit's inputs do not determine.",
        discussion: """
            Every template of the circuit is looked at for itself. docs/circom.md says what the lint can show and what \
            it cannot; a finding means that a proof is missing, not that an attack is known.

            Examples:
              symbolon zk lint circuit.circom -l circuits/lib
              symbolon zk lint circuit.circom --assume-factors --json
            """)

    @Argument(help: "The source with the main component.") var source: String
    @Option(
        name: .customShort("l"), parsing: .singleValue,
        help: "A folder to search for includes; may be given several times.")
    var libraries: [String] = []
    @Option(help: "The largest template, in constraints with its components, that is looked at.")
    var constraintsMax = 200_000
    @Flag(
        help: "Take the factor of every `factor * signal === value` for not zero, as the comment in the source would.")
    var assumeFactors = false
    @OptionGroup var output: OutputOptions

    func run() throws {
        let steps = StepLine()
        let circuit = try CircuitSource.compile(source, libraries: libraries, steps: steps)
        let lint = CircuitLint.run(
            circuit, constraintsMax: constraintsMax, assumesFactors: assumeFactors
        ) { template, number in
            steps.show("looking at template \(number) of \(circuit.instanceCount): \(template)")
        }
        steps.end()
        if output.json {
            output.show([
                "findings": .array(
                    lint.findings.map { finding in
                        [
                            "kind": .string(finding.kind.rawValue), "template": .string(finding.template),
                            "signal": .string(finding.signal), "message": .string(finding.message),
                            "place": .string(circuit.sources.location(of: finding.place)),
                            "evidence": finding.evidence.map { .string($0.text) } ?? .null,
                        ]
                    }),
                "skipped": .array(lint.skipped.map { .string($0) }),
            ])
        } else {
            for finding in lint.findings {
                Console.print(
                    "\(circuit.sources.location(of: finding.place)): \(finding.template): \(finding.message)"
                        + (finding.evidence.map { "; \($0.text)" } ?? ""))
            }
        }
        for title in lint.skipped {
            Console.note("\(title) is larger than \(constraintsMax) constraints: not looked at")
        }
        guard lint.findings.isEmpty else {
            throw CommandFailure.refused("\(lint.findings.count) findings")
        }
        if !output.json { Console.print("no findings in \(circuit.instanceCount) templates") }
    }
}
