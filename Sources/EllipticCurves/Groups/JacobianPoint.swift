public import FiniteFields

/// A point (X / Z^2, Y / Z^3) of a curve; Z = 0 is infinity.
///
/// Formulas from the Explicit-Formulas Database, short Weierstrass with a = 0: dbl-2009-l, add-2007-bl, madd-2007-bl.
/// Every addition handles equal, opposite and infinite operands.
@frozen
public struct JacobianPoint<Group: Curve>: Sendable {
    /// X.
    public var x: Group.Coordinate
    /// Y.
    public var y: Group.Coordinate
    /// Z.
    public var z: Group.Coordinate

    @inlinable @inline(__always)
    init(x: Group.Coordinate, y: Group.Coordinate, z: Group.Coordinate) {
        self.x = x
        self.y = y
        self.z = z
    }

    /// The point of its affine form.
    @inlinable
    public init(_ point: AffinePoint<Group>) {
        if point.isInfinity {
            self = .infinity
        } else {
            self.init(x: point.x, y: point.y, z: .one)
        }
    }

    /// The neutral element.
    @inlinable
    public static var infinity: JacobianPoint { JacobianPoint(x: .one, y: .one, z: .zero) }

    /// The group's conventional generator.
    @inlinable
    public static var generator: JacobianPoint { JacobianPoint(Group.generator) }

    /// Whether this is the neutral element.
    @inlinable @inline(__always)
    public var isInfinity: Bool { z.isZero }

    /// The negative of a point.
    @inlinable
    public static prefix func - (point: JacobianPoint) -> JacobianPoint {
        JacobianPoint(x: point.x, y: -point.y, z: point.z)
    }

    /// Twice the point.
    @inlinable
    public var doubled: JacobianPoint {
        let a = x.squared
        let b = y.squared
        let c = b.squared
        let d = ((x + b).squared - a - c).doubled
        let e = a.tripled
        let newX = e.squared - d.doubled
        let newY = e * (d - newX) - c.doubled.doubled.doubled
        return JacobianPoint(x: newX, y: newY, z: (y * z).doubled)
    }

    /// The sum of two points.
    @inlinable
    public static func + (left: JacobianPoint, right: JacobianPoint) -> JacobianPoint {
        if left.isInfinity { return right }
        if right.isInfinity { return left }
        let leftZ2 = left.z.squared
        let rightZ2 = right.z.squared
        let u1 = left.x * rightZ2
        let u2 = right.x * leftZ2
        let s1 = left.y * right.z * rightZ2
        let s2 = right.y * left.z * leftZ2
        let h = u2 - u1
        let difference = (s2 - s1).doubled
        if h.isZero { return difference.isZero ? left.doubled : .infinity }
        let i = h.doubled.squared
        let j = h * i
        let v = u1 * i
        let newX = difference.squared - j - v.doubled
        let newY = difference * (v - newX) - (s1 * j).doubled
        let newZ = ((left.z + right.z).squared - leftZ2 - rightZ2) * h
        return JacobianPoint(x: newX, y: newY, z: newZ)
    }

    /// The sum of a point and one in affine form.
    @inlinable
    public static func + (left: JacobianPoint, right: AffinePoint<Group>) -> JacobianPoint {
        if right.isInfinity { return left }
        if left.isInfinity { return JacobianPoint(right) }
        let z2 = left.z.squared
        let u2 = right.x * z2
        let s2 = right.y * left.z * z2
        let h = u2 - left.x
        let difference = (s2 - left.y).doubled
        if h.isZero { return difference.isZero ? left.doubled : .infinity }
        let hh = h.squared
        let i = hh.doubled.doubled
        let j = h * i
        let v = left.x * i
        let newX = difference.squared - j - v.doubled
        let newY = difference * (v - newX) - (left.y * j).doubled
        let newZ = (left.z + h).squared - z2 - hh
        return JacobianPoint(x: newX, y: newY, z: newZ)
    }

    /// The difference of two points.
    @inlinable
    public static func - (left: JacobianPoint, right: JacobianPoint) -> JacobianPoint { left + -right }

    /// The difference of a point and one in affine form.
    @inlinable
    public static func - (left: JacobianPoint, right: AffinePoint<Group>) -> JacobianPoint { left + -right }

    /// Adds a point in place.
    @inlinable
    public static func += (left: inout JacobianPoint, right: JacobianPoint) { left = left + right }

    /// Adds a point in affine form in place.
    @inlinable
    public static func += (left: inout JacobianPoint, right: AffinePoint<Group>) { left = left + right }
}

extension JacobianPoint: Equatable {
    /// Whether both stand for the same point.
    @inlinable
    public static func == (left: JacobianPoint, right: JacobianPoint) -> Bool {
        if left.isInfinity || right.isInfinity { return left.isInfinity == right.isInfinity }
        let leftZ2 = left.z.squared
        let rightZ2 = right.z.squared
        return left.x * rightZ2 == right.x * leftZ2
            && left.y * rightZ2 * right.z == right.y * leftZ2 * left.z
    }
}
