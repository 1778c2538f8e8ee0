internal import EllipticCurves
package import FiniteFields

/// Verifies proofs under a key.
///
/// The lines of the key's points and the pairing of alpha and beta are computed once. A verifier is immutable: tasks
/// share it.
package struct Verifier: Sendable {
    package let key: VerificationKey
    let gamma: PreparedG2
    let delta: PreparedG2
    let beta: PreparedG2
    /// The pairing of alpha and beta.
    private let alphaBeta: Fq12

    /// Prepares a key.
    ///
    /// - Throws: ``Groth16Error/documentInvalid(place:reason:)`` where a point of the key is not in its group.
    package init(key: VerificationKey) throws(Groth16Error) {
        guard key.isWellFormed else {
            throw .documentInvalid(place: "", reason: "a point of the verification key is not in its group")
        }
        self.key = key
        gamma = PreparedG2(key.gamma2)
        delta = PreparedG2(key.delta2)
        beta = PreparedG2(key.beta2)
        alphaBeta = Pairing.pair(key.alpha1, key.beta2)
    }

    /// Whether a proof is well-formed and proves the statement with these public signals.
    ///
    /// - Throws: ``Groth16Error/publicSignalCountDiffers(expected:found:)``: signals may be neither left out nor added.
    package func verify(_ proof: Proof, publicSignals: [Fr]) throws(Groth16Error) -> Bool {
        guard publicSignals.count == key.publicCount else {
            throw .publicSignalCountDiffers(expected: key.publicCount, found: publicSignals.count)
        }
        guard proof.isWellFormed else { return false }
        let input = inputPoint(publicSignals)
        // e(A, B) = e(alpha, beta) e(input, gamma) e(C, delta), with all that varies on one side.
        let value = Pairing.millerLoop([
            (proof.a, PreparedG2(proof.b)), (-input, gamma), (-proof.c, delta),
        ])
        return Pairing.finalExponentiation(value) == alphaBeta
    }

    /// The sum of the key's input points times the constant one and the public signals.
    private func inputPoint(_ publicSignals: [Fr]) -> G1Affine {
        guard let first = key.inputPoints.first else { return .infinity }
        if publicSignals.count >= Verifier.signalCountOfSums {
            let sum = MultiScalarMultiplication.g1(
                Array(key.inputPoints.dropFirst()), publicSignals, threads: 1)
            return (sum + first).affine
        }
        var sum = G1(first)
        for (point, signal) in zip(key.inputPoints.dropFirst(), publicSignals) where !signal.isZero {
            sum += point.multiplied(by: signal)
        }
        return sum.affine
    }

    /// From how many signals on a multi-scalar multiplication is faster than one after the other.
    private static let signalCountOfSums = 16
}
