package import EllipticCurves

/// What a verifier knows about a circuit.
///
/// - SeeAlso: Groth, "On the Size of Pairing-based Non-interactive Arguments" (2016), section 3.2.
package struct VerificationKey: Equatable, Sendable {
    package var alpha1: G1Affine
    package var beta2: G2Affine
    package var gamma2: G2Affine
    package var delta2: G2Affine
    /// For the constant one and each public signal, the point that is multiplied by it.
    package var inputPoints: [G1Affine]

    package init(
        alpha1: G1Affine, beta2: G2Affine, gamma2: G2Affine, delta2: G2Affine, inputPoints: [G1Affine]
    ) {
        self.alpha1 = alpha1
        self.beta2 = beta2
        self.gamma2 = gamma2
        self.delta2 = delta2
        self.inputPoints = inputPoints
    }

    /// The number of public signals of a statement.
    package var publicCount: Int { max(inputPoints.count, 1) - 1 }

    /// Whether every point is in its group, and none is infinity but those of public signals that nothing uses.
    package var isWellFormed: Bool {
        !inputPoints.isEmpty && inputPoints.allSatisfy(\.isOnCurve)
            && alpha1.isOnCurve && !alpha1.isInfinity
            && [beta2, gamma2, delta2].allSatisfy { $0.isOnCurve && !$0.isInfinity && $0.isInSubgroup }
    }
}
