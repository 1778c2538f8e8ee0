internal import ConstraintSystem
internal import EllipticCurves

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The record of phase 2 in a proving key: the hash of the circuit and its powers, and the contributions.
///
/// - SeeAlso: Bowe, Gabizon, Miers (2017), section 5; snarkjs, `src/zkey_utils.js`.
package struct KeyTranscript: Equatable, Sendable {
    static let circuitHashByteCount = 64

    /// The hash of the initial key: of its points, and of the powers that H is made from.
    package let circuitHash: [UInt8]
    /// The contributions, from the first on.
    package private(set) var contributions: [KeyContribution]

    init(circuitHash: [UInt8], contributions: [KeyContribution] = []) {
        self.circuitHash = circuitHash
        self.contributions = contributions
    }

    /// Reads the record of a proving key.
    ///
    /// - Throws: ``CeremonyError/file(_:)`` or ``CeremonyError/contributionMalformed(number:reason:)``.
    package init(of key: ProvingKey) throws(CeremonyError) {
        try self.init(section: key.contributions)
    }

    /// Reads the section of contributions.
    init(section: Data) throws(CeremonyError) {
        let bytes = section.bytes
        let start = KeyTranscript.circuitHashByteCount + 4
        guard bytes.byteCount >= start else { throw .file(.truncated) }
        circuitHash = (0..<KeyTranscript.circuitHashByteCount).map { bytes.byte(at: $0) }
        let count = Int(bytes.littleEndian32(at: KeyTranscript.circuitHashByteCount))
        // Each record has its fixed part at least, so the section's size bounds the loop and the array.
        guard count <= (bytes.byteCount - start) / KeyContribution.byteCountMin else { throw .file(.truncated) }
        var offset = start
        contributions = []
        contributions.reserveCapacity(count)
        for number in 1..<(count + 1) {
            contributions.append(try KeyContribution(bytes, at: &offset, number: number))
        }
        guard offset == bytes.byteCount else { throw .file(.bytesAfterLastSection(bytes.byteCount - offset)) }
    }

    /// The hash of the circuit, to which contributions are added one by one: see ``KeyContribution/update(_:)``.
    ///
    /// Before each of them it is what the contribution's own points are added to.
    var hasherBeforeContributions: Blake2b {
        var hasher = Blake2b()
        hasher.update(circuitHash)
        return hasher
    }

    mutating func append(_ contribution: KeyContribution) {
        contributions.append(contribution)
    }

    /// Writes the section.
    func write(to writer: inout SectionFileWriter) throws(ConstraintSystemError) {
        writer.beginSection(ProvingKeySection.contributions.rawValue)
        try writer.append(bytes: circuitHash)
        writer.append(UInt32(contributions.count))
        for contribution in contributions { try contribution.append(to: &writer) }
        try writer.endSection()
    }

    /// The transcript of a proof's points in G1.
    static func transcript(_ hasher: Blake2b, base: G1Affine, multiple: G1Affine) -> [UInt8] {
        var hasher = hasher
        var bytes: [UInt8] = []
        G1Curve.appendUncompressed(base, to: &bytes)
        G1Curve.appendUncompressed(multiple, to: &bytes)
        hasher.update(bytes)
        return hasher.digest()
    }
}
