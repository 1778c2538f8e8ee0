internal import Circom
internal import ConstraintSystem
internal import FiniteFields

/// A program that computes the witness of a circuit from its inputs.
///
/// A program is immutable: tasks may share it and run it at the same time.
public struct WitnessProgram: Sendable {
    private let program: Circom.WitnessProgram

    init(_ program: Circom.WitnessProgram) {
        self.program = program
    }

    /// Reads the bytes of a `.wprog` file; they are checked completely.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)``.
    public init(bytes: [UInt8]) throws(ProofError) {
        program = try ProofError.witnessing { () throws(WitnessError) in try Circom.WitnessProgram(bytes: bytes) }
    }

    /// The bytes of the `.wprog` file.
    public var bytes: [UInt8] { program.bytes() }

    /// Computes a witness.
    ///
    /// - Parameter json: The inputs as circom has them: an object with a number, a text of a decimal or 0x number, or nested
    ///   arrays of these for each input.
    /// - Throws: ``ProofError/inputsRefused(_:)`` where an input is missing, unknown or of another shape, or where an
    ///   assertion of the circuit does not hold.
    public func witness(inputs json: [UInt8]) throws(ProofError) -> Witness {
        let values = try ProofError.witnessing { () throws(WitnessError) in
            var run = WitnessRun(program)
            return try run.wires(inputs: try InputDocument(json: json).values(for: program))
        }
        return Witness(file: WitnessFile(ConstraintSystem.Witness(values: values)))
    }
}
