internal import FiniteFields

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// The `.wtns` format, version 2: the values of a circuit's wires, 32 little-endian bytes each, below the modulus.
///
/// The prover works on the mapped values as they are; ``witness()`` decodes them.
///
/// - SeeAlso: <https://github.com/iden3/snarkjs/blob/master/src/wtns_utils.js>.
package struct WitnessFile: Sendable {
    package static let kind = SectionFile.Kind(letters: "wtns", version: 2, sections: 1...2)
    package static let valueByteCount = 32

    private static let header: UInt32 = 1
    private static let values: UInt32 = 2
    private static let headerByteCount: UInt64 = 40

    /// The canonical little-endian values, one after the other.
    package let values: Data
    package let count: Int
    /// `nil` for a witness from memory.
    private let file: SectionFile?

    /// Maps a file; every value is checked.
    package init(path: String) throws(ConstraintSystemError) {
        try self.init(SectionFile(path: path, kind: WitnessFile.kind))
    }

    /// Reads a file that is in memory; every value is checked.
    package init(bytes: [UInt8]) throws(ConstraintSystemError) {
        try self.init(SectionFile(bytes: bytes, kind: WitnessFile.kind))
    }

    /// Puts a witness from memory into the form of the file.
    package init(_ witness: Witness) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(witness.values.count * WitnessFile.valueByteCount)
        for value in witness.values { bytes.append(contentsOf: value.littleEndianBytes) }
        values = Data(bytes)
        count = witness.values.count
        file = nil
    }

    private init(_ file: SectionFile) throws(ConstraintSystemError) {
        let header = try file.section(WitnessFile.header, byteCount: WitnessFile.headerByteCount)
        try SectionFile.checkField(header, at: 0, modulus: Fr.modulusWords)
        count = Int(header.bytes.littleEndian32(at: 36))
        values = try file.section(
            WitnessFile.values, byteCount: UInt64(count) * UInt64(WitnessFile.valueByteCount))
        self.file = file
        let passing = try passing()
        let bytes = passing.bytes
        for index in 0..<count {
            guard bytes.littleEndian256(at: index * WitnessFile.valueByteCount) < Fr.modulusWords else {
                throw .valueNotCanonical(section: WitnessFile.values)
            }
        }
    }

    /// The values in a mapping of their own, whose pages leave the process's memory after its use.
    ///
    /// - Throws: What ``SectionFile/sectionInOwnMapping(_:)`` throws.
    package func passing() throws(ConstraintSystemError) -> Data {
        guard let file else { return values }
        return try file.sectionInOwnMapping(WitnessFile.values)
    }

    /// The witness as field elements.
    package func witness() throws(ConstraintSystemError) -> Witness {
        let bytes = values.bytes
        var elements: [Fr] = []
        elements.reserveCapacity(count)
        for index in 0..<count {
            guard let element = Fr(canonicalWords: bytes.littleEndian256(at: index * WitnessFile.valueByteCount)) else {
                throw .valueNotCanonical(section: WitnessFile.values)
            }
            elements.append(element)
        }
        return Witness(values: elements)
    }

    /// Writes a witness to disk.
    package static func write(_ witness: Witness, path: String) throws(ConstraintSystemError) {
        _ = try write(witness, to: path)
    }

    /// The bytes of the file.
    package static func bytes(of witness: Witness) throws(ConstraintSystemError) -> [UInt8] {
        try write(witness, to: nil)
    }

    private static func write(_ witness: Witness, to path: String?) throws(ConstraintSystemError) -> [UInt8] {
        guard witness.values.count <= Int(UInt32.max) else {
            throw .countsContradict("\(witness.values.count) values do not fit into 32 bits")
        }
        var writer = try SectionFileWriter(path: path, kind: kind, sectionCount: 2)
        writer.beginSection(header)
        writer.append(modulus: Fr.modulusWords)
        writer.append(UInt32(witness.values.count))
        try writer.endSection()
        writer.beginSection(values)
        for value in witness.values {
            writer.append(value.canonicalWords)
            try writer.flushIfLarge()
        }
        try writer.endSection()
        return try writer.finish()
    }
}
