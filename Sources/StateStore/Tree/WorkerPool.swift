internal import Dispatch
internal import Foundation
internal import Synchronization

/// A few threads that share the work of staging a block, and sleep in between.
///
/// They are threads of their own, since the cooperative pool and Dispatch's queues may be busy with requests just when
/// a block is due.
final class WorkerPool: Sendable {
    private struct Inbox {
        var job: Job?
        var isClosed = false
    }

    /// One call of ``run(count:_:)``.
    private final class Job: Sendable {
        let body: @Sendable (Int) -> Void
        let count: Int
        private let next = Atomic<Int>(0)
        private let finished = Atomic<Int>(0)
        private let isDone = DispatchSemaphore(value: 0)

        init(count: Int, body: @escaping @Sendable (Int) -> Void) {
            self.count = count
            self.body = body
        }

        /// Takes parts as long as there are any.
        func work() {
            while true {
                let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard part < count else { return }
                body(part)
                if finished.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == count { isDone.signal() }
            }
        }

        func wait() {
            isDone.wait()
        }
    }

    private final class Worker: Sendable {
        private let inbox = Mutex(Inbox())
        private let bell = DispatchSemaphore(value: 0)

        func give(_ job: Job) {
            inbox.withLock { $0.job = job }
            bell.signal()
        }

        func close() {
            inbox.withLock { $0.isClosed = true }
            bell.signal()
        }

        func run() {
            while true {
                bell.wait()
                let (job, isClosed) = inbox.withLock { inbox in
                    defer { inbox.job = nil }
                    return (inbox.job, inbox.isClosed)
                }
                job?.work()
                if isClosed { return }
            }
        }
    }

    private let workers: [Worker]

    /// - Parameter threadCount: Threads that work on a job, the caller's included.
    init(threadCount: Int) {
        workers = (1..<max(threadCount, 1)).map { _ in Worker() }
        for worker in workers {
            let thread = Thread { worker.run() }
            thread.name = "symbolon-state"
            // The tree is walked by recursion, up to 256 levels deep.
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    deinit {
        workers.forEach { $0.close() }
    }

    /// Calls the body for each part from 0 up, on several threads at once, and returns when all parts are done.
    func run(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
        guard count > 1, !workers.isEmpty else {
            for part in 0..<count { body(part) }
            return
        }
        let job = Job(count: count, body: body)
        for worker in workers.prefix(count - 1) { worker.give(job) }
        job.work()
        job.wait()
    }

    /// As ``run(count:_:)``, and gathers the results in the order of the parts; throws the first part's error.
    func map<Result: Sendable>(
        count: Int, _ body: @escaping @Sendable (Int) throws(StoreError) -> Result
    ) throws(StoreError) -> [Result] {
        let slots = ResultSlots<Result>(count: count)
        run(count: count) { part in
            do throws(StoreError) {
                slots.set(part, .success(try body(part)))
            } catch {
                slots.set(part, .failure(error))
            }
        }
        return try slots.take()
    }
}

/// The results of the parts of a job.
private final class ResultSlots<Value: Sendable>: Sendable {
    private let results: Mutex<[Result<Value, StoreError>?]>

    init(count: Int) {
        results = Mutex([Result<Value, StoreError>?](repeating: nil, count: count))
    }

    func set(_ part: Int, _ result: Result<Value, StoreError>) {
        results.withLock { $0[part] = result }
    }

    func take() throws(StoreError) -> [Value] {
        let results = results.withLock { $0 }
        var values: [Value] = []
        values.reserveCapacity(results.count)
        for result in results {
            guard let result else { preconditionFailure("a part of a job has no result") }
            values.append(try result.get())
        }
        return values
    }
}
