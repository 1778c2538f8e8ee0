import FiniteFields

extension AffinePoint<G2Curve> {
    /// The image under psi: untwist, Frobenius, twist.
    ///
    /// On the subgroup of order r it multiplies by p, which is 6 x^2 modulo r for the curve parameter x.
    ///
    /// - SeeAlso: Galbraith, Scott, "Exponentiation in Pairing-Friendly Groups Using Homomorphisms" (2008).
    public var frobenius: G2Affine {
        G2Affine(uncheckedX: x.conjugate * Fq12.frobeniusFactor2, y: y.conjugate * Fq12.frobeniusFactor3)
    }

    /// Whether the point, which is on the twist, lies in the subgroup of order r.
    ///
    /// `[x + 1] Q + psi([x] Q) + psi^2([x] Q) = psi^3([2 x] Q)` holds there and nowhere else.
    ///
    /// - SeeAlso: Dai, Lin, Zhao, Zhou, "Fast Subgroup Membership Testings for G1, G2 and GT on Pairing-friendly
    ///   Curves" (2022), section 3.
    var satisfiesSubgroupRelation: Bool {
        let multiple = G2(self).multipliedVariableTime(by: FourWords(Fq12.curveParameter, 0, 0, 0)).affine
        let image = multiple.frobenius
        let second = image.frobenius
        let third = second.frobenius
        return G2(multiple) + self + image + second == G2(third).doubled
    }
}
