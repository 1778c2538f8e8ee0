/// An element `c0 + c1 w` of the quadratic extension of Fq6 with w^2 = v: where pairings take their values.
@frozen
public struct Fq12: FieldElement {
    /// The coefficient of 1.
    public var c0: Fq6
    /// The coefficient of w.
    public var c1: Fq6

    /// Makes `c0 + c1 w`.
    @inlinable @inline(__always)
    public init(_ c0: Fq6, _ c1: Fq6) {
        self.c0 = c0
        self.c1 = c1
    }

    /// The neutral element of addition.
    public static var zero: Fq12 { Fq12(.zero, .zero) }

    /// The neutral element of multiplication.
    public static var one: Fq12 { Fq12(.one, .zero) }

    /// Whether this is the neutral element of addition.
    public var isZero: Bool { c0.isZero && c1.isZero }

    /// The sum of two elements.
    public static func + (left: Fq12, right: Fq12) -> Fq12 { Fq12(left.c0 + right.c0, left.c1 + right.c1) }

    /// The difference of two elements.
    public static func - (left: Fq12, right: Fq12) -> Fq12 { Fq12(left.c0 - right.c0, left.c1 - right.c1) }

    /// The negative of an element.
    public static prefix func - (value: Fq12) -> Fq12 { Fq12(-value.c0, -value.c1) }

    /// The product of two elements (Karatsuba).
    public static func * (left: Fq12, right: Fq12) -> Fq12 {
        let product0 = left.c0 * right.c0
        let product1 = left.c1 * right.c1
        let cross = (left.c0 + left.c1) * (right.c0 + right.c1)
        return Fq12(product0 + product1.timesNonResidue, cross - product0 - product1)
    }

    /// The product with a line `constant + (first + second v) w`, which has three of six coefficients.
    public func multiplied(byLine constant: Fq2, _ first: Fq2, _ second: Fq2) -> Fq12 {
        let product0 = c0 * constant
        let product1 = c1.multiplied(bySparse: first, second)
        let cross = (c0 + c1).multiplied(bySparse: constant + first, second)
        return Fq12(product0 + product1.timesNonResidue, cross - product0 - product1)
    }

    /// The element times itself (complex squaring).
    public var squared: Fq12 {
        let product = c0 * c1
        let sum = (c0 + c1) * (c0 + c1.timesNonResidue)
        return Fq12(sum - product - product.timesNonResidue, product.doubled)
    }

    /// Twice the element.
    public var doubled: Fq12 { Fq12(c0.doubled, c1.doubled) }

    /// Half the element.
    public var halved: Fq12 { Fq12(c0.halved, c1.halved) }

    /// `c0 - c1 w`, which is the power of p^6; the inverse of an element of the cyclotomic subgroup.
    public var conjugate: Fq12 { Fq12(c0, -c1) }

    /// The multiplicative inverse, or nil of zero.
    public func inverted() -> Fq12? { inverted { $0.inverted() } }

    /// The multiplicative inverse, or nil of zero; the time depends on the element.
    public func invertedVariableTime() -> Fq12? { inverted { $0.invertedVariableTime() } }

    private func inverted(_ invert: (Fq6) -> Fq6?) -> Fq12? {
        guard let inverse = invert(c0.squared - c1.squared.timesNonResidue) else { return nil }
        return Fq12(c0 * inverse, -(c1 * inverse))
    }
}
