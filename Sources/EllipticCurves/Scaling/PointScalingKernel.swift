internal import CFieldKernels
internal import FiniteFields

/// The Swift face of the kernels that work on eight points at a time.
///
/// Only this file hands out pointers, to arrays whose sizes are checked here.
enum PointScalingKernel {
    /// How many points or butterflies the kernels take at a time.
    static let laneCount = 8

    /// Multiplies points by scalars.
    ///
    /// - Precondition: The processor has the kernels' instructions, and there are as many scalars as points.
    static func multiply<Group: ScalableCurve>(
        _ points: ArraySlice<AffinePoint<Group>>, by scalars: ArraySlice<Fr>
    ) -> [AffinePoint<Group>] {
        // The last lanes of an incomplete group work on infinity.
        let padded = (points.count + laneCount - 1) / laneCount * laneCount
        var source: [UInt64] = []
        source.reserveCapacity(padded * 2 * Group.coordinateWordCount)
        for point in points {
            Group.appendWords(of: point.x, to: &source)
            Group.appendWords(of: point.y, to: &source)
        }
        source += [UInt64](repeating: 0, count: padded * 2 * Group.coordinateWordCount - source.count)
        var factors: [UInt64] = []
        factors.reserveCapacity(padded * ScalarParts.wordCount)
        for scalar in scalars { Group.appendParts(of: scalar, to: &factors) }
        factors += [UInt64](repeating: 0, count: padded * ScalarParts.wordCount - factors.count)
        var products = [UInt64](repeating: 0, count: padded * 3 * Group.coordinateWordCount)
        unsafe source.withUnsafeBufferPointer { source in
            unsafe factors.withUnsafeBufferPointer { factors in
                unsafe products.withUnsafeMutableBufferPointer { products in
                    guard let source = source.baseAddress, let factors = factors.baseAddress,
                        let products = products.baseAddress
                    else { return }
                    if Group.coordinateWordCount == G1Curve.coordinateWordCount {
                        unsafe symbolon_ifma_g1_scale(source, factors, products, padded)
                    } else {
                        unsafe symbolon_ifma_g2_scale(source, factors, products, padded)
                    }
                }
            }
        }
        wipe(&factors)
        return affine(products, count: points.count)
    }

    /// Overwrites scalars, which may be secret, in a call that the optimiser cannot look into.
    @inline(never)
    private static func wipe(_ words: inout [UInt64]) {
        for index in words.indices { words[index] = 0 }
    }

    /// Runs one level of a transform in place.
    ///
    /// - Parameters:
    ///   - points: Projective points.
    ///   - factors: The parts of the scalars; factor `j` of the level is at `j * stride`.
    ///   - scale: The parts of the scalar of the lower points, or nothing.
    /// - Precondition: The processor has the kernels' instructions; the number of points is at least 16.
    static func runLevel<Group: ScalableCurve>(
        _ points: inout [UInt64], of group: Group.Type, factors: [UInt64], stride: Int, scale: [UInt64], half: Int,
        threads: Int
    ) {
        let count = points.count / (3 * Group.coordinateWordCount)
        let blocks = count / (2 * half)
        precondition(count.isMultiple(of: 2 * laneCount) && blocks * 2 * half == count)
        precondition(factors.count >= ScalarParts.wordCount * ((half - 1) * stride + 1))
        precondition(scale.isEmpty || scale.count == ScalarParts.wordCount)
        unsafe points.withUnsafeMutableBufferPointer { points in
            // Butterflies touch disjoint points, and the buffer outlives the loop.
            nonisolated(unsafe) let base = unsafe points
            WorkerPool.shared.forEachChunk(count: count / 2 / laneCount, threads: threads) { range in
                unsafe factors.withUnsafeBufferPointer { factors in
                    unsafe scale.withUnsafeBufferPointer { scale in
                        guard let points = unsafe base.baseAddress, let factors = factors.baseAddress else { return }
                        let scale = scale.isEmpty ? nil : scale.baseAddress
                        let (first, size) = (range.lowerBound * laneCount, range.count * laneCount)
                        if Group.coordinateWordCount == G1Curve.coordinateWordCount {
                            unsafe symbolon_ifma_g1_butterflies(
                                points, factors, stride, scale, half, blocks, first, size)
                        } else {
                            unsafe symbolon_ifma_g2_butterflies(
                                points, factors, stride, scale, half, blocks, first, size)
                        }
                    }
                }
            }
        }
    }

    /// The first points of an array of projective ones, by their coordinates, with one inversion for all.
    static func affine<Group: ScalableCurve>(_ words: [UInt64], count: Int) -> [AffinePoint<Group>] {
        let size = Group.coordinateWordCount
        var inverses = (0..<count).map { index in
            Group.coordinate(ofWords: words[(3 * index + 2) * size..<(3 * index + 3) * size])
        }
        Group.Coordinate.invertAll(&inverses)
        return (0..<count).map { index in
            guard !inverses[index].isZero else { return .infinity }
            let x = Group.coordinate(ofWords: words[3 * index * size..<(3 * index + 1) * size])
            let y = Group.coordinate(ofWords: words[(3 * index + 1) * size..<(3 * index + 2) * size])
            return AffinePoint(uncheckedX: x * inverses[index], y: y * inverses[index])
        }
    }

    /// Points as projective ones.
    static func projective<Group: ScalableCurve>(_ points: [AffinePoint<Group>]) -> [UInt64] {
        var words: [UInt64] = []
        words.reserveCapacity(points.count * 3 * Group.coordinateWordCount)
        for point in points {
            Group.appendWords(of: point.x, to: &words)
            Group.appendWords(of: point.isInfinity ? .one : point.y, to: &words)
            Group.appendWords(of: point.isInfinity ? .zero : .one, to: &words)
        }
        return words
    }
}
