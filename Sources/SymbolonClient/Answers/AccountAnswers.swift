public import RightsLedger
public import Signatures

/// An account's own record.
public struct AccountAnswer: Sendable, Hashable {
    /// The account.
    public let account: AccountID
    /// The nonce that its next transaction must carry.
    public let nonce: UInt64
    /// The key that signs for it; `nil` until its first transaction.
    public let publicKey: PublicKey?
    /// What it may do.
    public let roles: Roles
    /// Whether it may neither send nor receive.
    public let isFrozen: Bool

    init(_ node: JSONNode) throws(ClientError) {
        account = try node.parsed("account") { AccountID(hex: $0) }
        nonce = try node.number("nonce")
        publicKey = try node.optional("publicKey") == nil ? nil : node.parsed("publicKey") { PublicKey(hex: $0) }
        var roles: Roles = []
        for name in try node.list("roles") {
            guard case .string(let text) = name, let role = Roles.named(text) else {
                throw .answerMalformed(reason: "a role is unknown")
            }
            roles.insert(role)
        }
        self.roles = roles
        isFrozen = try node.boolean("frozen")
    }
}

/// What an account holds of a class of points.
public struct Holding: Sendable, Hashable {
    /// The class.
    public let classID: ClassID
    /// The class's symbol.
    public let symbol: String
    /// All units that can be used.
    public let units: UInt64
    /// The units by the month at whose end they expire, the first to expire first.
    public let buckets: [Bucket]

    /// Units that expire together.
    public struct Bucket: Sendable, Hashable {
        /// The month as `2031-07`, or `never`.
        public let month: String
        /// How many.
        public let units: UInt64

        init(_ node: JSONNode) throws(ClientError) {
            month = try node.text("bucket")
            units = try node.quantity("units")
        }
    }

    init(_ node: JSONNode) throws(ClientError) {
        classID = ClassID(try node.number("class"))
        symbol = try node.text("symbol")
        units = try node.quantity("units")
        buckets = try node.elements("buckets", Bucket.init)
    }
}

/// An entitlement lot.
public struct LotAnswer: Sendable, Hashable {
    /// The lot.
    public let lot: LotID
    /// Its class.
    public let classID: ClassID
    /// How many of the entitlement.
    public let quantity: UInt32
    /// The tier.
    public let tier: UInt16
    /// The scope bits.
    public let scope: UInt64
    /// The first day of its window, counted from 1970-01-01 in the class's offset.
    public let validFrom: UInt16
    /// The first day after the window.
    public let validUntil: UInt16

    init(_ node: JSONNode) throws(ClientError) {
        lot = LotID(try node.number("lot"))
        classID = ClassID(try node.number("class"))
        quantity = try node.number("quantity")
        tier = try node.number("tier")
        scope = try node.quantity("scope")
        validFrom = try node.number("validFrom")
        validUntil = try node.number("validUntil")
    }
}

/// A collectible item.
public struct ItemAnswer: Sendable, Hashable {
    /// The item.
    public let item: Item
    /// The hash of what describes it.
    public let metadataHash: Digest
    /// The price at which its owner offers it.
    public let offer: Units?

    init(_ node: JSONNode) throws(ClientError) {
        let name = try node.member("item")
        item = Item(classID: ClassID(try name.number("class")), serial: try name.number("serial"))
        metadataHash = try node.parsed("metadataHash") { Digest(hex: $0) }
        offer = try node.optional("offer").map { price throws(ClientError) in
            Units(classID: ClassID(try price.number("class")), amount: try price.quantity("amount"))
        }
    }
}

extension Roles {
    /// The role with a name.
    static func named(_ name: String) -> Roles? {
        (0..<UInt32.bitWidth).map { Roles(rawValue: 1 << UInt32($0)) }.first { $0.names == [name] }
    }
}
