/// Montgomery multiplication on four 64-bit words, R = 2^256.
///
/// The modulus must be odd and below 2^254 so that no intermediate sum leaves its word ("no-carry" CIOS).
///
/// - SeeAlso: Koç, Acar, Kaliski, "Analyzing and Comparing Montgomery Multiplication Algorithms" (1996), CIOS;
///   the no-carry form is described in gnark-crypto's `ecc/bn254/fp` documentation.
@frozen
public enum Montgomery {
    /// Returns `left * right / 2^256 mod modulus`, in `[0, modulus)`.
    ///
    /// - Parameter negatedInverse: `-modulus^-1 mod 2^64`.
    @inlinable @inline(__always)
    public static func multiply(
        _ left: FourWords, _ right: FourWords, modulus: FourWords, negatedInverse: UInt64
    ) -> FourWords {
        var total = FourWords.zero
        accumulateRow(left, right.word0, &total, modulus, negatedInverse)
        accumulateRow(left, right.word1, &total, modulus, negatedInverse)
        accumulateRow(left, right.word2, &total, modulus, negatedInverse)
        accumulateRow(left, right.word3, &total, modulus, negatedInverse)
        return reduceOnce(total, modulus: modulus)
    }

    /// Returns `value / 2^256 mod modulus`, in `[0, modulus)`.
    @inlinable @inline(__always)
    public static func reduce(_ value: FourWords, modulus: FourWords, negatedInverse: UInt64) -> FourWords {
        multiply(value, FourWords(1, 0, 0, 0), modulus: modulus, negatedInverse: negatedInverse)
    }

    /// Returns `value` or `value - modulus`, whichever is in `[0, modulus)`; `value` is below twice the modulus.
    @inlinable @inline(__always)
    public static func reduceOnce(_ value: FourWords, modulus: FourWords) -> FourWords {
        let (difference, borrow) = value.subtracting(modulus)
        return difference.selecting(value, if: borrow)
    }

    @inlinable @inline(__always)
    static func accumulateRow(
        _ left: FourWords, _ factor: UInt64, _ total: inout FourWords, _ modulus: FourWords,
        _ negatedInverse: UInt64
    ) {
        // Each product plus two words fits in 128 bits: (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1.
        let product0 = multiplyAdd(left.word0, factor, total.word0, 0)
        let multiple = low(product0) &* negatedInverse
        let reduced0 = multiplyAdd(multiple, modulus.word0, low(product0), 0)
        let product1 = multiplyAdd(left.word1, factor, total.word1, high(product0))
        let reduced1 = multiplyAdd(multiple, modulus.word1, low(product1), high(reduced0))
        let product2 = multiplyAdd(left.word2, factor, total.word2, high(product1))
        let reduced2 = multiplyAdd(multiple, modulus.word2, low(product2), high(reduced1))
        let product3 = multiplyAdd(left.word3, factor, total.word3, high(product2))
        let reduced3 = multiplyAdd(multiple, modulus.word3, low(product3), high(reduced2))
        // The modulus leaves the top two bits free, so the sum of both carries stays in one word.
        total = FourWords(low(reduced1), low(reduced2), low(reduced3), high(product3) &+ high(reduced3))
    }

    @inlinable @inline(__always)
    static func multiplyAdd(_ left: UInt64, _ right: UInt64, _ first: UInt64, _ second: UInt64) -> UInt128 {
        UInt128(left) &* UInt128(right) &+ UInt128(first) &+ UInt128(second)
    }

    @inlinable @inline(__always)
    static func low(_ value: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: value) }

    @inlinable @inline(__always)
    static func high(_ value: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: value &>> 64) }
}
