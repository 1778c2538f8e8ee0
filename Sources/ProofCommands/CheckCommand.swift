internal import ArgumentParser
internal import CommandShell
internal import ConstraintSystem
internal import FiniteFields
internal import JSONNodes

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Checks a witness against constraints.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that a witness satisfies a circuit.",
        discussion: """
            The first constraint that does not hold is printed, with the names of its signals where the symbol file is \
            there: --sym, or the file beside the circuit.

            Examples:
              symbolon zk check circuit.r1cs witness.wtns
              symbolon zk check circuit.r1cs witness.wtns --sym circuit.sym --json
            """)

    @Argument(help: "The circuit's .r1cs file.") var circuit: String
    @Argument(help: "The witness, a .wtns file.") var witness: String
    @Option(help: "The circuit's .sym file.") var sym: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        let system = try ZKFailure.namingFile(circuit) { () throws(ConstraintSystemError) in
            try R1CSFile.read(path: circuit)
        }
        let witness = try ZKFailure.namingFile(self.witness) { () throws(ConstraintSystemError) in
            try WitnessFile(path: self.witness).witness()
        }
        do throws(ConstraintSystemError) {
            try system.check(witness)
        } catch {
            guard case .constraintUnsatisfied(let index) = error else {
                throw CommandFailure.unusable(error.description)
            }
            throw CommandFailure.refused(try explanation(system, witness, index))
        }
        let gateUses = system.customGates?.uses.count ?? 0
        if gateUses > 0 { Console.note("the circuit's \(gateUses) custom gates are no constraints: not looked at") }
        output.show([
            "satisfied": .boolean(true), "constraints": .integer(Int64(system.constraintCount)),
            "customGatesNotChecked": .integer(Int64(gateUses)),
        ])
    }

    private func explanation(_ system: R1CS, _ witness: Witness, _ index: Int) throws -> String {
        let text = ConstraintText(names: try names()).line(of: system[constraint: index])
        let values = [system.a, system.b, system.c].map {
            $0.value(ofRow: index, assignment: witness.values).decimal
        }
        return """
            constraint \(index) of \(system.constraintCount) does not hold:
              \(text)
              (\(values[0])) * (\(values[1])) is not (\(values[2]))
            """
    }

    private func names() throws -> [UInt32: String] {
        let beside = URL(fileURLWithPath: circuit).deletingPathExtension().path + ".sym"
        guard let path = sym ?? (FileManager.default.fileExists(atPath: beside) ? beside : nil) else { return [:] }
        return try ZKFailure.namingFile(path) { () throws(ConstraintSystemError) in
            try SymbolFile.read(path: path).namesByWire()
        }
    }
}
