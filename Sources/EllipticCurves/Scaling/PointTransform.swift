package import FiniteFields

/// The inverse Fourier transform of points: from powers of a secret to its Lagrange form.
///
/// The point at index `i` becomes `1/n sum_j w^(-i j) P_j`, without anybody knowing a logarithm.
///
/// - SeeAlso: Bowe, Gabizon, Miers, "Scalable Multi-party Computation for zk-SNARK Parameters in the Random Beacon
///   Model" (2017), section 4.2, <https://eprint.iacr.org/2017/1050>.
package enum PointTransform {
    /// Transforms points whose number is a power of two up to 2^28.
    ///
    /// - Parameter path: Which implementation to run; both give equal results.
    /// - Complexity: O(n log n) multiplications of points by scalars.
    package static func inverse<Group: ScalableCurve>(
        _ points: [AffinePoint<Group>], threads: Int, path: KernelPath = .current
    ) -> [AffinePoint<Group>] {
        let sizeLog2 = points.count.trailingZeroBitCount
        precondition(points.count == 1 << sizeLog2)
        if sizeLog2 == 0 { return points }
        let factors = PointTransformFactors(sizeLog2: sizeLog2)
        let reordered = points.indices.map { points[reversed($0, bitCount: sizeLog2)] }
        // Below that size a level has fewer butterflies than the kernel has lanes.
        if path == .ifma && points.count >= 2 * PointScalingKernel.laneCount {
            return inverseByKernel(reordered, factors, threads: threads)
        }
        return inversePortably(reordered, factors, threads: threads)
    }

    /// Transforms points in bit-reversed order, level by level.
    private static func inversePortably<Group: ScalableCurve>(
        _ points: [AffinePoint<Group>], _ factors: PointTransformFactors, threads: Int
    ) -> [AffinePoint<Group>] {
        var values = points.map { JacobianPoint<Group>($0) }
        for level in 0..<factors.sizeLog2 {
            let half = 1 << level
            let blocks = points.count >> (level + 1)
            let scale = level == factors.sizeLog2 - 1 ? factors.scale : .one
            let before = values
            // The butterflies of one factor are neighbours in the loop, so those of the factor one, which are cheap,
            // are done by one thread at a stretch.
            let pairs = WorkerPool.shared.map(count: points.count / 2, threads: threads, chunkMin: 16) { index in
                let low = index % blocks * 2 * half + index / blocks
                if WorkCancellation.isRequested { return (low: low, sum: before[low], difference: before[low]) }
                let factor = factors.factor(level: level, index: index / blocks)
                let first = scale == .one ? before[low] : before[low].multiplied(by: scale)
                let second = factor == .one ? before[low + half] : before[low + half].multiplied(by: factor)
                return (low: low, sum: first + second, difference: first - second)
            }
            for pair in pairs {
                values[pair.low] = pair.sum
                values[pair.low + half] = pair.difference
            }
        }
        return JacobianPoint.normalize(values)
    }

    private static func inverseByKernel<Group: ScalableCurve>(
        _ points: [AffinePoint<Group>], _ factors: PointTransformFactors, threads: Int
    ) -> [AffinePoint<Group>] {
        var words = PointScalingKernel.projective(points)
        let roots = parts(of: factors.roots, for: Group.self)
        let scaledRoots = parts(of: factors.scaledRoots, for: Group.self)
        let scale = parts(of: [factors.scale], for: Group.self)
        for level in 0..<factors.sizeLog2 {
            let isLast = level == factors.sizeLog2 - 1
            PointScalingKernel.runLevel(
                &words, of: Group.self, factors: isLast ? scaledRoots : roots, stride: factors.stride(level: level),
                scale: isLast ? scale : [], half: 1 << level, threads: threads)
        }
        return PointScalingKernel.affine(words, count: points.count)
    }

    private static func parts<Group: ScalableCurve>(of scalars: [Fr], for group: Group.Type) -> [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(scalars.count * ScalarParts.wordCount)
        for scalar in scalars { Group.appendParts(of: scalar, to: &words) }
        return words
    }

    /// An index with its bits in the other order.
    private static func reversed(_ index: Int, bitCount: Int) -> Int {
        var result = 0
        for bit in 0..<bitCount where index >> bit & 1 == 1 { result |= 1 << (bitCount - 1 - bit) }
        return result
    }
}

/// The factors of an inverse transform's butterflies; those of the last level contain the division by the size.
struct PointTransformFactors: Sendable {
    let sizeLog2: Int
    /// One over the size: the factor of a last butterfly's first point.
    let scale: Fr
    /// The powers of the inverse root of unity, up to half the size.
    let roots: [Fr]
    /// The same times ``scale``.
    let scaledRoots: [Fr]

    /// - Precondition: The size is at least two.
    init(sizeLog2: Int) {
        precondition(sizeLog2 > 0)
        let scale = (0..<sizeLog2).reduce(Fr.one) { value, _ in value.halved }
        // The root of unity's inverse is its power of order minus one.
        let root = EvaluationDomain.primitiveRoot(orderLog2: sizeLog2).power([1 << UInt64(sizeLog2) - 1])
        var roots: [Fr] = []
        var power = Fr.one
        for _ in 0..<(1 << (sizeLog2 - 1)) {
            roots.append(power)
            power *= root
        }
        self.sizeLog2 = sizeLog2
        self.scale = scale
        self.roots = roots
        scaledRoots = roots.map { $0 * scale }
    }

    /// How far apart the factors of a level are among the roots.
    func stride(level: Int) -> Int { 1 << (sizeLog2 - 1 - level) }

    /// The factor of the second point of a level's butterflies.
    func factor(level: Int, index: Int) -> Fr {
        let place = index * stride(level: level)
        return level == sizeLog2 - 1 ? scaledRoots[place] : roots[place]
    }
}
