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
        guard count > 0, let points = points.baseAddress, let scalars = scalars.baseAddress else {
            return PendingSum { .infinity }
        }
        let source = unsafe TermSource(
            points: points, pointByteCount: MemoryLayout<AffinePoint<Group>>.stride,
            scalars: ScalarSource(base: scalars, form: form), count: count)
        return pending(source, threads: threads, path: path, splitting: splitting)
    }

    static func pending<Group: MultiScalarGroup>(
        _ source: TermSource, threads: Int, path: KernelPath, splitting: ScalarSplitting,
        memory: SumMemory = SumMemory()
    ) -> PendingSum<Group> {
        let threads = max(1, min(threads, WorkerPool.shared.threadsMax))
        let classes = ScalarClasses(of: Group.self, source, threads: threads)
        let ones = PlainSum.value(of: Group.self, source, terms: classes.ones, threads: threads, path: path)
        guard classes.general.count >= fewTerms else {
            let sum = classes.general.reduce(ones) { sum, index in
                var product = JacobianPoint<Group>.infinity
                unsafe source.read(Int(index)..<(Int(index) + 1)) { points, scalars in
                    let point = unsafe points.loadUnaligned(as: AffinePoint<Group>.self)
                    product = JacobianPoint(point).multipliedVariableTime(by: scalars[0])
                }
                return sum + product
            }
            return PendingSum { sum }
        }
        let rest = WindowedSum<Group>(
            source, terms: classes.general, bitWidth: classes.bitWidth, threads: threads, path: path,
            splitting: splitting, memory: memory)
        return PendingSum { rest.value() + ones }
    }
}
