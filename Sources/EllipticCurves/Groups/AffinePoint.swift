public import FiniteFields

/// A point of a curve by its two coordinates; (0, 0), which is on neither curve, stands for infinity.
///
/// The memory is that of iden3's binary files: x and y in Montgomery form, 64 bytes for G1 and 128 for G2.
@frozen
public struct AffinePoint<Group: Curve>: Hashable, Sendable {
    /// The first coordinate.
    public var x: Group.Coordinate
    /// The second coordinate.
    public var y: Group.Coordinate

    /// Makes a point from coordinates that are known to be on the curve, or both zero.
    @inlinable @inline(__always)
    public init(uncheckedX x: Group.Coordinate, y: Group.Coordinate) {
        self.x = x
        self.y = y
    }

    /// Makes a point, (0, 0) being infinity; nil if the coordinates are off the curve.
    @inlinable
    public init?(x: Group.Coordinate, y: Group.Coordinate) {
        self.init(uncheckedX: x, y: y)
        guard isOnCurve else { return nil }
    }

    /// The neutral element.
    @inlinable @inline(__always)
    public static var infinity: AffinePoint { AffinePoint(uncheckedX: .zero, y: .zero) }

    /// The group's conventional generator.
    @inlinable
    public static var generator: AffinePoint { Group.generator }

    /// Whether this is the neutral element.
    @inlinable @inline(__always)
    public var isInfinity: Bool { x.isZero && y.isZero }

    /// Whether the point is infinity or satisfies the curve's equation.
    @inlinable
    public var isOnCurve: Bool { isInfinity || y.squared == x.squared * x + Group.b }

    /// Whether a point of the curve lies in the subgroup of order r.
    @inlinable
    public var isInSubgroup: Bool { Group.isInSubgroup(self) }

    /// The negative of a point.
    @inlinable @inline(__always)
    public static prefix func - (point: AffinePoint) -> AffinePoint { AffinePoint(uncheckedX: point.x, y: -point.y) }
}

/// A point of G1 by its coordinates in Fq.
public typealias G1Affine = AffinePoint<G1Curve>
/// A point of G2 by its coordinates in Fq2.
public typealias G2Affine = AffinePoint<G2Curve>
/// A point of G1 in Jacobian coordinates.
public typealias G1 = JacobianPoint<G1Curve>
/// A point of G2 in Jacobian coordinates.
public typealias G2 = JacobianPoint<G2Curve>
