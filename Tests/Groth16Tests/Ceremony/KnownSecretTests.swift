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

    /// A key with a person's contribution, made from powers with a number of beacons.
    private static func key(powers: PowersOfTau) throws -> (key: ProvingKey, initial: ProvingKey, powers: PowersOfTau) {
        let prepared = try PowersOfTau(bytes: powers.writePrepared(to: nil, threads: 2))
        let initial = try ProvingKey(
            bytes: InitialKey.write(CeremonyVectors.circuit(), powers: prepared, to: nil, threads: 2))
        return (try key(initial, beacons: 0, person: true), initial, prepared)
    }

    @Test(arguments: [0, 2] as [UInt8])
    func keyFromPowersWithoutAPersonIsRefused(beacons: UInt8) throws {
        let made = try Self.key(powers: Self.powers(beacons: beacons))
        #expect(throws: CeremonyError.unsound(.powersKnown)) {
            try KeyVerification.verify(made.key, circuit: CeremonyVectors.circuit(), powers: made.powers, threads: 2)
        }
        #expect(throws: CeremonyError.unsound(.powersKnown)) { try made.powers.requireContributor() }
        let sound = try Self.key(powers: Self.powers(beacons: beacons, person: true))
        try sound.powers.requireContributor()
        try KeyVerification.verify(sound.key, circuit: CeremonyVectors.circuit(), powers: sound.powers, threads: 2)
        #expect(try !ContributionMark.isForDevelopment(sound.key))
    }

    /// Without the powers, their untouched secrets show in the key's points; those of beacons do not.
    @Test func keyFromUntouchedPowersIsKnownByItsPoints() throws {
        let made = try Self.key(powers: Self.powers(beacons: 0))
        let reason = "alpha is one, as in powers of tau to which nobody contributed"
        #expect(throws: CeremonyError.unsound(.secretKnown(reason))) {
            try KeyVerification.verify(made.key, initial: made.initial, threads: 2)
        }
        #expect(try ContributionMark.weakness(of: made.key) == reason)
    }

    @Test func pointsShowASecretThatIsOne() throws {
        let sound = try CeremonyVectors.key("key-beacon.zkey").verificationKey
        #expect(sound.knownSecret == nil)
        #expect(try CeremonyVectors.key("key-new.zkey").verificationKey.knownSecret?.hasPrefix("delta equals") == true)
        var changed = sound
        changed.gamma2 = sound.delta2
        #expect(changed.knownSecret?.hasPrefix("delta equals gamma") == true)
        changed = sound
        changed.alpha1 = .generator
        #expect(changed.knownSecret?.hasPrefix("alpha is one") == true)
        changed = sound
        changed.beta2 = .generator
        #expect(changed.knownSecret?.hasPrefix("beta is one") == true)
    }

    /// Whoever calls for a key's weakness gets the reason that a person can act on.
    @Test func weaknessesAreNamed() throws {
        #expect(try ContributionMark.weakness(of: CeremonyVectors.key("key-beacon.zkey")) == nil)
        let initial = try CeremonyVectors.key("key-new.zkey")
        #expect(try ContributionMark.weakness(of: initial) == "nobody contributed to it")
        let publicKey = try Self.key(initial, beacons: 2)
        #expect(try ContributionMark.weakness(of: publicKey) == "every contribution is a public beacon")
    }
}
