internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// What a contributor to phase 1 left in the file.
package struct PowersContribution: Equatable, Sendable {
    /// The values after the contribution.
    let tauG1: G1Affine
    let tauG2: G2Affine
    let alphaG1: G1Affine
    let betaG1: G1Affine
    let betaG2: G2Affine
    /// The proof that the contributor knew the secrets.
    let key: PowersPublicKey
    /// The state of the response's hash before the public key: see ``Blake2b/saved``.
    let savedHash: [UInt8]
    /// The hash of the file after the contribution, which the next contributor answers.
    package let nextChallenge: [UInt8]
    /// Who contributed.
    package let label: ContributionLabel

    static let challengeByteCount = 64

    init(
        tauG1: G1Affine, tauG2: G2Affine, alphaG1: G1Affine, betaG1: G1Affine, betaG2: G2Affine,
        key: PowersPublicKey, savedHash: [UInt8], nextChallenge: [UInt8], label: ContributionLabel
    ) {
        self.tauG1 = tauG1
        self.tauG2 = tauG2
        self.alphaG1 = alphaG1
        self.betaG1 = betaG1
        self.betaG2 = betaG2
        self.key = key
        self.savedHash = savedHash
        self.nextChallenge = nextChallenge
        self.label = label
    }

    /// The hash that a contributor publishes: of the challenge, all new points and the public key.
    package var responseHash: [UInt8] {
        // The saved state was checked when the record was read or is this program's own.
        var hasher = Blake2b(saved: savedHash) ?? Blake2b()
        hasher.update(key.uncompressed)
        return hasher.digest()
    }

    /// The bytes of a saved hash that lie behind the last one of its message: see ``savedHashHasForm(ceremonyPower:)``.
    static let restOfBlock = 96..<128

    /// Whether the saved hash is one of a message of the right length that ends with the contribution's beta in G2.
    ///
    /// The message is the challenge and the compressed points: 96 + 192 * 2^power bytes, so the last block has 96.
    func savedHashHasForm(ceremonyPower: Int) -> Bool {
        var expected: [UInt8] = []
        G2Curve.appendCompressed(betaG2, to: &expected)
        for count in [192 << UInt64(ceremonyPower), 96] {
            expected += (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) }
        }
        return Array(savedHash[32..<96] + savedHash[192..<208]) == expected
    }

    /// Reads the section of contributions.
    static func read(_ bytes: RawSpan) throws(CeremonyError) -> [PowersContribution] {
        guard bytes.byteCount >= 4 else { throw .file(.truncated) }
        let count = Int(bytes.littleEndian32(at: 0))
        // Each record has its fixed part at least, so the section's size bounds the loop and the array.
        guard count <= (bytes.byteCount - 4) / fixedByteCount else { throw .file(.truncated) }
        var offset = 4
        var contributions: [PowersContribution] = []
        contributions.reserveCapacity(count)
        for number in 1...max(count, 1) where count > 0 {
            contributions.append(try PowersContribution(bytes, at: &offset, number: number))
        }
        guard offset == bytes.byteCount else {
            throw .file(.bytesAfterLastSection(bytes.byteCount - offset))
        }
        return contributions
    }

    /// The points, the saved hash and the challenge.
    private static let fixedByteCount =
        9 * PointByteCount.g1 + 5 * PointByteCount.g2 + Blake2b.savedByteCount + challengeByteCount

    private init(_ bytes: RawSpan, at offset: inout Int, number: Int) throws(CeremonyError) {
        guard bytes.byteCount - offset >= PowersContribution.fixedByteCount else {
            throw .contributionMalformed(number: number, reason: "the record is cut off")
        }
        tauG1 = try PowersContribution.g1(bytes, &offset, number)
        tauG2 = try PowersContribution.g2(bytes, &offset, number)
        alphaG1 = try PowersContribution.g1(bytes, &offset, number)
        betaG1 = try PowersContribution.g1(bytes, &offset, number)
        betaG2 = try PowersContribution.g2(bytes, &offset, number)
        var ratios: [(G1Affine, G1Affine)] = []
        for _ in 0..<3 {
            let base = try PowersContribution.g1(bytes, &offset, number)
            ratios.append((base, try PowersContribution.g1(bytes, &offset, number)))
        }
        var proofs: [KnowledgeProof] = []
        for (base, multiple) in ratios {
            let multipleG2 = try PowersContribution.g2(bytes, &offset, number)
            proofs.append(KnowledgeProof(base: base, multiple: multiple, multipleG2: multipleG2))
        }
        key = PowersPublicKey(tau: proofs[0], alpha: proofs[1], beta: proofs[2])
        let saved = bytes.extracting(offset..<(offset + Blake2b.savedByteCount))
        guard Blake2b(saved: saved) != nil else {
            throw .contributionMalformed(number: number, reason: "the saved hash is none")
        }
        savedHash = saved.byteOffsets.map { saved.byte(at: $0) }
        offset += Blake2b.savedByteCount
        let challenge = bytes.extracting(offset..<(offset + PowersContribution.challengeByteCount))
        nextChallenge = challenge.byteOffsets.map { challenge.byte(at: $0) }
        offset += PowersContribution.challengeByteCount
        label = try ContributionLabel(bytes, at: &offset, number: number)
    }

    private static func g1(_ bytes: RawSpan, _ offset: inout Int, _ number: Int) throws(CeremonyError) -> G1Affine {
        try ContributionPoint.read(bytes, at: &offset, of: G1Curve.self, number: number)
    }

    private static func g2(_ bytes: RawSpan, _ offset: inout Int, _ number: Int) throws(CeremonyError) -> G2Affine {
        try ContributionPoint.read(bytes, at: &offset, of: G2Curve.self, number: number)
    }

    /// Appends the record as the file keeps it.
    func append(to writer: inout SectionFileWriter) throws(ConstraintSystemError) {
        writer.append(tauG1)
        writer.append(tauG2)
        writer.append(alphaG1)
        writer.append(betaG1)
        writer.append(betaG2)
        for proof in [key.tau, key.alpha, key.beta] {
            writer.append(proof.base)
            writer.append(proof.multiple)
        }
        for proof in [key.tau, key.alpha, key.beta] { writer.append(proof.multipleG2) }
        try writer.append(bytes: savedHash)
        try writer.append(bytes: nextChallenge)
        try label.append(to: &writer)
    }
}
