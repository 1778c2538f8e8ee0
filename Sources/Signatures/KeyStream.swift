internal import CSodium

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The ChaCha20 key stream of libsodium, as 64-bit words.
package enum KeyStream {
    /// Overwrites an array with the key stream of a key: word `i` is bytes `8i ..< 8i + 8`, least significant first.
    ///
    /// The nonce is zero, so a key must be used for one stream only.
    /// - Complexity: O(n); no allocation where the array is uniquely referenced.
    package static func fill(_ words: inout [UInt64], key: Digest) {
        Sodium.initialize()
        let nonce: UInt64 = 0
        let byteCount = UInt64(words.count) * 8
        unsafe words.withUnsafeMutableBytes { output in
            unsafe key.withBytePointer { keyBytes in
                unsafe withUnsafeBytes(of: nonce) { nonceBytes in
                    guard let outputAddress = output.baseAddress, let nonceAddress = nonceBytes.baseAddress else {
                        return
                    }
                    let status = unsafe crypto_stream_chacha20(
                        outputAddress.assumingMemoryBound(to: UInt8.self), byteCount,
                        nonceAddress.assumingMemoryBound(to: UInt8.self), keyBytes)
                    precondition(status == 0, "libsodium refused to make a key stream")
                }
            }
        }
        #if _endian(big)
        for index in words.indices { words[index] = words[index].byteSwapped }
        #endif
    }

    /// The id of this process, which differs after a fork.
    package static var processIdentifier: Int32 { getpid() }
}
