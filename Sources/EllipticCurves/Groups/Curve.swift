public import FiniteFields

/// A short Weierstrass curve `y^2 = x^3 + b` of prime-order subgroup r.
public protocol Curve: Sendable {
    /// The field of the coordinates.
    associatedtype Coordinate: SquareRootField
    /// The constant b.
    static var b: Coordinate { get }
    /// The group's conventional generator.
    static var generator: AffinePoint<Self> { get }
    /// Whether a point of the curve lies in the subgroup of order r.
    static func isInSubgroup(_ point: AffinePoint<Self>) -> Bool
}
