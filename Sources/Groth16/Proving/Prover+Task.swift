package import ConstraintSystem

extension Prover {
    /// Makes a proof on a thread of its own, so that the caller's executor stays free.
    ///
    /// Cancelling the task ends the prover soon, also inside a phase: see ``BackgroundWork``.
    /// - Throws: What ``prove(_:blinding:threads:observer:)`` throws.
    package func prove(
        inBackground witness: WitnessFile, threads: Int,
        phaseBegins: @escaping @Sendable (ProvingPhase) -> Void = { _ in }
    ) async throws(Groth16Error) -> Result {
        let observer = ProvingObserver(phaseBegins: phaseBegins)
        return try await BackgroundWork.run { () throws(Groth16Error) in
            try prove(witness, threads: threads, observer: observer)
        }
    }
}
