package import Signatures

/// A regulator set an account's roles.
package struct RolesSet: Hashable, Sendable {
    /// Whose.
    package var account: AccountID
    /// All its roles from now on.
    package var roles: Roles

    package init(account: AccountID, roles: Roles) {
        self.account = account
        self.roles = roles
    }
}

/// An account replaced its key.
package struct KeyRotated: Hashable, Sendable {
    /// Whose.
    package var account: AccountID
    /// The key from the next transaction on.
    package var publicKey: PublicKey

    package init(account: AccountID, publicKey: PublicKey) {
        self.account = account
        self.publicKey = publicKey
    }
}

/// A regulator froze or thawed an account.
package struct AccountFrozenSet: Hashable, Sendable {
    /// Which.
    package var account: AccountID
    /// Whether it is frozen now.
    package var frozen: Bool

    package init(account: AccountID, frozen: Bool) {
        self.account = account
        self.frozen = frozen
    }
}
