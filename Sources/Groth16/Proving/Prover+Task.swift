package import ConstraintSystem
internal import Foundation
internal import Synchronization

extension Prover {
    /// Makes a proof on a thread of its own, so that the caller's executor stays free.
    ///
    /// Cancelling the task stops the prover before its next phase.
    /// - Throws: What ``prove(_:blinding:threads:observer:)`` throws.
    package func prove(
        inBackground witness: WitnessFile, threads: Int,
        phaseBegins: @escaping @Sendable (ProvingPhase) -> Void = { _ in }
    ) async throws(Groth16Error) -> Result {
        let cancellation = Cancellation()
        let observer = ProvingObserver(phaseBegins: phaseBegins, isCancelled: { cancellation.isRequested })
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Swift.Result<Result, Groth16Error>, Never>) in
                let thread = Thread {
                    let outcome = Swift.Result { () throws(Groth16Error) in
                        try prove(witness, threads: threads, observer: observer)
                    }
                    continuation.resume(returning: outcome)
                }
                thread.name = "symbolon-prover"
                thread.stackSize = 8 << 20
                thread.start()
            }
        } onCancel: {
            cancellation.request()
        }
        return try outcome.get()
    }
}

/// Whether a task was cancelled, for the thread that works for it.
private final class Cancellation: Sendable {
    private let flag = Atomic<Bool>(false)

    var isRequested: Bool { flag.load(ordering: .relaxed) }

    func request() { flag.store(true, ordering: .relaxed) }
}
