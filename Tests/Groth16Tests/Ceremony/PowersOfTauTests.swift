import ConstraintSystem
import EllipticCurves
import FiniteFields
import Groth16
import Signatures
import TestSupport
import Testing

@Suite struct PowersOfTauTests {
    /// What snarkjs 0.7.6 printed for `powersoftau new bn128 4`.
    @Test func firstChallengeIsSnarkjs() throws {
        let hash =
            "2054432085403180e1678602c83562f1f4ddefafb4b9e7171b53070455a4cc6d"
            + "b11b2e5bfe5e89c0cb9ab4a7b3b9fd5a17bad62ad5ba013c34e7dd2fbb4f143b"
        #expect(Hex.encode(PowersOfTau.firstChallenge(power: 4)) == hash)
        let powers = try PowersOfTau(bytes: PowersOfTau.writeNew(power: 4, to: nil))
        #expect(Hex.encode(powers.challenge) == hash)
        #expect(powers.contributions.isEmpty && !powers.isPrepared)
    }

    /// Computes the hash anew, by another library than the one that makes files.
    @Test(arguments: 1...14)
    func firstChallengeIsTheHashOfAllPoints(power: Int) throws {
        let file = try RawFile(PowersOfTau.writeNew(power: power, to: nil))
        var one = [UInt8](repeating: 0, count: 32)
        one[31] = 1
        var two = one
        two[31] = 2
        let generator = G2Affine.generator
        let pointOfG1 = one + two
        let pointOfG2 = [generator.x.c1, generator.x.c0, generator.y.c1, generator.y.c0].flatMap(\.bigEndianBytes)
        var message = DigestAlgorithm.blake2b512.hash([])
        for number in [2, 3, 4, 5, 6] as [UInt32] {
            let section = try #require(file.sections.first { $0.number == number })
            let point = number == 3 || number == 6 ? pointOfG2 : pointOfG1
            for _ in 0..<(section.bytes.count / point.count) { message += point }
        }
        #expect(PowersOfTau.firstChallenge(power: power) == DigestAlgorithm.blake2b512.hash(message))
    }

    /// A small file may say that it was cut from a ceremony of any power, so no hash may cost what such a ceremony did.
    @Test func everyCeremonyPowerHasItsFirstChallenge() {
        let challenges = (1...PowersOfTau.ceremonyPowerMax).map { PowersOfTau.firstChallenge(power: $0) }
        #expect(Set(challenges).count == 28)
        #expect(challenges.allSatisfy { $0.count == 64 })
    }

    @Test(arguments: ["powers-contributed.ptau", "powers-beacon.ptau", "powers-prepared.ptau"])
    func filesOfSnarkjsVerify(name: String) throws {
        let powers = try CeremonyVectors.powers(name)
        try PowersVerification.verify(powers, threads: 2)
        #expect(powers.isPrepared == (name == "powers-prepared.ptau"))
    }

    /// The hashes that snarkjs 0.7.6 printed when the contributions were made.
    @Test func responseHashesAreSnarkjs() throws {
        let contributions = try CeremonyVectors.powers("powers-beacon.ptau").contributions
        #expect(
            contributions.map(\.label.text) == ["first contribution", "zweiter Beitrag, mit Umlaut ü", "final beacon"])
        #expect(
            contributions.map { Hex.encode(Array($0.responseHash.prefix(16))) } == [
                "6ff11627f9dc95e76c8cd9824529be75", "608b903b0930d738ea632b325c9166b2",
                "68c4b07e31b9041d25d1c8391dc6a8e1",
            ])
        #expect(contributions.map { $0.label.beacon?.iterationsLog2 } == [nil, nil, 10])
    }

    @Test func beaconGivesTheBytesOfSnarkjs() throws {
        let beacon = try CeremonyBeacon(value: Array(1...31), iterationsLog2: 10)
        let result = try CeremonyVectors.powers("powers-contributed.ptau").writeContribution(
            ContributionLabel(name: "final beacon", beacon: beacon), randomness: .beacon(beacon), to: nil, threads: 2)
        #expect(try result.bytes == CeremonyVectors.bytes("powers-beacon.ptau"))
    }

    @Test func preparedFormHasTheBytesOfSnarkjs() throws {
        let prepared = try CeremonyVectors.powers("powers-beacon.ptau").writePrepared(to: nil, threads: 2)
        #expect(try prepared == CeremonyVectors.bytes("powers-prepared.ptau"))
    }

    @Test(arguments: 1...3)
    func ceremonyMadeHereVerifies(power: Int) throws {
        var powers = try PowersOfTau(bytes: PowersOfTau.writeNew(power: power, to: nil))
        for name in ["a", "", String(repeating: "ü", count: 32)] {
            let result = try powers.writeContribution(
                CeremonyVectors.label(name), randomness: .system(entropy: Array(name.utf8)), to: nil, threads: 2)
            let next = try PowersOfTau(bytes: result.bytes)
            #expect(next.contributions.last?.responseHash == result.responseHash)
            #expect(next.contributions.dropLast().elementsEqual(powers.contributions))
            powers = next
        }
        try PowersVerification.verify(powers, threads: 2)
        let prepared = try PowersOfTau(bytes: powers.writePrepared(to: nil, threads: 2))
        try PowersVerification.verify(prepared, threads: 2)
        #expect(prepared.isPrepared)
    }

    @Test func fileWithoutContributionIsRefused() throws {
        let powers = try PowersOfTau(bytes: PowersOfTau.writeNew(power: 1, to: nil))
        #expect(throws: CeremonyError.unsound(.noContribution)) { try PowersVerification.verify(powers, threads: 1) }
    }

    @Test func twoRandomContributionsDiffer() throws {
        let powers = try PowersOfTau(bytes: PowersOfTau.writeNew(power: 1, to: nil))
        let hashes = try (0..<2).map { _ in
            try powers.writeContribution(
                CeremonyVectors.label(""), randomness: .system(entropy: []), to: nil, threads: 1
            ).responseHash
        }
        #expect(hashes[0] != hashes[1])
    }

    @Test func powersOfATruncatedCeremonyTakeNoContribution() throws {
        var bytes = try CeremonyVectors.smallPowers(power: 2)
        bytes[try bytes.sectionStart(1) + 40] = 3
        let powers = try PowersOfTau(bytes: bytes)
        #expect(powers.power == 2 && powers.ceremonyPower == 3)
        #expect(throws: CeremonyError.powersAreTruncated) {
            try powers.writeContribution(CeremonyVectors.label(""), randomness: .seed([]), to: nil, threads: 1)
        }
        // The first challenge is that of the larger ceremony, so the contribution does not follow from it.
        #expect(throws: CeremonyError.unsound(.publicKeyInvalid(contribution: 1, secret: "tau"))) {
            try PowersVerification.verify(powers, threads: 1)
        }
    }

    @Test func labelsAndBeaconsOutOfBoundsAreRefused() throws {
        #expect(throws: CeremonyError.nameTooLong(byteCount: 65)) {
            try ContributionLabel(name: String(repeating: "x", count: 65))
        }
        for (bytes, iterations) in [(0, 10), (256, 10), (1, 9), (1, 31), (1, 63), (1, -1)] {
            #expect(throws: CeremonyError.self) {
                try CeremonyBeacon(value: [UInt8](repeating: 1, count: bytes), iterationsLog2: iterations)
            }
        }
        #expect(throws: CeremonyError.powerOutOfRange(28)) { try PowersOfTau.writeNew(power: 28, to: nil) }
        #expect(throws: CeremonyError.powerOutOfRange(0)) { try PowersOfTau.writeNew(power: 0, to: nil) }
        #expect(throws: CeremonyError.powerOutOfRange(0)) { try PowersOfTau.writeNew(power: -1, to: nil) }
    }
}
