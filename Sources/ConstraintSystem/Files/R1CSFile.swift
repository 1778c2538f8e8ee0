internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The `.r1cs` format, version 1.
///
/// - SeeAlso: <https://github.com/iden3/r1csfile/blob/master/doc/r1cs_bin_format.md>.
package enum R1CSFile {
    package static let kind = SectionFile.Kind(letters: "r1cs", version: 1, sections: 1...5)

    private static let header: UInt32 = 1
    private static let constraints: UInt32 = 2
    private static let labels: UInt32 = 3
    private static let headerByteCount: UInt64 = 64
    private static let termByteCount = 36

    /// Reads a file from disk.
    package static func read(path: String) throws(ConstraintSystemError) -> R1CS {
        try read(SectionFile(path: path, kind: kind))
    }

    /// Reads a file that is in memory.
    package static func read(bytes: [UInt8]) throws(ConstraintSystemError) -> R1CS {
        try read(SectionFile(bytes: bytes, kind: kind))
    }

    private static func read(_ file: SectionFile) throws(ConstraintSystemError) -> R1CS {
        let headerSection = try file.section(header, byteCount: headerByteCount)
        try SectionFile.checkField(headerSection, at: 0, modulus: Fr.modulusWords)
        let bytes = headerSection.bytes
        let wires = WireCounts(
            total: Int(bytes.littleEndian32(at: 36)), outputs: Int(bytes.littleEndian32(at: 40)),
            publicInputs: Int(bytes.littleEndian32(at: 44)), privateInputs: Int(bytes.littleEndian32(at: 48)))
        let labelCount = bytes.littleEndian64(at: 52)
        let constraintCount = Int(bytes.littleEndian32(at: 60))

        let labelSection = try file.section(labels, byteCount: UInt64(wires.total) * 8)
        let labelBytes = labelSection.bytes
        let wireLabels = (0..<wires.total).map { labelBytes.littleEndian64(at: 8 * $0) }
        var system = try R1CS(wires: wires, wireLabels: wireLabels, labelCount: labelCount)
        try readConstraints(try file.section(constraints), count: constraintCount, into: &system)
        if let gates = try readCustomGates(file) { try system.take(customGates: gates) }
        return system
    }

    private static func readConstraints(
        _ section: Data, count: Int, into system: inout R1CS
    ) throws(ConstraintSystemError) {
        let bytes = section.bytes
        // Each constraint has at least its three counts, so the section's size bounds what is reserved.
        guard count <= bytes.byteCount / 12 else { throw .truncated }
        let termCountMax = (bytes.byteCount - 12 * count) / termByteCount
        var matrices = [SparseMatrix(), SparseMatrix(), SparseMatrix()]
        for matrix in matrices.indices {
            matrices[matrix].reserveCapacity(rowCount: count, termCount: termCountMax / 3)
        }
        var offset = 0
        for _ in 0..<count {
            for matrix in 0..<3 {
                try readRow(bytes, at: &offset, into: &matrices[matrix])
            }
        }
        guard offset == bytes.byteCount else {
            throw .sectionSizeDiffers(
                section: constraints, expected: UInt64(offset), found: UInt64(bytes.byteCount))
        }
        try system.take(a: matrices[0], b: matrices[1], c: matrices[2])
    }

    private static func readRow(
        _ bytes: RawSpan, at offset: inout Int, into matrix: inout SparseMatrix
    ) throws(ConstraintSystemError) {
        guard bytes.byteCount - offset >= 4 else { throw .truncated }
        let termCount = Int(bytes.littleEndian32(at: offset))
        offset += 4
        guard termCount <= (bytes.byteCount - offset) / termByteCount else { throw .truncated }
        for _ in 0..<termCount {
            guard let coefficient = Fr(canonicalWords: bytes.littleEndian256(at: offset + 4)) else {
                throw .valueNotCanonical(section: constraints)
            }
            matrix.append(wire: bytes.littleEndian32(at: offset), coefficient: coefficient)
            offset += termByteCount
        }
        matrix.endRow()
    }

    /// Writes a file to disk, its sections in the order of the circom compiler.
    package static func write(_ system: R1CS, path: String) throws(ConstraintSystemError) {
        _ = try write(system, to: path)
    }

    /// The bytes of the file.
    package static func bytes(of system: R1CS) throws(ConstraintSystemError) -> [UInt8] {
        try write(system, to: nil)
    }

    private static func write(_ system: R1CS, to path: String?) throws(ConstraintSystemError) -> [UInt8] {
        guard system.constraintCount <= Int(UInt32.max) else {
            throw .countsContradict("\(system.constraintCount) constraints do not fit into 32 bits")
        }
        var writer = try SectionFileWriter(path: path, kind: kind, sectionCount: system.customGates == nil ? 3 : 5)
        writer.beginSection(constraints)
        for index in 0..<system.constraintCount {
            append(row: index, of: system.a, to: &writer)
            append(row: index, of: system.b, to: &writer)
            append(row: index, of: system.c, to: &writer)
            try writer.flushIfLarge()
        }
        try writer.endSection()

        writer.beginSection(header)
        writer.append(modulus: Fr.modulusWords)
        writer.append(UInt32(system.wires.total))
        writer.append(UInt32(system.wires.outputs))
        writer.append(UInt32(system.wires.publicInputs))
        writer.append(UInt32(system.wires.privateInputs))
        writer.append(system.labelCount)
        writer.append(UInt32(system.constraintCount))
        try writer.endSection()

        writer.beginSection(labels)
        for label in system.wireLabels {
            writer.append(label)
            try writer.flushIfLarge()
        }
        try writer.endSection()
        if let gates = system.customGates { try write(gates, to: &writer) }
        return try writer.finish()
    }

    private static func append(row: Int, of matrix: SparseMatrix, to writer: inout SectionFileWriter) {
        let range = matrix.termRange(ofRow: row)
        writer.append(UInt32(range.count))
        for position in range {
            writer.append(matrix.wires[position])
            writer.append(matrix.coefficients[position].canonicalWords)
        }
    }
}
