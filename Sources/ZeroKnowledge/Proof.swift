internal import Groth16

/// A proof that a statement is true, which tells nothing else.
///
/// Anybody can turn a proof into another one of the same statement, so a proof identifies nothing; its public signals do.
public struct Proof: Equatable, Sendable {
    let points: Groth16.Proof

    init(_ points: Groth16.Proof) {
        self.points = points
    }

    /// Reads a `proof.json` of this project, snarkjs or rapidsnark.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` where a point is not in its group.
    public init(json: [UInt8]) throws(ProofError) {
        points = try ProofError.proving { () throws(Groth16Error) in try Groth16.Proof(json: json) }
    }

    /// Reads the 128 bytes of a compressed proof.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` where they are not the form of three points of their groups.
    public init(compressed bytes: [UInt8]) throws(ProofError) {
        points = try ProofError.proving { () throws(Groth16Error) in try Groth16.Proof(compressed: bytes) }
    }

    /// The text of `proof.json`, as snarkjs writes it.
    public var json: String { points.json }
    /// The proof in 128 bytes.
    public var compressed: [UInt8] { points.compressed }
}
