#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// Reads files of a bounded size into memory.
package enum FileContents {
    private static let pieceByteCount = 1 << 18

    /// Reads a file, a pipe or a device to its end, but never more than one byte above a bound.
    ///
    /// What comes back grows with what is there, not with what the file's length says.
    ///
    /// - Parameter byteCountMax: The largest number of bytes that the caller wants; a longer result means that there are more.
    /// - Returns: `nil` where the system refuses.
    package static func read(path: String, byteCountMax: Int) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var contents: [UInt8] = []
        while contents.count <= byteCountMax {
            let wanted = min(pieceByteCount, byteCountMax - contents.count + 1)
            var failed = false
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                let result = unsafe readRetrying(descriptor, buffer)
                failed = result < 0
                count = max(result, 0)
            }
            if failed { return nil }
            if piece.isEmpty { break }
            contents.append(contentsOf: piece)
        }
        return contents
    }

    /// What read(2) returns, asked again after a signal.
    private static func readRetrying(_ descriptor: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        while true {
            let result = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
            if result >= 0 || errno != EINTR { return result }
        }
    }

    private static func systemRead(_ descriptor: Int32, _ start: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
        #if canImport(Darwin)
        unsafe Darwin.read(descriptor, start, count)
        #elseif canImport(Musl)
        unsafe Musl.read(descriptor, start, count)
        #else
        unsafe Glibc.read(descriptor, start, count)
        #endif
    }
}
