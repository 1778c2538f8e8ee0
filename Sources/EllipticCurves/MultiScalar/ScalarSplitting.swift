/// Whether a multiplication halves its scalars by an endomorphism, so that it has twice the points and half the windows.
///
/// The additions of points stay as many; those that fold buckets are halved, and so are the doublings at the end.
package enum ScalarSplitting: Sendable {
    /// Never: for points that may lie outside the subgroup of order r, where the endomorphism multiplies by nothing.
    case never
    /// Where it takes less time.
    case whereItPays
    /// Always, for tests and measurements.
    case always

    /// The most bytes of points for which it is done: 2^13 points of G1 or 2^12 of G2.
    ///
    /// With halves, G1 and AVX-512 IFMA, one thread takes 0.77 of the time for 2^8 terms, 0.87 for 2^12 and 0.93 for 2^14, but
    /// 1.07 for 2^16: twice as many points no longer fit the caches. The table is in docs/benchmarks.md. From 2^14 terms on
    /// G1 the images would take more memory than the little time is worth.
    private static let pointByteCountMax = 1 << 19

    /// Scalars with fewer bits are as short as halves.
    private static let bitWidthMin = 129

    /// How the bits of the scalars are cut.
    ///
    /// - Parameters:
    ///   - termCount: The number of scalars that are neither zero nor one.
    ///   - pointByteCount: The bytes that a point takes.
    ///   - bitWidth: The number of bits of the largest scalar.
    func plan(termCount: Int, pointByteCount: Int, bitWidth: Int, threads: Int) -> WindowPlan {
        let isSplit =
            switch self {
            case .never: false
            case .whereItPays:
                termCount * pointByteCount <= Self.pointByteCountMax && bitWidth >= Self.bitWidthMin
            case .always: true
            }
        return isSplit
            ? WindowPlan(pointCount: 2 * termCount, bitWidth: ScalarHalves.bitWidth, threads: threads, isSplit: true)
            : WindowPlan(pointCount: termCount, bitWidth: bitWidth, threads: threads)
    }
}
