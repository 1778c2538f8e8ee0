import Dispatch
import FiniteFields
import Foundation
import Synchronization
import Testing

/// Work on threads of its own.
@Suite struct DedicatedThreadTests {
    @Test func theWorkRunsOnceOnAnotherThread() {
        let caller = ObjectIdentifier(Thread.current)
        let threads = Mutex<[Bool]>([])
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<100 {
            let isStarted = DedicatedThread.start(stackByteCount: 1 << 20) {
                threads.withLock { $0.append(ObjectIdentifier(Thread.current) == caller) }
                done.signal()
            }
            #expect(isStarted)
        }
        for _ in 0..<100 { #expect(done.wait(timeout: .now() + 60) == .success) }
        #expect(threads.withLock { $0 } == [Bool](repeating: false, count: 100))
    }

    /// A depth that overruns the half megabyte of Foundation's ordinary threads.
    @Test func theStackHasTheSizeAskedFor() {
        let done = DispatchSemaphore(value: 0)
        let depths = Mutex(0)
        #expect(
            DedicatedThread.start(stackByteCount: 8 << 20) {
                let depth = DedicatedThreadTests.depth(of: 4_000)
                depths.withLock { $0 = depth }
                done.signal()
            })
        #expect(done.wait(timeout: .now() + 60) == .success)
        #expect(depths.withLock { $0 } == 4_000)
    }

    /// Goes down a number of calls, each of which holds a kilobyte.
    @inline(never) private static func depth(of calls: Int) -> Int {
        guard calls > 0 else { return 0 }
        return unsafe withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 8) { _ in 1 + depth(of: calls - 1) }
    }

    /// One byte is less than any system gives a thread; the work, and what it holds, is dropped.
    @Test func workThatCannotBeStartedIsNotBegun() {
        final class Held: Sendable {}
        weak var held: Held?
        let begun = Mutex(false)
        do {
            let object = Held()
            held = object
            let isStarted = DedicatedThread.start(stackByteCount: 1) {
                begun.withLock { $0 = true }
                _ = object
            }
            #expect(!isStarted)
        }
        #expect(held == nil)
        #expect(begun.withLock { $0 } == false)
    }
}
