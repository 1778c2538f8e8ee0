internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields
internal import Signatures

/// The secrets of a development key besides the point tau.
struct DevelopmentSecrets {
    let alpha: Fr
    let beta: Fr
    let delta: Fr
    let contribution: DevelopmentContribution

    init(_ seed: DevelopmentSeed) {
        alpha = seed.scalar("alpha")
        beta = seed.scalar("beta")
        delta = seed.scalar("delta")
        contribution = DevelopmentContribution(seed, delta: delta)
    }
}

/// The one contribution that a development key lists, in the form of a ceremony's.
///
/// Its points say the truth about delta, but its transcript is a digest of the name: no ceremony's verification accepts
/// it.
struct DevelopmentContribution {
    private let deltaAfter: G1Affine
    private let base: G1Affine
    private let baseTimesDelta: G1Affine
    private let knowledge: G2Affine
    private let transcript: [UInt8]
    private let name: [UInt8]

    init(_ seed: DevelopmentSeed, delta: Fr) {
        let start = G1Affine.generator.multiplied(by: seed.scalar("contribution base"))
        deltaAfter = G1Affine.generator.multiplied(by: delta).affine
        base = start.affine
        baseTimesDelta = start.multiplied(by: delta).affine
        knowledge = G2Affine.generator.multiplied(by: seed.scalar("contribution challenge") * delta).affine
        transcript = DigestAlgorithm.blake2b512.hash(
            [UInt8]("symbolon development setup\u{0}transcript\u{0}\(seed.name)".utf8))
        name = [UInt8]((DevelopmentSeed.mark + seed.name).utf8)
    }

    /// Writes the number of contributions, one, and the contribution.
    func write(to writer: inout SectionFileWriter) throws(ConstraintSystemError) {
        writer.append(UInt32(1))
        writer.append(deltaAfter)
        writer.append(base)
        writer.append(baseTimesDelta)
        writer.append(knowledge)
        try writer.append(bytes: transcript)
        writer.append(UInt32(0))
        // Parameter 1 is the name, after its length.
        writer.append(UInt32(name.count + 2))
        try writer.append(bytes: [1, UInt8(name.count)] + name)
    }
}
