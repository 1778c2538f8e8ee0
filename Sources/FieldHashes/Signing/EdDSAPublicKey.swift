public import EllipticCurves
public import FiniteFields

/// A key that checks EdDSA signatures over Baby Jubjub with Poseidon, as circomlib's `EdDSAPoseidonVerifier` does.
@frozen
public struct EdDSAPublicKey: Hashable, Sendable {
    /// The point A.
    public let point: BabyJubjubPoint

    /// Makes a key from a point of the curve; nil where the point is of low order.
    ///
    /// A signature under a point of low order says nothing: `8 h A` is neutral for every message.
    public init?(_ point: BabyJubjubPoint) {
        guard point.multiplied(variableTimeBy: FourWords(UInt64(BabyJubjub.cofactor), 0, 0, 0)) != .identity else {
            return nil
        }
        self.point = point
    }

    /// Makes a key from a point that was computed from a secret.
    init(derived point: BabyJubjubPoint) { self.point = point }

    /// The point in 32 bytes.
    public var packed: [UInt8] { point.packed }

    /// Unpacks a key; nil for bytes that are not a packed point, and for a point of low order.
    public init?(packed bytes: some Collection<UInt8>) {
        guard let point = BabyJubjubPoint(packed: bytes) else { return nil }
        self.init(point)
    }

    /// Tells whether a signature of a message is valid: `S B = R + 8 h A`.
    ///
    /// - Note: Variable time; every input is public.
    public func isValid(_ signature: EdDSASignature, for message: Fr) -> Bool {
        let challenge = EdDSAPublicKey.challenge(signature.commitment, point, message)
        // 8 h A depends on h modulo 8 l, so h may be reduced modulo l first. S B - h (8 A) = R.
        let reduced = BabyJubjubScalar(reducingLow: challenge.canonicalWords)
        let eightA = point.multiplied(variableTimeBy: FourWords(UInt64(BabyJubjub.cofactor), 0, 0, 0))
        let expected = BabyJubjubPoint.baseMultiple(
            variableTimeBy: signature.response.words, plus: -eightA, times: reduced.words)
        return expected == signature.commitment
    }

    /// The hash `h` that binds the commitment, the key and the message.
    static func challenge(_ commitment: BabyJubjubPoint, _ key: BabyJubjubPoint, _ message: Fr) -> Fr {
        Poseidon.hash([commitment.x, commitment.y, key.x, key.y, message])
    }
}
