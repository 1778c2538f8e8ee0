internal import ConstraintSystem
internal import Foundation

/// Tells a development key from one that came out of a ceremony, by the names in its list of contributions.
package enum ContributionMark {
    private static let hashByteCount = 64
    /// Four points and the transcript: delta after, base, base times delta, knowledge.
    private static let fixedByteCount = 3 * PointByteCount.g1 + PointByteCount.g2 + 64
    private static let nameParameter: UInt8 = 1

    /// Whether a key must not be used in production: it has no contribution, or one made from a named seed.
    ///
    /// - Throws: ``Groth16Error/file(_:)`` where the list of contributions cannot be read.
    package static func isForDevelopment(_ key: ProvingKey) throws(Groth16Error) -> Bool {
        isForDevelopment(names: try names(in: key.contributions.bytes))
    }

    /// Whether the key with contributions of these names must not be used in production.
    package static func isForDevelopment(names: [[UInt8]]) -> Bool {
        names.isEmpty || names.contains { $0.starts(with: DevelopmentSeed.mark.utf8) }
    }

    /// The names of the contributions; an empty one for a contribution without a name.
    private static func names(in bytes: RawSpan) throws(Groth16Error) -> [[UInt8]] {
        guard bytes.byteCount >= hashByteCount + 4 else { throw .file(.truncated) }
        let count = Int(bytes.littleEndian32(at: hashByteCount))
        var offset = hashByteCount + 4
        var names: [[UInt8]] = []
        for _ in 0..<count {
            // The points and the transcript, then the kind and the length of the parameters.
            guard bytes.byteCount - offset >= fixedByteCount + 8 else { throw .file(.truncated) }
            let length = Int(bytes.littleEndian32(at: offset + fixedByteCount + 4))
            offset += fixedByteCount + 8
            guard length <= bytes.byteCount - offset else { throw .file(.truncated) }
            names.append(name(in: bytes.extracting(offset..<(offset + length))))
            offset += length
        }
        return names
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
