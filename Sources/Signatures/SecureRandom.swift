internal import CSodium

/// The system's source of cryptographic randomness, through libsodium.
package enum SecureRandom {
    /// Returns fresh random bytes.
    ///
    /// - Precondition: `count >= 0`.
    package static func bytes(count: Int) -> [UInt8] {
        Sodium.initialize()
        return unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
            if let address = buffer.baseAddress { unsafe randombytes_buf(address, count) }
            initializedCount = count
        }
    }

    /// Returns 32 fresh random bytes, such as a salt for an event id.
    package static func digest() -> Digest {
        guard let digest = Digest(bytes: bytes(count: Digest.byteCount)) else {
            preconditionFailure("32 bytes were asked for")
        }
        return digest
    }
}
