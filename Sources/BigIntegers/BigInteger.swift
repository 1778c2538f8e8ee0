internal import CGMP

/// An integer of any size, through GMP.
///
/// Values are immutable and shared by reference. Operations take time that depends on the values; use them where the
/// values are public, or where a rare slow path is accounted for by its caller.
// The number is written in the initialiser only, before any other thread can know the object; afterwards it is read.
@safe
package final class BigInteger: @unchecked Sendable {
    private var number: __mpz_struct

    private init(_ compute: (UnsafeMutablePointer<__mpz_struct>) -> Void) {
        unsafe number = __mpz_struct()
        unsafe withUnsafeMutablePointer(to: &number) { pointer in
            unsafe __gmpz_init(pointer)
            unsafe compute(pointer)
        }
    }

    deinit {
        unsafe withUnsafeMutablePointer(to: &number) { unsafe __gmpz_clear($0) }
    }

    /// Creates a number from any fixed-width integer.
    package convenience init<Source: FixedWidthInteger>(_ value: Source) {
        unsafe self.init { pointer in
            var rest = value.magnitude
            var words: [UInt64] = []
            while rest != 0 {
                words.append(UInt64(truncatingIfNeeded: rest))
                rest = Source.Magnitude.bitWidth > 64 ? rest >> 64 : 0
            }
            unsafe words.withUnsafeBytes { unsafe __gmpz_import(pointer, words.count, -1, 8, 0, 0, $0.baseAddress) }
            if value < 0 { unsafe __gmpz_neg(pointer, pointer) }
        }
    }

    /// The low 64 bits of the magnitude.
    package var lowWord: UInt64 {
        unsafe withReadPointer { unsafe UInt64(__gmpz_getlimbn($0, 0)) }
    }

    /// The low 128 bits of the magnitude.
    package var lowWords: UInt128 {
        unsafe withReadPointer {
            unsafe UInt128(UInt64(__gmpz_getlimbn($0, 1))) << 64 | UInt128(UInt64(__gmpz_getlimbn($0, 0)))
        }
    }

    /// The number of bits of the magnitude; 0 for zero.
    package var bitWidth: Int {
        isZero ? 0 : unsafe withReadPointer { unsafe Int(__gmpz_sizeinbase($0, 2)) }
    }

    /// Whether the number is zero.
    package var isZero: Bool { unsafe withReadPointer { unsafe __gmpz_size($0) == 0 } }

    private func withReadPointer<Result>(_ body: (UnsafePointer<__mpz_struct>) -> Result) -> Result {
        // GMP's readers take constant pointers and change nothing.
        unsafe withUnsafePointer(to: number) { unsafe body($0) }
    }

    private static func combine(
        _ left: BigInteger, _ right: BigInteger,
        _ operation: (UnsafeMutablePointer<__mpz_struct>, UnsafePointer<__mpz_struct>, UnsafePointer<__mpz_struct>) ->
            Void
    ) -> BigInteger {
        unsafe BigInteger { result in
            unsafe left.withReadPointer { leftPointer in
                unsafe right.withReadPointer { unsafe operation(result, leftPointer, $0) }
            }
        }
    }
}

extension BigInteger {
    /// The sum.
    package static func + (left: BigInteger, right: BigInteger) -> BigInteger {
        unsafe combine(left, right) { unsafe __gmpz_add($0, $1, $2) }
    }

    /// The difference.
    package static func - (left: BigInteger, right: BigInteger) -> BigInteger {
        unsafe combine(left, right) { unsafe __gmpz_sub($0, $1, $2) }
    }

    /// The product.
    package static func * (left: BigInteger, right: BigInteger) -> BigInteger {
        unsafe combine(left, right) { unsafe __gmpz_mul($0, $1, $2) }
    }

    /// The quotient, rounded towards minus infinity.
    ///
    /// - Precondition: The divisor is not zero.
    package static func / (left: BigInteger, right: BigInteger) -> BigInteger {
        precondition(!right.isZero, "division by zero")
        return unsafe combine(left, right) { unsafe __gmpz_fdiv_q($0, $1, $2) }
    }

    /// The number times a power of two.
    package static func << (left: BigInteger, bits: Int) -> BigInteger {
        unsafe BigInteger { result in
            unsafe left.withReadPointer { unsafe __gmpz_mul_2exp(result, $0, UInt(bits)) }
        }
    }

    /// The quotient by a power of two, rounded towards minus infinity.
    package static func >> (left: BigInteger, bits: Int) -> BigInteger {
        unsafe BigInteger { result in
            unsafe left.withReadPointer { unsafe __gmpz_fdiv_q_2exp(result, $0, UInt(bits)) }
        }
    }
}

extension BigInteger {
    /// The square root, rounded down.
    ///
    /// - Precondition: The number is not negative.
    package func squareRoot() -> BigInteger {
        precondition(self >= BigInteger(0), "square root of a negative number")
        return unsafe BigInteger { result in unsafe withReadPointer { unsafe __gmpz_sqrt(result, $0) } }
    }
}

extension BigInteger: Comparable {
    package static func == (left: BigInteger, right: BigInteger) -> Bool {
        compare(left, right) == 0
    }

    package static func < (left: BigInteger, right: BigInteger) -> Bool {
        compare(left, right) < 0
    }

    private static func compare(_ left: BigInteger, _ right: BigInteger) -> Int32 {
        unsafe left.withReadPointer { leftPointer in
            unsafe right.withReadPointer { unsafe __gmpz_cmp(leftPointer, $0) }
        }
    }
}
