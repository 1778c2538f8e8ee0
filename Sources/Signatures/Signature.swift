/// An Ed25519 signature: the point R and the scalar S in 64 bytes.
@frozen
public struct Signature: Hashable, Sendable, CustomStringConvertible {
    /// The first 32 bytes: the encoding of R.
    @usableFromInline let point: Digest
    /// The last 32 bytes: the scalar S, least significant byte first.
    @usableFromInline let scalar: Digest

    /// The number of bytes in a signature.
    public static let byteCount = 64

    /// Creates a signature from exactly 64 bytes; `nil` for any other number.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Signature.byteCount,
            let point = Digest(bytes: bytes.prefix(Digest.byteCount)),
            let scalar = Digest(bytes: bytes.dropFirst(Digest.byteCount))
        else { return nil }
        self.init(point: point, scalar: scalar)
    }

    /// Creates a signature from 128 hexadecimal digits in either case; `nil` for anything else.
    public init?(hex: String) {
        guard hex.utf8.count == 2 * Signature.byteCount, let bytes = Hex.decode(hex) else { return nil }
        self.init(bytes: bytes)
    }

    @usableFromInline
    init(point: Digest, scalar: Digest) {
        self.point = point
        self.scalar = scalar
    }

    /// The 64 bytes in a new array.
    public var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Signature.byteCount)
        append(to: &result)
        return result
    }

    /// The 128 lower-case hexadecimal digits of the bytes.
    public var hex: String { Hex.encode(bytes) }

    /// The same as ``hex``.
    public var description: String { hex }

    /// Appends the 64 bytes.
    package func append(to bytes: inout [UInt8]) {
        point.append(to: &bytes)
        scalar.append(to: &bytes)
    }

    func withBytePointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        let words = (
            point.word0.bigEndian, point.word1.bigEndian, point.word2.bigEndian, point.word3.bigEndian,
            scalar.word0.bigEndian, scalar.word1.bigEndian, scalar.word2.bigEndian, scalar.word3.bigEndian
        )
        return unsafe withUnsafePointer(to: words) {
            unsafe body(UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self))
        }
    }
}
