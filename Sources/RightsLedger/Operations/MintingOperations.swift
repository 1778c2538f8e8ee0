public import Signatures

/// Mints points to an account.
public struct GrantPoints: Hashable, Sendable {
    /// The class of points.
    public var classID: ClassID
    /// Who receives them.
    public var recipient: AccountID
    /// How many units; not 0.
    public var amount: UInt64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, recipient: AccountID, amount: UInt64) {
        self.classID = classID
        self.recipient = recipient
        self.amount = amount
    }
}

/// Mints an entitlement lot to an account.
public struct GrantEntitlement: Hashable, Sendable {
    /// The class of entitlements.
    public var classID: ClassID
    /// Who receives the lot.
    public var recipient: AccountID
    /// How many of the entitlement; not 0.
    public var quantity: UInt32
    /// The tier, such as silver or gold, as the issuer numbers them.
    public var tier: UInt16
    /// One bit for each thing that the lot gives access to; not 0.
    public var scope: UInt64
    /// The first day of the window, counted from 1970-01-01 in the class's offset.
    public var validFrom: UInt16
    /// The first day after the window.
    public var validUntil: UInt16

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(
        classID: ClassID, recipient: AccountID, quantity: UInt32, tier: UInt16, scope: UInt64, validFrom: UInt16,
        validUntil: UInt16
    ) {
        self.classID = classID
        self.recipient = recipient
        self.quantity = quantity
        self.tier = tier
        self.scope = scope
        self.validFrom = validFrom
        self.validUntil = validUntil
    }
}

/// Mints a collectible item to an account.
public struct GrantCollectible: Hashable, Sendable {
    /// The class of collectibles.
    public var classID: ClassID
    /// Who receives the item.
    public var recipient: AccountID
    /// The hash of what describes the item.
    public var metadataHash: Digest

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, recipient: AccountID, metadataHash: Digest) {
        self.classID = classID
        self.recipient = recipient
        self.metadataHash = metadataHash
    }
}
