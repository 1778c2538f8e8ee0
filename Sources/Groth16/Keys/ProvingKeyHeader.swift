package import ConstraintSystem
package import EllipticCurves
internal import FiniteFields

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// The counts of a proving key and the points that its verification key shares.
package struct ProvingKeyHeader: Equatable, Sendable {
    /// The wires of the circuit, the constant one included.
    package var wireCount: Int
    /// The public signals, without the constant one.
    package var publicCount: Int
    /// The size of the domain: a power of two, at least the constraints and the public signals and one.
    package var domainSize: Int
    package var alpha1: G1Affine
    package var beta1: G1Affine
    package var beta2: G2Affine
    package var gamma2: G2Affine
    package var delta1: G1Affine
    package var delta2: G2Affine

    static let byteCount: UInt64 = 660
    private static let pointsOffset = 84

    package init(
        wireCount: Int, publicCount: Int, domainSize: Int, alpha1: G1Affine, beta1: G1Affine, beta2: G2Affine,
        gamma2: G2Affine, delta1: G1Affine, delta2: G2Affine
    ) {
        self.wireCount = wireCount
        self.publicCount = publicCount
        self.domainSize = domainSize
        self.alpha1 = alpha1
        self.beta1 = beta1
        self.beta2 = beta2
        self.gamma2 = gamma2
        self.delta1 = delta1
        self.delta2 = delta2
    }

    /// The logarithm of the domain's size to the base of two.
    package var domainSizeLog2: Int { domainSize.trailingZeroBitCount }

    /// Reads the section and checks the counts and that each point is in its group and not infinity.
    init(section: Data) throws(Groth16Error) {
        guard section.count == Int(ProvingKeyHeader.byteCount) else {
            throw .file(
                .sectionSizeDiffers(
                    section: ProvingKeySection.header.rawValue, expected: ProvingKeyHeader.byteCount,
                    found: UInt64(section.count)))
        }
        try Groth16Error.wrapping { () throws(ConstraintSystemError) in
            try SectionFile.checkField(section, at: 0, modulus: Fq.modulusWords)
            try SectionFile.checkField(section, at: 36, modulus: Fr.modulusWords)
        }
        let bytes = section.bytes
        wireCount = Int(bytes.littleEndian32(at: 72))
        publicCount = Int(bytes.littleEndian32(at: 76))
        let domain = bytes.littleEndian32(at: 80)
        domainSize = Int(domain)
        guard publicCount < wireCount else {
            throw .file(.countsContradict("\(publicCount) public signals among \(wireCount) wires"))
        }
        // The prover's shifted domain needs a root of unity of twice the order.
        guard domain.nonzeroBitCount == 1, domain.trailingZeroBitCount < Fr.twoAdicity, publicCount < domainSize else {
            throw .domainInvalid(domain)
        }
        let start = ProvingKeyHeader.pointsOffset
        alpha1 = try ProvingKeyHeader.g1(bytes, at: start, index: 0)
        beta1 = try ProvingKeyHeader.g1(bytes, at: start + 64, index: 1)
        beta2 = try ProvingKeyHeader.g2(bytes, at: start + 128, index: 2)
        gamma2 = try ProvingKeyHeader.g2(bytes, at: start + 256, index: 3)
        delta1 = try ProvingKeyHeader.g1(bytes, at: start + 384, index: 4)
        delta2 = try ProvingKeyHeader.g2(bytes, at: start + 448, index: 5)
    }

    /// Writes the sections ``ProvingKeySection/system`` and ``ProvingKeySection/header``.
    package func write(to writer: inout SectionFileWriter) throws(ConstraintSystemError) {
        writer.beginSection(ProvingKeySection.system.rawValue)
        writer.append(ProvingKeySection.groth16)
        try writer.endSection()
        writer.beginSection(ProvingKeySection.header.rawValue)
        writer.append(modulus: Fq.modulusWords)
        writer.append(modulus: Fr.modulusWords)
        writer.append(UInt32(wireCount))
        writer.append(UInt32(publicCount))
        writer.append(UInt32(domainSize))
        writer.append(alpha1)
        writer.append(beta1)
        writer.append(beta2)
        writer.append(gamma2)
        writer.append(delta1)
        writer.append(delta2)
        try writer.endSection()
    }

    private static func g1(_ bytes: RawSpan, at offset: Int, index: Int) throws(Groth16Error) -> G1Affine {
        let section = ProvingKeySection.header.rawValue
        guard let point = bytes.g1(at: offset), point.isOnCurve else {
            throw .pointInvalid(section: section, index: index)
        }
        guard !point.isInfinity else { throw .pointAtInfinity(section: section, index: index) }
        return point
    }

    private static func g2(_ bytes: RawSpan, at offset: Int, index: Int) throws(Groth16Error) -> G2Affine {
        let section = ProvingKeySection.header.rawValue
        guard let point = bytes.g2(at: offset), point.isOnCurve, point.isInSubgroup else {
            throw .pointInvalid(section: section, index: index)
        }
        guard !point.isInfinity else { throw .pointAtInfinity(section: section, index: index) }
        return point
    }
}
