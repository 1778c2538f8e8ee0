import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import TestSupport
import Testing

@Suite struct PowersOfTauRefusalTests {
    /// The bytes of a file that its checks do not cover.
    ///
    /// They are the text of a name; for contributions before the last also the chain of their saved hashes, and what their
    /// buffers hold before and behind beta in G2.
    private static func uncovered(_ bytes: [UInt8], contributions: [PowersContribution]) throws -> Set<Int> {
        var result: Set<Int> = []
        for (index, saved) in try savedHashes(bytes, contributions: contributions).enumerated() {
            if index < contributions.count - 1 {
                result.formUnion(saved.lowerBound..<(saved.lowerBound + 32))
                result.formUnion((saved.lowerBound + 96)..<(saved.lowerBound + 192))
            }
            let name = saved.upperBound + 64 + 8 + 2
            result.formUnion(name..<(name + contributions[index].label.name.count))
        }
        return result
    }

    /// Where the saved hashes lie.
    private static func savedHashes(
        _ bytes: [UInt8], contributions: [PowersContribution]
    ) throws -> [Range<Int>] {
        var offset = try bytes.sectionStart(7) + 4
        return contributions.map { contribution in
            let saved = offset + 9 * 64 + 5 * 128
            let nameLength = contribution.label.name.count
            offset = saved + Blake2b.savedByteCount + 64 + 8 + (nameLength > 0 ? 2 + nameLength : 0)
            if let beacon = contribution.label.beacon { offset += 4 + beacon.value.count }
            return saved..<(saved + Blake2b.savedByteCount)
        }
    }

    private func isAccepted(_ bytes: [UInt8]) -> Bool {
        do throws(CeremonyError) {
            try PowersVerification.verify(PowersOfTau(bytes: bytes), threads: 1)
            return true
        } catch {
            return false
        }
    }

    /// A seeded sample of the bytes, and every byte of the saved hashes; `stride` 1 takes them all.
    private func checkChangedBytes(_ bytes: [UInt8], stride step: Int, seed: UInt64) throws {
        let uncovered = try Self.uncovered(bytes, contributions: PowersOfTau(bytes: bytes).contributions)
        var random = SeededGenerator(seed: seed)
        let savedHashes = try Self.savedHashes(bytes, contributions: PowersOfTau(bytes: bytes).contributions)
        let sample = stride(from: random.below(step), to: bytes.count, by: step) + savedHashes.flatMap(\.self)
        for position in sample where !uncovered.contains(position) {
            var changed = bytes
            changed[position] ^= UInt8(1 + random.below(255))
            #expect(!isAccepted(changed), "byte \(position), seed \(seed)")
        }
    }

    @Test func changedByteOfASmallCeremonyIsRefused() throws {
        let bytes = try PowersOfTau(bytes: CeremonyVectors.smallPowers(power: 1, name: "x")).writePrepared(
            to: nil, threads: 1)
        #expect(isAccepted(bytes))
        try checkChangedBytes(bytes, stride: 29, seed: 1)
    }

    @Test func changedByteOfSnarkjsFileIsRefused() throws {
        try checkChangedBytes(CeremonyVectors.bytes("powers-prepared.ptau"), stride: 499, seed: 2)
    }

    @Test func everyTruncationIsRefused() throws {
        let bytes = try CeremonyVectors.smallPowers(power: 1, name: "x")
        for length in 0..<bytes.count {
            #expect(throws: CeremonyError.self, "length \(length)") { try PowersOfTau(bytes: Array(bytes[..<length])) }
        }
    }

    @Test func damagedFilesGiveTypedErrors() throws {
        let seed: UInt64 = 4
        let corpus = try [
            CeremonyVectors.bytes("powers-contributed.ptau"), CeremonyVectors.smallPowers(power: 1, name: "x"),
        ]
        var mutator = ByteMutator(seed: seed, corpus: corpus)
        var refused = 0
        for _ in 0..<3_000 {
            do throws(CeremonyError) {
                _ = try PowersOfTau(bytes: mutator.next())
            } catch {
                refused += 1
            }
        }
        #expect(refused > 1_000, "seed \(seed)")
    }

    @Test func headersOutOfBoundsAreRefused() throws {
        let bytes = try CeremonyVectors.smallPowers(power: 2)
        let header = try bytes.sectionStart(1)
        for (offset, value, expected) in [
            (0, 31, CeremonyError.file(.fieldDiffers)), (4, 0, .file(.fieldDiffers)), (36, 0, .powerOutOfRange(0)),
            (36, 28, .powerOutOfRange(28)), (39, 255, .powerOutOfRange(0xff00_0002)), (40, 1, .powerOutOfRange(1)),
            (40, 29, .powerOutOfRange(29)),
            (36, 1, .file(.sectionSizeDiffers(section: 2, expected: 192, found: 448))),
        ] as [(Int, UInt8, CeremonyError)] {
            var changed = bytes
            changed[header + offset] = value
            // A larger power needs a ceremony at least as large.
            if offset == 36 && value > 2 { changed[header + 40] = value }
            #expect(throws: expected) { try PowersOfTau(bytes: changed) }
        }
    }

    @Test func unknownSectionsAndHugeCountsAreRefused() throws {
        let bytes = try CeremonyVectors.smallPowers(power: 1)
        let section = try bytes.sectionStart(7)
        var unknown = bytes
        unknown[section - 12] = 8
        #expect(throws: CeremonyError.file(.sectionUnknown(8))) { try PowersOfTau(bytes: unknown) }
        var repeated = bytes
        repeated[section - 12] = 6
        #expect(throws: CeremonyError.file(.sectionRepeated(6))) { try PowersOfTau(bytes: repeated) }
        var huge = bytes
        for index in 0..<4 { huge[section + index] = 0xff }
        #expect(throws: CeremonyError.file(.truncated)) { try PowersOfTau(bytes: huge) }
        var none = bytes
        none[section] = 0
        #expect(throws: CeremonyError.self) { try PowersOfTau(bytes: none) }
    }

    @Test func sectionsInAnotherOrderMeanTheSame() throws {
        let bytes = try CeremonyVectors.bytes("powers-prepared.ptau")
        var file = RawFile(bytes)
        file.sections.sort { $0.number > $1.number }
        #expect(file.bytes != bytes)
        let powers = try PowersOfTau(bytes: file.bytes)
        try PowersVerification.verify(powers, threads: 2)
        #expect(
            try powers.writePrepared(to: nil, threads: 2)
                == PowersOfTau(bytes: bytes).writePrepared(to: nil, threads: 2))
    }

    @Test func pointsOfNoUseAreRefused() throws {
        let bytes = try CeremonyVectors.smallPowers(power: 1)
        let start = try bytes.sectionStart(3) + 128
        // Off the curve, at infinity, and on the twist outside the subgroup.
        var offCurve = bytes
        offCurve[start] ^= 1
        var infinity = bytes
        for index in 0..<128 { infinity[start + index] = 0 }
        var outside = bytes
        outside.replaceSubrange(start..<(start + 128), with: G2Affine.outsideSubgroup.fileBytes)
        for changed in [offCurve, infinity, outside] {
            let powers = try PowersOfTau(bytes: changed)
            #expect(throws: CeremonyError.pointInvalid(section: 3, index: 1)) {
                try PowersVerification.verify(powers, threads: 2)
            }
            #expect(throws: CeremonyError.pointInvalid(section: 3, index: 1)) {
                try powers.writeContribution(CeremonyVectors.label(""), randomness: .seed([]), to: nil, threads: 2)
            }
            #expect(throws: CeremonyError.pointInvalid(section: 3, index: 1)) {
                try powers.writePrepared(to: nil, threads: 2)
            }
        }
    }

    /// Opening a file reads no point; verifying it and contributing to it read all of them.
    ///
    /// Preparing transforms sections 2 to 5 and copies section 6, of which the making of a key reads the point.
    @Test(arguments: [(UInt32(2), 1), (2, 2), (4, 0), (4, 1), (5, 0), (5, 1), (6, 0)])
    func pointsOffTheCurveAreRefusedByEveryStepThatReadsThem(section: UInt32, index: Int) throws {
        let bytes = try CeremonyVectors.smallPowers(power: 1)
        let size = section == 6 ? 128 : 64
        let start = try bytes.sectionStart(section) + size * index
        var offCurve = bytes
        offCurve[start] ^= 1
        var tooLarge = bytes
        tooLarge.replaceSubrange(start..<(start + 32), with: Fq.modulus.flatMap { little($0) })
        var infinity = bytes
        infinity.replaceSubrange(start..<(start + size), with: [UInt8](repeating: 0, count: size))
        var outside = bytes
        if section == 6 {
            outside.replaceSubrange(start..<(start + size), with: G2Affine.outsideSubgroup.fileBytes)
        }
        let expected = CeremonyError.pointInvalid(section: section, index: index)
        for changed in [offCurve, tooLarge, infinity] + (section == 6 ? [outside] : []) {
            let powers = try PowersOfTau(bytes: changed)
            #expect(throws: expected) { try PowersVerification.verify(powers, threads: 2) }
            #expect(throws: expected) {
                try powers.writeContribution(CeremonyVectors.label(""), randomness: .seed([]), to: nil, threads: 2)
            }
            if section == 6 {
                let prepared = try PowersOfTau(bytes: powers.writePrepared(to: nil, threads: 2))
                #expect(throws: expected) { try PowersVerification.verify(prepared, threads: 2) }
            } else {
                #expect(throws: expected) { try powers.writePrepared(to: nil, threads: 2) }
            }
        }
    }

    /// What the making of a key reads of powers: tau in G1 for the hash, the first points, and the Lagrange forms.
    ///
    /// The circuit has a domain of 2^3 points, whose Lagrange form begins behind those of 1, 2 and 4 points.
    @Test(arguments: [(UInt32(2), 3), (4, 0), (5, 0), (6, 0), (12, 7), (13, 7), (14, 7), (15, 7)])
    func pointsOffTheCurveAreRefusedByTheMakingOfAKey(section: UInt32, index: Int) throws {
        let bytes = try CeremonyVectors.bytes("powers-prepared.ptau")
        let size = section == 6 || section == 13 ? 128 : 64
        var changed = bytes
        changed[try bytes.sectionStart(section) + size * index] ^= 1
        let powers = try PowersOfTau(bytes: changed)
        let expected = CeremonyError.pointInvalid(section: section, index: index)
        #expect(throws: expected) {
            try InitialKey.write(CeremonyVectors.circuit(), powers: powers, to: nil, threads: 2)
        }
        #expect(throws: expected) { try PowersVerification.verify(powers, threads: 2) }
    }

    @Test func tablesOfHugeSizesAreRefused() throws {
        let bytes = try CeremonyVectors.bytes("powers-prepared.ptau")
        for section in RawFile(bytes).sections.map(\.number) {
            for size in [UInt64.max, 1 << 63, 1 << 62, 1 << 40] {
                var file = RawFile(bytes)
                file.claimedSizes[section] = size
                #expect(throws: CeremonyError.file(.truncated)) { try PowersOfTau(bytes: file.bytes) }
            }
        }
    }

    @Test func missingSectionsAndOtherKindsAreRefused() throws {
        let bytes = try CeremonyVectors.bytes("powers-prepared.ptau")
        for section in RawFile(bytes).sections.map(\.number) {
            var file = RawFile(bytes)
            file.sections.removeAll { $0.number == section }
            #expect(throws: CeremonyError.file(.sectionMissing(section))) { try PowersOfTau(bytes: file.bytes) }
        }
        var file = RawFile(bytes)
        file.letters = "zkey"
        #expect(throws: CeremonyError.file(.kindDiffers(expected: "ptau"))) { try PowersOfTau(bytes: file.bytes) }
        file = RawFile(bytes)
        file.version = 2
        #expect(throws: CeremonyError.file(.versionUnknown(2))) { try PowersOfTau(bytes: file.bytes) }
        file = RawFile(bytes)
        file.claimedCount = .max
        #expect(throws: CeremonyError.file(.sectionCountTooLarge(.max))) { try PowersOfTau(bytes: file.bytes) }
    }

    @Test func recordsThatContradictThemselvesAreRefused() throws {
        let bytes = try CeremonyVectors.smallPowers(power: 1, name: "x")
        // The record ends with its kind, the length of its parameters, and the parameters: type, length, "x".
        let kind = bytes.count - 11
        let rows: [(Int, UInt8)] = [
            (kind, 1), (kind, 2), (kind + 4, 2), (kind + 4, 4), (kind + 8, 2), (kind + 8, 4), (kind + 9, 0),
            (kind + 9, 2),
        ]
        for (position, value) in rows {
            var changed = bytes
            changed[position] = value
            #expect(throws: CeremonyError.self, "byte \(position) as \(value)") { try PowersOfTau(bytes: changed) }
        }
    }
}
