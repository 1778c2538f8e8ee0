internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// What a contributor to phase 2 left in a proving key.
package struct KeyContribution: Equatable, Sendable {
    /// Delta in G1 after the contribution.
    let deltaAfter: G1Affine
    /// The proof that the contributor knew the factor.
    let proof: KnowledgeProof
    /// The hash of the circuit, the contributions before and the proof's points in G1.
    let transcript: [UInt8]
    /// Who contributed.
    package let label: ContributionLabel

    static let transcriptByteCount = 64
    private static let fixedByteCount = 3 * PointByteCount.g1 + PointByteCount.g2 + transcriptByteCount

    init(deltaAfter: G1Affine, proof: KnowledgeProof, transcript: [UInt8], label: ContributionLabel) {
        self.deltaAfter = deltaAfter
        self.proof = proof
        self.transcript = transcript
        self.label = label
    }

    /// The hash that a contributor publishes.
    package var hash: [UInt8] {
        var hasher = Blake2b()
        update(&hasher)
        return hasher.digest()
    }

    /// Adds the points and the transcript to a hash.
    func update(_ hasher: inout Blake2b) {
        var bytes: [UInt8] = []
        G1Curve.appendUncompressed(deltaAfter, to: &bytes)
        G1Curve.appendUncompressed(proof.base, to: &bytes)
        G1Curve.appendUncompressed(proof.multiple, to: &bytes)
        G2Curve.appendUncompressed(proof.multipleG2, to: &bytes)
        hasher.update(bytes + transcript)
    }

    /// The least number of bytes of a record.
    static var byteCountMin: Int { fixedByteCount + 8 }

    /// Reads a record and moves the offset behind it.
    init(_ bytes: RawSpan, at offset: inout Int, number: Int) throws(CeremonyError) {
        guard bytes.byteCount - offset >= KeyContribution.fixedByteCount else {
            throw .contributionMalformed(number: number, reason: "the record is cut off")
        }
        deltaAfter = try ContributionPoint.read(bytes, at: &offset, of: G1Curve.self, number: number)
        let base = try ContributionPoint.read(bytes, at: &offset, of: G1Curve.self, number: number)
        let multiple = try ContributionPoint.read(bytes, at: &offset, of: G1Curve.self, number: number)
        let multipleG2 = try ContributionPoint.read(bytes, at: &offset, of: G2Curve.self, number: number)
        proof = KnowledgeProof(base: base, multiple: multiple, multipleG2: multipleG2)
        let transcript = bytes.extracting(offset..<(offset + KeyContribution.transcriptByteCount))
        self.transcript = transcript.byteOffsets.map { transcript.byte(at: $0) }
        offset += KeyContribution.transcriptByteCount
        label = try ContributionLabel(bytes, at: &offset, number: number)
    }

    /// Appends the record as the file keeps it.
    func append(to writer: inout SectionFileWriter) throws(ConstraintSystemError) {
        writer.append(deltaAfter)
        writer.append(proof.base)
        writer.append(proof.multiple)
        writer.append(proof.multipleG2)
        try writer.append(bytes: transcript)
        try label.append(to: &writer)
    }
}
