public import RightsLedger
public import Signatures

/// A class of rights.
public struct ClassAnswer: Sendable, Hashable {
    /// The class.
    public let classID: ClassID
    /// Who created it.
    public let issuer: AccountID
    /// What kind of right it is.
    public let kind: ClassKind
    /// Its symbol, unique on the chain.
    public let symbol: String
    /// Its name.
    public let name: String
    /// Whether nothing of it moves.
    public let isFrozen: Bool
    /// Everything that the node says of it, with its policy.
    public let details: JSONNode

    init(_ node: JSONNode) throws(ClientError) {
        classID = ClassID(try node.number("class"))
        issuer = try node.parsed("issuer") { AccountID(hex: $0) }
        kind = try node.parsed("kind") { name in ClassKind.allCases.first { String(describing: $0) == name } }
        symbol = try node.text("symbol")
        name = try node.text("name")
        isFrozen = try node.boolean("frozen")
        details = node
    }
}

/// A redemption agreement.
public struct AgreementAnswer: Sendable, Hashable {
    /// The agreement.
    public let agreement: AgreementID
    /// The class's issuer, who proposed it.
    public let issuer: AccountID
    /// The platform at which the class is redeemed.
    public let platform: AccountID
    /// The class.
    public let classID: ClassID
    /// Where it stands: `proposed`, `active` or `ended`.
    public let status: String
    /// Everything that the node says of it, with its terms.
    public let details: JSONNode

    init(_ node: JSONNode) throws(ClientError) {
        agreement = AgreementID(try node.number("agreement"))
        issuer = try node.parsed("issuer") { AccountID(hex: $0) }
        platform = try node.parsed("platform") { AccountID(hex: $0) }
        classID = ClassID(try node.number("class"))
        status = try node.text("status")
        details = node
    }
}

/// A campaign, which says what an event type is worth.
public struct CampaignAnswer: Sendable, Hashable {
    /// The campaign.
    public let campaign: CampaignID
    /// The class that it mints.
    public let classID: ClassID
    /// The event type that it pays.
    public let eventType: String
    /// The units that it has paid.
    public let spent: UInt64
    /// Whether it was ended.
    public let hasEnded: Bool
    /// Everything that the node says of it, with its terms.
    public let details: JSONNode

    init(_ node: JSONNode) throws(ClientError) {
        campaign = CampaignID(try node.number("campaign"))
        classID = ClassID(try node.number("class"))
        eventType = try node.text("eventType")
        spent = try node.quantity("spent")
        hasEnded = try node.boolean("ended")
        details = node
    }
}

/// The receipt of a redemption.
public struct ReceiptAnswer: Sendable, Hashable {
    /// The receipt.
    public let receipt: ReceiptID
    /// On which terms.
    public let agreement: AgreementID
    /// Whose right it was.
    public let holder: AccountID
    /// How much, in measure units.
    public let measure: UInt64
    /// What the issuer owes the platform for it, in minor currency units.
    public let amountDue: UInt64
    /// The hash of the order at the platform.
    public let reference: Digest
    /// When it becomes final, in seconds since 1970 UTC.
    public let deadline: Int64
    /// Where it stands: `open`, `refunded` or `final`.
    public let status: String
    /// Everything that the node says of it, with what was given up.
    public let details: JSONNode

    init(_ node: JSONNode) throws(ClientError) {
        receipt = ReceiptID(try node.number("receipt"))
        agreement = AgreementID(try node.number("agreement"))
        holder = try node.parsed("holder") { AccountID(hex: $0) }
        measure = try node.quantity("measure")
        amountDue = try node.quantity("amountDue")
        reference = try node.parsed("reference") { Digest(hex: $0) }
        deadline = try node.number("deadline")
        status = try node.text("status")
        details = node
    }
}

/// What an account is owed over an epoch after netting; negative if it owes.
public struct PositionAnswer: Sendable, Hashable {
    /// The currency.
    public let currency: CurrencyCode
    /// Whose position.
    public let account: AccountID
    /// In minor currency units.
    public let amount: Int128

    init(_ node: JSONNode) throws(ClientError) {
        currency = try node.parsed("currency") { CurrencyCode($0) }
        account = try node.parsed("account") { AccountID(hex: $0) }
        amount = try node.quantity("amount")
    }
}

/// A payment that settles net positions.
public struct SettlementAnswer: Sendable, Hashable {
    /// The currency.
    public let currency: CurrencyCode
    /// Who pays.
    public let debtor: AccountID
    /// Who is paid.
    public let creditor: AccountID
    /// In minor currency units.
    public let amount: UInt128
    /// Whether both sides have confirmed it.
    public let isSettled: Bool

    init(_ node: JSONNode) throws(ClientError) {
        currency = try node.parsed("currency") { CurrencyCode($0) }
        debtor = try node.parsed("debtor") { AccountID(hex: $0) }
        creditor = try node.parsed("creditor") { AccountID(hex: $0) }
        amount = try node.quantity("amount")
        isSettled = try node.boolean("settled")
    }
}
