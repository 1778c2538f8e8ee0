internal import ConstraintSystem
package import EllipticCurves
package import FiniteFields

/// The sizes of points in the files of the iden3 family: coordinates of 32 bytes in Montgomery form.
package enum PointByteCount {
    package static let g1 = 64
    package static let g2 = 128
}

extension RawSpan {
    /// The base field's element at a byte offset; `nil` where it is not below the modulus.
    ///
    /// - Precondition: The element lies inside the span.
    package func fq(at offset: Int) -> Fq? {
        let words = littleEndian256(at: offset)
        return words < Fq.modulusWords ? Fq(uncheckedMontgomery: words) : nil
    }

    /// The point of G1 at a byte offset, not checked to be on the curve; `nil` where a coordinate is too large.
    ///
    /// - Precondition: The point lies inside the span.
    package func g1(at offset: Int) -> G1Affine? {
        guard let x = fq(at: offset), let y = fq(at: offset + 32) else { return nil }
        return G1Affine(uncheckedX: x, y: y)
    }

    /// The point of the twist at a byte offset, not checked to be on the curve; `nil` where a coordinate is too large.
    ///
    /// - Precondition: The point lies inside the span.
    package func g2(at offset: Int) -> G2Affine? {
        guard let x0 = fq(at: offset), let x1 = fq(at: offset + 32), let y0 = fq(at: offset + 64),
            let y1 = fq(at: offset + 96)
        else { return nil }
        return G2Affine(uncheckedX: Fq2(x0, x1), y: Fq2(y0, y1))
    }
}
