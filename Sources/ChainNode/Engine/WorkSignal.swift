internal import Synchronization

/// Wakes the engine when there is something to do, or when it shall stop.
///
/// One task waits; any number of threads signal. A signal that nobody waits for is remembered once.
final class WorkSignal: Sendable {
    private struct Waiter {
        var number: UInt64
        var wakesForWork: Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var hasWork = false
        var isStopped = false
        var waiter: Waiter?
        var nextNumber: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Whether ``stop()`` has been called.
    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Says that there is work.
    func signal() {
        let waiter = state.withLock { state -> Waiter? in
            guard let waiter = state.waiter, waiter.wakesForWork else {
                state.hasWork = true
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.continuation.resume()
    }

    /// Says that the engine shall stop; every wait ends at once from now on.
    func stop() {
        let waiter = state.withLock { state -> Waiter? in
            state.isStopped = true
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.continuation.resume()
    }

    /// Waits for work, or for a time to pass, or for ``stop()``, or for the task to be cancelled.
    ///
    /// Where `wakesForWork` is false, work does not end the wait.
    func wait(atMost duration: Duration, wakesForWork: Bool) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.waitForSignal(wakesForWork: wakesForWork) }
            group.addTask { try? await Task.sleep(for: duration) }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForSignal(wakesForWork: Bool) async {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isImmediate = state.withLock { state in
                    if state.isStopped || Task.isCancelled { return true }
                    if wakesForWork, state.hasWork {
                        state.hasWork = false
                        return true
                    }
                    state.waiter = Waiter(number: number, wakesForWork: wakesForWork, continuation: continuation)
                    return false
                }
                if isImmediate { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let waiter = state.waiter, waiter.number == number else { return nil }
                state.waiter = nil
                return waiter
            }
            waiter?.continuation.resume()
        }
    }
}
