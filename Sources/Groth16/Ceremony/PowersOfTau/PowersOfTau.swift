internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reports what a step of a ceremony is doing: the part, how much of it is done, and how much there is.
package typealias CeremonyProgress = @Sendable (_ part: String, _ done: Int, _ total: Int) -> Void

/// A `.ptau` file: the powers of a secret that contributors made together and nobody knows.
///
/// The sections are views of the mapped file. Opening checks the table, the sizes and the record of contributions; the
/// points of the sections are checked as they are read.
package struct PowersOfTau: Sendable {
    /// The greatest power: a circuit of 2^27 constraints; one more would leave the roots of unity of the field.
    package static let powerMax = 27
    /// The greatest power of the ceremony that a file was cut from.
    package static let ceremonyPowerMax = 28

    /// The logarithm of the number of powers.
    package let power: Int
    /// The power of the ceremony that the file was cut from; most often the same.
    package let ceremonyPower: Int
    /// What the contributors left, from the first on.
    package let contributions: [PowersContribution]
    /// Whether the Lagrange forms for phase 2 are there.
    package let isPrepared: Bool

    let file: SectionFile

    /// Maps a file.
    package init(path: String) throws(CeremonyError) {
        try self.init(
            file: CeremonyError.wrapping { () throws(ConstraintSystemError) in
                try SectionFile(path: path, kind: PowersSection.kind)
            })
    }

    /// Reads a file that is in memory.
    package init(bytes: [UInt8]) throws(CeremonyError) {
        try self.init(
            file: CeremonyError.wrapping { () throws(ConstraintSystemError) in
                try SectionFile(bytes: bytes, kind: PowersSection.kind)
            })
    }

    private init(file: SectionFile) throws(CeremonyError) {
        self.file = file
        for number in file.order where PowersSection(rawValue: number) == nil {
            throw .file(.sectionUnknown(number))
        }
        let header = try PowersOfTau.section(.header, byteCount: 44, of: file)
        let power = header.bytes.littleEndian32(at: 36)
        let ceremonyPower = header.bytes.littleEndian32(at: 40)
        try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            try SectionFile.checkField(header, at: 0, modulus: Fq.modulusWords)
        }
        guard (1...UInt32(PowersOfTau.powerMax)).contains(power) else { throw .powerOutOfRange(power) }
        guard ceremonyPower >= power, ceremonyPower <= UInt32(PowersOfTau.ceremonyPowerMax) else {
            throw .powerOutOfRange(ceremonyPower)
        }
        self.power = Int(power)
        self.ceremonyPower = Int(ceremonyPower)
        isPrepared = PowersSection.prepared.contains { file.has($0.lagrange.rawValue) }
        for section in PowersSection.allCases where isPrepared || PowersSection.ofPowers.contains(section) {
            guard let count = section.pointCount(power: Int(power)) else { continue }
            let byteCount = UInt64(count) * UInt64(section.isOfG2 ? PointByteCount.g2 : PointByteCount.g1)
            _ = try PowersOfTau.section(section, byteCount: byteCount, of: file)
        }
        let record = try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            try file.section(PowersSection.contributions.rawValue)
        }
        contributions = try PowersContribution.read(record.bytes)
    }

    private static func section(
        _ section: PowersSection, byteCount: UInt64, of file: SectionFile
    ) throws(CeremonyError) -> Data {
        try CeremonyError.wrapping { () throws(ConstraintSystemError) in
            try file.section(section.rawValue, byteCount: byteCount)
        }
    }

    /// A view of a section.
    func data(_ section: PowersSection) throws(CeremonyError) -> Data {
        try CeremonyError.wrapping { () throws(ConstraintSystemError) in try file.section(section.rawValue) }
    }

    /// Some points of a section, checked one by one.
    ///
    /// - Precondition: The range lies inside the section, and the section's points are of the group.
    func points<Group: CeremonyCurve>(
        _ section: PowersSection, in range: Range<Int>, of group: Group.Type, threads: Int
    ) throws(CeremonyError) -> [AffinePoint<Group>] {
        precondition(section.isOfG2 == (Group.byteCount == PointByteCount.g2))
        // The Lagrange form of an untouched file has points at infinity: there tau is one.
        return try Group.points(
            data(section), number: section.rawValue, in: range, threads: threads,
            mayBeInfinite: section.rawValue > PowersSection.contributions.rawValue)
    }

    /// Checks that somebody contributed whose secrets are not public, without verifying anything else.
    ///
    /// - Throws: ``CeremonyError/unsound(_:)`` with ``CeremonyFinding/powersKnown``.
    package func requireContributor() throws(CeremonyError) {
        if contributions.allSatisfy({ $0.label.beacon != nil }) { throw .unsound(.powersKnown) }
    }

    /// The challenge that the next contribution answers: a hash of all points.
    package var challenge: [UInt8] {
        contributions.last?.nextChallenge ?? PowersOfTau.firstChallenge(power: ceremonyPower)
    }

    /// The hash of a file without contributions, in which every secret is one.
    ///
    /// - Precondition: The power is 1 to ``ceremonyPowerMax``.
    package static func firstChallenge(power: Int) -> [UInt8] { FirstChallenge.hash(power: power) }
}
