public import FiniteFields

/// BN254's second group: the subgroup of order r of the sextic twist y^2 = x^3 + 3 / (9 + u) over Fq2.
public enum G2Curve: Curve {
    /// 3 / (9 + u).
    @inlinable
    public static var b: Fq2 {
        Fq2(
            Fq(
                uncheckedMontgomery: FourWords(
                    0x3bf9_38e3_77b8_02a8, 0x020b_1b27_3633_535d, 0x26b7_edf0_4975_5260, 0x2514_c632_4384_a86d)),
            Fq(
                uncheckedMontgomery: FourWords(
                    0x38e7_eccc_d1dc_ff67, 0x65f0_b37d_93ce_0d3e, 0xd749_d0dd_22ac_00aa, 0x0141_b9ce_4a68_8d4d)))
    }

    /// The generator of EIP-197.
    public static var generator: G2Affine {
        G2Affine(
            uncheckedX: Fq2(
                Fq(
                    uncheckedMontgomery: FourWords(
                        0x8e83_b5d1_02bc_2026, 0xdceb_1935_497b_0172, 0xfbb8_2647_9781_1adf, 0x1957_3841_af96_503b)),
                Fq(
                    uncheckedMontgomery: FourWords(
                        0xafb4_737d_a84c_6140, 0x6043_dd5a_5802_d8c4, 0x09e9_50fc_52a0_2f86, 0x14fe_f083_3aea_7b6b))),
            y: Fq2(
                Fq(
                    uncheckedMontgomery: FourWords(
                        0x619d_fa9d_886b_e9f6, 0xfe7f_d297_f59e_9b78, 0xff9e_1a62_231b_7dfe, 0x28fd_7eeb_ae9e_4206)),
                Fq(
                    uncheckedMontgomery: FourWords(
                        0x6409_5b56_c718_56ee, 0xdc57_f922_327d_3cbb, 0x55f9_35be_3335_1076, 0x0da4_a0e6_93fd_6482))))
    }

    /// Whether a point of the twist lies in the subgroup of order r.
    public static func isInSubgroup(_ point: G2Affine) -> Bool {
        point.satisfiesSubgroupRelation
    }
}
