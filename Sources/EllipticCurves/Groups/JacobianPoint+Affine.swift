public import FiniteFields

extension JacobianPoint {
    /// The point by its coordinates.
    @inlinable
    public var affine: AffinePoint<Group> {
        guard let inverse = z.inverted() else { return .infinity }
        return scaled(byInverse: inverse)
    }

    /// The points by their coordinates, with one inversion for all.
    @inlinable
    public static func normalize(_ points: [JacobianPoint]) -> [AffinePoint<Group>] {
        var inverses = points.map(\.z)
        Group.Coordinate.invertAll(&inverses)
        var result: [AffinePoint<Group>] = []
        result.reserveCapacity(points.count)
        for index in points.indices {
            result.append(points[index].isInfinity ? .infinity : points[index].scaled(byInverse: inverses[index]))
        }
        return result
    }

    @inlinable
    func scaled(byInverse inverse: Group.Coordinate) -> AffinePoint<Group> {
        let square = inverse.squared
        return AffinePoint(uncheckedX: x * square, y: y * square * inverse)
    }
}
