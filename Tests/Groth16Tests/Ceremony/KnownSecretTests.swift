import ConstraintSystem
import EllipticCurves
import Groth16
import Testing

/// Powers and keys whose secrets everybody knows, though their files list what a ceremony lists.
@Suite struct KnownSecretTests {
    private static func beacon(_ value: UInt8) throws -> (label: ContributionLabel, randomness: CeremonyRandomness) {
        let beacon = try CeremonyBeacon(value: [value], iterationsLog2: 10)
        return (try ContributionLabel(name: "beacon", beacon: beacon), .beacon(beacon))
    }

    /// Powers up to 2^4 with as many beacons, and after them a person's contribution where one is wanted.
    private static func powers(beacons: UInt8, person: Bool = false) throws -> PowersOfTau {
        var bytes = try PowersOfTau.writeNew(power: 4, to: nil)
        for value in 0..<beacons {
            let (label, randomness) = try beacon(value)
            bytes = try PowersOfTau(bytes: bytes).writeContribution(
                label, randomness: randomness, to: nil, threads: 1
            ).bytes
        }
        if person {
            bytes = try PowersOfTau(bytes: bytes).writeContribution(
                CeremonyVectors.label("person"), randomness: .seed([9]), to: nil, threads: 1
            ).bytes
        }
        return try PowersOfTau(bytes: bytes)
    }

    /// A key with as many beacons, and after them a person's contribution where one is wanted.
    private static func key(_ first: ProvingKey, beacons: UInt8, person: Bool = false) throws -> ProvingKey {
        var key = first
        for value in 0..<beacons {
            let (label, randomness) = try beacon(value)
            key = try ProvingKey(
                bytes: key.writeContribution(label, randomness: randomness, to: nil, threads: 1).bytes)
        }
        guard person else { return key }
        return try ProvingKey(
            bytes: key.writeContribution(
                CeremonyVectors.label("person"), randomness: .seed([9]), to: nil, threads: 1
            ).bytes)
    }

    @Test(arguments: [1, 3] as [UInt8])
    func powersWithBeaconsOnlyAreRefused(beacons: UInt8) throws {
        let powers = try Self.powers(beacons: beacons)
        #expect(throws: CeremonyError.unsound(.onlyBeacons)) { try PowersVerification.verify(powers, threads: 2) }
        try PowersVerification.verify(Self.powers(beacons: beacons, person: true), threads: 2)
    }

    @Test(arguments: [1, 3] as [UInt8])
    func keyWithBeaconsOnlyIsRefused(beacons: UInt8) throws {
        let initial = try CeremonyVectors.key("key-new.zkey")
        let key = try Self.key(initial, beacons: beacons)
        #expect(throws: CeremonyError.unsound(.onlyBeacons)) {
            try KeyVerification.verify(key, initial: initial, threads: 2)
        }
        #expect(try ContributionMark.isForDevelopment(key))
        let sound = try Self.key(initial, beacons: beacons, person: true)
        try KeyVerification.verify(sound, initial: initial, threads: 2)
        #expect(try !ContributionMark.isForDevelopment(sound))
    }
}
