internal import FiniteFields

/// The steps of making a proof, in their order.
package enum ProvingPhase: String, CaseIterable, Sendable {
    /// The products of the matrices A and B with the witness.
    case matrices
    /// The transforms that lead to the quotient's values.
    case transforms
    case sumH
    case sumB2
    case sumA
    case sumB1
    case sumC
    /// The proof is put together and verified.
    case verification

    /// How much of the whole is done when the phase begins, in percent: usual shares of a large circuit.
    package var percentBefore: Int {
        switch self {
        case .matrices: 0
        case .transforms: 4
        case .sumH: 11
        case .sumB2: 31
        case .sumA: 55
        case .sumB1: 72
        case .sumC: 83
        case .verification: 99
        }
    }
}

/// How a caller follows the making of a proof and stops it.
package struct ProvingObserver: Sendable {
    /// Called when a phase begins, on the thread that proves.
    package var phaseBegins: @Sendable (ProvingPhase) -> Void
    /// Asked between phases; the prover stops where it answers yes.
    package var isCancelled: @Sendable () -> Bool

    package init(
        phaseBegins: @escaping @Sendable (ProvingPhase) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.phaseBegins = phaseBegins
        self.isCancelled = isCancelled
    }

    func begin(_ phase: ProvingPhase) throws(Groth16Error) {
        if isCancelled() || WorkCancellation.isRequested { throw .cancelled }
        phaseBegins(phase)
    }
}
