public import FiniteFields

/// A point of Baby Jubjub by its coordinates; (0, 1) is the neutral element.
@frozen
public struct BabyJubjubPoint: Hashable, Sendable {
    /// The first coordinate.
    public let x: Fr
    /// The second coordinate.
    public let y: Fr

    /// Makes a point from coordinates that are known to be on the curve.
    @inlinable
    package init(uncheckedX x: Fr, y: Fr) {
        self.x = x
        self.y = y
    }

    /// Makes a point; nil if the coordinates are off the curve.
    ///
    /// The point may lie outside the subgroup of prime order; see ``isInSubgroup``.
    public init?(x: Fr, y: Fr) {
        self.init(uncheckedX: x, y: y)
        guard isOnCurve else { return nil }
    }

    /// The neutral element.
    public static var identity: BabyJubjubPoint { BabyJubjubPoint(uncheckedX: .zero, y: .one) }

    /// Whether the coordinates satisfy the curve's equation.
    var isOnCurve: Bool {
        let xx = x.squared
        let yy = y.squared
        return BabyJubjub.a * xx + yy == Fr.one + BabyJubjub.d * xx * yy
    }

    /// Whether the point lies in the subgroup of prime order.
    ///
    /// - Note: Variable time; for public points.
    public var isInSubgroup: Bool {
        multiplied(variableTimeBy: BabyJubjub.subgroupOrder) == .identity
    }

    /// The negative of a point.
    public static prefix func - (point: BabyJubjubPoint) -> BabyJubjubPoint {
        BabyJubjubPoint(uncheckedX: -point.x, y: point.y)
    }

    /// The sum of two points.
    public static func + (left: BabyJubjubPoint, right: BabyJubjubPoint) -> BabyJubjubPoint {
        (BabyJubjubExtended(left) + BabyJubjubExtended(right)).affine
    }
}
