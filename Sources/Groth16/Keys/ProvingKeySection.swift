package import ConstraintSystem

/// The sections of a `.zkey` file.
///
/// - SeeAlso: <https://github.com/iden3/snarkjs/blob/master/src/zkey_utils.js>, comment "Format".
package enum ProvingKeySection: UInt32, CaseIterable, Sendable {
    /// Which proof system.
    case system = 1
    /// Fields, counts and the points of the verifier.
    case header = 2
    /// For each public signal, the constant one first, the point that the verifier multiplies by it.
    case inputPoints = 3
    /// The entries of the matrices A and B.
    case coefficients = 4
    case pointsA = 5
    case pointsB1 = 6
    case pointsB2 = 7
    case pointsC = 8
    case pointsH = 9
    /// The circuit's hash and who contributed to the key.
    case contributions = 10

    /// The kind of file that has these sections.
    package static let kind = SectionFile.Kind(letters: "zkey", version: 1, sections: 1...10)

    /// The number of Groth16 in the section ``system``.
    package static let groth16: UInt32 = 1

    /// The sections in the order in which snarkjs writes a new key.
    package static let orderOfNewKey: [ProvingKeySection] = [
        .system, .header, .coefficients, .inputPoints, .pointsH, .pointsC, .pointsA, .pointsB1, .pointsB2,
        .contributions,
    ]
}
