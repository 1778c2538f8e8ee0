#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Work on a thread of its own, outside Swift's cooperative pool.
///
/// Foundation's `Thread` would do the same, but it brings all of Foundation into a program that only proves.
package enum DedicatedThread {
    /// Starts work on a new thread, which ends with it.
    ///
    /// - Parameter stackByteCount: The size of the thread's stack, a multiple of the page's.
    /// - Returns: `false` where the system has no thread to give; the work was not begun then.
    package static func start(stackByteCount: Int, _ work: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
        defer { unsafe pthread_attr_destroy(&attributes) }
        guard unsafe pthread_attr_setstacksize(&attributes, stackByteCount) == 0,
            unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED)) == 0
        else { return false }
        // The new thread takes the reference over; where there is none, it is given back here.
        let reference = unsafe Unmanaged.passRetained(Work(body: work))
        guard unsafe create(&attributes, reference.toOpaque()) else {
            unsafe reference.release()
            return false
        }
        return true
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private static func create(_ attributes: inout pthread_attr_t, _ argument: UnsafeMutableRawPointer) -> Bool {
        #if canImport(Darwin)
        var thread: pthread_t?
        return unsafe pthread_create(
            &thread, &attributes,
            { argument in
                unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, argument) == 0
        #else
        var thread = pthread_t()
        return unsafe pthread_create(
            &thread, &attributes,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, argument) == 0
        #endif
    }
}
