/// An element `c0 + c1 v + c2 v^2` of the cubic extension of Fq2 with v^3 = 9 + u.
@frozen
public struct Fq6: FieldElement {
    /// The coefficient of 1.
    public var c0: Fq2
    /// The coefficient of v.
    public var c1: Fq2
    /// The coefficient of v^2.
    public var c2: Fq2

    /// Makes `c0 + c1 v + c2 v^2`.
    @inlinable @inline(__always)
    public init(_ c0: Fq2, _ c1: Fq2, _ c2: Fq2) {
        self.c0 = c0
        self.c1 = c1
        self.c2 = c2
    }

    /// The neutral element of addition.
    public static var zero: Fq6 { Fq6(.zero, .zero, .zero) }

    /// The neutral element of multiplication.
    public static var one: Fq6 { Fq6(.one, .zero, .zero) }

    /// Whether this is the neutral element of addition.
    public var isZero: Bool { c0.isZero && c1.isZero && c2.isZero }

    /// The sum of two elements.
    public static func + (left: Fq6, right: Fq6) -> Fq6 {
        Fq6(left.c0 + right.c0, left.c1 + right.c1, left.c2 + right.c2)
    }

    /// The difference of two elements.
    public static func - (left: Fq6, right: Fq6) -> Fq6 {
        Fq6(left.c0 - right.c0, left.c1 - right.c1, left.c2 - right.c2)
    }

    /// The negative of an element.
    public static prefix func - (value: Fq6) -> Fq6 { Fq6(-value.c0, -value.c1, -value.c2) }

    /// The product of two elements (Karatsuba).
    ///
    /// - SeeAlso: Devegili, Ó hÉigeartaigh, Scott, Dahab, "Multiplication and Squaring on Pairing-Friendly Fields"
    ///   (2006), section 4.
    public static func * (left: Fq6, right: Fq6) -> Fq6 {
        let product0 = left.c0 * right.c0
        let product1 = left.c1 * right.c1
        let product2 = left.c2 * right.c2
        let cross12 = (left.c1 + left.c2) * (right.c1 + right.c2) - product1 - product2
        let cross01 = (left.c0 + left.c1) * (right.c0 + right.c1) - product0 - product1
        let cross02 = (left.c0 + left.c2) * (right.c0 + right.c2) - product0 - product2
        return Fq6(
            product0 + cross12.timesNonResidue, cross01 + product2.timesNonResidue, cross02 + product1)
    }

    /// The product with an element of Fq2.
    public static func * (left: Fq6, right: Fq2) -> Fq6 { Fq6(left.c0 * right, left.c1 * right, left.c2 * right) }

    /// The product with `factor0 + factor1 v`.
    func multiplied(bySparse factor0: Fq2, _ factor1: Fq2) -> Fq6 {
        let product0 = c0 * factor0
        let product1 = c1 * factor1
        let first = (factor1 * (c1 + c2) - product1).timesNonResidue + product0
        let second = (factor0 + factor1) * (c0 + c1) - product0 - product1
        let third = factor0 * (c0 + c2) - product0 + product1
        return Fq6(first, second, third)
    }

    /// The element times itself.
    ///
    /// - SeeAlso: the paper at `*`, "CH-SQR2".
    public var squared: Fq6 {
        let square0 = c0.squared
        let cross01 = (c0 * c1).doubled
        let middle = (c0 - c1 + c2).squared
        let cross12 = (c1 * c2).doubled
        let square2 = c2.squared
        return Fq6(
            square0 + cross12.timesNonResidue, cross01 + square2.timesNonResidue,
            cross01 + middle + cross12 - square0 - square2)
    }

    /// Twice the element.
    public var doubled: Fq6 { Fq6(c0.doubled, c1.doubled, c2.doubled) }

    /// Half the element.
    public var halved: Fq6 { Fq6(c0.halved, c1.halved, c2.halved) }

    /// The product with v, the non-residue that Fq12 is built on.
    public var timesNonResidue: Fq6 { Fq6(c2.timesNonResidue, c0, c1) }

    /// The multiplicative inverse, or nil of zero.
    public func inverted() -> Fq6? { inverted { $0.inverted() } }

    /// The multiplicative inverse, or nil of zero; the time depends on the element.
    public func invertedVariableTime() -> Fq6? { inverted { $0.invertedVariableTime() } }

    private func inverted(_ invert: (Fq2) -> Fq2?) -> Fq6? {
        let term0 = c0.squared - (c1 * c2).timesNonResidue
        let term1 = c2.squared.timesNonResidue - c0 * c1
        let term2 = c1.squared - c0 * c2
        let norm = c0 * term0 + (c2 * term1 + c1 * term2).timesNonResidue
        guard let inverse = invert(norm) else { return nil }
        return Fq6(term0 * inverse, term1 * inverse, term2 * inverse)
    }
}
