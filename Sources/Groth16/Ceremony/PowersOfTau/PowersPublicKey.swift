internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// The proof that a contributor knew a secret: a base and its multiple in G1, and the multiple in G2.
///
/// The base in G2 follows from a hash of the challenge and the points in G1, so nobody can choose it.
package struct KnowledgeProof: Equatable, Sendable {
    /// A random point of G1.
    let base: G1Affine
    /// The base times the secret.
    let multiple: G1Affine
    /// The point of G2 that follows from the hash, times the secret.
    let multipleG2: G2Affine

    init(base: G1Affine, multiple: G1Affine, multipleG2: G2Affine) {
        self.base = base
        self.multiple = multiple
        self.multipleG2 = multipleG2
    }

    /// Proves knowledge of a secret of phase 1.
    init(secret: Fr, personalization: UInt8, challenge: [UInt8], generator: inout ChaChaGenerator) {
        let base = generator.pointOfG1()
        let multiple = base.multiplied(by: secret).affine
        let baseG2 = KnowledgeProof.baseG2(personalization, challenge, base, multiple)
        self.init(base: base, multiple: multiple, multipleG2: baseG2.multiplied(by: secret).affine)
    }

    /// The ratio in G1.
    var ratio: PointRatio<G1Curve> { PointRatio(base, multiple) }

    /// The ratio in G2, for a secret of phase 1.
    func ratioG2(personalization: UInt8, challenge: [UInt8]) -> PointRatio<G2Curve> {
        PointRatio(KnowledgeProof.baseG2(personalization, challenge, base, multiple), multipleG2)
    }

    private static func baseG2(
        _ personalization: UInt8, _ challenge: [UInt8], _ base: G1Affine, _ multiple: G1Affine
    ) -> G2Affine {
        var message = [personalization] + challenge
        G1Curve.appendUncompressed(base, to: &message)
        G1Curve.appendUncompressed(multiple, to: &message)
        return point(fromHash: Blake2b.hash(message))
    }

    /// The point of G2 that a hash stands for.
    static func point(fromHash hash: [UInt8]) -> G2Affine {
        var generator = ChaChaGenerator(seed: hash)
        return generator.pointOfG2()
    }
}

/// The secrets of one contribution to phase 1.
struct PowersSecrets {
    var tau: Fr
    var alpha: Fr
    var beta: Fr

    init(generator: inout ChaChaGenerator) {
        tau = generator.scalar()
        alpha = generator.scalar()
        beta = generator.scalar()
    }

    /// Overwrites the secrets.
    @inline(never)
    mutating func wipe() {
        tau = .zero
        alpha = .zero
        beta = .zero
    }
}

/// The public key of a contribution to phase 1.
package struct PowersPublicKey: Equatable, Sendable {
    let tau: KnowledgeProof
    let alpha: KnowledgeProof
    let beta: KnowledgeProof

    init(tau: KnowledgeProof, alpha: KnowledgeProof, beta: KnowledgeProof) {
        self.tau = tau
        self.alpha = alpha
        self.beta = beta
    }

    /// Makes the public key of secrets.
    init(_ secrets: PowersSecrets, challenge: [UInt8], generator: inout ChaChaGenerator) {
        tau = KnowledgeProof(secret: secrets.tau, personalization: 0, challenge: challenge, generator: &generator)
        alpha = KnowledgeProof(secret: secrets.alpha, personalization: 1, challenge: challenge, generator: &generator)
        beta = KnowledgeProof(secret: secrets.beta, personalization: 2, challenge: challenge, generator: &generator)
    }

    /// The key as the hash of a response takes it.
    var uncompressed: [UInt8] {
        var bytes: [UInt8] = []
        for proof in [tau, alpha, beta] {
            G1Curve.appendUncompressed(proof.base, to: &bytes)
            G1Curve.appendUncompressed(proof.multiple, to: &bytes)
        }
        for proof in [tau, alpha, beta] { G2Curve.appendUncompressed(proof.multipleG2, to: &bytes) }
        return bytes
    }
}
