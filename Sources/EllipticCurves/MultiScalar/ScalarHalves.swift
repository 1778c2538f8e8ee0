package import FiniteFields

/// A scalar k as `first + second λ` modulo r, both of magnitude below 2^126.
///
/// λ is what the endomorphism (x, y) to (ω x, y) multiplies points of order r by: ``ScalarParts/latticeG1``. This is
/// ``ScalarParts`` done quickly: of the products that rounding takes, those parts are left out that make less than 2^-60
/// of a unit, which matters half-way between two vectors alone, where both will do.
///
/// - SeeAlso: Gallant, Lambert, Vanstone, "Faster Point Multiplication on Elliptic Curves with Efficient Endomorphisms"
///   (2001), section 4.
package struct ScalarHalves: Sendable {
    /// The bits of the halves' magnitudes: half the sum of a column of the basis is 0.87 times 2^126.
    package static let bitWidth = 126

    package let first: Int128
    package let second: Int128

    /// - Precondition: The integer is below r.
    @inline(__always)
    package init(_ scalar: FourWords) {
        // Each coordinate is k times a factor of 2 (2^192 or 2^128) + ..., divided by 2^320 and rounded.
        var fraction = Self.high(scalar.word3, 0x149d_540f_d5e4_95cc) &+ Self.high(scalar.word2, 0x5398_fd03_00ff_6565)
        fraction &+= Self.high(scalar.word1, 0x4cce_f014_a773_d2d2)
        fraction &+= scalar.word3.multipliedWide(0x5398_fd03_00ff_6565)
        fraction &+= scalar.word2.multipliedWide(0x4cce_f014_a773_d2d2)
        fraction &+= UInt128(scalar.bits(at: 63, count: 64)) &+ 1 << 63
        let upper = UInt128(scalar.word3) << 64 | UInt128(scalar.word2)
        var coordinate = upper << 1 | UInt128(scalar.word1 &>> 63)
        coordinate &+= scalar.word3.multipliedWide(0x4cce_f014_a773_d2d2) &+ fraction >> 64

        var otherFraction = Self.high(scalar.word3, 0x6eb9_c714_773a_6ef3)
        otherFraction &+= Self.high(scalar.word2, 0xd91d_232e_c7e0_b3d7)
        otherFraction &+= scalar.word3.multipliedWide(0xd91d_232e_c7e0_b3d7)
        otherFraction &+= UInt128(scalar.bits(at: 127, count: 64)) &+ 1 << 63
        let otherCoordinate =
            scalar.word3 &<< 1 | scalar.word2 &>> 63 &+ UInt64(truncatingIfNeeded: otherFraction >> 64)

        let low = UInt128(scalar.word1) << 64 | UInt128(scalar.word0)
        let small: UInt64 = 9_931_322_734_385_697_763
        let first =
            low &- coordinate &* 147_946_756_881_789_319_000_765_030_803_803_410_728
            &- otherCoordinate.multipliedWide(small)
        let second =
            coordinate &* UInt128(small)
            &- UInt128(otherCoordinate) &* 147_946_756_881_789_319_010_696_353_538_189_108_491
        self.first = Int128(bitPattern: first)
        self.second = Int128(bitPattern: second)
    }

    /// The upper half of a product.
    @inline(__always)
    private static func high(_ left: UInt64, _ right: UInt64) -> UInt128 {
        UInt128(truncatingIfNeeded: left.multipliedFullWidth(by: right).high)
    }
}

extension UInt64 {
    @inline(__always)
    fileprivate func multipliedWide(_ other: UInt64) -> UInt128 { UInt128(self) &* UInt128(other) }
}
