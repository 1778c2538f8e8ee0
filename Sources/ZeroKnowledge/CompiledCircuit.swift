internal import Circom
internal import ConstraintSystem

/// A circuit in the language circom 2.2, compiled to constraints and to a program that computes witnesses.
///
/// ```swift
/// let circuit = try CompiledCircuit(path: "circuits/membership.circom", libraries: ["circuits/lib"])
/// let key = try ProvingKey(developmentKeyOf: circuit, seed: "trial")
/// let witness = try circuit.witnessProgram.witness(inputs: Array(#"{"secret": "7"}"#.utf8))
/// let proved = try await key.prove(witness)
/// guard try key.verificationKey.verify(proved.proof, publicSignals: proved.publicSignals) else { return }
/// ```
public struct CompiledCircuit: Sendable {
    /// How much the constraints are simplified.
    ///
    /// No level changes which inputs and outputs satisfy the circuit.
    public enum Simplification: Sendable, CaseIterable {
        /// Not at all: circom's `--O0`.
        case none
        /// Signals that equal a signal or a constant are removed: circom's `--O1`.
        case equalities
        /// Every linear constraint that determines a signal is removed: circom's `--O2`.
        case linear

        fileprivate var level: SimplificationLevel {
            switch self {
            case .none: .none
            case .equalities: .equalities
            case .linear: .linear
            }
        }
    }

    private let simplified: SimplifiedCircuit
    /// What computes witnesses of the circuit.
    public let witnessProgram: WitnessProgram

    /// Compiles the file with the main component.
    ///
    /// - Parameter libraries: Folders that are searched for includes after the including file's own.
    /// - Throws: ``ProofError/sourceInvalid(_:)`` with every error that was found.
    public init(
        path: String, libraries: [String] = [], simplification: Simplification = .equalities
    ) throws(ProofError) {
        try self.init(path, FileSources(), libraries, simplification)
    }

    /// Compiles sources that are in memory.
    ///
    /// - Parameters:
    ///   - main: The name of the source with the main component.
    ///   - sources: The text of each source by the path that includes name it with.
    /// - Throws: ``ProofError/sourceInvalid(_:)`` with every error that was found.
    public init(
        main: String, sources: [String: String], simplification: Simplification = .equalities
    ) throws(ProofError) {
        try self.init(main, MemorySources(sources), [], simplification)
    }

    private init(
        _ path: String, _ sources: any SourceProvider, _ libraries: [String], _ simplification: Simplification
    ) throws(ProofError) {
        do throws(CompilationFailure) {
            let circuit = try CircomCompiler.compile(path, sources: sources, libraries: libraries)
            simplified = Simplifier.simplify(circuit, level: simplification.level)
        } catch {
            throw .sourceInvalid(error.description)
        }
        do throws(WitnessError) {
            witnessProgram = WitnessProgram(try Circom.WitnessProgram(simplified))
        } catch {
            throw .sourceInvalid(error.description)
        }
    }

    /// The number of constraints.
    public var constraintCount: Int { simplified.constraintCount }
    /// The number of wires, the constant one among them.
    public var wireCount: Int { simplified.wireCount }
    /// The number of public signals of a statement: outputs and public inputs.
    public var publicSignalCount: Int { simplified.circuit.outputCount + simplified.circuit.publicInputCount }

    /// The bytes of the `.r1cs` file.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` for a circuit with more wires than the format can number.
    public func constraintSystemFile() throws(ProofError) -> [UInt8] {
        try ProofError.constraining { () throws(ConstraintSystemError) in try simplified.constraintBytes() }
    }

    /// Checks a witness against every constraint.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` which names the first constraint that does not hold.
    public func check(_ witness: Witness) throws(ProofError) {
        try ProofError.constraining { () throws(ConstraintSystemError) in
            try simplified.system().check(witness.file.witness())
        }
    }

    /// The constraints as the set-up takes them.
    func system() throws(ProofError) -> R1CS {
        try ProofError.constraining { () throws(ConstraintSystemError) in try simplified.system() }
    }
}
