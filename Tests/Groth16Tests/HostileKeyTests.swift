import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import TestSupport
import Testing

/// Proving keys that are wrong on purpose.
@Suite struct HostileKeyTests {
    private let circuit: SmallCircuit

    init() throws { circuit = try SmallCircuit.shared.get() }

    private func expect(
        _ error: Groth16Error, _ location: SourceLocation = #_sourceLocation, _ change: (inout RawFile) -> Void
    ) {
        var file = RawFile(circuit.keyBytes)
        change(&file)
        #expect(throws: error, sourceLocation: location) { try ProvingKey(bytes: file.bytes) }
    }

    private static let modulus = Fq.modulus.flatMap { little($0) }

    @Test func everyPrefixIsRefused() {
        for length in stride(from: 0, to: circuit.keyBytes.count, by: 7) {
            #expect(throws: Groth16Error.self) { try ProvingKey(bytes: Array(circuit.keyBytes.prefix(length))) }
        }
    }

    @Test func sectionsInAnotherOrderMeanTheSame() throws {
        var file = RawFile(circuit.keyBytes)
        file.sections.sort { $0.number > $1.number }
        let key = try ProvingKey(bytes: file.bytes)
        #expect(key.header == circuit.key.header)
        let result = try Prover(key: key).prove(
            circuit.witness, blinding: Blinding(deterministicForTests: 3, 5), threads: 1)
        #expect(result.proof == circuit.proof)
    }

    @Test func tablesThatDoNotFitAreRefused() {
        expect(.file(.sectionRepeated(5))) { $0.sections[9].number = 5 }
        expect(.file(.sectionUnknown(11))) { $0.sections[9].number = 11 }
        expect(.file(.sectionCountTooLarge(.max))) { $0.claimedCount = .max }
        expect(.file(.kindDiffers(expected: "zkey"))) { $0.letters = "ptau" }
        expect(.file(.versionUnknown(0))) { $0.version = 0 }
        for missing in 1...10 {
            expect(.file(.sectionMissing(UInt32(missing)))) { file in
                file.sections.removeAll { $0.number == UInt32(missing) }
            }
        }
    }

    @Test func hugeSizesInTheTableAreRefused() {
        for section in ProvingKeySection.allCases.map(\.rawValue) {
            for size in [UInt64.max, 1 << 63, 1 << 62, 1 << 40] {
                expect(.file(.truncated)) { $0.claimedSizes[section] = size }
            }
        }
    }

    @Test func otherSystemsAndFieldsAreRefused() {
        expect(.protocolUnknown(2)) { $0.replace(section: 1, at: 0, with: [2]) }
        expect(.file(.fieldDiffers)) { $0.replace(section: 2, at: 4, with: [0x48]) }
        expect(.file(.fieldDiffers)) { $0.replace(section: 2, at: 40, with: [2]) }
        expect(.file(.fieldDiffers)) { $0.replace(section: 2, at: 36, with: [48]) }
    }

    @Test func countsThatDoNotFitTheSectionsAreRefused() {
        let wires = circuit.key.header.wireCount
        expect(.file(.sectionSizeDiffers(section: 5, expected: 64 * UInt64(UInt32.max), found: 64 * UInt64(wires)))) {
            $0.replace(section: 2, at: 72, with: little(UInt32.max))
        }
        expect(.file(.countsContradict("4294967295 public signals among \(wires) wires"))) {
            $0.replace(section: 2, at: 76, with: little(UInt32.max))
        }
        for size in [UInt32(0), 3, 1 << 28, 1 << 31, .max] {
            expect(.domainInvalid(size)) { $0.replace(section: 2, at: 80, with: little(size)) }
        }
        expect(
            .file(
                .sectionSizeDiffers(
                    section: 9, expected: 64 << 27, found: 64 * UInt64(circuit.key.header.domainSize)))
        ) {
            $0.replace(section: 2, at: 80, with: little(UInt32(1 << 27)))
        }
        let entries = UInt64(4 + 44 * circuit.key.coefficientCount)
        expect(.file(.sectionSizeDiffers(section: 4, expected: 4 + 44 * UInt64(UInt32.max), found: entries))) {
            $0.replace(section: 4, at: 0, with: little(UInt32.max))
        }
    }

    @Test func headerPointsOutsideTheirGroupsAreRefused() {
        // Offsets of alpha1, beta1, beta2, gamma2, delta1, delta2.
        for (index, offset) in [84, 148, 212, 340, 468, 532].enumerated() {
            expect(.pointInvalid(section: 2, index: index)) { file in
                file.change(section: 2) { $0[offset] ^= 1 }
            }
            expect(.pointInvalid(section: 2, index: index)) { file in
                file.replace(section: 2, at: offset, with: Self.modulus)
            }
            let byteCount = [2, 3, 5].contains(index) ? 128 : 64
            expect(.pointAtInfinity(section: 2, index: index)) { file in
                file.replace(section: 2, at: offset, with: [UInt8](repeating: 0, count: byteCount))
            }
        }
        expect(.pointInvalid(section: 3, index: 1)) { file in file.change(section: 3) { $0[64] ^= 1 } }
    }

    /// Such a point passes the equation of the curve; of the header's points only those of the twist have a cofactor.
    @Test func headerPointsOutsideTheSubgroupAreRefused() {
        let header = circuit.key.header
        for (index, offset, good) in [(2, 212, header.beta2), (3, 340, header.gamma2), (5, 532, header.delta2)] {
            for point in [G2Affine.outsideSubgroup, good.shiftedOutOfSubgroup] {
                #expect(point.isOnCurve && !point.isInSubgroup)
                expect(.pointInvalid(section: 2, index: index)) {
                    $0.replace(section: 2, at: offset, with: point.fileBytes)
                }
            }
            // The offset is that of the point: with the good one the key is the old one.
            var file = RawFile(circuit.keyBytes)
            file.replace(section: 2, at: offset, with: good.fileBytes)
            #expect(file.bytes == circuit.keyBytes)
        }
    }

    @Test(arguments: [5, 6, 7, 8, 9])
    func pointsOffTheCurveAreFoundByTheCheckAndByTheProver(section: Int) throws {
        let size = section == 7 ? 128 : 64
        let points = try #require(RawFile(circuit.keyBytes).sections.first { $0.number == UInt32(section) }).bytes
        // A point that is not infinity, so that a scalar times it can be seen.
        let index = try #require(
            (0..<(points.count / size)).last { index in
                points[(size * index)..<(size * index + size)].contains { $0 != 0 }
            })
        for change in [[points[size * index] ^ 1], Self.modulus] {
            var file = RawFile(circuit.keyBytes)
            file.replace(section: UInt32(section), at: size * index, with: change)
            let key = try ProvingKey(bytes: file.bytes)
            #expect(throws: Groth16Error.pointInvalid(section: UInt32(section), index: index)) {
                try key.checkPoints(threads: 2)
            }
            // The prover does not trap, and gives no proof that does not verify.
            if let result = try? Prover(key: key).prove(circuit.witness, threads: 2) {
                #expect(try circuit.verifier.verify(result.proof, publicSignals: result.publicSignals))
            }
        }
    }

    @Test func coefficientsThatNameNothingAreRefused() throws {
        let prover = { (change: [UInt8], offset: Int) throws -> Groth16Error? in
            var file = RawFile(circuit.keyBytes)
            file.replace(section: 4, at: 4 + 44 * 5 + offset, with: change)
            let key = try ProvingKey(bytes: file.bytes)
            #expect(throws: Groth16Error.coefficientInvalid(index: 5)) { try key.checkPoints(threads: 1) }
            do {
                _ = try Prover(key: key).prove(circuit.witness, threads: 2)
                return nil
            } catch let error as Groth16Error {
                return error
            }
        }
        #expect(try prover(little(UInt32(2)), 0) == .coefficientInvalid(index: 5))
        #expect(try prover(little(UInt32.max), 4) == .coefficientInvalid(index: 5))
        #expect(try prover(little(UInt32.max), 8) == .coefficientInvalid(index: 5))
        #expect(try prover([UInt8](repeating: 0xff, count: 32), 12) == .coefficientInvalid(index: 5))
    }

    @Test(arguments: [UInt64(1), 2])
    func damagedKeysGiveNoFalseProofAndNoTrap(seed: UInt64) throws {
        var mutator = ByteMutator(seed: seed, corpus: [circuit.keyBytes])
        var loaded = 0
        for _ in 0..<400 {
            guard let key = try? ProvingKey(bytes: mutator.next()) else { continue }
            loaded += 1
            guard let result = try? Prover(key: key).prove(circuit.witness, threads: 1) else { continue }
            // Whatever proves has the verification key that it claims.
            #expect(
                try Verifier(key: key.verificationKey).verify(result.proof, publicSignals: result.publicSignals),
                "seed \(seed)")
        }
        #expect(loaded > 0, "seed \(seed)")
    }
}
