/// A class of rights was created.
package struct ClassCreated: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Its issuer.
    package var issuer: AccountID
    /// What kind of right it is.
    package var kind: ClassKind
    /// Its symbol.
    package var symbol: String

    package init(classID: ClassID, issuer: AccountID, kind: ClassKind, symbol: String) {
        self.classID = classID
        self.issuer = issuer
        self.kind = kind
        self.symbol = symbol
    }
}

/// A class was frozen or thawed.
package struct ClassFrozenSet: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Whether it is frozen now.
    package var frozen: Bool

    package init(classID: ClassID, frozen: Bool) {
        self.classID = classID
        self.frozen = frozen
    }
}

/// An account was put on a class's allow list, or taken off.
package struct AllowedSet: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Which account.
    package var account: AccountID
    /// Whether it is on the list now.
    package var allowed: Bool

    package init(classID: ClassID, account: AccountID, allowed: Bool) {
        self.classID = classID
        self.account = account
        self.allowed = allowed
    }
}

/// An account was let mint a class by grant, or stopped.
package struct MinterSet: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// Which account.
    package var account: AccountID
    /// Whether it may mint now.
    package var allowed: Bool

    package init(classID: ClassID, account: AccountID, allowed: Bool) {
        self.classID = classID
        self.account = account
        self.allowed = allowed
    }
}
