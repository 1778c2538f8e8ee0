/// Moves a right of the sender to another account.
public struct Transfer: Hashable, Sendable {
    /// What moves.
    public var asset: Asset
    /// Who receives it; not the sender.
    public var recipient: AccountID

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(asset: Asset, recipient: AccountID) {
        self.asset = asset
        self.recipient = recipient
    }
}

/// Splits a lot of the sender: the named part becomes a new lot.
public struct Split: Hashable, Sendable {
    /// The lot, which keeps its id and the rest.
    public var lot: LotID
    /// What the new lot takes.
    public var part: Part

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(lot: LotID, part: Part) {
        self.lot = lot
        self.part = part
    }
}

/// Joins two lots of the sender that differ in one respect only; the inverse of a split.
public struct Combine: Hashable, Sendable {
    /// The lot that remains.
    public var into: LotID
    /// The lot that ceases to exist.
    public var from: LotID

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(into: LotID, from: LotID) {
        self.into = into
        self.from = from
    }
}

/// Offers an item of the sender for sale, or withdraws the offer.
public struct OfferItem: Hashable, Sendable {
    /// Which item.
    public var item: Item
    /// The price; `nil` withdraws the offer.
    public var price: Units?

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(item: Item, price: Units? = nil) {
        self.item = item
        self.price = price
    }
}

/// Buys an offered item: item, price and royalty move in one step.
public struct BuyItem: Hashable, Sendable {
    /// Which item.
    public var item: Item
    /// The price, which must equal the offer.
    public var price: Units

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(item: Item, price: Units) {
        self.item = item
        self.price = price
    }
}

extension Split {
    /// What the new lot takes of the old one.
    public enum Part: Hashable, Sendable {
        /// This many of the quantity.
        case quantity(UInt64)
        /// The days from this one on, counted from 1970-01-01 in the class's offset.
        case day(UInt32)
        /// These scope bits.
        case scope(UInt64)
    }
}
