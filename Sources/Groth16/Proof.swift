package import EllipticCurves

/// A Groth16 proof: three points.
package struct Proof: Equatable, Sendable {
    package var a: G1Affine
    package var b: G2Affine
    package var c: G1Affine

    package init(a: G1Affine, b: G2Affine, c: G1Affine) {
        self.a = a
        self.b = b
        self.c = c
    }

    /// Whether every point is on its curve, in its subgroup and not infinity.
    ///
    /// An honest proof has a point at infinity with a chance of 2^-253; a forged one may have it on purpose.
    package var isWellFormed: Bool {
        a.isOnCurve && c.isOnCurve && b.isOnCurve && !a.isInfinity && !b.isInfinity && !c.isInfinity
            && b.isInSubgroup
    }
}
