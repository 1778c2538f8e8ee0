/// The rules of a class of rights.
public struct ClassPolicy: Hashable, Sendable {
    /// The most that is ever minted, in measure units; 0 is no limit.
    public var cap: UInt64
    /// What is minted by schedule; points only.
    public var emission: Emission?
    /// Who may mint besides the issuer: at most 16, ascending.
    public var minters: [AccountID]
    /// What one account can be granted within a period.
    public var quota: Quota?
    /// When points expire; `nil` is never.
    public var expiry: Expiry?
    /// Between whom the right may move.
    public var transferability: Transferability
    /// Points: the share of a transfer that goes to the issuer; at most 10,000.
    public var transferFeeBasisPoints: UInt32
    /// Collectibles: the share of a price that goes to the issuer; at most 10,000.
    public var royaltyBasisPoints: UInt32
    /// Points: the share burned when a redemption is final; at most 10,000.
    public var redemptionBurnBasisPoints: UInt32
    /// Entitlements: the number of scopes, 1 to 64; 0 for the other kinds.
    public var scopeCount: UInt32

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(
        cap: UInt64 = 0, emission: Emission? = nil, minters: [AccountID] = [], quota: Quota? = nil,
        expiry: Expiry? = nil, transferability: Transferability, transferFeeBasisPoints: UInt32 = 0,
        royaltyBasisPoints: UInt32 = 0, redemptionBurnBasisPoints: UInt32 = 0, scopeCount: UInt32 = 0
    ) {
        self.cap = cap
        self.emission = emission
        self.minters = minters
        self.quota = quota
        self.expiry = expiry
        self.transferability = transferability
        self.transferFeeBasisPoints = transferFeeBasisPoints
        self.royaltyBasisPoints = royaltyBasisPoints
        self.redemptionBurnBasisPoints = redemptionBurnBasisPoints
        self.scopeCount = scopeCount
    }
}

/// A schedule by which points are minted, epoch by epoch.
public struct Emission: Hashable, Sendable {
    /// When epoch 0 is due, in seconds since 1970 UTC.
    public var start: Int64
    /// How long an epoch lasts, in seconds; not 0.
    public var epochSeconds: UInt64
    /// How many epochs emit; 0 is without end.
    public var epochs: UInt32
    /// Who receives what is minted.
    public var beneficiary: AccountID
    /// How much each epoch emits.
    public var curve: EmissionCurve

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(start: Int64, epochSeconds: UInt64, epochs: UInt32, beneficiary: AccountID, curve: EmissionCurve) {
        self.start = start
        self.epochSeconds = epochSeconds
        self.epochs = epochs
        self.beneficiary = beneficiary
        self.curve = curve
    }
}

/// The most that one account can be granted within a period.
public struct Quota: Hashable, Sendable {
    /// In measure units.
    public var units: UInt64
    /// The length of a period; 0 is for ever.
    public var periodSeconds: UInt64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(units: UInt64, periodSeconds: UInt64) {
        self.units = units
        self.periodSeconds = periodSeconds
    }
}

/// How much each epoch of an emission mints, before the cap.
public enum EmissionCurve: Hashable, Sendable {
    /// Each epoch emits the same.
    case constant(amount: UInt64)
    /// Epoch e emits `max(0, first - e * decrease)`.
    case linear(first: UInt64, decrease: UInt64)
    /// Epoch 0 emits `first`, each later one `floor(previous * ratio)`; the ratio is at most 1.
    case geometric(first: UInt64, ratio: Ratio)
    /// Epoch e emits `first >> (e / interval)`.
    case halving(first: UInt64, interval: UInt32)
}

/// When points expire.
public enum Expiry: Hashable, Sendable {
    /// At the end of the month that is 1 to 120 months after the month of minting.
    case rolling(months: UInt16)
    /// At the end of a fixed month bucket, 1 to 65534.
    case fixed(MonthBucket)
}

/// Between whom a right may move.
public enum Transferability: UInt8, Hashable, Sendable, CaseIterable {
    /// Between any two accounts.
    case free = 1
    /// Between accounts that are the issuer or on the class's allow list.
    case allowList = 2
    /// From and to the issuer only.
    case issuerOnly = 3
    /// Never.
    case soulbound = 4
}

/// What kind of right a class is.
public enum ClassKind: UInt8, Hashable, Sendable, CaseIterable {
    /// Interchangeable units.
    case points = 1
    /// Lots with tier, scope and validity window.
    case entitlement = 2
    /// Unique items.
    case collectible = 3
}
