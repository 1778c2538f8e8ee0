import FiniteFields

/// Sorts the points of a few windows into their buckets and sums each bucket.
///
/// Belongs to one thread. Bucket `window * (m + 1) + d` holds the points whose digit in that window (counted from the
/// first of the group) has the magnitude d; d = 0 collects what is left out.
@safe
final class BucketSorter<Group: MultiScalarGroup> {
    let plan: WindowPlan
    let adder: PairAdder<Group>
    /// Buckets of one window, with the one of digit zero.
    let stride: Int

    private let bucketCapacity: Int
    private let codes: UnsafeMutablePointer<UInt32>
    private let references: UnsafeMutablePointer<PointReference>
    private let ends: UnsafeMutablePointer<UInt32>
    private let lengths: UnsafeMutablePointer<UInt32>
    private let active: UnsafeMutablePointer<UInt32>

    /// - Parameters:
    ///   - entries: The most points times windows of one group.
    ///   - windows: The most windows of one group.
    init(plan: WindowPlan, adder: PairAdder<Group>, entries: Int, windows: Int) {
        self.plan = plan
        self.adder = adder
        stride = plan.bucketCount + 1
        bucketCapacity = windows * stride
        unsafe codes = .allocate(capacity: entries)
        // Each bucket may take in its sum of earlier parts.
        unsafe references = .allocate(capacity: entries + bucketCapacity)
        unsafe ends = .allocate(capacity: bucketCapacity)
        unsafe lengths = .allocate(capacity: bucketCapacity)
        unsafe active = .allocate(capacity: bucketCapacity)
    }

    deinit {
        unsafe codes.deallocate()
        unsafe references.deallocate()
        unsafe ends.deallocate()
        unsafe lengths.deallocate()
        unsafe active.deallocate()
    }

    /// Sums the buckets of a group of windows over one part of the points.
    ///
    /// - Parameters:
    ///   - part: The indices of the points in the arena, and of their scalars.
    ///   - scalars: The scalars with the plan's bias.
    ///   - earlier: The sums of earlier parts.
    func sum(windows: Range<Int>, part: Range<Int>, scalars: BiasedScalars, earlier: BucketSums<Group>) {
        if scalars.isSplit {
            unsafe count(windows: windows, scalars: UnsafeMutableBufferPointer(rebasing: scalars.halves[part]))
        } else {
            unsafe count(windows: windows, scalars: UnsafeMutableBufferPointer(rebasing: scalars.whole[part]))
        }
        let bucketCount = windows.count * stride
        layOut(bucketCount: bucketCount, earlier: earlier)
        scatter(windowCount: windows.count, pointCount: part.count, firstPoint: part.lowerBound)
        for window in 0..<windows.count { unsafe lengths[window * stride] = 0 }
        reduce(bucketCount: bucketCount)
    }

    /// The sum of a bucket, nil if it is empty.
    @inline(__always)
    func bucket(_ index: Int) -> PointReference? {
        guard unsafe lengths[index] > 0 else { return nil }
        return unsafe references[Int(ends[index] - lengths[index])]
    }

    @inline(__always)
    private func count<Scalar: DigitSource>(windows: Range<Int>, scalars: UnsafeMutableBufferPointer<Scalar>) {
        unsafe lengths.update(repeating: 0, count: windows.count * stride)
        let half = Int32(plan.bucketCount)
        for window in windows {
            let isTop = window == plan.count - 1
            let position = window * plan.width
            let base = (window - windows.lowerBound) * stride
            let target = unsafe codes + (window - windows.lowerBound) * scalars.count
            for index in 0..<scalars.count {
                let scalar = unsafe scalars[index]
                let digit =
                    isTop ? scalar.topDigit(at: position) : scalar.digit(at: position, count: plan.width) &- half
                let sign = digit &>> 31
                // Magnitudes are below 2^bitWidth, so no magnitude exceeds the bucket count.
                let bucket = base &+ Int((digit ^ sign) &- sign)
                unsafe target[index] = UInt32(truncatingIfNeeded: bucket) &<< 1 | UInt32(bitPattern: sign) & 1
                unsafe lengths[bucket] &+= 1
            }
        }
    }

    /// Gives each bucket its place among the references, and its earlier sum as the first one.
    private func layOut(bucketCount: Int, earlier: BucketSums<Group>) {
        var position: UInt32 = 0
        for bucket in 0..<bucketCount {
            let length = unsafe lengths[bucket]
            unsafe ends[bucket] = position
            position += length
            guard let sum = earlier.reference(bucket: bucket) else { continue }
            unsafe references[Int(unsafe ends[bucket])] = sum
            unsafe ends[bucket] += 1
            unsafe lengths[bucket] = length + 1
            position += 1
        }
    }

    /// Puts each point into its bucket; `ends`, which was the place of the next one, becomes the end.
    private func scatter(windowCount: Int, pointCount: Int, firstPoint: Int) {
        for window in 0..<windowCount {
            let source = unsafe codes + window * pointCount
            for index in 0..<pointCount {
                let code = unsafe source[index]
                let bucket = Int(code &>> 1)
                let position = unsafe ends[bucket]
                unsafe ends[bucket] = position &+ 1
                unsafe references[Int(position)] =
                    UInt32(truncatingIfNeeded: firstPoint &+ index) &<< 1 | code & 1
            }
        }
    }

    /// Adds neighbours in every bucket until none has more than one point.
    private func reduce(bucketCount: Int) {
        var activeCount = 0
        for bucket in 0..<bucketCount where unsafe lengths[bucket] > 1 {
            unsafe active[activeCount] = UInt32(bucket)
            activeCount += 1
        }
        while activeCount > 0 {
            var stillActive = 0
            for position in 0..<activeCount {
                let bucket = unsafe Int(active[position])
                let length = unsafe Int(lengths[bucket])
                let end = unsafe Int(ends[bucket])
                let rest = halve(start: end - length, length: length)
                unsafe lengths[bucket] = UInt32(rest)
                unsafe ends[bucket] = UInt32(end - length + rest)
                if rest > 1 {
                    unsafe active[stillActive] = UInt32(bucket)
                    stillActive += 1
                }
            }
            adder.flush()
            activeCount = stillActive
        }
    }

    /// Replaces neighbours by their sums and returns how many points are left.
    @inline(__always)
    private func halve(start: Int, length: Int) -> Int {
        let bucket = unsafe references + start
        let pairs = length / 2
        for pair in 0..<pairs {
            unsafe bucket[pair] = adder.append(bucket[2 * pair], bucket[2 * pair + 1])
        }
        if length & 1 == 1 { unsafe bucket[pairs] = bucket[length - 1] }
        return pairs + length & 1
    }
}
