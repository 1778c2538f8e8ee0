internal import ConstraintSystem

/// The values of a circuit's wires.
///
/// It holds the secrets of a statement; keep it where they are kept.
public struct Witness: Sendable {
    let file: WitnessFile

    init(file: WitnessFile) {
        self.file = file
    }

    /// Reads the bytes of a `.wtns` file; every value is checked.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)``.
    public init(bytes: [UInt8]) throws(ProofError) {
        file = try ProofError.constraining { () throws(ConstraintSystemError) in try WitnessFile(bytes: bytes) }
    }

    /// Maps a `.wtns` file; every value is checked.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)``.
    public init(path: String) throws(ProofError) {
        file = try ProofError.constraining { () throws(ConstraintSystemError) in try WitnessFile(path: path) }
    }

    /// The bytes of the `.wtns` file.
    ///
    /// - Throws: ``ProofError/documentInvalid(_:)`` for a witness with more values than the format can number.
    public func bytes() throws(ProofError) -> [UInt8] {
        try ProofError.constraining { () throws(ConstraintSystemError) in
            try WitnessFile.bytes(of: file.witness())
        }
    }
}
