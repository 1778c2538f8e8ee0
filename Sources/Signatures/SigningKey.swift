internal import CSodium

/// An Ed25519 secret key in guarded memory, wiped when the last copy goes.
public struct SigningKey: Sendable {
    /// The number of bytes of the seed from which a key is made.
    public static let seedByteCount = 32

    /// The key that verifies this key's signatures.
    public let publicKey: PublicKey

    /// The seed followed by the public key, as libsodium wants it.
    private let secret: SecretSlot

    /// Creates a key from a fresh random seed.
    ///
    /// - Throws: ``SignatureError/outOfMemory``.
    public static func generate() throws(SignatureError) -> SigningKey {
        var seed = SecureRandom.bytes(count: seedByteCount)
        defer { SecretBytes.wipe(&seed) }
        return try SigningKey(seed: seed)
    }

    /// Creates the key that RFC 8032 derives from a 32-byte seed.
    ///
    /// - Parameter seed: 32 secret bytes; the caller wipes them.
    /// - Throws: ``SignatureError/seedLengthInvalid(byteCount:)`` or ``SignatureError/outOfMemory``.
    public init(seed: [UInt8]) throws(SignatureError) {
        guard seed.count == SigningKey.seedByteCount else { throw .seedLengthInvalid(byteCount: seed.count) }
        try unsafe self.init(seedPointer: seed)
    }

    /// Creates the key that RFC 8032 derives from a 32-byte seed in guarded memory.
    ///
    /// - Throws: ``SignatureError/seedLengthInvalid(byteCount:)`` or ``SignatureError/outOfMemory``.
    package init(seed: SecretBytes) throws(SignatureError) {
        guard seed.count == SigningKey.seedByteCount else { throw .seedLengthInvalid(byteCount: seed.count) }
        try unsafe self.init(seedPointer: seed.pointer)
    }

    private init(seedPointer: UnsafePointer<UInt8>) throws(SignatureError) {
        var publicBytes = [UInt8](repeating: 0, count: PublicKey.byteCount)
        secret = try unsafe SecretSlot { memory throws(SignatureError) in
            _ = unsafe crypto_sign_ed25519_seed_keypair(&publicBytes, memory, seedPointer)
        }
        guard let encoding = Digest(bytes: publicBytes) else { preconditionFailure("a public key has 32 bytes") }
        publicKey = PublicKey(encoding: encoding)
    }

    /// Signs a message; the same key and message always give the same signature.
    public func sign(_ message: [UInt8]) -> Signature {
        unsafe message.withUnsafeBufferPointer { unsafe sign($0) }
    }

    /// Signs the bytes of a span.
    public func sign(_ message: Span<UInt8>) -> Signature {
        unsafe message.withUnsafeBufferPointer { unsafe sign($0) }
    }

    /// Signs the 32 bytes of a digest.
    public func sign(_ message: Digest) -> Signature {
        unsafe message.withBytePointer { unsafe sign(UnsafeBufferPointer(start: $0, count: Digest.byteCount)) }
    }

    /// The seed, for a key file.
    func copySeed() throws(SignatureError) -> SecretBytes {
        try unsafe SecretBytes(count: SigningKey.seedByteCount) { memory throws(SignatureError) in
            unsafe memory.update(from: secret.pointer, count: SigningKey.seedByteCount)
        }
    }

    private func sign(_ message: UnsafeBufferPointer<UInt8>) -> Signature {
        var bytes = [UInt8](repeating: 0, count: Signature.byteCount)
        _ = unsafe crypto_sign_ed25519_detached(
            &bytes, nil, message.baseAddress, UInt64(message.count), secret.pointer)
        guard let signature = Signature(bytes: bytes) else { preconditionFailure("a signature has 64 bytes") }
        return signature
    }
}
