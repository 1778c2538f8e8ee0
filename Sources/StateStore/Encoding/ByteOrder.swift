#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The order of keys: byte by byte, a prefix before what it begins.
enum ByteOrder {
    /// Whether the left bytes come before the right ones.
    static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        let shared = min(left.count, right.count)
        let order = unsafe left.withUnsafeBufferPointer { leftBytes in
            unsafe right.withUnsafeBufferPointer { rightBytes in
                guard let left = leftBytes.baseAddress, let right = rightBytes.baseAddress else { return Int32(0) }
                return unsafe memcmp(left, right, shared)
            }
        }
        return order == 0 ? left.count < right.count : order < 0
    }
}
