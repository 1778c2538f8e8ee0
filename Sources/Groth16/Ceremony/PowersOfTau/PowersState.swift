internal import EllipticCurves
internal import FiniteFields

/// The values of a ceremony between two contributions.
struct PowersState {
    let tauG1: G1Affine
    let tauG2: G2Affine
    let alphaG1: G1Affine
    let betaG1: G1Affine
    let betaG2: G2Affine
    let challenge: [UInt8]

    /// The values after a contribution.
    init(_ contribution: PowersContribution) {
        tauG1 = contribution.tauG1
        tauG2 = contribution.tauG2
        alphaG1 = contribution.alphaG1
        betaG1 = contribution.betaG1
        betaG2 = contribution.betaG2
        challenge = contribution.nextChallenge
    }

    private init(initialChallenge: [UInt8]) {
        tauG1 = .generator
        tauG2 = .generator
        alphaG1 = .generator
        betaG1 = .generator
        betaG2 = .generator
        challenge = initialChallenge
    }

    /// The values before the first contribution.
    static func initial(power: Int) -> PowersState {
        PowersState(initialChallenge: PowersOfTau.firstChallenge(power: power))
    }

    /// Checks that a contribution led from other values to these.
    ///
    /// - Parameter beacons: What the beacons before led to.
    /// - Throws: ``CeremonyError/unsound(_:)``, ``CeremonyError/beaconInvalid(reason:)`` or ``CeremonyError/cancelled``.
    func check(
        _ contribution: PowersContribution, follows previous: PowersState, number: Int, beacons: inout BeaconDigests
    ) throws(CeremonyError) {
        let key = contribution.key
        if let beacon = contribution.label.beacon {
            var generator = try beacons.generator(of: beacon)
            let secrets = PowersSecrets(generator: &generator)
            guard PowersPublicKey(secrets, challenge: previous.challenge, generator: &generator) == key else {
                throw .unsound(.beaconKeyDiffers(contribution: number))
            }
        }
        let tau = key.tau.ratioG2(personalization: 0, challenge: previous.challenge)
        let alpha = key.alpha.ratioG2(personalization: 1, challenge: previous.challenge)
        let beta = key.beta.ratioG2(personalization: 2, challenge: previous.challenge)
        for (secret, proof, ratio) in [("tau", key.tau, tau), ("alpha", key.alpha, alpha), ("beta", key.beta, beta)] {
            guard proof.ratio.isEqual(to: ratio) else {
                throw .unsound(.publicKeyInvalid(contribution: number, secret: secret))
            }
        }
        let steps = [
            ("tau in G1", PointRatio(previous.tauG1, tauG1), tau),
            ("tau in G2", key.tau.ratio, PointRatio(previous.tauG2, tauG2)),
            ("alpha in G1", PointRatio(previous.alphaG1, alphaG1), alpha),
            ("beta in G1", PointRatio(previous.betaG1, betaG1), beta),
            ("beta in G2", key.beta.ratio, PointRatio(previous.betaG2, betaG2)),
        ]
        for (value, ratio, ratioG2) in steps {
            guard ratio.isEqual(to: ratioG2) else {
                throw .unsound(.doesNotFollow(contribution: number, value: value))
            }
        }
    }
}
