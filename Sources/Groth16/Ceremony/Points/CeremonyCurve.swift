package import ConstraintSystem
package import EllipticCurves
package import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What a ceremony needs to know about G1 and G2, so that each step is written once for both.
package protocol CeremonyCurve: ScalableCurve {
    /// The number of bytes of a point in a file.
    static var byteCount: Int { get }
    /// The point at a byte offset, not checked to be on the curve; `nil` where a coordinate is too large.
    static func read(_ bytes: RawSpan, at offset: Int) -> AffinePoint<Self>?
    /// Appends a point's coordinates in Montgomery form.
    static func append(_ point: AffinePoint<Self>, to writer: inout SectionFileWriter)
    /// A coordinate's canonical bytes, most significant first, the imaginary part before the real one.
    static func appendCanonical(_ coordinate: Coordinate, to bytes: inout [UInt8])
    /// Whether a coordinate is the greater of itself and its negative.
    static func isGreaterHalf(_ coordinate: Coordinate) -> Bool
    /// The sum of points times scalars.
    ///
    /// - Throws: ``CeremonyError/cancelled``, where the sum may be incomplete.
    static func sum(
        _ points: [AffinePoint<Self>], times scalars: [Fr], threads: Int
    ) throws(CeremonyError) -> JacobianPoint<Self>
}

extension CeremonyCurve {
    /// Appends x and y as the hashes of a ceremony take them; infinity is all zeros.
    static func appendUncompressed(_ point: AffinePoint<Self>, to bytes: inout [UInt8]) {
        // Infinity's coordinates are both zero in memory too.
        appendCanonical(point.x, to: &bytes)
        appendCanonical(point.y, to: &bytes)
    }

    /// Appends x with the sign of y in its highest bit, as the hash of a response takes it.
    static func appendCompressed(_ point: AffinePoint<Self>, to bytes: inout [UInt8]) {
        let start = bytes.count
        appendCanonical(point.x, to: &bytes)
        if point.isInfinity {
            bytes[start] |= 0x40
        } else if isGreaterHalf(point.y) {
            bytes[start] |= 0x80
        }
    }

    /// The points of a range of a section, each of them on the curve, in its subgroup and finite.
    ///
    /// - Throws: ``CeremonyError/pointInvalid(section:index:)``; where several are wrong, any of them;
    ///   ``CeremonyError/cancelled``, where some were not read.
    /// - Precondition: The range lies inside the section.
    static func points(
        _ section: Data, number: UInt32, in range: Range<Int>, threads: Int, mayBeInfinite: Bool = false
    ) throws(CeremonyError) -> [AffinePoint<Self>] {
        var points = [AffinePoint<Self>](repeating: .infinity, count: range.count)
        let invalid = FirstInvalidIndex()
        WorkerPool.shared.updateChunks(of: &points, threads: threads, chunkMin: 64) { start, chunk in
            let bytes = section.bytes
            for index in chunk.indices {
                let place = range.lowerBound + start + index
                guard let point = read(bytes, at: place * byteCount), point.isOnCurve,
                    mayBeInfinite || !point.isInfinity, point.isInSubgroup
                else { return invalid.note(place) }
                chunk[index] = point
            }
        }
        if WorkCancellation.isRequested { throw .cancelled }
        if let index = invalid.index { throw .pointInvalid(section: number, index: index) }
        return points
    }
}

extension G1Curve: CeremonyCurve {
    package static var byteCount: Int { PointByteCount.g1 }

    package static func read(_ bytes: RawSpan, at offset: Int) -> G1Affine? { bytes.g1(at: offset) }

    package static func append(_ point: G1Affine, to writer: inout SectionFileWriter) { writer.append(point) }

    package static func appendCanonical(_ coordinate: Fq, to bytes: inout [UInt8]) {
        bytes += coordinate.bigEndianBytes
    }

    package static func isGreaterHalf(_ coordinate: Fq) -> Bool { coordinate.isGreaterHalf }
}

extension G2Curve: CeremonyCurve {
    package static var byteCount: Int { PointByteCount.g2 }

    package static func read(_ bytes: RawSpan, at offset: Int) -> G2Affine? { bytes.g2(at: offset) }

    package static func append(_ point: G2Affine, to writer: inout SectionFileWriter) { writer.append(point) }

    package static func appendCanonical(_ coordinate: Fq2, to bytes: inout [UInt8]) {
        bytes += coordinate.c1.bigEndianBytes
        bytes += coordinate.c0.bigEndianBytes
    }

    package static func isGreaterHalf(_ coordinate: Fq2) -> Bool { coordinate.isGreaterHalf }
}
