public import Signatures

/// Names an account: the hash of its first public key, unchanged when the key is rotated.
@frozen
public struct AccountID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The 32 bytes of the id.
    public let rawValue: Digest

    /// Wraps 32 bytes; any of them can name an account.
    @inlinable
    public init(rawValue: Digest) { self.rawValue = rawValue }

    /// The id of the account whose first key this is: SHA-256(`"symbolon/account/v1" || 0x00 || key`).
    public init(firstKey: PublicKey) {
        var bytes = Array("symbolon/account/v1".utf8)
        bytes.append(0)
        bytes.append(contentsOf: firstKey.bytes)
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
    public static func < (left: AccountID, right: AccountID) -> Bool { left.rawValue < right.rawValue }
}
