internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension R1CSFile {
    private static let gatesSection: UInt32 = 4
    private static let usesSection: UInt32 = 5

    /// Reads the custom gates; nil where the file has no such sections.
    ///
    /// - Throws: ``ConstraintSystemError/sectionMissing(_:)`` where only one of the two sections is there.
    static func readCustomGates(_ file: SectionFile) throws(ConstraintSystemError) -> CustomGates? {
        guard file.has(gatesSection) || file.has(usesSection) else { return nil }
        let gates = try readGates(try file.section(gatesSection))
        return CustomGates(gates: gates, uses: try readUses(try file.section(usesSection)))
    }

    /// Section 4: a count, and for each gate a name that ends with a zero byte, a count, and parameters of 32 bytes.
    private static func readGates(_ section: Data) throws(ConstraintSystemError) -> [CustomGates.Gate] {
        let bytes = section.bytes
        var offset = 0
        let count = try number(bytes, at: &offset)
        // The least gate has one letter, the zero byte and no parameters.
        guard count <= (bytes.byteCount - offset) / 6 else { throw .truncated }
        var gates: [CustomGates.Gate] = []
        gates.reserveCapacity(count)
        for _ in 0..<count {
            let start = offset
            while offset < bytes.byteCount, bytes.byte(at: offset) != 0 { offset += 1 }
            guard offset < bytes.byteCount else { throw .truncated }
            guard start < offset,
                let name = String(validating: (start..<offset).map { bytes.byte(at: $0) }, as: UTF8.self)
            else { throw .gateNameInvalid }
            offset += 1
            let parameterCount = try number(bytes, at: &offset)
            guard parameterCount <= (bytes.byteCount - offset) / 32 else { throw .truncated }
            var parameters: [Fr] = []
            parameters.reserveCapacity(parameterCount)
            for _ in 0..<parameterCount {
                guard let parameter = Fr(canonicalWords: bytes.littleEndian256(at: offset)) else {
                    throw .valueNotCanonical(section: gatesSection)
                }
                parameters.append(parameter)
                offset += 32
            }
            gates.append(CustomGates.Gate(name: name, parameters: parameters))
        }
        try end(of: gatesSection, bytes, at: offset)
        return gates
    }

    /// Section 5: a count, and for each use the gate's number, a count, and wires of 8 bytes.
    private static func readUses(_ section: Data) throws(ConstraintSystemError) -> [CustomGates.Use] {
        let bytes = section.bytes
        var offset = 0
        let count = try number(bytes, at: &offset)
        guard count <= (bytes.byteCount - offset) / 8 else { throw .truncated }
        var uses: [CustomGates.Use] = []
        uses.reserveCapacity(count)
        for _ in 0..<count {
            let gate = try number(bytes, at: &offset)
            let wireCount = try number(bytes, at: &offset)
            guard wireCount <= (bytes.byteCount - offset) / 8 else { throw .truncated }
            var wires: [UInt32] = []
            wires.reserveCapacity(wireCount)
            for _ in 0..<wireCount {
                let wire = bytes.littleEndian64(at: offset)
                // A number that does not fit is no wire either; the largest one stands for it.
                wires.append(UInt32(clamping: wire))
                offset += 8
            }
            uses.append(CustomGates.Use(gate: gate, wires: wires))
        }
        try end(of: usesSection, bytes, at: offset)
        return uses
    }

    private static func number(_ bytes: RawSpan, at offset: inout Int) throws(ConstraintSystemError) -> Int {
        guard bytes.byteCount - offset >= 4 else { throw .truncated }
        defer { offset += 4 }
        return Int(bytes.littleEndian32(at: offset))
    }

    private static func end(
        of section: UInt32, _ bytes: RawSpan, at offset: Int
    ) throws(ConstraintSystemError) {
        guard offset == bytes.byteCount else {
            throw .sectionSizeDiffers(section: section, expected: UInt64(offset), found: UInt64(bytes.byteCount))
        }
    }

    /// Writes sections 4 and 5.
    package static func write(
        _ gates: CustomGates, to writer: inout SectionFileWriter
    ) throws(ConstraintSystemError) {
        writer.beginSection(gatesSection)
        writer.append(UInt32(gates.gates.count))
        for gate in gates.gates {
            try writer.append(bytes: Array(gate.name.utf8) + [0])
            writer.append(UInt32(gate.parameters.count))
            for parameter in gate.parameters { writer.append(parameter.canonicalWords) }
        }
        try writer.endSection()
        writer.beginSection(usesSection)
        writer.append(UInt32(gates.uses.count))
        for use in gates.uses {
            writer.append(UInt32(use.gate))
            writer.append(UInt32(use.wires.count))
            for wire in use.wires { writer.append(UInt64(wire)) }
            try writer.flushIfLarge()
        }
        try writer.endSection()
    }
}
