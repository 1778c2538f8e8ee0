/// A right moved.
package struct Transferred: Hashable, Sendable {
    /// Who gave it.
    package var sender: AccountID
    /// Who received it.
    package var recipient: AccountID
    /// What moved; for units the whole amount, with the fee.
    package var asset: Asset
    /// Units only: what the recipient got, by bucket.
    package var received: [BucketUnits]
    /// Units only: what the class's issuer got, by bucket.
    package var fee: [BucketUnits]

    package init(
        sender: AccountID, recipient: AccountID, asset: Asset, received: [BucketUnits] = [], fee: [BucketUnits] = []
    ) {
        self.sender = sender
        self.recipient = recipient
        self.asset = asset
        self.received = received
        self.fee = fee
    }
}

/// A lot was split.
package struct LotSplit: Hashable, Sendable {
    /// Whose.
    package var owner: AccountID
    /// The old lot, as it is now.
    package var rest: LotDescription
    /// The new lot.
    package var part: LotDescription

    package init(owner: AccountID, rest: LotDescription, part: LotDescription) {
        self.owner = owner
        self.rest = rest
        self.part = part
    }
}

/// Two lots were joined.
package struct LotsCombined: Hashable, Sendable {
    /// Whose.
    package var owner: AccountID
    /// The lot that remains, as it is now.
    package var into: LotDescription
    /// The lot that ceased to exist.
    package var from: LotID

    package init(owner: AccountID, into: LotDescription, from: LotID) {
        self.owner = owner
        self.into = into
        self.from = from
    }
}

/// An item was offered for sale, or the offer was withdrawn.
package struct ItemOffered: Hashable, Sendable {
    /// Which.
    package var item: Item
    /// Whose.
    package var owner: AccountID
    /// The price; `nil` where the offer was withdrawn.
    package var price: Units?

    package init(item: Item, owner: AccountID, price: Units?) {
        self.item = item
        self.owner = owner
        self.price = price
    }
}

/// An offered item was bought.
package struct ItemSold: Hashable, Sendable {
    /// Which.
    package var item: Item
    /// Who sold it.
    package var seller: AccountID
    /// Who bought it.
    package var buyer: AccountID
    /// The whole price.
    package var price: Units
    /// The part of the price that is the issuer's; 0 if the seller is the issuer.
    package var royalty: UInt64

    package init(item: Item, seller: AccountID, buyer: AccountID, price: Units, royalty: UInt64) {
        self.item = item
        self.seller = seller
        self.buyer = buyer
        self.price = price
        self.royalty = royalty
    }
}

/// What an entitlement lot is, with its id.
package struct LotDescription: Hashable, Sendable {
    /// The lot's id.
    package var lot: LotID
    /// What it holds.
    package var record: LotRecord

    package init(lot: LotID, record: LotRecord) {
        self.lot = lot
        self.record = record
    }
}
