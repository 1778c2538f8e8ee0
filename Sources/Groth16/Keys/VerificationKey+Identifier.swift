internal import EllipticCurves
internal import FiniteFields
internal import Signatures

extension VerificationKey {
    /// The SHA-256 digest of the key's points, as 32-byte big-endian coordinates: what names the key.
    package var identifier: [UInt8] {
        var bytes = [UInt8]("symbolon groth16 key\u{0}".utf8)
        for point in [alpha1] + inputPoints {
            bytes += point.x.bigEndianBytes + point.y.bigEndianBytes
        }
        for point in [beta2, gamma2, delta2] {
            bytes += point.x.c0.bigEndianBytes + point.x.c1.bigEndianBytes
            bytes += point.y.c0.bigEndianBytes + point.y.c1.bigEndianBytes
        }
        return DigestAlgorithm.sha256.hash(bytes)
    }
}
