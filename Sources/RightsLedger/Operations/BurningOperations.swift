/// Destroys a right of the sender.
public struct Burn: Hashable, Sendable {
    /// What is destroyed.
    public var asset: Asset

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(asset: Asset) {
        self.asset = asset
    }
}

/// Fixes a burn of the issuer's own units for a time.
public struct ScheduleBurn: Hashable, Sendable {
    /// The class of points.
    public var classID: ClassID
    /// When, in seconds since 1970 UTC.
    public var time: Int64
    /// How many units, or what is left of them; not 0.
    public var amount: UInt64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, time: Int64, amount: UInt64) {
        self.classID = classID
        self.time = time
        self.amount = amount
    }
}

/// Sets, replaces or closes the terms on which a class is bought back.
public struct OpenBuyBack: Hashable, Sendable {
    /// The class that is bought back.
    public var classID: ClassID
    /// The class of points that pays.
    public var paymentClass: ClassID
    /// Payment units per unit bought back; a numerator of 0 closes the buy-back.
    public var price: Ratio
    /// The share of a deposit that feeds the fund; at most 10,000.
    public var revenueBasisPoints: UInt32

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, paymentClass: ClassID, price: Ratio, revenueBasisPoints: UInt32) {
        self.classID = classID
        self.paymentClass = paymentClass
        self.price = price
        self.revenueBasisPoints = revenueBasisPoints
    }
}

/// Moves units of the payment class from the sender to the fund and the issuer.
public struct DepositRevenue: Hashable, Sendable {
    /// The class that is bought back.
    public var classID: ClassID
    /// How many units of the payment class; not 0.
    public var amount: UInt64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, amount: UInt64) {
        self.classID = classID
        self.amount = amount
    }
}

/// Sells units of the sender to the fund, which burns them.
public struct SellToBuyBack: Hashable, Sendable {
    /// The class that is bought back.
    public var classID: ClassID
    /// How many units of it; not 0.
    public var amount: UInt64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(classID: ClassID, amount: UInt64) {
        self.classID = classID
        self.amount = amount
    }
}
