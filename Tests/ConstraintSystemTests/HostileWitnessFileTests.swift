import ConstraintSystem
import FiniteFields
import Testing

/// Witness files that are wrong on purpose; truncated ones and values above the modulus are in `HostileFileTests`.
@Suite struct HostileWitnessFileTests {
    private func expect(
        _ error: ConstraintSystemError, _ location: SourceLocation = #_sourceLocation,
        _ change: (inout RawFile) -> Void
    ) throws {
        var file = RawFile(try VectorFile.bytes("multidim-O2.wtns"))
        change(&file)
        #expect(throws: error, sourceLocation: location) { try WitnessFile(bytes: file.bytes) }
    }

    @Test func sectionsInAnotherOrderMeanTheSame() throws {
        let bytes = try VectorFile.bytes("multidim-O2.wtns")
        var file = RawFile(bytes)
        file.sections.reverse()
        #expect(file.bytes != bytes)
        let witness = try WitnessFile(bytes: file.bytes).witness()
        #expect(try witness == WitnessFile(bytes: bytes).witness())
        // Written again, they stand in the one order.
        #expect(try WitnessFile.bytes(of: witness) == bytes)
    }

    @Test func anotherKindOrVersionIsRefused() throws {
        for letters in ["r1cs", "zkey", "ptau", "WTNS", "wtn "] {
            try expect(.kindDiffers(expected: "wtns")) { $0.letters = letters }
        }
        for version in [UInt32(0), 1, 3, .max] { try expect(.versionUnknown(version)) { $0.version = version } }
    }

    @Test func repeatedUnknownAndMissingSectionsAreRefused() throws {
        try expect(.sectionRepeated(1)) { $0.sections[1].number = 1 }
        try expect(.sectionRepeated(2)) { $0.sections[0].number = 2 }
        // Two sections are all that there are, so a third one is refused by the table's count.
        try expect(.sectionCountTooLarge(3)) { $0.sections.append($0.sections[1]) }
        for number in [UInt32(0), 3, .max] {
            try expect(.sectionUnknown(number)) { $0.sections[1].number = number }
        }
        for missing in [UInt32(1), 2] {
            try expect(.sectionMissing(missing)) { file in file.sections.removeAll { $0.number == missing } }
        }
        try expect(.sectionMissing(1)) { $0.sections = [] }
    }

    @Test func aTableThatDoesNotFitTheFileIsRefused() throws {
        let values = RawFile(try VectorFile.bytes("multidim-O2.wtns")).sections[1].bytes.count
        for position in [0, 1] {
            for size in [UInt64.max, 1 << 63, 1 << 62, 1 << 32] {
                try expect(.truncated) { $0.claimedSizes[position] = size }
            }
        }
        try expect(.truncated) { $0.claimedSizes[1] = UInt64(values + 1) }
        try expect(.bytesAfterLastSection(1)) { $0.claimedSizes[1] = UInt64(values - 1) }
        try expect(.bytesAfterLastSection(12 + values)) { $0.claimedCount = 1 }
        try expect(.sectionCountTooLarge(.max)) { $0.claimedCount = .max }
        try expect(.bytesAfterLastSection(3)) { $0.rest = [0, 0, 0] }
    }

    @Test func sectionsOfTheWrongSizeAreRefused() throws {
        try expect(.sectionSizeDiffers(section: 1, expected: 40, found: 41)) { $0.sections[0].bytes.append(0) }
        try expect(.sectionSizeDiffers(section: 1, expected: 40, found: 39)) { $0.sections[0].bytes.removeLast() }
        try expect(.sectionSizeDiffers(section: 2, expected: 928, found: 929)) { $0.sections[1].bytes.append(0) }
        try expect(.sectionSizeDiffers(section: 2, expected: 896, found: 928)) {
            $0.replace(section: 1, at: 36, with: little(UInt32(28)))
        }
    }

    @Test func anotherFieldIsRefused() throws {
        try expect(.fieldDiffers) { $0.replace(section: 1, at: 0, with: little(UInt32(31))) }
        try expect(.fieldDiffers) { $0.replace(section: 1, at: 0, with: little(UInt32.max)) }
        // The base field of the same curve has elements of the same size.
        try expect(.fieldDiffers) { $0.replace(section: 1, at: 4, with: Fq.modulus.flatMap { little($0) }) }
    }
}
