package import FiniteFields

/// Multiples of many points of the subgroups of order r by a scalar each.
///
/// - Note: The time depends on the scalars: fixed steps on the vector path, but addresses that follow the digits.
package enum PointScaling {
    /// The points times one scalar each.
    ///
    /// - Parameter path: Which implementation to run; both give equal results.
    /// - Precondition: There are as many scalars as points.
    package static func multiply<Group: ScalableCurve>(
        _ points: [AffinePoint<Group>], by scalars: [Fr], threads: Int, path: KernelPath = .current
    ) -> [AffinePoint<Group>] {
        precondition(points.count == scalars.count)
        let blockCount = (points.count + blockSize - 1) / blockSize
        let blocks = WorkerPool.shared.map(count: blockCount, threads: threads) { block in
            let range = (block * blockSize)..<min((block + 1) * blockSize, points.count)
            if WorkCancellation.isRequested { return [AffinePoint<Group>](repeating: .infinity, count: range.count) }
            if path == .ifma {
                return PointScalingKernel.multiply(points[range], by: scalars[range])
            }
            return JacobianPoint.normalize(range.map { points[$0].multiplied(by: scalars[$0]) })
        }
        return blocks.flatMap(\.self)
    }

    /// The points that share one inversion: a multiple of eight.
    private static let blockSize = 256
}

/// A curve whose points the kernels of ``PointScaling`` and ``PointTransform`` take.
package protocol ScalableCurve: Curve {
    /// The 64-bit words of a coordinate.
    static var coordinateWordCount: Int { get }
    /// Appends a scalar as the kernels take it: ``ScalarHalves`` or ``ScalarParts``.
    static func appendParts(of scalar: Fr, to words: inout [UInt64])
    /// Appends a coordinate's stored words.
    static func appendWords(of coordinate: Coordinate, to words: inout [UInt64])
    /// The coordinate of stored words, which are reduced.
    static func coordinate(ofWords words: ArraySlice<UInt64>) -> Coordinate
}

extension G1Curve: ScalableCurve {
    package static var coordinateWordCount: Int { 4 }

    package static func appendParts(of scalar: Fr, to words: inout [UInt64]) {
        ScalarHalves(scalar.canonicalWords).append(to: &words)
    }

    package static func appendWords(of coordinate: Fq, to words: inout [UInt64]) {
        words += coordinate.montgomeryWords.array
    }

    package static func coordinate(ofWords words: ArraySlice<UInt64>) -> Fq {
        let start = words.startIndex
        return Fq(
            uncheckedMontgomery: FourWords(words[start], words[start + 1], words[start + 2], words[start + 3]))
    }
}

extension G2Curve: ScalableCurve {
    package static var coordinateWordCount: Int { 8 }

    package static func appendParts(of scalar: Fr, to words: inout [UInt64]) {
        ScalarParts.append(scalar, to: &words)
    }

    package static func appendWords(of coordinate: Fq2, to words: inout [UInt64]) {
        G1Curve.appendWords(of: coordinate.c0, to: &words)
        G1Curve.appendWords(of: coordinate.c1, to: &words)
    }

    package static func coordinate(ofWords words: ArraySlice<UInt64>) -> Fq2 {
        Fq2(G1Curve.coordinate(ofWords: words.prefix(4)), G1Curve.coordinate(ofWords: words.dropFirst(4)))
    }
}
