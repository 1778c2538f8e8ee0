internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension ProvingKey {
    /// Writes the key with another contributor's factor in delta.
    ///
    /// - Parameters:
    ///   - label: The contributor's name, and the beacon where the factor comes from one.
    ///   - randomness: Where the factor comes from; for a beacon the one of the label.
    ///   - path: Where to write; nil returns the bytes.
    /// - Returns: The contribution's hash, which the contributor publishes, and the file where it was kept in memory.
    /// - Throws: ``CeremonyError/pointInvalid(section:index:)``,
    ///   ``CeremonyError/contributionMalformed(number:reason:)`` or ``CeremonyError/file(_:)``.
    @discardableResult
    package func writeContribution(
        _ label: ContributionLabel, randomness: CeremonyRandomness, to path: String?, threads: Int,
        progress: CeremonyProgress? = nil
    ) throws(CeremonyError) -> (hash: [UInt8], bytes: [UInt8]) {
        try checkBeforeContribution(threads: threads)
        var transcript = try KeyTranscript(of: self)
        var generator = try randomness.generator()
        var factor = generator.scalar()
        let base = generator.pointOfG1()
        generator.wipe()
        defer { ProvingKey.wipe(&factor) }
        let multiple = base.multiplied(by: factor).affine
        var hasher = transcript.hasherBeforeContributions
        for contribution in transcript.contributions { contribution.update(&hasher) }
        let hash = KeyTranscript.transcript(hasher, base: base, multiple: multiple)
        let multipleG2 = KnowledgeProof.point(fromHash: hash).multiplied(by: factor).affine
        var header = header
        header.delta1 = header.delta1.multiplied(by: factor).affine
        header.delta2 = header.delta2.multiplied(by: factor).affine
        let contribution = KeyContribution(
            deltaAfter: header.delta1, proof: KnowledgeProof(base: base, multiple: multiple, multipleG2: multipleG2),
            transcript: hash, label: label)
        transcript.append(contribution)

        guard let inverse = factor.inverted() else { preconditionFailure("a drawn scalar is zero once in 2^254 times") }
        let pointsC = try divided(pointsC, .pointsC, by: inverse, threads, progress)
        let pointsH = try divided(pointsH, .pointsH, by: inverse, threads, progress)
        let bytes = try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            var writer = try SectionFileWriter(
                path: path, kind: ProvingKeySection.kind, sectionCount: ProvingKeySection.allCases.count)
            try header.write(to: &writer)
            for section in [ProvingKeySection.inputPoints, .coefficients, .pointsA, .pointsB1, .pointsB2] {
                writer.beginSection(section.rawValue)
                try writer.append(bytes: file.section(section.rawValue))
                try writer.endSection()
            }
            try writer.appendSection(.pointsC, points: pointsC)
            try writer.appendSection(.pointsH, points: pointsH)
            try transcript.write(to: &writer)
            return try writer.finish()
        }
        return (contribution.hash, bytes)
    }

    /// A section's points times the inverse of the factor.
    private func divided(
        _ section: Data, _ kind: ProvingKeySection, by inverse: Fr, _ threads: Int, _ progress: CeremonyProgress?
    ) throws(CeremonyError) -> [G1Affine] {
        let count = section.count / PointByteCount.g1
        var result: [G1Affine] = []
        result.reserveCapacity(count)
        while result.count < count {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("section \(kind.rawValue)", result.count, count)
            let range = result.count..<min(result.count + ProvingKey.contributionChunk, count)
            // Wires that no constraint uses have points at infinity.
            let points = try G1Curve.points(
                section, number: kind.rawValue, in: range, threads: threads, mayBeInfinite: true)
            result += G1Curve.scale(points, first: inverse, step: .one, threads: threads)
        }
        return result
    }

    /// How many points are scaled between two reports of progress.
    private static let contributionChunk = 1 << 14

    @inline(never)
    private static func wipe(_ secret: inout Fr) { secret = .zero }

    /// Makes sure that no secret goes into a damaged key.
    private func checkBeforeContribution(threads: Int) throws(CeremonyError) {
        do {
            try checkPoints(threads: threads)
        } catch {
            if case .pointInvalid(let section, let index) = error {
                throw .pointInvalid(section: section, index: index)
            }
            throw .key(error)
        }
    }
}
