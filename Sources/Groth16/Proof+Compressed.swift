internal import EllipticCurves

extension Proof {
    /// The length of a compressed proof: two points of G1 and one of G2 by their x.
    package static let compressedByteCount = 2 * G1Affine.compressedByteCount + G2Affine.compressedByteCount

    /// The points A, B and C by their x and which of the two y it is.
    package var compressed: [UInt8] { a.compressedBytes + b.compressedBytes + c.compressedBytes }

    /// Reads a compressed proof; every point is on its curve, in its subgroup and not infinity.
    ///
    /// - Throws: ``Groth16Error/encodingInvalid`` for anything else, and for every second way to encode a proof.
    package init(compressed bytes: [UInt8]) throws(Groth16Error) {
        guard bytes.count == Proof.compressedByteCount else { throw .encodingInvalid }
        let (startOfB, startOfC) = (G1Affine.compressedByteCount, bytes.count - G1Affine.compressedByteCount)
        do throws(PointDecodingError) {
            self.init(
                a: try G1Affine(compressed: bytes[..<startOfB]),
                b: try G2Affine(compressed: bytes[startOfB..<startOfC]),
                c: try G1Affine(compressed: bytes[startOfC...]))
        } catch {
            throw .encodingInvalid
        }
        guard isWellFormed else { throw .encodingInvalid }
    }
}
