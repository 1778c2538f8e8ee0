internal import COpenSSL

/// SHA-256 (FIPS 180-4) through libcrypto.
///
/// The algorithm is fetched once per process and a context is kept per thread, because fetching and allocating would
/// cost more than hashing the short inputs of the state tree.
package enum SHA256 {
    /// Returns the digest of a byte array.
    package static func hash(_ bytes: [UInt8]) -> Digest {
        unsafe bytes.withUnsafeBytes { unsafe hash($0) }
    }

    /// Returns the digest of a span of bytes.
    package static func hash(_ bytes: Span<UInt8>) -> Digest {
        unsafe bytes.withUnsafeBytes { unsafe hash($0) }
    }

    /// Returns the digest of one byte and two digests: a node of a Merkle tree.
    ///
    /// - Complexity: O(1); no allocation.
    package static func hash(prefix: UInt8, _ left: Digest, _ right: Digest) -> Digest {
        // The prefix is the last byte of the first word, so the 65 bytes are contiguous from offset 7.
        let words = (
            UInt64(prefix).bigEndian,
            left.word0.bigEndian, left.word1.bigEndian, left.word2.bigEndian, left.word3.bigEndian,
            right.word0.bigEndian, right.word1.bigEndian, right.word2.bigEndian, right.word3.bigEndian
        )
        return unsafe Swift.withUnsafeBytes(of: words) { unsafe hash(UnsafeRawBufferPointer(rebasing: $0[7...])) }
    }

    private static func hash(_ input: UnsafeRawBufferPointer) -> Digest {
        let context = unsafe ThreadDigestContext.current
        // A null type keeps the algorithm of the context and starts a new message.
        let started = unsafe EVP_DigestInit_ex2(context, nil, nil)
        let updated = unsafe EVP_DigestUpdate(context, input.baseAddress, input.count)
        precondition(started == 1 && updated == 1, "libcrypto refused to hash")
        return unsafe finish(context)
    }

    private static func finish(_ context: OpaquePointer) -> Digest {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let finished = unsafe withUnsafeMutableBytes(of: &words) { output in
            unsafe EVP_DigestFinal_ex(context, output.assumingMemoryBound(to: UInt8.self).baseAddress, nil)
        }
        precondition(finished == 1, "libcrypto refused to hash")
        return Digest(words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    }

    /// A message that is hashed piece by piece.
    ///
    /// It owns a libcrypto context, so it cannot be copied; ``finalize()`` ends it.
    @safe
    package struct Stream: ~Copyable {
        private let context: OpaquePointer

        /// Begins an empty message.
        package init() {
            unsafe context = DigestAlgorithm.sha256.makeContext()
        }

        deinit {
            unsafe EVP_MD_CTX_free(context)
        }

        /// Appends the bytes of an array to the message.
        package mutating func update(_ bytes: [UInt8]) {
            unsafe bytes.withUnsafeBytes { unsafe update($0) }
        }

        /// Appends the bytes of a span to the message.
        package mutating func update(_ bytes: Span<UInt8>) {
            unsafe bytes.withUnsafeBytes { unsafe update($0) }
        }

        /// Appends the 32 bytes of a digest to the message.
        package mutating func update(_ digest: Digest) {
            unsafe digest.withBytePointer {
                unsafe update(UnsafeRawBufferPointer(start: $0, count: Digest.byteCount))
            }
        }

        /// Appends an integer's bytes to the message, most significant first.
        package mutating func update<Integer: FixedWidthInteger>(bigEndian integer: Integer) {
            unsafe Swift.withUnsafeBytes(of: integer.bigEndian) { unsafe update($0) }
        }

        /// Appends the UTF-8 bytes of a text to the message.
        package mutating func update(utf8 text: String) {
            update(Array(text.utf8))
        }

        /// Returns the digest of everything appended.
        package consuming func finalize() -> Digest {
            unsafe SHA256.finish(context)
        }

        private mutating func update(_ input: UnsafeRawBufferPointer) {
            let updated = unsafe EVP_DigestUpdate(context, input.baseAddress, input.count)
            precondition(updated == 1, "libcrypto refused to hash")
        }
    }
}
