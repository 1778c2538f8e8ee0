extension Fq12 {
    /// BN254's curve parameter x, from which p and r are polynomials.
    public static var curveParameter: UInt64 { 4_965_661_367_192_848_881 }

    /// The element times itself, for elements of the cyclotomic subgroup (order p^4 - p^2 + 1) alone.
    ///
    /// - SeeAlso: Granger, Scott, "Faster Squaring in the Cyclotomic Subgroup of Sixth Degree Extensions" (2010),
    ///   section 3.2.
    public var cyclotomicSquared: Fq12 {
        // Three squarings in Fq4 = Fq2[w^3], each of a pair of coefficients.
        let (real0, imaginary0) = Self.squareQuartic(c0.c0, c1.c1)
        let (real1, imaginary1) = Self.squareQuartic(c1.c0, c0.c2)
        let (real2, imaginary2) = Self.squareQuartic(c0.c1, c1.c2)
        let turned = imaginary2.timesNonResidue
        return Fq12(
            Fq6(
                (real0 - c0.c0).doubled + real0, (real1 - c0.c1).doubled + real1,
                (real2 - c0.c2).doubled + real2),
            Fq6(
                (turned + c1.c0).doubled + turned, (imaginary0 + c1.c1).doubled + imaginary0,
                (imaginary1 + c1.c2).doubled + imaginary1))
    }

    /// The power of the curve parameter x, for elements of the cyclotomic subgroup alone.
    public var cyclotomicPowerOfCurveParameter: Fq12 {
        let cube = cyclotomicSquared * self
        // Conjugation is inversion here, so negative digits cost nothing more.
        let (inverse, inverseCube) = (conjugate, cube.conjugate)
        var result = self
        for digit in Self.curveParameterDigits {
            result = result.cyclotomicSquared
            switch digit {
            case 1: result *= self
            case 3: result *= cube
            case -1: result *= inverse
            case -3: result *= inverseCube
            default: break
            }
        }
        return result
    }

    /// Returns `(real + imaginary s)^2` where s^2 = 9 + u.
    @inline(__always)
    private static func squareQuartic(_ real: Fq2, _ imaginary: Fq2) -> (Fq2, Fq2) {
        let realSquare = real.squared
        let imaginarySquare = imaginary.squared
        return (
            imaginarySquare.timesNonResidue + realSquare,
            (real + imaginary).squared - realSquare - imaginarySquare
        )
    }

    /// x after its leading one in the digits -3, -1, 0, 1 and 3, no two of three neighbours nonzero, most significant first.
    package static let curveParameterDigits: [Int8] = [
        0, 0, 1, 0, 0, -3, 0, 0, 0, 0, -3, 0, 0, 0, 3, 0, 0, 1, 0, 0, 1, 0, 0, 3, 0, 0, 0, -3, 0, 0, 0, 1, 0, 0, 0, 3,
        0, 0, -3, 0, 0, 0, -3, 0, 0, 1, 0, 0, 0, 1, 0, 0, -3, 0, 0, 0, 0, -1, 0, 0, 0, 1,
    ]
}
