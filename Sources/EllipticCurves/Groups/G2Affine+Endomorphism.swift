import FiniteFields

extension AffinePoint<G2Curve> {
    /// The image under psi: untwist, Frobenius, twist.
    ///
    /// On the subgroup of order r it multiplies by p, which is 6 x^2 modulo r for the curve parameter x.
    ///
    /// - SeeAlso: Galbraith, Scott, "Exponentiation in Pairing-Friendly Groups Using Homomorphisms" (2008).
    public var frobenius: G2Affine {
        G2Affine(uncheckedX: x.conjugate * Self.frobeniusFactorX, y: y.conjugate * Self.frobeniusFactorY)
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

    /// (9 + u)^((p - 1) / 3).
    private static var frobeniusFactorX: Fq2 {
        Fq2(
            Fq(
                uncheckedMontgomery: FourWords(
                    0xb577_3b10_4563_ab30, 0x347f_91c8_a9aa_6454, 0x7a00_7127_242e_0991,
                    0x1956_bcd8_1182_14ec)),
            Fq(
                uncheckedMontgomery: FourWords(
                    0x6e84_9f1e_a0aa_4757, 0xaa1c_7b6d_89f8_9141, 0xb6e7_13cd_fae0_ca3a,
                    0x2669_4fbb_4e82_ebc3)))
    }

    /// (9 + u)^((p - 1) / 2).
    private static var frobeniusFactorY: Fq2 {
        Fq2(
            Fq(
                uncheckedMontgomery: FourWords(
                    0xe4bb_dd0c_2936_b629, 0xbb30_f162_e133_bacb, 0x31a9_d1b6_f964_5366,
                    0x2535_70be_a500_f8dd)),
            Fq(
                uncheckedMontgomery: FourWords(
                    0xa1d7_7ce4_5ffe_77c7, 0x07af_fd11_7826_d1db, 0x6d16_bd27_bb7e_dc6b,
                    0x2c87_2002_85de_fecc)))
    }
}
