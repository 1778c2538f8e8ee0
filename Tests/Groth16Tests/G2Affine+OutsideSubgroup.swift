import EllipticCurves
import FiniteFields

extension G2Affine {
    /// A point of the twist outside the subgroup of order r: the curve has a large cofactor, so most of its points are.
    static let outsideSubgroup: G2Affine = {
        var x = Fq2(Fq(1), Fq(1))
        while true {
            x = Fq2(x.c0 + .one, x.c1)
            guard let y = (x.squared * x + G2Curve.b).squareRoot() else { continue }
            let point = G2Affine(uncheckedX: x, y: y)
            if !point.isInSubgroup { return point }
        }
    }()

    /// The sum with a point outside the subgroup: on the curve, and its part in the subgroup is that of a good point.
    var shiftedOutOfSubgroup: G2Affine { (G2(self) + G2Affine.outsideSubgroup).affine }

    /// A point off the curve that has the same x.
    var shiftedOffCurve: G2Affine { G2Affine(uncheckedX: x, y: Fq2(y.c0 + .one, y.c1)) }

    /// The coordinates as files keep them.
    var fileBytes: [UInt8] {
        [x.c0, x.c1, y.c0, y.c1].flatMap { $0.montgomeryWords.array.flatMap { little($0) } }
    }
}

extension G1Affine {
    /// A point off the curve that has the same x.
    var shiftedOffCurve: G1Affine { G1Affine(uncheckedX: x, y: y + .one) }
}
