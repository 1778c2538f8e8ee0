internal import ConstraintSystem

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Tells a key that anyone can forge proofs for from one that came out of a ceremony, by its list of contributions and the
/// points of its verification key.
package enum ContributionMark {
    private static let hashByteCount = 64
    /// Four points and the transcript: delta after, base, base times delta, knowledge.
    private static let fixedByteCount = 3 * PointByteCount.g1 + PointByteCount.g2 + 64
    private static let nameParameter: UInt8 = 1
    private static let kindContribution: UInt32 = 0

    /// Whether a key must not be used in production: it has no contribution, public beacons only, one made from a named
    /// seed, or points that show a known secret; see ``VerificationKey/knownSecret``.
    ///
    /// - Throws: ``Groth16Error/file(_:)`` where the list of contributions cannot be read.
    package static func isForDevelopment(_ key: ProvingKey) throws(Groth16Error) -> Bool {
        try weakness(of: key) != nil
    }

    /// Why a key must not be used in production, for people; `nil` where nothing speaks against it.
    ///
    /// - Throws: ``Groth16Error/file(_:)`` where the list of contributions cannot be read.
    package static func weakness(of key: ProvingKey) throws(Groth16Error) -> String? {
        let entries = try entries(in: key.contributions.bytes)
        if entries.isEmpty { return "nobody contributed to it" }
        if isForDevelopment(names: entries.map(\.name)) { return "it was made from a named seed, for development only" }
        if entries.allSatisfy(\.isBeacon) { return "every contribution is a public beacon" }
        return key.verificationKey.knownSecret
    }

    /// Whether the names alone say that the key with these contributions must not be used in production.
    package static func isForDevelopment(names: [[UInt8]]) -> Bool {
        names.isEmpty || names.contains { $0.starts(with: DevelopmentSeed.mark.utf8) }
    }

    /// What a contribution says of itself: an empty name for one without a name.
    private typealias Entry = (name: [UInt8], isBeacon: Bool)

    private static func entries(in bytes: RawSpan) throws(Groth16Error) -> [Entry] {
        guard bytes.byteCount >= hashByteCount + 4 else { throw .file(.truncated) }
        let count = Int(bytes.littleEndian32(at: hashByteCount))
        var offset = hashByteCount + 4
        var entries: [Entry] = []
        for _ in 0..<count {
            // The points and the transcript, then the kind and the length of the parameters.
            guard bytes.byteCount - offset >= fixedByteCount + 8 else { throw .file(.truncated) }
            let kind = bytes.littleEndian32(at: offset + fixedByteCount)
            let length = Int(bytes.littleEndian32(at: offset + fixedByteCount + 4))
            offset += fixedByteCount + 8
            guard length <= bytes.byteCount - offset else { throw .file(.truncated) }
            let name = name(in: bytes.extracting(offset..<(offset + length)))
            entries.append((name, kind != kindContribution))
            offset += length
        }
        return entries
    }

    /// The name is the first parameter where there is one: parameters are in the order of their numbers.
    private static func name(in parameters: RawSpan) -> [UInt8] {
        guard parameters.byteCount >= 2, byte(parameters, at: 0) == nameParameter else { return [] }
        let length = min(Int(byte(parameters, at: 1)), parameters.byteCount - 2)
        return (0..<length).map { byte(parameters, at: 2 + $0) }
    }

    private static func byte(_ bytes: RawSpan, at offset: Int) -> UInt8 {
        unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }
}
