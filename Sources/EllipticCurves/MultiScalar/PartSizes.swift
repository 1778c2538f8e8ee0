/// How many points a thread works on at a time, and the memory that it takes beside them.
///
/// A thread keeps one sum for each bucket of its windows between parts, and room for the sums that one part makes.
package struct PartSizes {
    /// Points of a part.
    let part: Int
    /// Windows that a thread works on at a time.
    let group: Int
    /// Sums between parts.
    let sums: Int
    /// Room for the sums of a part, and for those of the folding after the last one.
    let output: Int

    /// Points times windows of a part.
    var entries: Int { part * group }

    /// The bytes of points of a part, unless there are many buckets.
    ///
    /// For 2^16 multiples on G1, one megabyte instead of two took 6 % longer; four gained 2 %. Sums of fewer points use
    /// smaller parts, so that two threads take about as much memory beside the points as those take.
    package static func byteCount(pointCount: Int) -> Int { min(max(32 * pointCount, 1 << 19), 1 << 21) }

    init(plan: WindowPlan, pointCount: Int, pointByteCount: Int, threads: Int) {
        let byteCount = Self.byteCount(pointCount: pointCount)
        // Each part pays for carrying the bucket sums over, so it has several points for each bucket.
        let entriesMax = max(byteCount / pointByteCount, 4 * plan.bucketCount)
        part = min(pointCount, entriesMax)
        // Few points take several windows at once, so that batches stay long; each thread gets as many groups.
        let groupMax = max(1, min((plan.count + threads - 1) / threads, entriesMax / part))
        let shares = threads * ((plan.count + threads * groupMax - 1) / (threads * groupMax))
        group = (plan.count + shares - 1) / shares
        sums = group * (plan.bucketCount + 1)
        // A bucket with n points of a part takes n additions at most, the one to its earlier sum included. Folding takes
        // less than two for each bucket.
        output = max(part * group, 2 * group * plan.bucketCount)
    }
}
