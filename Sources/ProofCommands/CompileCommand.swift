internal import ArgumentParser
internal import Circom
internal import CommandShell
internal import ConstraintSystem
internal import JSONNodes

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Compiles a circuit.
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compile a circuit in the language of circom 2.2.",
        discussion: """
            Flags are named as the official compiler's. Files are named after the source and written into --output.

            Examples:
              symbolon zk compile circuit.circom -o build --r1cs --sym --wprog
              symbolon zk compile circuit.circom --O2 --statistics -l circuits/lib
            """)

    @Argument(help: "The source with the main component.") var source: String
    @Option(name: [.short, .long], help: "The folder for the files.") var output = "."
    @Flag(help: "Write the constraints (.r1cs).") var r1cs = false
    @Flag(help: "Write the names of the signals (.sym).") var sym = false
    @Flag(help: "Write the program that computes witnesses (.wprog).") var wprog = false
    @Flag(help: "Write the constraints as JSON (_constraints.json).") var json = false
    @Flag(help: "Print the numbers of the circuit as one line of JSON.") var statistics = false
    @Flag(help: "Also warn of hints that could be constraints and of unused signals.") var inspect = false
    @Flag(name: .customLong("O0"), help: "Keep all constraints.") var noSimplification = false
    @Flag(name: .customLong("O1"), help: "Remove equal and constant signals (default).") var equalities = false
    @Flag(name: .customLong("O2"), help: "Remove all linear constraints.") var linear = false
    @Option(
        name: .customShort("l"), parsing: .singleValue,
        help: "A folder to search for includes; may be given several times.")
    var libraries: [String] = []
    @Option(help: "The prime of the field.") var prime = "bn128"

    private var level: SimplificationLevel { linear ? .linear : noSimplification ? .none : .equalities }

    func validate() throws {
        guard prime == "bn128" else { throw ValidationError("--prime is bn128; other fields are not built in") }
        guard [noSimplification, equalities, linear].filter(\.self).count <= 1 else {
            throw ValidationError("give one of --O0, --O1 and --O2")
        }
    }

    func run() throws { try Interruption.guarding(perform) }

    private func perform() throws {
        let start = ContinuousClock.now
        let steps = StepLine()
        defer { steps.end() }
        let circuit = try CircuitSource.compile(source, libraries: libraries, steps: steps)
        steps.end()
        for warning in circuit.warnings where inspect || !warning.code.isInspection {
            Console.note(circuit.sources.rendered(warning))
        }
        steps.show("simplifying \(circuit.constraintCount) constraints")
        let simplified = Simplifier.simplify(circuit, level: level)
        let elapsed = ContinuousClock.now - start
        try write(simplified, steps)
        steps.end()
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let numbers: JSONNode = [
            "circuit": .string(baseName),
            "level": .integer(Int64(level.rawValue)),
            "templateInstances": .integer(Int64(circuit.instanceCount)),
            "nonLinearConstraints": .integer(Int64(simplified.nonLinearCount)),
            "linearConstraints": .integer(Int64(simplified.linearCount)),
            "constraints": .integer(Int64(simplified.constraintCount)),
            "wires": .integer(Int64(simplified.wireCount)),
            "labels": .integer(Int64(circuit.labelCount)),
            "publicInputs": .integer(Int64(circuit.publicInputCount)),
            "publicOutputs": .integer(Int64(circuit.outputCount)),
            "privateInputs": .integer(Int64(circuit.privateInputCount)),
            "privateInputsInWitness": .integer(Int64(simplified.privateInputWireCount)),
            "customGates": .integer(Int64(simplified.customGateUseCount)),
            "seconds": .real(seconds),
        ]
        Console.print(statistics ? numbers.text : Listing.text(of: numbers))
    }

    private var baseName: String { URL(fileURLWithPath: source).deletingPathExtension().lastPathComponent }

    private func path(_ suffix: String) -> String {
        URL(fileURLWithPath: output).appendingPathComponent(baseName + suffix).path
    }

    private func write(_ simplified: SimplifiedCircuit, _ steps: StepLine) throws {
        guard r1cs || sym || wprog || json else { return }
        do {
            try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure.unusable("\(output): the folder cannot be made")
        }
        if r1cs {
            steps.show("writing \(path(".r1cs"))")
            try ZKFailure.namingFile(path(".r1cs")) { () throws(ConstraintSystemError) in
                try simplified.writeConstraints(path: path(".r1cs"))
            }
        }
        steps.show("writing the other files")
        if sym { try OutputFile.write(path(".sym")) { file in try simplified.writeSymbols { try file.append($0) } } }
        if json {
            try OutputFile.write(path("_constraints.json")) { file in
                try simplified.writeJSON { try file.append($0) }
            }
        }
        if wprog {
            let program: WitnessProgram
            do {
                program = try WitnessProgram(simplified)
            } catch {
                throw CommandFailure.refused("\(source): \(error.description)")
            }
            try OutputFile.write(program.bytes(), to: path(".wprog"))
        }
    }
}

/// Sources given on the command line.
enum CircuitSource {
    /// Compiles a program and reports its errors with their places.
    static func compile(
        _ path: String, libraries: [String], steps: StepLine
    ) throws(CommandFailure) -> Circuit {
        steps.show("reading \(path)")
        defer { steps.end() }
        do {
            return try CircomCompiler.compile(path, sources: FileSources(), libraries: libraries) { template, number in
                steps.show("template \(number): \(template)")
            }
        } catch {
            let isUnreadable = error.diagnostics.contains { $0.code == .unreadableFile && $0.place == .nowhere }
            throw isUnreadable ? .unusable(error.description) : .refused(error.description)
        }
    }
}
