import ConstraintSystem
import FiniteFields
import TestSupport
import Testing

/// Files that are wrong on purpose: each gives its typed error, and no count makes the reader allocate.
@Suite struct HostileFileTests {
    private func good() throws -> RawFile { RawFile(try VectorFile.bytes("multidim-O2.r1cs")) }
    private func goodWitness() throws -> RawFile { RawFile(try VectorFile.bytes("multidim-O2.wtns")) }

    private func expect(
        _ error: ConstraintSystemError, reading file: RawFile, location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) { try R1CSFile.read(bytes: file.bytes) }
    }

    private func expect(
        _ error: ConstraintSystemError, readingWitness file: RawFile, location: SourceLocation = #_sourceLocation
    ) {
        #expect(throws: error, sourceLocation: location) { try WitnessFile(bytes: file.bytes) }
    }

    @Test func aTakenApartFileIsPutTogetherAgain() throws {
        #expect(try good().bytes == VectorFile.bytes("multidim-O2.r1cs"))
    }

    @Test func everyPrefixOfAFileIsRefused() throws {
        let system = try VectorFile.bytes("multidim-O2.r1cs")
        for length in 0..<system.count {
            #expect(throws: ConstraintSystemError.self) { try R1CSFile.read(bytes: Array(system.prefix(length))) }
        }
        let witness = try VectorFile.bytes("multidim-O2.wtns")
        for length in 0..<witness.count {
            #expect(throws: ConstraintSystemError.self) { try WitnessFile(bytes: Array(witness.prefix(length))) }
        }
    }

    @Test func anotherKindOrVersionIsRefused() throws {
        var file = try good()
        file.letters = "wtns"
        expect(.kindDiffers(expected: "r1cs"), reading: file)
        file = try good()
        file.version = 2
        expect(.versionUnknown(2), reading: file)
    }

    @Test func aTableThatDoesNotFitTheFileIsRefused() throws {
        var file = try good()
        file.claimedCount = 2
        #expect(throws: ConstraintSystemError.self) { try R1CSFile.read(bytes: file.bytes) }
        file.claimedCount = 4
        expect(.truncated, reading: file)
        file.claimedCount = .max
        expect(.sectionCountTooLarge(.max), reading: file)
        file = try good()
        file.rest = [0]
        expect(.bytesAfterLastSection(1), reading: file)
        file = try good()
        file.claimedSizes[2] = .max
        expect(.truncated, reading: file)
        file.claimedSizes[2] = 1 << 62
        expect(.truncated, reading: file)
    }

    @Test func repeatedUnknownAndMissingSectionsAreRefused() throws {
        var file = try good()
        file.sections.append(file.sections[1])
        expect(.sectionRepeated(1), reading: file)
        file = try good()
        file.sections.append((9, []))
        expect(.sectionUnknown(9), reading: file)
        file = try good()
        file.sections.append((0, []))
        expect(.sectionUnknown(0), reading: file)
        for missing in [UInt32(1), 2, 3] {
            file = try good()
            file.sections.removeAll { $0.number == missing }
            expect(.sectionMissing(missing), reading: file)
        }
    }

    /// Two gates: `pow` with the parameters 5 and 7, and `q` without; one use of the first with wires 1 and 2.
    private func withGates() throws -> RawFile {
        var file = try good()
        let parameters = [UInt64(5), 0, 0, 0, 7, 0, 0, 0].flatMap { little($0) }
        let gates = little(UInt32(2)) + Array("pow".utf8) + [0] + little(UInt32(2)) + parameters
        file.sections.append((4, gates + Array("q".utf8) + [0] + little(UInt32(0))))
        file.sections.append(
            (5, little(UInt32(1)) + little(UInt32(0)) + little(UInt32(2)) + little(UInt64(1)) + little(UInt64(2))))
        return file
    }

    @Test func customGatesAreReadAndWritten() throws {
        let system = try R1CSFile.read(bytes: withGates().bytes)
        let gates = try #require(system.customGates)
        #expect(gates.gates == [.init(name: "pow", parameters: [Fr(5), Fr(7)]), .init(name: "q", parameters: [])])
        #expect(gates.uses == [.init(gate: 0, wires: [1, 2])])
        #expect(try R1CSFile.read(bytes: R1CSFile.bytes(of: system)) == system)
        #expect(throws: ConstraintSystemError.customGatesUnsupported(count: 1)) { try system.requireConstraintsOnly() }
        // The sections without a gate are what the pragma alone leaves.
        var empty = try good()
        for section in [UInt32(4), 5] { empty.sections.append((section, little(UInt32(0)))) }
        let plain = try R1CSFile.read(bytes: empty.bytes)
        #expect(plain.customGates == CustomGates())
        try plain.requireConstraintsOnly()
    }

    @Test func damagedCustomGatesAreRefused() throws {
        for (section, missing) in [(UInt32(4), UInt32(5)), (5, 4)] {
            var file = try good()
            file.sections.append((section, little(UInt32(0))))
            expect(.sectionMissing(missing), reading: file)
        }
        var file = try withGates()
        file.replace(section: 4, at: 0, with: little(UInt32.max))
        expect(.truncated, reading: file)
        file = try withGates()
        file.replace(section: 4, at: 8, with: little(UInt32.max))
        expect(.truncated, reading: file)
        file = try withGates()
        file.replace(section: 4, at: 4, with: [0xff])
        expect(.gateNameInvalid, reading: file)
        file.replace(section: 4, at: 4, with: [0])
        expect(.gateNameInvalid, reading: file)
        file = try withGates()
        file.replace(section: 4, at: 12, with: Array(repeating: 0xff, count: 32))
        expect(.valueNotCanonical(section: 4), reading: file)
        file = try withGates()
        file.replace(section: 5, at: 0, with: little(UInt32.max))
        expect(.truncated, reading: file)
        file = try withGates()
        file.replace(section: 5, at: 4, with: little(UInt32(2)))
        expect(.gateOutOfRange(gate: 2, gateCount: 2), reading: file)
        file = try withGates()
        file.replace(section: 5, at: 8, with: little(UInt32.max))
        expect(.truncated, reading: file)
        file = try withGates()
        file.replace(section: 5, at: 12, with: little(UInt64(1) << 40))
        let wireCount = try R1CSFile.read(bytes: good().bytes).wires.total
        expect(.wireOutOfRange(wire: .max, wireCount: wireCount), reading: file)
        file = try withGates()
        file.replace(section: 5, at: 0, with: little(UInt32(0)))
        expect(.sectionSizeDiffers(section: 5, expected: 4, found: 28), reading: file)
    }

    @Test func anotherFieldIsRefused() throws {
        var file = try good()
        file.replace(section: 1, at: 0, with: little(UInt32(48)))
        expect(.fieldDiffers, reading: file)
        file = try good()
        // BLS12-381's scalar field, with the same size of elements.
        let other: [UInt64] = [
            0xffff_ffff_0000_0001, 0x53bd_a402_fffe_5bfe, 0x3339_d808_09a1_d805, 0x73ed_a753_299d_7d48,
        ]
        file.replace(section: 1, at: 4, with: other.flatMap { little($0) })
        expect(.fieldDiffers, reading: file)
        var witness = try goodWitness()
        witness.replace(section: 1, at: 4, with: [2])
        expect(.fieldDiffers, readingWitness: witness)
    }

    @Test func hugeCountsAreRefusedWithoutMemory() throws {
        var file = try good()
        file.replace(section: 1, at: 36, with: little(UInt32.max))
        expect(.sectionSizeDiffers(section: 3, expected: 8 * UInt64(UInt32.max), found: 232), reading: file)
        file = try good()
        file.replace(section: 1, at: 60, with: little(UInt32.max))
        expect(.truncated, reading: file)
        file = try good()
        file.replace(section: 2, at: 0, with: little(UInt32.max))
        expect(.truncated, reading: file)
        file = try good()
        file.replace(section: 1, at: 40, with: little(UInt32.max))
        #expect(throws: ConstraintSystemError.self) { try R1CSFile.read(bytes: file.bytes) }
        var witness = try goodWitness()
        witness.replace(section: 1, at: 36, with: little(UInt32.max))
        expect(
            .sectionSizeDiffers(section: 2, expected: 32 * UInt64(UInt32.max), found: 928), readingWitness: witness)
    }

    @Test func tooFewAndTooManyConstraintsAreRefused() throws {
        let count = try R1CSFile.read(bytes: good().bytes).constraintCount
        var file = try good()
        file.replace(section: 1, at: 60, with: little(UInt32(count + 1)))
        expect(.truncated, reading: file)
        file.replace(section: 1, at: 60, with: little(UInt32(count - 1)))
        #expect(throws: ConstraintSystemError.self) { try R1CSFile.read(bytes: file.bytes) }
    }

    @Test func valuesAtOrAboveTheModulusAreRefused() throws {
        let modulus = Fr.modulus.flatMap { little($0) }
        // The first term of the first constraint: a count, a wire, a coefficient.
        var file = try good()
        file.replace(section: 2, at: 8, with: modulus)
        expect(.valueNotCanonical(section: 2), reading: file)
        file.replace(section: 2, at: 8, with: [UInt8](repeating: 0xff, count: 32))
        expect(.valueNotCanonical(section: 2), reading: file)
        for index in 0..<29 {
            var witness = try goodWitness()
            witness.replace(section: 2, at: 32 * index, with: modulus)
            expect(.valueNotCanonical(section: 2), readingWitness: witness)
        }
    }

    @Test func wiresThatDoNotExistAreRefused() throws {
        var file = try good()
        file.replace(section: 2, at: 4, with: little(UInt32(30)))
        expect(.wireOutOfRange(wire: 30, wireCount: 29), reading: file)
    }

    @Test func missingFilesAreNamed() {
        #expect(throws: ConstraintSystemError.fileUnreadable(path: "/nonexistent/a.r1cs")) {
            try R1CSFile.read(path: "/nonexistent/a.r1cs")
        }
        #expect(throws: ConstraintSystemError.fileUnreadable(path: "/nonexistent/a.sym")) {
            try SymbolFile.read(path: "/nonexistent/a.sym")
        }
        #expect(throws: ConstraintSystemError.fileUnwritable(path: "/nonexistent/a.wtns")) {
            try WitnessFile.write(Witness(values: [.one]), path: "/nonexistent/a.wtns")
        }
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func damagedFilesGiveAValueOrATypedError(seed: UInt64) throws {
        let names = ["multidim-O2", "tags-O2", "buses-O0"]
        var systems = ByteMutator(seed: seed, corpus: try names.map { try VectorFile.bytes("\($0).r1cs") })
        var witnesses = ByteMutator(seed: seed, corpus: try names.map { try VectorFile.bytes("\($0).wtns") })
        var symbols = ByteMutator(seed: seed, corpus: try names.map { try VectorFile.bytes("\($0).sym") })
        for _ in 0..<3_000 {
            let system = systems.next()
            if let read = try? R1CSFile.read(bytes: system) {
                #expect(try R1CSFile.read(bytes: R1CSFile.bytes(of: read)) == read, "seed \(seed)")
            }
            try CodecLaw.checkCanonical(
                witnesses.next(), encode: { (try? WitnessFile.bytes(of: $0)) ?? [] },
                decode: { bytes in
                    // The file's sections may stand in either order; this law is about the order that is written.
                    let order = try SectionFile(bytes: bytes, kind: WitnessFile.kind).order
                    guard order == [1, 2] else { throw ConstraintSystemError.truncated }
                    return try WitnessFile(bytes: bytes).witness()
                })
            try CodecLaw.checkCanonical(
                symbols.next(), encode: { SymbolFile.bytes(of: $0) }, decode: { try SymbolFile.read(bytes: $0) })
        }
    }
}
