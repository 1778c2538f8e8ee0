/// The digests of a file's beacons while it is verified: beacons that are equal cost their iterations once.
///
/// Files may list many beacons, and each may ask for minutes, so the iterations of all together have a bound as well.
package struct BeaconDigests {
    /// Twice as many iterations as one beacon can have: about four minutes.
    package static let iterationCountMax = 2 << CeremonyBeacon.iterationsLog2Range.upperBound

    private let iterationCountMax: Int
    private var digests: [CeremonyBeacon: [UInt8]] = [:]
    /// How many iterations were asked for until now.
    package private(set) var iterationCount = 0

    /// Begins a verification.
    package init(iterationCountMax: Int = BeaconDigests.iterationCountMax) {
        self.iterationCountMax = iterationCountMax
    }

    /// What a beacon's secrets are drawn from.
    ///
    /// - Throws: ``CeremonyError/beaconInvalid(reason:)`` where the file's beacons ask for too many iterations, or
    ///   ``CeremonyError/cancelled``.
    mutating func generator(of beacon: CeremonyBeacon) throws(CeremonyError) -> ChaChaGenerator {
        ChaChaGenerator(seed: try digest(of: beacon))
    }

    /// A beacon's digest.
    ///
    /// - Throws: ``CeremonyError/beaconInvalid(reason:)`` where the file's beacons ask for too many iterations, or
    ///   ``CeremonyError/cancelled``.
    package mutating func digest(of beacon: CeremonyBeacon) throws(CeremonyError) -> [UInt8] {
        if let digest = digests[beacon] { return digest }
        let count = 1 << beacon.iterationsLog2
        guard count <= iterationCountMax - iterationCount else {
            throw .beaconInvalid(
                reason: "the beacons together ask for more than \(iterationCountMax) iterations")
        }
        iterationCount += count
        let digest = try beacon.digest()
        digests[beacon] = digest
        return digest
    }
}
