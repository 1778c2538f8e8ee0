public import Signatures

/// Offers a platform terms on which a class is redeemed there.
public struct ProposeAgreement: Hashable, Sendable {
    /// The platform.
    public var platform: AccountID
    /// The class, of which the sender is the issuer.
    public var classID: ClassID
    /// The currency of settlement.
    public var currency: CurrencyCode
    /// Minor currency units per measure unit redeemed.
    public var rate: Ratio
    /// The platform's discount to the issuer, off the amount due; at most 10,000.
    public var feeBasisPoints: UInt32
    /// Measure units per day of the class's offset; 0 is no limit.
    public var dailyCap: UInt64
    /// The first second at which it holds, since 1970 UTC.
    public var start: Int64
    /// The first second after it.
    public var end: Int64
    /// How long a redemption can be refunded; at most 366 days.
    public var refundWindowSeconds: UInt64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(
        platform: AccountID, classID: ClassID, currency: CurrencyCode, rate: Ratio, feeBasisPoints: UInt32,
        dailyCap: UInt64, start: Int64, end: Int64, refundWindowSeconds: UInt64
    ) {
        self.platform = platform
        self.classID = classID
        self.currency = currency
        self.rate = rate
        self.feeBasisPoints = feeBasisPoints
        self.dailyCap = dailyCap
        self.start = start
        self.end = end
        self.refundWindowSeconds = refundWindowSeconds
    }
}

/// Accepts a proposed agreement; the sender is its platform.
public struct AcceptAgreement: Hashable, Sendable {
    /// Which agreement.
    public var agreement: AgreementID

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(agreement: AgreementID) {
        self.agreement = agreement
    }
}

/// Ends an agreement of which the sender is a party.
public struct EndAgreement: Hashable, Sendable {
    /// Which agreement.
    public var agreement: AgreementID

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(agreement: AgreementID) {
        self.agreement = agreement
    }
}

/// Gives up a right of the sender at the agreement's platform.
public struct Redeem: Hashable, Sendable {
    /// On which terms.
    public var agreement: AgreementID
    /// What is given up.
    public var asset: Asset
    /// The hash of the order at the platform.
    public var reference: Digest

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(agreement: AgreementID, asset: Asset, reference: Digest) {
        self.agreement = agreement
        self.asset = asset
        self.reference = reference
    }
}

/// Gives a redeemed right back to its holder; the sender is the platform.
public struct Refund: Hashable, Sendable {
    /// Which redemption.
    public var receipt: ReceiptID

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(receipt: ReceiptID) {
        self.receipt = receipt
    }
}

/// Confirms, for the sender's side, that a net position was paid.
public struct ConfirmSettlement: Hashable, Sendable {
    /// The settlement epoch.
    public var epoch: UInt64
    /// The currency.
    public var currency: CurrencyCode
    /// Who had to pay.
    public var debtor: AccountID
    /// Who had to be paid.
    public var creditor: AccountID
    /// The hash of the payment's reference.
    public var reference: Digest

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(epoch: UInt64, currency: CurrencyCode, debtor: AccountID, creditor: AccountID, reference: Digest) {
        self.epoch = epoch
        self.currency = currency
        self.debtor = debtor
        self.creditor = creditor
        self.reference = reference
    }
}
