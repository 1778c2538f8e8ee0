internal import ArgumentParser
internal import Circom
internal import CommandShell
internal import ConstraintSystem
internal import FiniteFields
internal import JSONNodes

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Computes a witness.
struct WitnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Compute the witness of a circuit from its inputs.",
        discussion: """
            The inputs are a JSON object as for the official programs: numbers, texts of decimal or 0x numbers, nested \
            arrays, objects for buses.

            Examples:
              symbolon zk witness circuit.wprog input.json witness.wtns
              symbolon zk witness circuit.wprog input.json witness.wtns --json
            """)

    @Argument(help: "The circuit's .wprog file.") var program: String
    @Argument(help: "The inputs, a JSON file.") var input: String
    @Argument(help: "The .wtns file to write.") var witness: String
    @Flag(help: "Print the numbers as one line of JSON.") var json = false

    private static let programBytesMax = 1 << 32
    private static let inputBytesMax = 1 << 30

    func run() throws {
        try FilePlaces.check(inputs: [program, input], outputs: [witness])
        try Interruption.guarding(perform)
    }

    private func perform() throws {
        let program = try Self.reading(self.program) { bytes throws(WitnessError) in try WitnessProgram(bytes: bytes) }
        let values = try Self.reading(input) { bytes throws(WitnessError) in
            try InputDocument(json: bytes).values(for: program)
        }
        var run = WitnessRun(program)
        let wires: [Fr]
        do {
            wires = try run.wires(inputs: values)
        } catch {
            for line in run.logLines { Console.note(line) }
            throw CommandFailure.refused(error.description)
        }
        for line in run.logLines { Console.note(line) }
        try ZKFailure.namingFile(witness) { () throws(ConstraintSystemError) in
            try WitnessFile.write(Witness(values: wires), path: witness)
        }
        guard json else {
            Console.note("\(witness): \(wires.count) wires, \(run.operationCount) operations")
            return
        }
        let numbers: JSONNode = [
            "witness": .string(witness), "wires": .integer(Int64(wires.count)),
            "operations": .integer(Int64(run.operationCount)), "log": .array(run.logLines.map { .string($0) }),
        ]
        Console.print(numbers.text)
    }

    private static func reading<Result>(
        _ path: String, _ read: ([UInt8]) throws(WitnessError) -> Result
    ) throws(CommandFailure) -> Result {
        let bytes = try ZKFailure.read(path, byteCountMax: path.hasSuffix(".json") ? inputBytesMax : programBytesMax)
        do {
            return try read(bytes)
        } catch {
            throw .unusable("\(path): \(error.description)")
        }
    }
}
