/// An element `real + imaginary u` of the quadratic extension of Fq with u^2 = -1.
@frozen
public struct Fq2: SquareRootField {
    /// The coefficient of 1.
    public var c0: Fq
    /// The coefficient of u.
    public var c1: Fq

    /// Makes `c0 + c1 u`.
    @inlinable @inline(__always)
    public init(_ c0: Fq, _ c1: Fq) {
        self.c0 = c0
        self.c1 = c1
    }

    /// The neutral element of addition.
    @inlinable @inline(__always)
    public static var zero: Fq2 { Fq2(.zero, .zero) }

    /// The neutral element of multiplication.
    @inlinable @inline(__always)
    public static var one: Fq2 { Fq2(.one, .zero) }

    /// Whether this is the neutral element of addition.
    @inlinable @inline(__always)
    public var isZero: Bool { c0.isZero && c1.isZero }

    /// The sum of two elements.
    @inlinable @inline(__always)
    public static func + (left: Fq2, right: Fq2) -> Fq2 { Fq2(left.c0 + right.c0, left.c1 + right.c1) }

    /// The difference of two elements.
    @inlinable @inline(__always)
    public static func - (left: Fq2, right: Fq2) -> Fq2 { Fq2(left.c0 - right.c0, left.c1 - right.c1) }

    /// The negative of an element.
    @inlinable @inline(__always)
    public static prefix func - (value: Fq2) -> Fq2 { Fq2(-value.c0, -value.c1) }

    /// The product of two elements: three full products (Karatsuba) and two reductions.
    ///
    /// - SeeAlso: Aranha, Karabina, Longa, Gebotys, López, "Faster Explicit Formulas for Computing Pairings over
    ///   Ordinary Curves" (2011), section 3.1.
    @inlinable
    public static func * (left: Fq2, right: Fq2) -> Fq2 {
        let product0 = Montgomery.product(left.c0.montgomeryWords, right.c0.montgomeryWords)
        let product1 = Montgomery.product(left.c1.montgomeryWords, right.c1.montgomeryWords)
        // The sums are below 2^255, so nothing is lost.
        let cross = Montgomery.product(
            left.c0.montgomeryWords.adding(left.c1.montgomeryWords).sum,
            right.c0.montgomeryWords.adding(right.c1.montgomeryWords).sum)
        // Two products of reduced words: below 2 p^2, hence below 2^256 p.
        let imaginary = cross.subtracting(product0).difference.subtracting(product1).difference
        // A negative difference is raised by 2^256 p, which reduction takes away again.
        var (real, borrow) = product0.subtracting(product1)
        real.high = real.high.adding(Fq.modulusWords.masked(if: borrow)).sum
        return Fq2(
            Fq(
                uncheckedMontgomery: Montgomery.reduce(
                    real, modulus: Fq.modulusWords, negatedInverse: Fq.negatedInverse)),
            Fq(
                uncheckedMontgomery: Montgomery.reduce(
                    imaginary, modulus: Fq.modulusWords, negatedInverse: Fq.negatedInverse)))
    }

    /// The product with an element of Fq.
    @inlinable @inline(__always)
    public static func * (left: Fq2, right: Fq) -> Fq2 { Fq2(left.c0 * right, left.c1 * right) }

    /// The element times itself (complex squaring).
    @inlinable
    public var squared: Fq2 { Fq2((c0 + c1) * (c0 - c1), (c0 * c1).doubled) }

    /// Twice the element.
    @inlinable @inline(__always)
    public var doubled: Fq2 { Fq2(c0.doubled, c1.doubled) }

    /// Half the element.
    @inlinable @inline(__always)
    public var halved: Fq2 { Fq2(c0.halved, c1.halved) }

    /// `c0 - c1 u`, which is also the power of p.
    @inlinable @inline(__always)
    public var conjugate: Fq2 { Fq2(c0, -c1) }

    /// The product with 9 + u, the non-residue that Fq6 is built on.
    @inlinable @inline(__always)
    public var timesNonResidue: Fq2 {
        let eight = doubled.doubled.doubled
        return Fq2(eight.c0 + c0 - c1, eight.c1 + c1 + c0)
    }

    /// `c0^2 + c1^2`: the product with the conjugate.
    @inlinable @inline(__always)
    public var norm: Fq { c0.squared + c1.squared }

    /// The multiplicative inverse, or nil of zero.
    @inlinable
    public func inverted() -> Fq2? {
        guard let inverse = norm.inverted() else { return nil }
        return Fq2(c0 * inverse, -(c1 * inverse))
    }

    /// The multiplicative inverse, or nil of zero; the time depends on the element.
    @inlinable
    public func invertedVariableTime() -> Fq2? {
        guard let inverse = norm.invertedVariableTime() else { return nil }
        return Fq2(c0 * inverse, -(c1 * inverse))
    }

    /// A square root, or nil of a non-square.
    ///
    /// - SeeAlso: Adj, Rodríguez-Henríquez, "Square root computation over even extension fields" (2012), algorithm 9,
    ///   which is for q = 3 mod 4.
    public func squareRoot() -> Fq2? {
        guard !isZero else { return self }
        // a1 = self^((p - 3) / 4); alpha = a1^2 self; x0 = a1 self.
        let exponent = Fq.modulusWords.subtracting(FourWords(3, 0, 0, 0)).difference.halved().halved()
        let first = power(exponent.array)
        let start = first * self
        let alpha = first * start
        let root: Fq2
        if alpha == -Fq2.one {
            root = Fq2(-start.c1, start.c0)
        } else {
            let half = Fq.modulusWords.subtracting(FourWords(1, 0, 0, 0)).difference.halved()
            root = (Fq2.one + alpha).power(half.array) * start
        }
        return root.squared == self ? root : nil
    }
}
