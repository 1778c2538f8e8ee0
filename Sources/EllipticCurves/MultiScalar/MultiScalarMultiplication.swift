public import FiniteFields

/// Sums of scalar multiples of many points of G1 or G2.
///
/// The time depends on the scalars, as in every prover: on how many are zero, one, or short.
public enum MultiScalarMultiplication {
    /// Returns the sum of `scalars[i] * points[i]` over G1.
    ///
    /// - Precondition: Both arrays have the same count.
    public static func g1(_ points: [G1Affine], _ scalars: [Fr], threads: Int = 1) -> G1 {
        sum(points, scalars, threads: threads, path: .current, splitting: .whereItPays)
    }

    /// Returns the sum of `scalars[i] * points[i]` over G2.
    ///
    /// - Precondition: Both arrays have the same count.
    public static func g2(_ points: [G2Affine], _ scalars: [Fr], threads: Int = 1) -> G2 {
        sum(points, scalars, threads: threads, path: .current)
    }

    /// Returns the sum over G1 of points and scalars in memory of iden3's form, at any alignment.
    ///
    /// - Parameters:
    ///   - points: 64 bytes each: x and y in Montgomery form; all zeros is infinity.
    ///   - scalars: 32 bytes each: the integer, least significant byte first.
    /// - Precondition: The spans hold equally many whole elements.
    public static func g1(points: RawSpan, scalars: RawSpan, threads: Int = 1) -> G1 {
        sum(points, scalars, threads: threads, path: .current, splitting: .whereItPays)
    }

    /// Returns the sum over G2 of points and scalars in memory of iden3's form, at any alignment.
    ///
    /// - Parameters:
    ///   - points: 128 bytes each: x and y in Montgomery form; all zeros is infinity.
    ///   - scalars: 32 bytes each: the integer, least significant byte first.
    ///   - inSubgroup: Whether an endomorphism may halve the scalars where that pays. The sum is then right only for points
    ///     of the subgroup of order r; with others it is some other point, and nothing else goes wrong.
    /// - Precondition: The spans hold equally many whole elements.
    public static func g2(points: RawSpan, scalars: RawSpan, threads: Int = 1, inSubgroup: Bool = false) -> G2 {
        sum(points, scalars, threads: threads, path: .current, splitting: inSubgroup ? .whereItPays : .never)
    }

    /// Returns the sum over G1 of points in memory of iden3's form, at any alignment.
    ///
    /// - Precondition: There are as many points of 64 bytes as scalars.
    public static func g1(points: RawSpan, scalars: [Fr], threads: Int = 1) -> G1 {
        sum(points, scalars, threads: threads, path: .current, splitting: .whereItPays)
    }

    /// Returns the sum over G2 of points in memory of iden3's form, at any alignment.
    ///
    /// - Precondition: There are as many points of 128 bytes as scalars.
    public static func g2(points: RawSpan, scalars: [Fr], threads: Int = 1) -> G2 {
        sum(points, scalars, threads: threads, path: .current)
    }

    package static func g1(
        _ points: [G1Affine], _ scalars: [Fr], threads: Int, path: KernelPath,
        splitting: ScalarSplitting = .whereItPays
    ) -> G1 {
        sum(points, scalars, threads: threads, path: path, splitting: splitting)
    }

    package static func g2(
        _ points: [G2Affine], _ scalars: [Fr], threads: Int, path: KernelPath, splitting: ScalarSplitting = .never
    ) -> G2 {
        sum(points, scalars, threads: threads, path: path, splitting: splitting)
    }
}
