package import FiniteFields

/// A scalar as four short coefficients of powers of psi's eigenvalue p, which share their doublings: for G2's subgroup.
///
/// The scalar is `k0 + k1 p + k2 p^2 + k3 p^3` with |k_i| < 2^64. The coefficients are what is left of (k, 0, 0, 0) when the
/// nearest vector, by rounding, of the lattice of zero combinations is taken away. Nothing here branches on the scalar.
///
/// - SeeAlso: Galbraith, Scott, "Exponentiation in Pairing-Friendly Groups Using Homomorphisms" (2008).
package enum ScalarParts {
    /// Words of the magnitudes, and behind them a word with a sign bit for each part; as many for ``ScalarHalves``.
    static let wordCount = 5

    /// A short basis of the lattice, and for each of its vectors the factor that rounding takes.
    ///
    /// The factor is the vector's coordinate of (1, 0, …), times 2^320, to the nearest integer.
    package struct Lattice: Sendable {
        package let basis: [[Int128]]
        let factors: [(isNegative: Bool, magnitude: FourWords)]
    }

    /// Multiples of the curve parameter x, give or take one.
    package static let lattice = Lattice(
        basis: [
            [
                9_931_322_734_385_697_762, 4_965_661_367_192_848_882, -4_965_661_367_192_848_881,
                4_965_661_367_192_848_881,
            ],
            [
                -4_965_661_367_192_848_881, 4_965_661_367_192_848_881, -4_965_661_367_192_848_881,
                -9_931_322_734_385_697_763,
            ],
            [
                4_965_661_367_192_848_882, 4_965_661_367_192_848_881, 4_965_661_367_192_848_881,
                -9_931_322_734_385_697_762,
            ],
            [
                9_931_322_734_385_697_763, -4_965_661_367_192_848_881, -4_965_661_367_192_848_882,
                -4_965_661_367_192_848_881,
            ],
        ],
        factors: [
            (
                false,
                FourWords(
                    0x7d1f_ff2e_5ce1_8e26, 0x46f4_bda9_95d5_1bb1, 0x08e5_da66_fc71_84ae, 0x9e80_318a_b0d9_2b93)
            ),
            (
                true,
                FourWords(
                    0x353c_cca0_e558_c73c, 0x2dff_2915_32e4_2728, 0x55b4_ca7b_a3e5_577f, 0x9e80_318a_b0d9_2b95)
            ),
            (
                false,
                FourWords(
                    0xa3f6_93b5_5c93_362e, 0x071c_4c43_fac4_daff, 0x55b4_ca7b_a3e5_5782, 0x9e80_318a_b0d9_2b95)
            ),
            (
                false,
                FourWords(
                    0x2303_8c29_bb8b_b500, 0xc170_977d_cef3_cd3f, 0x55b4_ca7b_a3e5_577d, 0x9e80_318a_b0d9_2b95)
            ),
        ])

    /// The coefficients of a scalar.
    ///
    /// Only the low 128 bits of every product are needed, because the results are short.
    package static func coefficients(of scalar: Fr) -> [Int128] {
        let words = scalar.canonicalWords
        var result = [Int128](repeating: 0, count: lattice.basis.count)
        result[0] = Int128(truncatingIfNeeded: UInt128(words.word1) << 64 | UInt128(words.word0))
        for (vector, factor) in zip(lattice.basis, lattice.factors) {
            let rounded = Int128(truncatingIfNeeded: quotient(words, factor.magnitude))
            let multiple = factor.isNegative ? 0 &- rounded : rounded
            for index in vector.indices { result[index] = result[index] &- multiple &* vector[index] }
        }
        return result
    }

    /// Appends the coefficients as the kernels take them: magnitudes, then the signs.
    static func append(_ scalar: Fr, to words: inout [UInt64]) {
        var signs: UInt64 = 0
        for (index, coefficient) in coefficients(of: scalar).enumerated() {
            let mask = coefficient >> 127
            let magnitude = UInt128(truncatingIfNeeded: (coefficient ^ mask) &- mask)
            words.append(UInt64(truncatingIfNeeded: magnitude))
            signs |= UInt64(truncatingIfNeeded: mask & 1) << UInt64(index)
        }
        words.append(signs)
    }

    /// The low 128 bits of `left right / 2^320`, to the nearest integer.
    private static func quotient(_ left: FourWords, _ right: FourWords) -> UInt128 {
        var total: [8 of UInt64] = .init(repeating: 0)
        for (row, factor) in left.array.enumerated() {
            var carry: UInt128 = 0
            for (column, word) in right.array.enumerated() {
                // (2^64 - 1)^2 + 2 (2^64 - 1) fits in 128 bits.
                carry += UInt128(factor) * UInt128(word) + UInt128(total[row + column])
                total[row + column] = UInt64(truncatingIfNeeded: carry)
                carry >>= 64
            }
            total[row + 4] = UInt64(truncatingIfNeeded: carry)
        }
        let whole = UInt128(total[6]) << 64 | UInt128(total[5])
        return whole &+ UInt128(total[4] >> 63)
    }
}
