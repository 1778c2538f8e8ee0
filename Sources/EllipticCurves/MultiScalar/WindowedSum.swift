import FiniteFields
import Synchronization

/// Pippenger's algorithm: buckets by signed digits, summed as trees of affine additions.
///
/// Each thread takes a group of windows and passes over all points in parts; a part and the sums it makes stay in the
/// thread's cache, and bound its memory: see ``PartSizes``.
///
/// - SeeAlso: Bernstein, Doumen, Lange, Oosterwijk, "Faster Batch Forgery Identification" (2012), section 4;
///   El Housni, Botrel, "EdMSM: Multi-Scalar-Multiplication for SNARKs and Faster Montgomery Multiplication" (2022).
@safe
final class WindowedSum<Group: MultiScalarGroup>: @unchecked Sendable {
    // Sendable: threads share out windows by a counter; what they write is disjoint or behind the mutex.

    /// What one thread works with: its sorter, and the sums between parts.
    private struct Worker {
        let sorter: BucketSorter<Group>
        let sums: BucketSums<Group>
        let output: Int
    }

    private let plan: WindowPlan
    private let sizes: PartSizes
    private let threads: Int
    private let memory: SumMemory
    private let block: PageMemory
    private let arena: PointArena<Group>
    private let pointCount: Int
    private let biased: BiasedScalars
    private let isComputed = Atomic<Bool>(false)
    private let total = Mutex<[JacobianPoint<Group>]>([])

    /// Brings the points and the scalars in: their memory is not read after that.
    ///
    /// - Parameters:
    ///   - source: Where points and scalars are.
    ///   - terms: The indices of the terms to sum, in ascending order.
    ///   - bitWidth: The number of bits of the largest scalar among them.
    ///   - splitting: Whether the scalars are halved.
    ///   - memory: Gives a block until the sum is computed.
    init(
        _ source: TermSource, terms: [UInt32], bitWidth: Int, threads: Int, path: KernelPath,
        splitting: ScalarSplitting, memory: SumMemory
    ) {
        let stride = MemoryLayout<AffinePoint<Group>>.stride
        let plan = splitting.plan(
            termCount: terms.count, pointByteCount: stride, bitWidth: bitWidth, threads: threads)
        self.plan = plan
        self.threads = threads
        pointCount = plan.isSplit ? 2 * terms.count : terms.count
        sizes = PartSizes(plan: plan, pointCount: pointCount, pointByteCount: stride, threads: threads)
        let capacity = pointCount + threads * (sizes.sums + sizes.output)
        block = memory.take(
            byteCount: capacity * stride + BiasedScalars.byteCount(count: pointCount, isSplit: plan.isSplit))
        self.memory = memory
        arena = PointArena<Group>(capacity: capacity, path: path, memory: block)
        biased = BiasedScalars(count: pointCount, isSplit: plan.isSplit, memory: block, offset: capacity * stride)
        load(source, terms: terms)
    }

    /// Computes the sum; to be called once, because it releases the points.
    func value() -> JacobianPoint<Group> {
        precondition(!isComputed.exchange(true, ordering: .relaxed), "the points have been released")
        total.withLock { $0 = Array(repeating: .infinity, count: plan.count * plan.width) }
        let groups = (plan.count + sizes.group - 1) / sizes.group
        let next = Counter()
        WorkerPool.shared.run(count: threads, threads: threads) { [self] slot in
            guard var group = next.take(below: groups) else { return }
            let worker = worker(slot)
            while true {
                let first = group * sizes.group
                sum(windows: first..<min(plan.count, first + sizes.group), worker: worker)
                guard let other = next.take(below: groups) else { return }
                group = other
            }
        }
        // A worker may let go of its loop some time after the loop's end: the points do not stay until then.
        unsafe memory.give(block)
        return total.withLock { bits in
            bits.reversed().reduce(.infinity) { $0.doubled + $1 }
        }
    }

    private func worker(_ slot: Int) -> Worker {
        let first = pointCount + slot * (sizes.sums + sizes.output)
        let output = (first + sizes.sums)..<(first + sizes.sums + sizes.output)
        return Worker(
            sorter: BucketSorter(
                plan: plan, adder: PairAdder(arena: arena, output: output), entries: sizes.entries,
                windows: sizes.group),
            sums: BucketSums(arena: arena, first: first, bucketCount: sizes.sums), output: output.lowerBound)
    }

    /// Brings the points and the biased scalars in.
    private func load(_ source: TermSource, terms: [UInt32]) {
        let chunkMin = source.rangeSize
        WorkerPool.shared.forEachChunk(count: terms.count, threads: threads, chunkMin: chunkMin) { [self] chunk in
            unsafe terms.withUnsafeBufferPointer { terms in
                let indices = unsafe UnsafeBufferPointer(rebasing: terms[chunk])
                guard let first = unsafe indices.first, let last = unsafe indices.last else { return }
                unsafe source.read(Int(first)..<(Int(last) + 1)) { points, scalars in
                    unsafe arena.enter(points, origin: Int(first), indices: indices, at: chunk.lowerBound)
                    unsafe enter(scalars, origin: Int(first), indices: indices, at: chunk.lowerBound)
                }
                if plan.isSplit { arena.enterImages(of: chunk, at: terms.count + chunk.lowerBound) }
            }
        }
    }

    /// Brings the scalars of some terms in, with the bias: first halves beside the points, second ones beside their images.
    private func enter(_ scalars: ScalarSource, origin: Int, indices: UnsafeBufferPointer<UInt32>, at start: Int) {
        guard plan.isSplit else {
            let whole = unsafe biased.whole
            for index in 0..<indices.count {
                let scalar = unsafe scalars[Int(indices[index]) - origin]
                unsafe whole[start + index] = scalar.adding(plan.bias).sum
            }
            return
        }
        let bias = plan.halfBias
        let halves = unsafe biased.halves
        let termCount = pointCount / 2
        for index in 0..<indices.count {
            let parts = unsafe ScalarHalves(scalars[Int(indices[index]) - origin])
            unsafe halves[start + index] = parts.first &+ bias
            unsafe halves[termCount + start + index] = parts.second &+ bias
        }
    }

    /// Sums all points into the buckets of a group of windows, and folds them.
    private func sum(windows: Range<Int>, worker: Worker) {
        worker.sums.clear()
        for start in stride(from: 0, to: pointCount, by: sizes.part) {
            if WorkCancellation.isRequested { return }
            let part = start..<min(start + sizes.part, pointCount)
            worker.sorter.adder.rewind(to: worker.output)
            worker.sorter.sum(windows: windows, part: part, scalars: biased, earlier: worker.sums)
            worker.sums.keep(worker.sorter, bucketCount: windows.count * worker.sorter.stride)
        }
        // All sums are at their own places, so that those of the folding may take the place of the last part's.
        worker.sorter.adder.rewind(to: worker.output)
        var folding = BucketFolding(
            sums: worker.sums, plan: plan, adder: worker.sorter.adder, windowCount: windows.count)
        let points = folding.points()
        total.withLock { bits in
            for (window, points) in zip(windows, points) {
                for (bit, point) in points.dropLast().enumerated() { bits[window * plan.width + bit] += point }
                // The last one counts once.
                if let once = points.last { bits[window * plan.width] += once }
            }
        }
    }
}

/// Numbers that threads take one by one.
private final class Counter: Sendable {
    private let next = Atomic<Int>(0)

    func take(below limit: Int) -> Int? {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return number < limit ? number : nil
    }
}
