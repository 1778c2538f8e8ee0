internal import ConstraintSystem
internal import Foundation
internal import Groth16

/// What proofs of a circuit are made with: a `.zkey` file, mapped and not copied.
///
/// A key is immutable: load it once and share it among tasks.
public struct ProvingKey: Sendable {
    /// A proof with the public signals of its statement.
    public struct ProvedStatement: Equatable, Sendable {
        /// The proof.
        public let proof: Proof
        /// Outputs, then public inputs, as decimal numbers.
        public let publicSignals: [String]

        /// Joins a proof and its public signals, as they were received.
        public init(proof: Proof, publicSignals: [String]) {
            self.proof = proof
            self.publicSignals = publicSignals
        }
    }

    private let prover: Prover
    /// What the proofs are verified with.
    public let verificationKey: VerificationKey

    /// Maps a `.zkey` file of this project, snarkjs or a ceremony.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)``.
    public init(path: String) throws(ProofError) {
        try self.init(ProofError.proving { () throws(Groth16Error) in try Groth16.ProvingKey(path: path) })
    }

    /// Reads a key that is in memory.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)``.
    public init(bytes: [UInt8]) throws(ProofError) {
        try self.init(ProofError.proving { () throws(Groth16Error) in try Groth16.ProvingKey(bytes: bytes) })
    }

    /// Makes a key whose secrets follow from a name, for development and tests: **anyone can forge proofs for it**.
    ///
    /// The same circuit and seed give the same key. It says what it is in its list of contributions.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` where the name is empty or too long, or the circuit too large.
    public init(
        developmentKeyOf circuit: CompiledCircuit, seed: String, threads: Int = ProvingKey.defaultThreadCount
    ) throws(ProofError) {
        let system = try circuit.system()
        try self.init(
            bytes: ProofError.proving { () throws(Groth16Error) in
                try DevelopmentSetup.bytes(system, seed: DevelopmentSeed(name: seed), threads: threads)
            })
    }

    private init(_ key: Groth16.ProvingKey) throws(ProofError) {
        prover = try ProofError.proving { () throws(Groth16Error) in try Prover(key: key) }
        verificationKey = try VerificationKey(key.verificationKey)
    }

    /// The bytes of the `.zkey` file.
    public var bytes: [UInt8] { Array(prover.key.file.data) }

    /// Whether anyone could forge proofs for the key: nobody contributed to it but public beacons, a step was made from a
    /// named seed, or its points show a known secret.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` where the list of contributions cannot be read.
    public func isForDevelopment() throws(ProofError) -> Bool {
        try ProofError.proving { () throws(Groth16Error) in try ContributionMark.isForDevelopment(prover.key) }
    }

    /// Makes a proof and verifies it, on threads of its own; cancelling the task ends the work.
    ///
    /// The proof is blinded with the system's random source, so no two are equal and none tells more than its statement.
    ///
    /// - Throws: ``ProofError/proofDoesNotVerify``, ``ProofError/documentInvalid(_:)`` where the witness belongs to another
    ///   circuit, ``ProofError/cancelled``.
    public func prove(
        _ witness: Witness, threads: Int = ProvingKey.defaultThreadCount
    ) async throws(ProofError) -> ProvedStatement {
        do {
            let result = try await prover.prove(inBackground: witness.file, threads: threads)
            return ProvedStatement(
                proof: Proof(result.proof), publicSignals: result.publicSignals.map { PublicSignal.text($0) })
        } catch {
            throw ProofError(error)
        }
    }

    /// The number of the machine's cores.
    public static var defaultThreadCount: Int { ProcessInfo.processInfo.activeProcessorCount }
}
