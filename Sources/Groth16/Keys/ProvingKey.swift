package import ConstraintSystem
package import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
package import FoundationEssentials
#else
package import Foundation
#endif

/// A `.zkey` file: what a prover needs to know about a circuit.
///
/// The sections are views of the mapped file. Loading checks the table, the counts and the header's points; it does not
/// touch the sections of points, which may be hundreds of megabytes. ``checkPoints(threads:)`` reads them all, and a
/// proof made with a damaged key does not verify, which the prover notices.
package struct ProvingKey: Sendable {
    package let header: ProvingKeyHeader
    /// The point for each public signal, the constant one first.
    package let inputPoints: [G1Affine]
    /// The number of entries of ``coefficients``.
    package let coefficientCount: Int

    /// The entries of the matrices A and B, after their number; see ``CoefficientEntry``.
    package let coefficients: Data
    package let pointsA: Data
    package let pointsB1: Data
    package let pointsB2: Data
    package let pointsC: Data
    package let pointsH: Data
    /// The circuit's hash and the list of contributions, as they are in the file.
    package let contributions: Data
    /// The whole file.
    package let file: SectionFile

    /// Maps a file.
    package init(path: String) throws(Groth16Error) {
        let file = try Groth16Error.wrapping { () throws(ConstraintSystemError) in
            try SectionFile(path: path, kind: ProvingKeySection.kind)
        }
        // What the loading has read leaves the memory with the first mapping.
        try self.init(file: file, views: Groth16Error.wrapping(file.untouched))
    }

    /// Reads a file that is in memory.
    package init(bytes: [UInt8]) throws(Groth16Error) {
        let file = try Groth16Error.wrapping { () throws(ConstraintSystemError) in
            try SectionFile(bytes: bytes, kind: ProvingKeySection.kind)
        }
        try self.init(file: file, views: file)
    }

    /// Reads the header from one mapping of a file and takes the views of the sections from another.
    private init(file: SectionFile, views: SectionFile) throws(Groth16Error) {
        let system = try file.section(.system, byteCount: 4)
        let number = system.bytes.littleEndian32(at: 0)
        guard number == ProvingKeySection.groth16 else { throw .protocolUnknown(number) }
        let header = try ProvingKeyHeader(section: file.section(.header))

        let coefficients = try file.section(.coefficients)
        guard coefficients.count >= 4 else { throw .file(.truncated) }
        let coefficientCount = coefficients.bytes.littleEndian32(at: 0)
        self.coefficients = try views.section(
            .coefficients, byteCount: 4 + UInt64(coefficientCount) * UInt64(CoefficientEntry.byteCount))
        self.coefficientCount = Int(coefficientCount)

        let wires = UInt64(header.wireCount)
        let publicWires = UInt64(header.publicCount) + 1
        let g1 = UInt64(PointByteCount.g1)
        let inputs = try file.section(.inputPoints, byteCount: publicWires * g1)
        pointsA = try views.section(.pointsA, byteCount: wires * g1)
        pointsB1 = try views.section(.pointsB1, byteCount: wires * g1)
        pointsB2 = try views.section(.pointsB2, byteCount: wires * UInt64(PointByteCount.g2))
        pointsC = try views.section(.pointsC, byteCount: (wires - publicWires) * g1)
        pointsH = try views.section(.pointsH, byteCount: UInt64(header.domainSize) * g1)
        contributions = try views.section(.contributions)

        let bytes = inputs.bytes
        var inputPoints: [G1Affine] = []
        inputPoints.reserveCapacity(header.publicCount + 1)
        for index in 0...header.publicCount {
            guard let point = bytes.g1(at: index * PointByteCount.g1), point.isOnCurve else {
                throw .pointInvalid(section: ProvingKeySection.inputPoints.rawValue, index: index)
            }
            inputPoints.append(point)
        }
        self.inputPoints = inputPoints
        self.header = header
        self.file = views
    }

    /// A view of a section whose pages leave the process's memory after its use.
    ///
    /// A prover goes through the sections one after the other, so that it never holds the whole key in memory.
    package func passing(_ section: ProvingKeySection) throws(Groth16Error) -> Data {
        do {
            return try file.sectionInOwnMapping(section.rawValue)
        } catch {
            throw .file(error)
        }
    }

    /// The key with which proofs of this key are verified.
    package var verificationKey: VerificationKey {
        VerificationKey(
            alpha1: header.alpha1, beta2: header.beta2, gamma2: header.gamma2, delta2: header.delta2,
            inputPoints: inputPoints)
    }
}

extension SectionFile {
    fileprivate func section(_ section: ProvingKeySection) throws(Groth16Error) -> Data {
        do {
            return try self.section(section.rawValue)
        } catch {
            throw .file(error)
        }
    }

    fileprivate func section(_ section: ProvingKeySection, byteCount: UInt64) throws(Groth16Error) -> Data {
        do {
            return try self.section(section.rawValue, byteCount: byteCount)
        } catch {
            throw .file(error)
        }
    }
}
