internal import EllipticCurves
public import FiniteFields
package import Signatures

/// A 32-byte secret that signs with EdDSA over Baby Jubjub with Poseidon, equal to circomlibjs's `signPoseidon`.
///
/// The scalar and the nonce prefix are the BLAKE-512 digest of the secret. Nonces are derived from the message, so one
/// message has one signature and no randomness is needed.
///
/// - Note: Signing takes the same instructions and addresses for every secret; the secret lies in guarded memory, and
///   what is derived from it is wiped after use.
public struct EdDSASecretKey: Sendable {
    /// The number of bytes of a secret.
    public static let byteCount = 32

    private let secret: SecretBytes

    /// The key that checks this one's signatures.
    public let publicKey: EdDSAPublicKey

    /// Makes the key of a secret; nil where it does not have 32 bytes.
    ///
    /// - Throws: ``SignatureError/outOfMemory``.
    package init?(_ secret: SecretBytes) throws(SignatureError) {
        guard secret.count == EdDSASecretKey.byteCount else { return nil }
        self.secret = secret
        var expanded = EdDSASecretKey.expand(secret)
        // The scalar is a multiple of 8 and the base is 8 G, so circomlib divides by 8 first.
        let point = BabyJubjubPoint.baseMultiple(constantTimeBy: expanded.scalar.halved().halved().halved())
        expanded.wipe()
        publicKey = EdDSAPublicKey(derived: point)
    }

    /// Draws a key from the system's random source.
    ///
    /// - Throws: ``SignatureError/outOfMemory``.
    package static func random() throws(SignatureError) -> EdDSASecretKey {
        guard let key = try EdDSASecretKey(SecretBytes.random(count: byteCount)) else {
            preconditionFailure("32 bytes were asked for")
        }
        return key
    }

    /// Returns the signature of a message.
    public func sign(_ message: Fr) -> EdDSASignature {
        var expanded = EdDSASecretKey.expand(secret)
        var input = expanded.prefix + message.littleEndianBytes
        var digest = Blake512.hash(input)
        var nonce = BabyJubjubScalar(
            reducingLow: FourWords(littleEndian: digest[..<32]), high: FourWords(littleEndian: digest[32...]))
        let commitment = BabyJubjubPoint.baseMultiple(constantTimeBy: nonce.words)
        let challenge = EdDSAPublicKey.challenge(commitment, publicKey.point, message)
        var scalar = BabyJubjubScalar(reducingLow: expanded.scalar)
        var product = BabyJubjubScalar(reducingLow: challenge.canonicalWords) * scalar
        let response = nonce + product
        scalar.wipe()
        product.wipe()
        nonce.wipe()
        expanded.wipe()
        WipedArray.wipe(&input)
        WipedArray.wipe(&digest)
        return EdDSASignature(commitment: commitment, response: response)
    }

    /// What the secret expands to.
    private struct Expanded {
        /// The scalar: a multiple of 8 with bit 254 set.
        var scalar: FourWords
        /// The secret prefix of nonces.
        var prefix: [UInt8]

        @inline(never)
        mutating func wipe() {
            scalar = .zero
            WipedArray.wipe(&prefix)
        }
    }

    private static func expand(_ secret: SecretBytes) -> Expanded {
        var bytes = secret.withSpan { span in span.indices.map { span[$0] } }
        var digest = Blake512.hash(bytes)
        digest[0] &= 0xf8
        digest[31] &= 0x7f
        digest[31] |= 0x40
        let expanded = Expanded(scalar: FourWords(littleEndian: digest[..<32]), prefix: Array(digest[32...]))
        WipedArray.wipe(&bytes)
        WipedArray.wipe(&digest)
        return expanded
    }
}
