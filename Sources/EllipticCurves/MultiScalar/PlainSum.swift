import FiniteFields

/// The sum of many points, each once, as trees of affine additions.
enum PlainSum {
    /// Sums the points of the given indices.
    static func value<Group: MultiScalarGroup>(
        of group: Group.Type, _ source: TermSource, terms: [UInt32], threads: Int, path: KernelPath
    ) -> JacobianPoint<Group> {
        let blockSize = 1 << 14
        let blocks = (terms.count + blockSize - 1) / blockSize
        let parts = WorkerPool.shared.map(count: blocks, threads: threads) { block in
            if WorkCancellation.isRequested { return JacobianPoint<Group>.infinity }
            let range = (block * blockSize)..<min(terms.count, (block + 1) * blockSize)
            return unsafe terms.withUnsafeBufferPointer { terms in
                unsafe blockSum(
                    of: group, source, indices: UnsafeBufferPointer(rebasing: terms[range]), path: path)
            }
        }
        return parts.reduce(.infinity, +)
    }

    private static func blockSum<Group: MultiScalarGroup>(
        of group: Group.Type, _ source: TermSource, indices: UnsafeBufferPointer<UInt32>, path: KernelPath
    ) -> JacobianPoint<Group> {
        let arena = PointArena<Group>(capacity: 2 * indices.count, path: path)
        guard let first = unsafe indices.first, let last = unsafe indices.last else { return .infinity }
        unsafe source.read(Int(first)..<(Int(last) + 1)) { points, _ in
            unsafe arena.enter(points, origin: Int(first), indices: indices, at: 0)
        }
        let adder = PairAdder(arena: arena, output: indices.count..<(2 * indices.count))
        var references = (0..<indices.count).map { PointReference($0) << 1 }
        while references.count > 1 {
            var next: [PointReference] = []
            next.reserveCapacity(references.count / 2 + 1)
            for pair in 0..<(references.count / 2) {
                next.append(adder.append(references[2 * pair], references[2 * pair + 1]))
            }
            if references.count & 1 == 1, let last = references.last { next.append(last) }
            adder.flush()
            references = next
        }
        return references.first.map { JacobianPoint(arena.leave($0)) } ?? .infinity
    }
}
