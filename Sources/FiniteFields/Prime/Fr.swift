/// An element of BN254's scalar field: integers modulo the order r of G1, G2 and GT.
///
/// r = 21888242871839275222246405745257275088548364400416034343698204186575808495617 (EIP-196); r - 1 is divisible by
/// 2^28, which gives the transforms their sizes.
@frozen
public struct Fr: PrimeField {
    /// The element times 2^256, reduced.
    public var montgomeryWords: FourWords

    /// Wraps words that are known to be below the modulus.
    @inlinable @inline(__always)
    public init(uncheckedMontgomery words: FourWords) { montgomeryWords = words }

    /// The modulus as an integer.
    @inlinable @inline(__always)
    public static var modulusWords: FourWords {
        FourWords(0x43e1_f593_f000_0001, 0x2833_e848_79b9_7091, 0xb850_45b6_8181_585d, 0x3064_4e72_e131_a029)
    }

    /// `-modulus^-1 mod 2^64`.
    @inlinable @inline(__always)
    public static var negatedInverse: UInt64 { 0xc2e1_f593_efff_ffff }

    /// `2^512 mod modulus`.
    @inlinable @inline(__always)
    public static var montgomerySquare: FourWords {
        FourWords(0x1bb8_e645_ae21_6da7, 0x53fe_3ab1_e35c_59e3, 0x8c49_833d_53bb_8085, 0x0216_d0b1_7f4e_44a5)
    }

    /// `2^256 mod modulus`.
    @inlinable @inline(__always)
    public static var montgomeryOne: FourWords {
        FourWords(0xac96_341c_4fff_fffb, 0x36fc_7695_9f60_cd29, 0x666e_a36f_7879_462e, 0x0e0a_77c1_9a07_df2f)
    }

    /// The largest `k` for which 2^k divides r - 1.
    public static var twoAdicity: Int { 28 }

    /// A generator of the subgroup of order 2^28: 5^((r - 1) / 2^28), 5 being the least non-residue.
    ///
    /// snarkjs and rapidsnark derive the same root, and the H points of a proving key depend on it.
    public static var rootOfUnity: Fr {
        Fr(
            uncheckedMontgomery: FourWords(
                0x636e_7355_80d1_3d9c, 0xa22b_f374_2445_ffd6, 0x5645_2ac0_1eb2_03d8, 0x1860_ef94_2963_f9e7))
    }

    /// A square root, or nil of a non-square (Tonelli and Shanks).
    public func squareRoot() -> Fr? {
        guard !isZero else { return self }
        guard isSquare else { return nil }
        // r - 1 = 2^28 t with t odd; start from self^((t + 1) / 2) and correct by roots of unity.
        var odd = Self.modulusWords.subtracting(FourWords(1, 0, 0, 0)).difference
        for _ in 0..<Self.twoAdicity { odd = odd.halved() }
        let power = fixedWindowPower(odd.halved())
        var root = power * self
        var error = root * power
        var generator = Self.rootOfUnity
        var order = Self.twoAdicity
        while error != .one {
            var exponent = 0
            var square = error
            while square != .one {
                square = square.squared
                exponent += 1
            }
            for _ in 0..<(order - exponent - 1) { generator = generator.squared }
            root *= generator
            generator = generator.squared
            error *= generator
            order = exponent
        }
        return root
    }
}
