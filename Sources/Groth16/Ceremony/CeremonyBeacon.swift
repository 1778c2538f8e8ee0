internal import FiniteFields
internal import Signatures

/// A public value that nobody could foresee, hashed many times over so that nobody could try values either.
///
/// A contribution that is drawn from it ends a ceremony: whoever came last had no influence on the result.
package struct CeremonyBeacon: Hashable, Sendable {
    /// The logarithms of the number of iterations that are taken; 2^30 take about two minutes.
    ///
    /// A verifier repeats them, so a record must not be able to ask for any number.
    package static let iterationsLog2Range = 10...30

    /// The value, 1 to 255 bytes.
    package let value: [UInt8]
    /// How many times SHA-256 is applied, as a power of two.
    package let iterationsLog2: Int

    /// Makes a beacon.
    ///
    /// - Throws: ``CeremonyError/beaconInvalid(reason:)``.
    package init(value: [UInt8], iterationsLog2: Int) throws(CeremonyError) {
        guard (1...255).contains(value.count) else { throw .beaconInvalid(reason: "a beacon has 1 to 255 bytes") }
        guard CeremonyBeacon.iterationsLog2Range.contains(iterationsLog2) else {
            let range = CeremonyBeacon.iterationsLog2Range
            throw .beaconInvalid(
                reason:
                    "a beacon's iterations are 2^\(range.lowerBound) to 2^\(range.upperBound), not 2^\(iterationsLog2)")
        }
        self.value = value
        self.iterationsLog2 = iterationsLog2
    }

    /// The generator that the beacon's secrets are drawn from.
    ///
    /// - Throws: ``CeremonyError/cancelled``.
    func generator() throws(CeremonyError) -> ChaChaGenerator { ChaChaGenerator(seed: try digest()) }

    /// The value, hashed as often as the beacon says.
    ///
    /// - Throws: ``CeremonyError/cancelled``.
    func digest() throws(CeremonyError) -> [UInt8] {
        var digest = SHA256.hash(value).bytes
        for iteration in 1..<(1 << iterationsLog2) {
            digest = SHA256.hash(digest).bytes
            if iteration.isMultiple(of: 1 << 14), WorkCancellation.isRequested { throw .cancelled }
        }
        return digest
    }
}

/// Where the secrets of a contribution come from.
package enum CeremonyRandomness: Sendable {
    /// The system's random source, mixed with what the contributor typed.
    case system(entropy: [UInt8])
    /// A public beacon.
    case beacon(CeremonyBeacon)
    /// A fixed seed, for tests.
    case seed([UInt8])

    func generator() throws(CeremonyError) -> ChaChaGenerator {
        switch self {
        case .system(let entropy): ChaChaGenerator(seed: Blake2b.hash(SecureRandom.bytes(count: 64) + entropy))
        case .beacon(let beacon): try beacon.generator()
        case .seed(let seed): ChaChaGenerator(seed: Blake2b.hash(seed))
        }
    }
}
