import FiniteFields

/// The running multiple of a point of G2 in a Miller loop, in homogeneous coordinates (X / Z, Y / Z).
///
/// - SeeAlso: Costello, Lange, Naehrig, "Faster Pairing Computations on Curves with High-Degree Twists" (2010),
///   sections 4 and 5, for a twist that divides (type D).
struct MillerPoint {
    private var x: Fq2
    private var y: Fq2
    private var z: Fq2

    init(_ point: G2Affine) {
        x = point.x
        y = point.y
        z = .one
    }

    /// Doubles the point and returns the tangent.
    mutating func double() -> MillerLine {
        let a = (x * y).halved
        let b = y.squared
        let c = z.squared
        let e = G2Curve.b * c.tripled
        let f = e.tripled
        let g = (b + f).halved
        let h = (y + z).squared - (b + c)
        let i = e - b
        let j = x.squared
        x = a * (b - f)
        y = g.squared - e.squared.tripled
        z = b * h
        return MillerLine(ofY: -h, ofX: j.tripled, constant: i)
    }

    /// Adds a point, which is neither this one nor its negative, and returns the chord.
    mutating func add(_ point: G2Affine) -> MillerLine {
        let theta = y - point.y * z
        let lambda = x - point.x * z
        let c = theta.squared
        let d = lambda.squared
        let e = lambda * d
        let f = z * c
        let g = x * d
        let h = e + f - g.doubled
        x = lambda * h
        y = theta * (g - h) - e * y
        z *= e
        return MillerLine(ofY: lambda, ofX: -theta, constant: theta * point.x - lambda * point.y)
    }
}
