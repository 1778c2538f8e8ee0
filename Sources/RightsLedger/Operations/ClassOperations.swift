/// Creates a class of rights, of which the sender becomes the issuer.
public struct CreateClass: Hashable, Sendable {
    /// What kind of right it is.
    public var kind: ClassKind
    /// 2 to 12 of A-Z 0-9, first a letter; unique on the chain.
    public var symbol: String
    /// 1 to 64 bytes of UTF-8.
    public var name: String
    /// 0 to 9, for display only.
    public var decimals: UInt32
    /// The offset of the class's calendar: -840 to 840.
    public var utcOffsetMinutes: Int32
    /// The currency of the face value.
    public var currency: CurrencyCode
    /// Minor currency units per measure unit, for liability.
    public var faceValue: Ratio
    /// The rules of the class, fixed for ever.
    public var policy: ClassPolicy

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(
        kind: ClassKind, symbol: String, name: String, decimals: UInt32 = 0, utcOffsetMinutes: Int32 = 0,
        currency: CurrencyCode, faceValue: Ratio, policy: ClassPolicy
    ) {
        self.kind = kind
        self.symbol = symbol
        self.name = name
        self.decimals = decimals
        self.utcOffsetMinutes = utcOffsetMinutes
        self.currency = currency
        self.faceValue = faceValue
        self.policy = policy
    }
}

/// Freezes a class or thaws it.
public struct SetClassFrozen: Hashable, Sendable {
    /// Which class.
    public var classID: ClassID
    /// Whether nothing of it moves.
    public var frozen: Bool

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, frozen: Bool) {
        self.classID = classID
        self.frozen = frozen
    }
}

/// Puts an account on a class's allow list, or takes it off.
public struct SetAllowed: Hashable, Sendable {
    /// Which class.
    public var classID: ClassID
    /// Which account.
    public var account: AccountID
    /// Whether it may hold and send an allow-listed class.
    public var allowed: Bool

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, account: AccountID, allowed: Bool) {
        self.classID = classID
        self.account = account
        self.allowed = allowed
    }
}

/// Lets an account mint a class by grant, or stops it.
public struct SetMinter: Hashable, Sendable {
    /// Which class.
    public var classID: ClassID
    /// Which account.
    public var account: AccountID
    /// Whether it may mint.
    public var allowed: Bool

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, account: AccountID, allowed: Bool) {
        self.classID = classID
        self.account = account
        self.allowed = allowed
    }
}
