package import FiniteFields

/// A sum of multiples whose points and scalars have been read, but not yet added.
///
/// Whoever gave them may release their memory before calling ``value()``, which takes most of the time and needs memory
/// itself: a prover then never has a section of its key in memory twice.
package struct PendingSum<Group: MultiScalarGroup>: Sendable {
    // A closure, so that the code behind it is made for the group in this module.
    private let calculation: @Sendable () -> JacobianPoint<Group>

    init(_ calculation: @escaping @Sendable () -> JacobianPoint<Group>) {
        self.calculation = calculation
    }

    /// Computes the sum and releases what was read.
    ///
    /// - Precondition: This is the first call for the sum.
    package consuming func value() -> JacobianPoint<Group> { calculation() }
}

extension MultiScalarMultiplication {
    /// Reads points of G1 and scalars as for ``g1(points:scalars:threads:)-(RawSpan,_,_)``.
    package static func pendingG1(
        points: RawSpan, scalars: RawSpan, threads: Int, path: KernelPath = .current
    ) -> PendingSum<G1Curve> {
        pending(points, scalars, threads: threads, path: path, splitting: .whereItPays)
    }

    /// Reads points of G1 in memory of iden3's form, at any alignment.
    ///
    /// - Precondition: There are as many points of 64 bytes as scalars.
    package static func pendingG1(
        points: RawSpan, scalars: [Fr], threads: Int, path: KernelPath = .current
    ) -> PendingSum<G1Curve> {
        pending(points, scalars, threads: threads, path: path, splitting: .whereItPays)
    }

    /// Reads points of G2 and scalars as for ``g2(points:scalars:threads:inSubgroup:)``.
    package static func pendingG2(
        points: RawSpan, scalars: RawSpan, threads: Int, inSubgroup: Bool = false, path: KernelPath = .current
    ) -> PendingSum<G2Curve> {
        pending(points, scalars, threads: threads, path: path, splitting: inSubgroup ? .whereItPays : .never)
    }
}
