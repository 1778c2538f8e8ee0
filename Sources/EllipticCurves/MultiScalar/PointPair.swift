import FiniteFields

/// Two affine points and the slope through them, with every exceptional case.
struct PointPair<Group: Curve> {
    private let left: AffinePoint<Group>
    private let right: AffinePoint<Group>

    @inline(__always)
    init(_ points: UnsafeMutablePointer<AffinePoint<Group>>, _ left: PointReference, _ right: PointReference) {
        self.left = unsafe Self.load(points, left)
        self.right = unsafe Self.load(points, right)
    }

    @inline(__always)
    private static func load(
        _ points: UnsafeMutablePointer<AffinePoint<Group>>, _ reference: PointReference
    ) -> AffinePoint<Group> {
        let point = unsafe points[Int(reference >> 1)]
        return reference & 1 == 1 ? -point : point
    }

    /// Whether the points are equal, so that the tangent takes the chord's place.
    @inline(__always)
    private var isDoubling: Bool { left.y == right.y && !left.y.isZero }

    /// What the slope is divided by; never zero, and one where no slope is needed.
    @inline(__always)
    var denominator: Group.Coordinate {
        if left.isInfinity || right.isInfinity { return .one }
        let difference = right.x - left.x
        guard difference.isZero else { return difference }
        return isDoubling ? left.y.doubled : .one
    }

    /// The sum, given the denominator's inverse.
    @inline(__always)
    func sum(inverse: Group.Coordinate) -> AffinePoint<Group> {
        if left.isInfinity { return right }
        if right.isInfinity { return left }
        let numerator: Group.Coordinate
        if left.x == right.x {
            guard isDoubling else { return .infinity }
            numerator = left.x.squared.tripled
        } else {
            numerator = right.y - left.y
        }
        let slope = numerator * inverse
        let x = slope.squared - left.x - right.x
        return AffinePoint(uncheckedX: x, y: slope * (left.x - x) - left.y)
    }
}
