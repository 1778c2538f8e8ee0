import FiniteFields

/// Turns the bucket sums of windows into one point for each bit of the digits.
///
/// With bucket i of weight i + 1, for 2^q buckets: adding the upper half onto the lower one and counting the upper
/// half's sum 2^(q-1) times leaves the same problem for half as many buckets. All the sums are tree-shaped, so that
/// every addition can share its inversion with those of all other windows of the group.
struct BucketFolding<Group: MultiScalarGroup> {
    private let adder: PairAdder<Group>
    private var slots: [PointReference]
    private let size: Int
    private let windowCount: Int

    private static var empty: PointReference { .max }

    /// - Parameters:
    ///   - sums: The bucket sums, those of digit zero being left out.
    ///   - adder: Takes less than two sums for each bucket.
    init(sums: BucketSums<Group>, plan: WindowPlan, adder: PairAdder<Group>, windowCount: Int) {
        self.adder = adder
        self.windowCount = windowCount
        size = plan.bucketCount
        slots = []
        slots.reserveCapacity(windowCount * size)
        for window in 0..<windowCount {
            for magnitude in 1...size {
                slots.append(sums.reference(bucket: window * (size + 1) + magnitude) ?? Self.empty)
            }
        }
    }

    /// Returns the points of each window: element j counts 2^j times, and the last one once.
    mutating func points() -> [[AffinePoint<Group>]] {
        let levels = size.trailingZeroBitCount
        for round in 0..<levels {
            let half = size >> (round + 1)
            for window in 0..<windowCount {
                let base = window * size
                for index in base..<(base + half) { combine(index, index + half) }
                // The upper halves of this round and of those before are being summed at their own places.
                for level in (levels - 1 - round)..<levels {
                    let start = base + 1 << level
                    let rest = half >> 1
                    for index in start..<(start + rest) { combine(index, index + rest) }
                }
            }
            adder.flush()
        }
        return (0..<windowCount).map { window in
            let base = window * size
            return ((0..<levels).map { base + 1 << $0 } + [base]).map { point(slots[$0]) }
        }
    }

    private func point(_ slot: PointReference) -> AffinePoint<Group> {
        slot == Self.empty ? .infinity : adder.arena.leave(slot)
    }

    @inline(__always)
    private mutating func combine(_ target: Int, _ other: Int) {
        let (left, right) = (slots[target], slots[other])
        if right == Self.empty { return }
        slots[target] = left == Self.empty ? right : adder.append(left, right)
    }
}
