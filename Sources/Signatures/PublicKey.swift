internal import CSodium

/// An Ed25519 public key: the encoding of a curve point in 32 bytes.
///
/// Any 32 bytes can be held; what is not a usable point verifies no signature.
@frozen
public struct PublicKey: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes of the encoding.
    @usableFromInline
    package let encoding: Digest

    /// The number of bytes in a public key.
    public static let byteCount = 32

    /// Creates a key from its 32-byte encoding, held as a digest's words.
    package init(encoding: Digest) {
        self.encoding = encoding
    }

    /// Creates a key from exactly 32 bytes; `nil` for any other number.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard let encoding = Digest(bytes: bytes) else { return nil }
        self.encoding = encoding
    }

    /// Creates a key from 64 hexadecimal digits in either case; `nil` for anything else.
    public init?(hex: String) {
        guard let encoding = Digest(hex: hex) else { return nil }
        self.encoding = encoding
    }

    /// The 32 bytes of the encoding in a new array.
    public var bytes: [UInt8] { encoding.bytes }

    /// The 64 lower-case hexadecimal digits of the encoding.
    public var hex: String { encoding.hex }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Tells whether the signature is this key's signature of the message.
    ///
    /// libsodium checks it by RFC 8032 without cofactor and refuses a scalar S that is not reduced, a key that is not
    /// canonically encoded or of small order, and an R of small order; so one message has no second valid signature
    /// that a third party could make from a first one.
    ///
    /// - Complexity: About 40 microseconds.
    public func verify(_ signature: Signature, message: [UInt8]) -> Bool {
        unsafe message.withUnsafeBufferPointer { unsafe verify(signature, message: $0) }
    }

    /// Tells whether the signature is this key's signature of the bytes of a span.
    public func verify(_ signature: Signature, message: Span<UInt8>) -> Bool {
        unsafe message.withUnsafeBufferPointer { unsafe verify(signature, message: $0) }
    }

    /// Tells whether the signature is this key's signature of the 32 bytes of a digest.
    public func verify(_ signature: Signature, message: Digest) -> Bool {
        unsafe message.withBytePointer {
            unsafe verify(signature, message: UnsafeBufferPointer(start: $0, count: Digest.byteCount))
        }
    }

    private func verify(_ signature: Signature, message: UnsafeBufferPointer<UInt8>) -> Bool {
        Sodium.initialize()
        return unsafe signature.withBytePointer { signatureBytes in
            unsafe encoding.withBytePointer { keyBytes in
                unsafe crypto_sign_ed25519_verify_detached(
                    signatureBytes, message.baseAddress, UInt64(message.count), keyBytes) == 0
            }
        }
    }
}
