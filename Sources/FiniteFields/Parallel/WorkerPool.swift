import Dispatch
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A few threads that live as long as the program and share out the loops of long calculations.
///
/// Provers and transforms run here and never on Swift's cooperative pool, which serves connections. The calling
/// thread takes part in its own loop, so a call always makes progress, also when every worker is busy elsewhere,
/// and calls may be nested.
package final class WorkerPool: Sendable {
    /// One pool for the program, with a thread for each processor besides the caller's.
    package static let shared = WorkerPool(workers: ProcessInfo.processInfo.activeProcessorCount - 1)

    /// The largest useful number of threads for one loop: the workers and the caller.
    package let threadsMax: Int

    private let tickets = Mutex<[Loop]>([])
    private let ticketsAvailable = DispatchSemaphore(value: 0)

    private init(workers: Int) {
        threadsMax = max(workers, 0) + 1
        for _ in 0..<max(workers, 0) {
            // Without a worker the callers' own threads do its share.
            _ = DedicatedThread.start(stackByteCount: 4 << 20) { [self] in serve() }
        }
    }

    /// Calls `body` once for each index in `0..<count`, in any order, on at most `threads` threads.
    ///
    /// Returns when all calls have returned. `body` may touch shared memory only at places that belong to its index.
    /// After a cancellation the calls that have not begun are left out, unless the loop is complete in any case.
    package func run(
        count: Int, threads: Int, isComplete: Bool = false, _ body: @escaping @Sendable (Int) -> Void
    ) {
        let helpers = min(threads, threadsMax, count) - 1
        let loop = Loop(count: count, cancellation: .current, isComplete: isComplete, body: body)
        guard helpers > 0 else {
            loop.work()
            return
        }
        tickets.withLock { $0.append(contentsOf: repeatElement(loop, count: helpers)) }
        for _ in 0..<helpers { ticketsAvailable.signal() }
        loop.work()
        // Tickets that no worker has taken are withdrawn; those that were taken report back.
        let withdrawn = tickets.withLock { waiting in
            let before = waiting.count
            waiting.removeAll { $0 === loop }
            return before - waiting.count
        }
        for _ in 0..<(helpers - withdrawn) { loop.helperFinished.wait() }
    }

    private func serve() {
        while true {
            ticketsAvailable.wait()
            // A withdrawn ticket leaves its signal behind: the worker then finds nothing and waits again.
            guard let loop = tickets.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
            // Loops inside the calls end with the same cancellation.
            if let cancellation = loop.cancellation {
                cancellation.scope { loop.work() }
            } else {
                loop.work()
            }
            loop.helperFinished.signal()
        }
    }

    /// One call of `run`, shared by the threads that work on it.
    private final class Loop: Sendable {
        let count: Int
        let cancellation: WorkCancellation?
        let isComplete: Bool
        let body: @Sendable (Int) -> Void
        let next = Atomic<Int>(0)
        let helperFinished = DispatchSemaphore(value: 0)

        init(
            count: Int, cancellation: WorkCancellation?, isComplete: Bool, body: @escaping @Sendable (Int) -> Void
        ) {
            self.count = count
            self.cancellation = cancellation
            self.isComplete = isComplete
            self.body = body
        }

        func work() {
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                if !isComplete, let cancellation, cancellation.isRequested { return }
                body(index)
            }
        }
    }
}
