import FiniteFields

/// What the final exponentiation needs of an element of the cyclotomic subgroup of Fq12.
protocol CyclotomicElement {
    /// The power p^6, which is the inverse here.
    var conjugate: Self { get }
    /// The element times itself.
    var cyclotomicSquared: Self { get }
    /// The power of the curve parameter x.
    var cyclotomicPowerOfCurveParameter: Self { get }
    /// The power p.
    var frobenius: Self { get }
    /// The power p^2.
    var frobeniusSquared: Self { get }
    /// The power p^3.
    var frobeniusCubed: Self { get }
    /// The product of two elements.
    static func * (left: Self, right: Self) -> Self
}

extension Fq12: CyclotomicElement {}
