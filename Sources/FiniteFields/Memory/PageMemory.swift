internal import Synchronization

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Memory that goes back to the system as soon as it is no longer used.
///
/// A prover's phases need a few large blocks each, one after the other. An allocator keeps such blocks, and the next
/// phase's do not always fit where the last one's were. Pages that are never touched take no memory.
@safe
package final class PageMemory: @unchecked Sendable {
    // Sendable: the addresses do not change; whoever shares the memory says why no two threads touch the same places.
    package let start: UnsafeMutableRawPointer
    package let byteCount: Int
    private let isMapped: Bool
    private let isReleased = Atomic<Bool>(false)

    /// Smaller blocks come from the allocator: the system takes a few microseconds to give a block.
    private static let mappedByteCountMin = 1 << 17

    /// Larger blocks ask for large pages, which the system clears faster and in which points are found faster.
    ///
    /// A proof of 2^18 constraints took 0.63 s instead of 0.66 s, a sum of 2^16 multiples on one thread 54 ms instead of
    /// 57 ms; on two threads nothing was gained.
    private static let largePagesByteCountMin = 1 << 23

    /// Makes room for `byteCount` bytes, aligned to 64; they are zero.
    package init(byteCount: Int) {
        precondition(byteCount >= 0)
        self.byteCount = max(byteCount, 64)
        isMapped = self.byteCount >= Self.mappedByteCountMin
        guard isMapped else {
            unsafe start = .allocate(byteCount: self.byteCount, alignment: 64)
            unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: self.byteCount)
            return
        }
        let address = unsafe mmap(nil, self.byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0)
        guard let address = unsafe address, unsafe address != MAP_FAILED else { preconditionFailure("out of memory") }
        unsafe start = address
        #if os(Linux)
        // Where the system has no large pages, or gives none, the small ones do.
        if self.byteCount >= Self.largePagesByteCountMin { unsafe madvise(address, self.byteCount, MADV_HUGEPAGE) }
        #endif
    }

    deinit { unsafe release() }

    /// Gives the memory back before the last reference goes; it may not be touched any more, by any thread.
    @unsafe package func release() {
        guard isReleased.exchange(true, ordering: .relaxed) == false else { return }
        if isMapped {
            unsafe munmap(start, byteCount)
        } else {
            unsafe start.deallocate()
        }
    }
}
