import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import Signatures
import TestSupport
import Testing

@Suite struct KeyCeremonyTests {
    private func verify(_ bytes: [UInt8]) throws {
        try KeyVerification.verify(
            ProvingKey(bytes: bytes), circuit: CeremonyVectors.circuit(),
            powers: CeremonyVectors.powers("powers-prepared.ptau"), threads: 2)
    }

    @Test func newKeyHasTheBytesOfSnarkjs() throws {
        let bytes = try InitialKey.write(
            CeremonyVectors.circuit(), powers: CeremonyVectors.powers("powers-prepared.ptau"), to: nil, threads: 2)
        #expect(try bytes == CeremonyVectors.bytes("key-new.zkey"))
    }

    @Test func beaconGivesTheBytesOfSnarkjs() throws {
        let beacon = try CeremonyBeacon(value: Array(1...16), iterationsLog2: 10)
        let result = try CeremonyVectors.key("key-contributed.zkey").writeContribution(
            ContributionLabel(name: "beacon", beacon: beacon), randomness: .beacon(beacon), to: nil, threads: 2)
        #expect(try result.bytes == CeremonyVectors.bytes("key-beacon.zkey"))
    }

    @Test(arguments: ["key-contributed.zkey", "key-beacon.zkey"])
    func keysOfSnarkjsVerify(name: String) throws {
        try verify(CeremonyVectors.bytes(name))
    }

    /// The hashes that snarkjs 0.7.6 printed when the key was made.
    @Test func hashesAreSnarkjs() throws {
        let transcript = try KeyTranscript(of: CeremonyVectors.key("key-beacon.zkey"))
        #expect(
            Hex.encode(transcript.circuitHash)
                == "8d1b39d8c423c693d4ea1bb177f7219568fc01a655d69e7055d359286557f4a6"
                + "f85b4b456a50b02adee6ff3e7ea549e56c269f65cb8271f4c46c5aaffd0383f0")
        #expect(
            transcript.contributions.map { Hex.encode(Array($0.hash.prefix(16))) } == [
                "96ceb2d6f675aaed263c063ee3240f44", "bd48340f571abe6956f2cd92b0e53c6a",
                "5c42b778a2ac530d0fa71ff29c9cc563",
            ])
        #expect(transcript.contributions.map(\.label.text) == ["alice", "bob ü", "beacon"])
    }

    @Test func contributionsMadeHereVerify() throws {
        var key = try CeremonyVectors.key("key-new.zkey")
        for name in ["first", ""] {
            let result = try key.writeContribution(
                CeremonyVectors.label(name), randomness: .system(entropy: [1, 2]), to: nil, threads: 2)
            key = try ProvingKey(bytes: result.bytes)
            #expect(try KeyTranscript(of: key).contributions.last?.hash == result.hash)
            try verify(result.bytes)
        }
        #expect(try KeyTranscript(of: key).contributions.map(\.label.text) == ["first", ""])
        #expect(try key.header.delta1 != CeremonyVectors.key("key-new.zkey").header.delta1)
    }

    @Test func keyWithoutContributionIsRefused() throws {
        #expect(throws: CeremonyError.unsound(.noContribution)) {
            try verify(CeremonyVectors.bytes("key-new.zkey"))
        }
    }

    @Test func developmentKeyIsRefused() throws {
        let bytes = try DevelopmentSetup.bytes(
            CeremonyVectors.circuit(), seed: DevelopmentSeed(name: "test"), threads: 1)
        #expect(throws: CeremonyError.unsound(.circuitHashDiffers)) { try verify(bytes) }
    }

    @Test func keyOfAnotherCircuitIsRefused() throws {
        var circuit = try CeremonyVectors.circuit()
        try circuit.append(circuit[constraint: 0])
        let powers = try CeremonyVectors.powers("powers-prepared.ptau")
        let key = try CeremonyVectors.key("key-beacon.zkey")
        #expect(throws: CeremonyError.unsound(.circuitHashDiffers)) {
            try KeyVerification.verify(key, circuit: circuit, powers: powers, threads: 1)
        }
    }

    @Test func powersThatDoNotServeAreRefused() throws {
        let circuit = try CeremonyVectors.circuit()
        let unprepared = try CeremonyVectors.powers("powers-beacon.ptau")
        #expect(throws: CeremonyError.powersNotPrepared) {
            try InitialKey.write(circuit, powers: unprepared, to: nil, threads: 1)
        }
        let small = try PowersOfTau(bytes: CeremonyVectors.smallPowers(power: 2)).writePrepared(to: nil, threads: 1)
        let smallPowers = try PowersOfTau(bytes: small)
        #expect(throws: CeremonyError.circuitTooLarge(powerNeeded: 3, power: 2)) {
            try InitialKey.write(circuit, powers: smallPowers, to: nil, threads: 1)
        }
    }

    /// Names are the only bytes of a key that no check covers.
    @Test func changedByteIsRefused() throws {
        let bytes = try CeremonyVectors.bytes("key-beacon.zkey")
        var uncovered: Set<Int> = []
        var offset = try bytes.sectionStart(10) + 68
        for contribution in try KeyTranscript(of: ProvingKey(bytes: bytes)).contributions {
            let name = offset + 3 * 64 + 128 + 64 + 8 + 2
            uncovered.formUnion(name..<(name + contribution.label.name.count))
            offset = name + contribution.label.name.count
            if let beacon = contribution.label.beacon { offset += 4 + beacon.value.count }
        }
        #expect(offset == bytes.count)
        let initial = try CeremonyVectors.key("key-new.zkey")
        let seed: UInt64 = 6
        var random = SeededGenerator(seed: seed)
        for position in stride(from: random.below(31), to: bytes.count, by: 31) where !uncovered.contains(position) {
            var changed = bytes
            changed[position] ^= UInt8(1 + random.below(255))
            #expect(throws: (any Error).self, "byte \(position), seed \(seed)") {
                try KeyVerification.verify(ProvingKey(bytes: changed), initial: initial, threads: 1)
            }
        }
    }

    /// A contributor who replaces the work of those before knows the whole secret.
    @Test func replacedContributionIsRefused() throws {
        let initial = try CeremonyVectors.key("key-new.zkey")
        let first = try ProvingKey(
            bytes: initial.writeContribution(
                CeremonyVectors.label("a"), randomness: .seed([1]), to: nil, threads: 1
            ).bytes)
        let second = try ProvingKey(
            bytes: first.writeContribution(
                CeremonyVectors.label("b"), randomness: .seed([2]), to: nil, threads: 1
            ).bytes)
        let alone = try initial.writeContribution(
            CeremonyVectors.label("b"), randomness: .seed([2]), to: nil, threads: 1
        ).bytes
        // The record of both contributions with the points of the second alone.
        let start = try alone.sectionStart(10) - 12
        let whole = [UInt8](second.file.data)
        let record = try whole.sectionStart(10) - 12
        let forged = Array(alone[..<start]) + whole[record...]
        #expect(throws: CeremonyError.unsound(.deltaDiffers)) { try verify(forged) }
    }

    @Test func damagedRecordsGiveTypedErrors() throws {
        let seed: UInt64 = 7
        let bytes = try CeremonyVectors.bytes("key-beacon.zkey")
        let start = try bytes.sectionStart(10)
        var mutator = ByteMutator(seed: seed, corpus: [Array(bytes[start...])])
        var refused = 0
        for _ in 0..<2_000 {
            let record = mutator.next()
            let size = (0..<8).map { UInt8(truncatingIfNeeded: record.count >> (8 * $0)) }
            let key = try ProvingKey(bytes: Array(bytes[..<(start - 8)]) + size + record)
            do throws(CeremonyError) {
                _ = try KeyTranscript(of: key)
            } catch {
                refused += 1
            }
        }
        #expect(refused > 500, "seed \(seed)")
    }
}
