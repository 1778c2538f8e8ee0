package import ConstraintSystem
package import EllipticCurves
internal import FiniteFields

extension SectionFileWriter {
    /// Appends a point's coordinates in Montgomery form.
    package mutating func append(_ point: G1Affine) {
        append(point.x.montgomeryWords)
        append(point.y.montgomeryWords)
    }

    /// Appends a point's coordinates in Montgomery form.
    package mutating func append(_ point: G2Affine) {
        append(point.x.c0.montgomeryWords)
        append(point.x.c1.montgomeryWords)
        append(point.y.c0.montgomeryWords)
        append(point.y.c1.montgomeryWords)
    }

    /// Appends a section of points.
    package mutating func appendSection(
        _ section: ProvingKeySection, points: [G1Affine]
    ) throws(ConstraintSystemError) {
        beginSection(section.rawValue)
        for point in points {
            append(point)
            try flushIfLarge()
        }
        try endSection()
    }

    /// Appends a section of points.
    package mutating func appendSection(
        _ section: ProvingKeySection, points: [G2Affine]
    ) throws(ConstraintSystemError) {
        beginSection(section.rawValue)
        for point in points {
            append(point)
            try flushIfLarge()
        }
        try endSection()
    }
}
