package import FiniteFields

/// An error that tells of a cancellation.
package protocol CancellableFailure: Error {
    static var cancelled: Self { get }
}

extension Groth16Error: CancellableFailure {}
extension CeremonyError: CancellableFailure {}

/// Long work of this library on a thread of its own, so that the caller's executor stays free.
///
/// Cancelling the surrounding task ends proofs, set-ups, steps of a ceremony and batch verifications soon, also inside a
/// phase, with the error `cancelled`; docs/benchmarks.md has times. Files that were being
/// written leave nothing behind.
package enum BackgroundWork {
    /// Runs work that may take long.
    ///
    /// - Throws: What the work throws; `cancelled` where the task was cancelled before it ended.
    package static func run<Value: Sendable, Failure: CancellableFailure>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let cancellation = WorkCancellation()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, Failure>, Never>) in
                let body: @Sendable () -> Void = {
                    continuation.resume(returning: Result { () throws(Failure) in try cancellation.run(work) })
                }
                // Where the system has no thread to give, the caller's does the work.
                if !DedicatedThread.start(stackByteCount: 8 << 20, body) { body() }
            }
        } onCancel: {
            cancellation.request()
        }
        return try outcome.get()
    }
}

extension WorkCancellation {
    /// Runs work that this cancellation ends.
    ///
    /// - Throws: What the work throws; `cancelled` after a request, whatever came out of the work.
    package func run<Value, Failure: CancellableFailure>(
        _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let outcome = Result { () throws(Failure) in try scope(work) }
        if isRequested { throw .cancelled }
        return try outcome.get()
    }
}
