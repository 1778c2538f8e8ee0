import FiniteFields
import Testing

/// Memory that goes back at once.
@Suite struct PageMemoryTests {
    @Test(arguments: [0, 1, 4_096, 1 << 17, 5_000_000])
    func aBlockIsZeroAndAlignedAndKeepsWhatIsWritten(byteCount: Int) {
        let block = PageMemory(byteCount: byteCount)
        #expect(block.byteCount >= byteCount)
        unsafe #expect(UInt(bitPattern: block.start) % 64 == 0)
        let bytes = unsafe UnsafeMutableRawBufferPointer(start: block.start, count: block.byteCount)
        let isZero = unsafe bytes.allSatisfy { $0 == 0 }
        #expect(isZero)
        for index in bytes.indices { unsafe bytes[index] = UInt8(truncatingIfNeeded: index) }
        let isKept = unsafe bytes.enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: $0) }
        #expect(isKept)
        unsafe block.release()
        // The second time does nothing, nor does the last reference.
        unsafe block.release()
    }
}
