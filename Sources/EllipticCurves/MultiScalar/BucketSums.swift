import FiniteFields

/// The sums of a thread's buckets after each part of the points, at fixed places of the arena.
@safe
final class BucketSums<Group: MultiScalarGroup> {
    private let arena: PointArena<Group>
    private let first: Int
    private var isOccupied: [Bool]

    /// - Parameter first: The index in the arena of bucket zero.
    init(arena: PointArena<Group>, first: Int, bucketCount: Int) {
        self.arena = arena
        self.first = first
        isOccupied = Array(repeating: false, count: bucketCount)
    }

    /// Forgets all sums.
    func clear() {
        for index in isOccupied.indices { isOccupied[index] = false }
    }

    /// The sum of a bucket so far, nil if nothing went in.
    func reference(bucket: Int) -> PointReference? {
        isOccupied[bucket] ? PointReference(truncatingIfNeeded: first + bucket) << 1 : nil
    }

    /// Keeps the sums that a sorter has made.
    func keep(_ sorter: BucketSorter<Group>, bucketCount: Int) {
        for bucket in 0..<bucketCount {
            guard let sum = sorter.bucket(bucket) else { continue }
            // A bucket that nothing was added to is at its place already.
            if sum != PointReference(truncatingIfNeeded: first + bucket) << 1 { arena.copy(sum, to: first + bucket) }
            isOccupied[bucket] = true
        }
    }
}
