internal import CSodium

/// A secret in guarded memory, which is wiped when the last reference goes.
///
/// The memory comes from `sodium_malloc`: locked against swapping where the system allows it, left out of core dumps,
/// fenced by guard pages, and read-only once it is filled.
// The pointer and the count never change after init, the memory behind it is read-only from then on, and only deinit
// (which runs once, after the last reference is gone) writes to it: readers on any thread see the same bytes.
@safe
package final class SecretBytes: @unchecked Sendable {
    /// The number of secret bytes.
    package let count: Int

    let pointer: UnsafeMutablePointer<UInt8>

    /// Allocates guarded memory and lets the closure fill it; the memory starts as zeros.
    init(count: Int, fill: (UnsafeMutablePointer<UInt8>) throws(SignatureError) -> Void) throws(SignatureError) {
        precondition(count >= 0)
        Sodium.initialize()
        guard let memory = unsafe sodium_malloc(max(count, 1)) else { throw .outOfMemory }
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0, count: max(count, 1))
        self.count = count
        unsafe self.pointer = memory.assumingMemoryBound(to: UInt8.self)
        try unsafe fill(pointer)
        // Where the system has no page protection the secret stays writable; nothing else depends on it.
        _ = unsafe sodium_mprotect_readonly(memory)
    }

    /// Copies a secret into guarded memory.
    ///
    /// The caller's array is not wiped; see ``wipe(_:)``.
    ///
    /// - Throws: ``SignatureError/outOfMemory``.
    package convenience init(_ bytes: [UInt8]) throws(SignatureError) {
        try unsafe self.init(count: bytes.count) { memory throws(SignatureError) in
            for index in bytes.indices { unsafe memory[index] = bytes[index] }
        }
    }

    /// Copies a text's UTF-8 bytes, such as a passphrase, into guarded memory.
    ///
    /// - Throws: ``SignatureError/outOfMemory``.
    package convenience init(utf8 text: String) throws(SignatureError) {
        var bytes = Array(text.utf8)
        defer { SecretBytes.wipe(&bytes) }
        try self.init(bytes)
    }

    /// Draws a secret from the system's random source.
    ///
    /// - Throws: ``SignatureError/outOfMemory``.
    package static func random(count: Int) throws(SignatureError) -> SecretBytes {
        try unsafe SecretBytes(count: count) { memory throws(SignatureError) in unsafe randombytes_buf(memory, count) }
    }

    deinit {
        // sodium_free makes the pages writable again and wipes them.
        unsafe sodium_free(pointer)
    }

    /// Lends the bytes to a closure.
    package func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        unsafe body(UnsafeBufferPointer(start: pointer, count: count).span)
    }

    /// Overwrites an array with zeros in a way that the compiler does not remove.
    package static func wipe(_ bytes: inout [UInt8]) {
        unsafe bytes.withUnsafeMutableBytes { buffer in
            if let address = buffer.baseAddress { unsafe sodium_memzero(address, buffer.count) }
        }
    }
}
