import Groth16
import Signatures
import Testing

@Suite struct BeaconDigestTests {
    private static func beacon(_ value: UInt8, iterationsLog2: Int = 10) throws -> CeremonyBeacon {
        try CeremonyBeacon(value: [value], iterationsLog2: iterationsLog2)
    }

    @Test func equalBeaconsCostTheirIterationsOnce() throws {
        var digests = BeaconDigests()
        let first = try digests.digest(of: Self.beacon(1))
        #expect(digests.iterationCount == 1 << 10)
        for _ in 0..<1_000 { #expect(try digests.digest(of: Self.beacon(1)) == first) }
        #expect(digests.iterationCount == 1 << 10)
        // The value or the number of iterations makes another one.
        #expect(try digests.digest(of: Self.beacon(2)) != first)
        #expect(try digests.digest(of: Self.beacon(1, iterationsLog2: 11)) != first)
        #expect(digests.iterationCount == 4 << 10)
    }

    @Test func theDigestIsTheValueHashedOverAndOver() throws {
        var expected: [UInt8] = [7]
        for _ in 0..<(1 << 10) { expected = SHA256.hash(expected).bytes }
        var digests = BeaconDigests()
        #expect(try digests.digest(of: Self.beacon(7)) == expected)
    }

    @Test func theIterationsOfAllBeaconsHaveABound() throws {
        #expect(BeaconDigests.iterationCountMax == 1 << 31)
        var digests = BeaconDigests(iterationCountMax: 3 << 10)
        _ = try digests.digest(of: Self.beacon(1, iterationsLog2: 11))
        _ = try digests.digest(of: Self.beacon(2))
        #expect(throws: CeremonyError.beaconInvalid(reason: "the beacons together ask for more than 3072 iterations")) {
            try digests.digest(of: Self.beacon(3))
        }
        // Those that are known are still given.
        _ = try digests.digest(of: Self.beacon(2))
    }

    @Test func aKeyWithRepeatedBeaconsVerifies() throws {
        let initial = try CeremonyVectors.key("key-new.zkey")
        var bytes = try initial.writeContribution(
            CeremonyVectors.label("person"), randomness: .seed([1]), to: nil, threads: 1
        ).bytes
        let beacon = try CeremonyBeacon(value: [1, 2], iterationsLog2: 12)
        let label = try ContributionLabel(name: "", beacon: beacon)
        for _ in 0..<5 {
            bytes = try ProvingKey(bytes: bytes).writeContribution(
                label, randomness: .beacon(beacon), to: nil, threads: 1
            ).bytes
        }
        try KeyVerification.verify(ProvingKey(bytes: bytes), initial: initial, threads: 2)
    }
}
