package import FiniteFields

/// A sum of multiples whose points and scalars have been read, but not yet added.
///
/// They are read range by range, and their memory may be released before ``value()``, which takes most of the time and
/// needs memory itself: a prover then never has a section of its key in memory twice.
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
    /// Reads points of G1 and scalars, each as for ``g1(points:scalars:threads:)-(RawSpan,_,_)``.
    ///
    /// Each range of terms is read twice. What a reader cannot give counts as nothing.
    package static func pendingG1(
        points: @escaping ElementReader, scalars: @escaping ElementReader, count: Int, threads: Int,
        memory: SumMemory, path: KernelPath = .current
    ) -> PendingSum<G1Curve> {
        let source = TermSource(
            points: points, pointByteCount: MemoryLayout<G1Affine>.stride, scalars: scalars, count: count)
        return pending(source, threads: threads, path: path, splitting: .whereItPays, memory: memory)
    }

    /// Reads points of G1 in iden3's form, 64 bytes each, and has the scalars.
    package static func pendingG1(
        points: @escaping ElementReader, scalars: [Fr], threads: Int, memory: SumMemory, path: KernelPath = .current
    ) -> PendingSum<G1Curve> {
        unsafe scalars.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return PendingSum { .infinity } }
            let source = unsafe TermSource(
                points: points, pointByteCount: MemoryLayout<G1Affine>.stride,
                scalars: ScalarSource(base: base, form: .montgomery), count: bytes.count / 32)
            return pending(source, threads: threads, path: path, splitting: .whereItPays, memory: memory)
        }
    }

    /// Reads points of G2 and scalars, each as for ``g2(points:scalars:threads:inSubgroup:)``.
    ///
    /// Each range of terms is read twice. What a reader cannot give counts as nothing.
    package static func pendingG2(
        points: @escaping ElementReader, scalars: @escaping ElementReader, count: Int, threads: Int,
        inSubgroup: Bool = false, memory: SumMemory, path: KernelPath = .current
    ) -> PendingSum<G2Curve> {
        let source = TermSource(
            points: points, pointByteCount: MemoryLayout<G2Affine>.stride, scalars: scalars, count: count)
        return pending(
            source, threads: threads, path: path, splitting: inSubgroup ? .whereItPays : .never, memory: memory)
    }
}
