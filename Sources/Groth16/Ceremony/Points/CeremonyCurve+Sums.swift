package import EllipticCurves
package import FiniteFields

extension CeremonyCurve {
    /// The points times `first`, `first * step`, `first * step^2` and so on.
    ///
    /// The time depends on the secret, as in every implementation of such ceremonies: a contributor's machine is
    /// trusted for as long as it holds the secret.
    static func scale(
        _ points: [AffinePoint<Self>], first: Fr, step: Fr, threads: Int
    ) -> [AffinePoint<Self>] {
        var scalars: [Fr] = []
        scalars.reserveCapacity(points.count)
        var scalar = first
        for _ in points {
            scalars.append(scalar)
            scalar *= step
        }
        let products = PointScaling.multiply(points, by: scalars, threads: threads)
        wipe(&scalars)
        return products
    }

    /// Overwrites secret scalars, in a call that the optimiser cannot look into.
    @inline(never)
    private static func wipe(_ scalars: inout [Fr]) {
        for index in scalars.indices { scalars[index] = .zero }
    }
}

extension G1Curve {
    package static func sum(
        _ points: [G1Affine], times scalars: [Fr], threads: Int
    ) throws(CeremonyError) -> G1 {
        try CeremonyError.unlessCancelled { () throws(CeremonyError) in
            MultiScalarMultiplication.g1(points, scalars, threads: threads)
        }
    }
}

extension G2Curve {
    package static func sum(
        _ points: [G2Affine], times scalars: [Fr], threads: Int
    ) throws(CeremonyError) -> G2 {
        try CeremonyError.unlessCancelled { () throws(CeremonyError) in
            MultiScalarMultiplication.g2(points, scalars, threads: threads)
        }
    }
}
