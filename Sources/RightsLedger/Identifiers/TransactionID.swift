public import Signatures

/// Names a transaction: the hash of its body, which the signature also covers.
///
/// SHA-256(`"symbolon/transaction/v1" || 0x00 || body`), so the id does not depend on the signature's bytes.
@frozen
public struct TransactionID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The 32 bytes of the id, which are also the message that is signed.
    public let rawValue: Digest

    /// Wraps 32 bytes.
    @inlinable
    public init(rawValue: Digest) { self.rawValue = rawValue }

    /// The id of the transaction with this encoded body.
    public init(body: [UInt8]) {
        var bytes = Array("symbolon/transaction/v1".utf8)
        bytes.reserveCapacity(bytes.count + 1 + body.count)
        bytes.append(0)
        bytes.append(contentsOf: body)
        rawValue = SHA256.hash(bytes)
    }

    /// Reads 64 hexadecimal digits in either case; `nil` for anything else.
    public init?(hex: String) {
        guard let digest = Digest(hex: hex) else { return nil }
        rawValue = digest
    }

    /// The 64 lower-case hexadecimal digits of the id.
    public var description: String { rawValue.hex }

    /// Orders ids by their bytes.
    @inlinable
    public static func < (left: TransactionID, right: TransactionID) -> Bool { left.rawValue < right.rawValue }
}
