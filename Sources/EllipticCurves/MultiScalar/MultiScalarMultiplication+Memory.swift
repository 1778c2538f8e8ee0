package import FiniteFields

extension MultiScalarMultiplication {
    package static func sum<Group: MultiScalarGroup>(
        _ points: [AffinePoint<Group>], _ scalars: [Fr], threads: Int, path: KernelPath,
        splitting: ScalarSplitting = .never
    ) -> JacobianPoint<Group> {
        precondition(points.count == scalars.count)
        return unsafe points.withUnsafeBytes { points in
            unsafe scalars.withUnsafeBytes { scalars in
                unsafe pending(
                    points, scalars, form: .montgomery, count: scalars.count / 32, threads: threads, path: path,
                    splitting: splitting
                ).value()
            }
        }
    }

    package static func sum<Group: MultiScalarGroup>(
        _ points: RawSpan, _ scalars: RawSpan, threads: Int, path: KernelPath,
        splitting: ScalarSplitting = .never
    ) -> JacobianPoint<Group> {
        pending(points, scalars, threads: threads, path: path, splitting: splitting).value()
    }

    package static func sum<Group: MultiScalarGroup>(
        _ points: RawSpan, _ scalars: [Fr], threads: Int, path: KernelPath,
        splitting: ScalarSplitting = .never
    ) -> JacobianPoint<Group> {
        pending(points, scalars, threads: threads, path: path, splitting: splitting).value()
    }

    static func pending<Group: MultiScalarGroup>(
        _ points: RawSpan, _ scalars: RawSpan, threads: Int, path: KernelPath, splitting: ScalarSplitting
    ) -> PendingSum<Group> {
        let count = scalars.byteCount / 32
        precondition(scalars.byteCount == 32 * count)
        precondition(points.byteCount == MemoryLayout<AffinePoint<Group>>.stride * count)
        return unsafe points.withUnsafeBytes { points in
            unsafe scalars.withUnsafeBytes { scalars in
                unsafe pending(
                    points, scalars, form: .canonical, count: count, threads: threads, path: path, splitting: splitting)
            }
        }
    }

    static func pending<Group: MultiScalarGroup>(
        _ points: RawSpan, _ scalars: [Fr], threads: Int, path: KernelPath, splitting: ScalarSplitting
    ) -> PendingSum<Group> {
        precondition(points.byteCount == MemoryLayout<AffinePoint<Group>>.stride * scalars.count)
        return unsafe points.withUnsafeBytes { points in
            unsafe scalars.withUnsafeBytes { scalars in
                unsafe pending(
                    points, scalars, form: .montgomery, count: scalars.count / 32, threads: threads, path: path,
                    splitting: splitting)
            }
        }
    }

    /// Fewer terms than this are multiplied one by one.
    private static let fewTerms = 16

    private static func pending<Group: MultiScalarGroup>(
        _ points: UnsafeRawBufferPointer, _ scalars: UnsafeRawBufferPointer, form: ScalarSource.Form, count: Int,
        threads: Int, path: KernelPath, splitting: ScalarSplitting
    ) -> PendingSum<Group> {
        guard count > 0, let points = points.baseAddress, let scalarBase = scalars.baseAddress else {
            return PendingSum { .infinity }
        }
        let threads = max(1, min(threads, WorkerPool.shared.threadsMax))
        let scalars = unsafe ScalarSource(base: scalarBase, form: form)
        let classes = unsafe ScalarClasses(
            of: Group.self, points: points, scalars: scalars, count: count, threads: threads)
        let ones = unsafe PlainSum.value(
            of: Group.self, points: points, terms: classes.ones, threads: threads, path: path)
        guard classes.general.count >= fewTerms else {
            let sum = classes.general.reduce(ones) { sum, index in
                let stride = MemoryLayout<AffinePoint<Group>>.stride
                let point = unsafe points.loadUnaligned(
                    fromByteOffset: Int(index) * stride, as: AffinePoint<Group>.self)
                return sum + JacobianPoint(point).multipliedVariableTime(by: scalars[Int(index)])
            }
            return PendingSum { sum }
        }
        let rest = unsafe WindowedSum<Group>(
            points: points, scalars: scalars, terms: classes.general, bitWidth: classes.bitWidth, threads: threads,
            path: path, splitting: splitting)
        return PendingSum { rest.value() + ones }
    }
}
