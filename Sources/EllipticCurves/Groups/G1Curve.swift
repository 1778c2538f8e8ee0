public import FiniteFields

/// BN254's first group: y^2 = x^3 + 3 over Fq, of prime order r (cofactor one).
public enum G1Curve: Curve {
    /// Three.
    @inlinable
    public static var b: Fq {
        Fq(
            uncheckedMontgomery: FourWords(
                0x7a17_caa9_50ad_28d7, 0x1f6a_c17a_e155_21b9, 0x334b_ea4e_696b_d284,
                0x2a1f_6744_ce17_9d8e))
    }

    /// (1, 2), as in EIP-196.
    public static var generator: G1Affine { G1Affine(uncheckedX: .one, y: Fq.one.doubled) }

    /// Whether a point of the curve lies in the subgroup of order r: all do.
    @inlinable
    public static func isInSubgroup(_ point: G1Affine) -> Bool { true }
}
