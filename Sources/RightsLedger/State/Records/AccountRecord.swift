package import Signatures

/// An account's own record, under tag 0x10.
package struct AccountRecord: Hashable, Sendable {
    /// The nonce that the next transaction must carry.
    package var nonce: UInt64
    /// The key that must sign; `nil` until the first transaction.
    package var publicKey: PublicKey?
    /// What the account may do.
    package var roles: Roles
    /// Whether it may neither send nor receive.
    package var frozen: Bool

    package init(nonce: UInt64 = 0, publicKey: PublicKey? = nil, roles: Roles = .person, frozen: Bool = false) {
        self.nonce = nonce
        self.publicKey = publicKey
        self.roles = roles
        self.frozen = frozen
    }
}

extension AccountRecord: StateRecord {
    package static let capacity = 47

    package func write(to writer: inout StateWriter) {
        writer.write(nonce)
        writer.write(publicKey) { $0.write($1.encoding) }
        writer.write(UInt8(truncatingIfNeeded: roles.rawValue))
        writer.write(frozen)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        nonce = try reader.integer()
        publicKey = try reader.optional { (reader) throws(MalformedRecord) in PublicKey(encoding: try reader.digest()) }
        roles = Roles(rawValue: UInt32(try reader.byte()))
        frozen = try reader.flag()
        guard roles.isValid else { throw MalformedRecord() }
    }
}
