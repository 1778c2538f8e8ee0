public import EllipticCurves
internal import FiniteFields

/// An EdDSA signature over Baby Jubjub with Poseidon as its hash.
@frozen
public struct EdDSASignature: Hashable, Sendable {
    /// The commitment: circomlib's `R8`.
    public let commitment: BabyJubjubPoint
    /// The response: circomlib's `S`.
    public let response: BabyJubjubScalar

    /// Makes a signature from its parts.
    public init(commitment: BabyJubjubPoint, response: BabyJubjubScalar) {
        self.commitment = commitment
        self.response = response
    }

    /// The number of bytes of a packed signature.
    public static let packedByteCount = 64

    /// The packed commitment and the response in 32 bytes, little-endian, as circomlibjs packs them.
    public var packed: [UInt8] {
        let words = response.words
        return [words.word0, words.word1, words.word2, words.word3].reduce(into: commitment.packed) { bytes, word in
            for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index))) }
        }
    }

    /// Unpacks a signature; nil for anything that ``packed`` does not produce.
    public init?(packed bytes: some Collection<UInt8>) {
        guard bytes.count == EdDSASignature.packedByteCount else { return nil }
        let halves = Array(bytes)
        guard let commitment = BabyJubjubPoint(packed: halves[..<32]),
            let response = BabyJubjubScalar(words: FourWords(littleEndian: halves[32...]))
        else { return nil }
        self.init(commitment: commitment, response: response)
    }
}

extension FourWords {
    /// The integer of 32 bytes, least significant first.
    init(littleEndian bytes: ArraySlice<UInt8>) {
        func word(_ index: Int) -> UInt64 {
            (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[bytes.startIndex + 8 * index + $1]) }
        }
        self.init(word(0), word(1), word(2), word(3))
    }
}
