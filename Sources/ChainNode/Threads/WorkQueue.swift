internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads of the node's own that take work from one queue, in the order in which it came.
///
/// Long computations run here, never on the cooperative pool, which serves requests.
final class WorkQueue: Sendable {
    private struct State {
        var waiting: [(@Sendable () -> Void)?] = []
        /// Index of the next work in `waiting`; what lies before has been taken.
        var next = 0
        var isClosed = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)
    private let threadCount: Int

    /// Starts the threads.
    ///
    /// - Precondition: `threadCount >= 1`.
    init(name: String, threadCount: Int) {
        precondition(threadCount >= 1)
        self.threadCount = threadCount
        for number in 0..<threadCount {
            // The threads hold only the queue's contents, so they end when the queue is closed.
            let thread = Thread { [self] in serve() }
            thread.name = threadCount == 1 ? name : "\(name)-\(number)"
            thread.start()
        }
    }

    /// Adds work; `false` where the queue is closed and the work will not run.
    @discardableResult
    func add(_ work: @escaping @Sendable () -> Void) -> Bool {
        let isAdded = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append(work)
            return true
        }
        if isAdded { available.signal() }
        return isAdded
    }

    /// Refuses further work; the threads end when what waits is done.
    func close() {
        let isFirst = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        guard isFirst else { return }
        for _ in 0..<threadCount { available.signal() }
    }

    /// Runs work on the queue and waits for its result without blocking the caller's thread.
    ///
    /// - Throws: What the work throws, or ``NodeError/stopped`` where the queue is closed.
    func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws(NodeError) -> Result
    ) async throws(NodeError) -> Result {
        let outcome: Swift.Result<Result, NodeError> = await withCheckedContinuation { continuation in
            let isAdded = add {
                do throws(NodeError) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
            if !isAdded { continuation.resume(returning: .failure(.stopped)) }
        }
        return try outcome.get()
    }

    private func serve() {
        while let work = take() { work() }
    }

    /// Waits for work; `nil` when the queue is closed and empty.
    private func take() -> (@Sendable () -> Void)? {
        available.wait()
        return state.withLock { state in
            guard state.next < state.waiting.count else { return nil }
            let work = state.waiting[state.next].take()
            state.next += 1
            // Places that were taken are given back in bulk, so that each costs constant time.
            if state.next * 2 >= state.waiting.count {
                state.waiting.removeFirst(state.next)
                state.next = 0
            }
            return work
        }
    }
}
