package import FiniteFields

/// A scalar k as `first + second λ` modulo r, both of magnitude below 2^126.
///
/// λ = 0x30644e72e131a029048b6e193fd84104cc37a73fec2bc5e9b8ca0b2d36636f23 is what the endomorphism (x, y) to (ω x, y), with a
/// cube root of unity ω, multiplies points of order r by. The halves are what is left of (k, 0) when the nearest vector, by
/// rounding, of the lattice of zero combinations is taken away; of the products that rounding takes, those parts are left out
/// that make less than 2^-60 of a unit. Nothing here branches on the scalar.
///
/// A basis of the lattice is (147946756881789319000765030803803410728, -9931322734385697763),
/// (-9931322734385697763, -147946756881789319010696353538189108491).
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
        // The coordinates of (k, 0) in the basis: k times 0x2_4cce_f014_… and k times -0x2_d91d_232e_…, divided by 2^320 and
        // rounded. The constants are the words of those factors.
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

    /// Appends the halves as the kernels take them: magnitudes of two words each, then a word of signs.
    func append(to words: inout [UInt64]) {
        var signs: UInt64 = 0
        for (index, half) in [first, second].enumerated() {
            let mask = half >> 127
            let magnitude = UInt128(truncatingIfNeeded: (half ^ mask) &- mask)
            words.append(UInt64(truncatingIfNeeded: magnitude))
            words.append(UInt64(truncatingIfNeeded: magnitude >> 64))
            signs |= UInt64(truncatingIfNeeded: mask & 1) << UInt64(index)
        }
        words.append(signs)
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
