internal import EllipticCurves

/// Reading the points of a contribution's record.
enum ContributionPoint {
    /// The point at an offset, checked, and the offset moved behind it.
    ///
    /// - Precondition: The point lies inside the span.
    static func read<Group: CeremonyCurve>(
        _ bytes: RawSpan, at offset: inout Int, of group: Group.Type, number: Int
    ) throws(CeremonyError) -> AffinePoint<Group> {
        guard let point = Group.read(bytes, at: offset), !point.isInfinity, point.isOnCurve, point.isInSubgroup else {
            throw .contributionMalformed(number: number, reason: "a point is not one of its group, or infinite")
        }
        offset += Group.byteCount
        return point
    }
}
