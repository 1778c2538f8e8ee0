/// Why bytes are not an encoded point, in the order of the checks.
public enum PointDecodingError: Error, Equatable, Sendable {
    /// Another number of bytes than the encoding has.
    case wrongLength
    /// Flag bits that the encoding does not have, or infinity with other bits set.
    case malformedFlags
    /// A coordinate at or above the modulus.
    case coordinateNotReduced
    /// No point of the curve has these coordinates.
    case notOnCurve
    /// The point is on the curve, but not in the subgroup of order r.
    case notInSubgroup
}
