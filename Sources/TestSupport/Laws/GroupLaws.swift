package import EllipticCurves
import FiniteFields

/// The laws of a group of points, checked on given ones.
package enum GroupLaws {
    /// Returns the names of the laws that some of the points break.
    package static func violations<Group: Curve>(
        _ first: JacobianPoint<Group>, _ second: JacobianPoint<Group>, _ third: JacobianPoint<Group>
    ) -> [String] {
        var broken: [String] = []
        func check(_ name: String, _ holds: Bool) { if !holds { broken.append(name) } }
        let infinity = JacobianPoint<Group>.infinity
        check("addition commutes", first + second == second + first)
        check("addition associates", (first + second) + third == first + (second + third))
        check("infinity is neutral", first + infinity == first && infinity + first == first)
        check("infinity is neutral for affine points", first + AffinePoint<Group>.infinity == first)
        check("negatives cancel", (first + -first).isInfinity && (first - first).isInfinity)
        check("negatives cancel for affine points", (first - first.affine).isInfinity)
        check("a double is a sum", first.doubled == first + first)
        check("a double is a sum of an affine point", first.doubled == first + first.affine)
        check("infinity doubles to itself", infinity.doubled.isInfinity)
        check("affine addition agrees", first + second.affine == first + second)
        check("infinity takes an affine point", infinity + first.affine == first)
        check("affine points are on the curve", first.affine.isOnCurve && (first + second).affine.isOnCurve)
        check("affine forms stand for the point", JacobianPoint(first.affine) == first)
        check(
            "affine forms together are those apart",
            JacobianPoint.normalize([first, infinity, second]) == [first.affine, .infinity, second.affine])
        return broken
    }
}
