/// An element of BN254's base field, over which G1 is defined.
///
/// p = 21888242871839275222246405745257275088696311157297823662689037894645226208583 (EIP-196).
@frozen
public struct Fq: PrimeField {
    /// The element times 2^256, reduced.
    public var montgomeryWords: FourWords

    /// Wraps words that are known to be below the modulus.
    @inlinable @inline(__always)
    public init(uncheckedMontgomery words: FourWords) { montgomeryWords = words }

    /// The modulus as an integer.
    @inlinable @inline(__always)
    public static var modulusWords: FourWords {
        FourWords(0x3c20_8c16_d87c_fd47, 0x9781_6a91_6871_ca8d, 0xb850_45b6_8181_585d, 0x3064_4e72_e131_a029)
    }

    /// `-modulus^-1 mod 2^64`.
    @inlinable @inline(__always)
    public static var negatedInverse: UInt64 { 0x87d2_0782_e486_6389 }

    /// `2^512 mod modulus`.
    @inlinable @inline(__always)
    public static var montgomerySquare: FourWords {
        FourWords(0xf32c_fc5b_538a_fa89, 0xb5e7_1911_d445_01fb, 0x47ab_1eff_0a41_7ff6, 0x06d8_9f71_cab8_351f)
    }

    /// `2^256 mod modulus`.
    @inlinable @inline(__always)
    public static var montgomeryOne: FourWords {
        FourWords(0xd35d_438d_c58f_0d9d, 0x0a78_eb28_f5c7_0b3d, 0x666e_a36f_7879_462c, 0x0e0a_77c1_9a07_df2f)
    }

    /// A square root, or nil of a non-square.
    public func squareRoot() -> Fq? {
        // p = 3 mod 4, so self^((p + 1) / 4) is a root if there is one.
        let exponent = Self.modulusWords.adding(FourWords(1, 0, 0, 0)).sum.halved().halved()
        let root = fixedWindowPower(exponent)
        return root.squared == self ? root : nil
    }
}
