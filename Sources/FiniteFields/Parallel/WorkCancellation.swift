internal import Synchronization

/// A wish that long calculations end early.
///
/// Whoever starts a calculation runs it in ``scope(_:)``. From the request on, the loops of ``WorkerPool`` leave out what
/// they have not begun, and the long steps inside them return early. What comes out of them then is meaningless: the
/// caller must look at ``isRequested`` before using a result, and writers of files refuse to complete one.
package final class WorkCancellation: Sendable {
    @TaskLocal private static var bound: WorkCancellation?

    private let flag = Atomic<Bool>(false)

    package init() {}

    /// Whether the end was asked for.
    package var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Asks for the end, from any thread.
    package func request() { flag.store(true, ordering: .relaxed) }

    /// The cancellation of the calculation that this thread works for.
    static var current: WorkCancellation? { bound }

    /// Whether the calculation that this thread works for shall end.
    package static var isRequested: Bool { bound?.isRequested ?? false }

    /// Runs a calculation that this cancellation ends.
    package func scope<Value, Failure: Error>(
        _ work: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let outcome = Self.$bound.withValue(self) { Result { () throws(Failure) in try work() } }
        return try outcome.get()
    }
}
