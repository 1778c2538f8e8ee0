public import Signatures

/// Sets an account's roles; only a regulator may.
public struct SetRoles: Hashable, Sendable {
    /// Whose roles.
    public var account: AccountID
    /// All the roles that the account has from now on.
    public var roles: Roles

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(account: AccountID, roles: Roles) {
        self.account = account
        self.roles = roles
    }
}

/// Replaces the sender's key; the account id stays.
public struct RotateKey: Hashable, Sendable {
    /// The key that signs from the next transaction on.
    public var publicKey: PublicKey
    /// The new key's signature of ``message(chainID:sender:nonce:newKey:)``.
    public var proofOfPossession: Signature

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(publicKey: PublicKey, proofOfPossession: Signature) {
        self.publicKey = publicKey
        self.proofOfPossession = proofOfPossession
    }
}

/// Freezes an account or thaws it; only a regulator may.
public struct SetAccountFrozen: Hashable, Sendable {
    /// Which account.
    public var account: AccountID
    /// Whether it may neither send nor receive.
    public var frozen: Bool

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(account: AccountID, frozen: Bool) {
        self.account = account
        self.frozen = frozen
    }
}

extension RotateKey {
    /// What the new key signs to prove that the sender has it.
    ///
    /// SHA-256(`"symbolon/rotate-key/v1" || 0x00 || chain id length (1 byte) || chain id || sender || nonce (8 bytes,
    /// big-endian) || new key`).
    public static func message(chainID: String, sender: AccountID, nonce: UInt64, newKey: PublicKey) -> Digest {
        var bytes = Array("symbolon/rotate-key/v1".utf8)
        bytes.append(0)
        bytes.append(UInt8(truncatingIfNeeded: chainID.utf8.count))
        bytes.append(contentsOf: chainID.utf8)
        sender.rawValue.append(to: &bytes)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: nonce >> UInt64(shift)))
        }
        bytes.append(contentsOf: newKey.bytes)
        return SHA256.hash(bytes)
    }

    /// Creates the rotation to a key, with the key's own proof.
    public init(to newKey: SigningKey, chainID: String, sender: AccountID, nonce: UInt64) {
        let message = RotateKey.message(
            chainID: chainID, sender: sender, nonce: nonce, newKey: newKey.publicKey)
        self.init(publicKey: newKey.publicKey, proofOfPossession: newKey.sign(message))
    }
}
