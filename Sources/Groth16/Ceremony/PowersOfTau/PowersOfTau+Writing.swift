internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

extension PowersOfTau {
    /// Writes a file in which every secret is one: the beginning of a ceremony.
    ///
    /// - Parameter path: Where to write; nil returns the bytes.
    /// - Returns: The whole file where it was kept in memory, otherwise nothing.
    /// - Throws: ``CeremonyError/powerOutOfRange(_:)``, ``CeremonyError/file(_:)`` or ``CeremonyError/cancelled``.
    @discardableResult
    package static func writeNew(power: Int, to path: String?) throws(CeremonyError) -> [UInt8] {
        guard (1...powerMax).contains(power) else { throw .powerOutOfRange(UInt32(clamping: power)) }
        return try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            var writer = try SectionFileWriter(
                path: path, kind: PowersSection.kind, sectionCount: PowersSection.ofPowers.count)
            try writeHeader(power: power, ceremonyPower: power, to: &writer)
            for section in PowersSection.ofPowers {
                guard let count = section.pointCount(power: power) else { continue }
                writer.beginSection(section.rawValue)
                for index in 0..<count {
                    // Also without a file, whose writes would ask.
                    if index.isMultiple(of: 1 << 14), WorkCancellation.isRequested { throw .cancelled }
                    if section.isOfG2 {
                        writer.append(G2Affine.generator)
                    } else {
                        writer.append(G1Affine.generator)
                    }
                    try writer.flushIfLarge()
                }
                try writer.endSection()
            }
            try write([], to: &writer)
            return try writer.finish()
        }
    }

    static func writeHeader(
        power: Int, ceremonyPower: Int, to writer: inout SectionFileWriter
    ) throws(ConstraintSystemError) {
        writer.beginSection(PowersSection.header.rawValue)
        writer.append(modulus: Fq.modulusWords)
        writer.append(UInt32(power))
        writer.append(UInt32(ceremonyPower))
        try writer.endSection()
    }

    static func write(
        _ contributions: [PowersContribution], to writer: inout SectionFileWriter
    ) throws(ConstraintSystemError) {
        writer.beginSection(PowersSection.contributions.rawValue)
        writer.append(UInt32(contributions.count))
        for contribution in contributions { try contribution.append(to: &writer) }
        try writer.endSection()
    }

    /// Writes the powers with their Lagrange forms, which phase 2 is made from.
    ///
    /// - Parameter path: Where to write; nil returns the bytes.
    /// - Returns: The whole file where it was kept in memory, otherwise nothing.
    /// - Throws: ``CeremonyError/pointInvalid(section:index:)`` or ``CeremonyError/file(_:)``.
    @discardableResult
    package func writePrepared(
        to path: String?, threads: Int, progress: CeremonyProgress? = nil
    ) throws(CeremonyError) -> [UInt8] {
        let sectionCount = PowersSection.ofPowers.count + PowersSection.prepared.count
        var writer = try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            var writer = try SectionFileWriter(path: path, kind: PowersSection.kind, sectionCount: sectionCount)
            try PowersOfTau.writeHeader(power: power, ceremonyPower: ceremonyPower, to: &writer)
            for section in PowersSection.ofPowers where section != .header {
                writer.beginSection(section.rawValue)
                try writer.append(bytes: file.section(section.rawValue))
                try writer.endSection()
            }
            return writer
        }
        for (powers, lagrange) in PowersSection.prepared {
            writer.beginSection(lagrange.rawValue)
            if powers.isOfG2 {
                try writeLagrangeForms(of: powers, G2Curve.self, threads, progress, to: &writer)
            } else {
                try writeLagrangeForms(of: powers, G1Curve.self, threads, progress, to: &writer)
            }
            do {
                try writer.endSection()
            } catch {
                throw CeremonyError(error)
            }
        }
        do {
            return try writer.finish()
        } catch {
            throw CeremonyError(error)
        }
    }

    private func writeLagrangeForms<Group: CeremonyCurve>(
        of section: PowersSection, _ group: Group.Type, _ threads: Int, _ progress: CeremonyProgress?,
        to writer: inout SectionFileWriter
    ) throws(CeremonyError) {
        let sizes = section.lagrangeSizes(power: power)
        let powers = try powers(section, of: group, threads: threads)
        for sizeLog2 in sizes {
            if WorkCancellation.isRequested { throw .cancelled }
            progress?("Lagrange form of section \(section.rawValue)", sizeLog2, sizes.count)
            let points = PointTransform.inverse(Array(powers.prefix(1 << sizeLog2)), threads: threads)
            do {
                for point in points {
                    Group.append(point, to: &writer)
                    try writer.flushIfLarge()
                }
            } catch {
                throw CeremonyError(error)
            }
        }
    }

    /// All powers of a section: as many as the largest domain has points.
    ///
    /// The largest domain of section 2 has one point more than the section; the missing power counts as infinity.
    func powers<Group: CeremonyCurve>(
        _ section: PowersSection, of group: Group.Type, threads: Int
    ) throws(CeremonyError) -> [AffinePoint<Group>] {
        let size = section.lagrangeSizes(power: power).last.map { 1 << $0 } ?? 0
        let count = section.pointCount(power: power) ?? 0
        var points = try points(section, in: 0..<count, of: group, threads: threads)
        while points.count < size { points.append(.infinity) }
        return points
    }
}
