extension GrantPoints {
    init(_ message: Symbolon_V1_GrantPoints) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class), recipient: try MessageField.account(message.recipient, "recipient"),
            amount: message.amount)
    }
}

extension GrantEntitlement {
    init(_ message: Symbolon_V1_GrantEntitlement) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class), recipient: try MessageField.account(message.recipient, "recipient"),
            quantity: try MessageField.narrow(message.quantity, "quantity"),
            tier: try MessageField.narrow(message.tier, "tier"), scope: message.scope,
            validFrom: try MessageField.narrow(message.validFrom, "valid_from"),
            validUntil: try MessageField.narrow(message.validUntil, "valid_until"))
    }
}

extension GrantCollectible {
    init(_ message: Symbolon_V1_GrantCollectible) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class), recipient: try MessageField.account(message.recipient, "recipient"),
            metadataHash: try MessageField.digest(message.metadataHash, "metadata_hash"))
    }
}

extension Transfer {
    init(_ message: Symbolon_V1_Transfer) throws(FieldInvalid) {
        self.init(
            asset: try Asset(message.asset, "asset"),
            recipient: try MessageField.account(message.recipient, "recipient"))
    }
}

extension Split {
    init(_ message: Symbolon_V1_Split) throws(FieldInvalid) {
        let part: Part =
            switch message.by {
            case .quantity(let quantity): .quantity(quantity)
            case .day(let day): .day(day)
            case .scope(let scope): .scope(scope)
            case nil: throw FieldInvalid("by")
            }
        self.init(lot: LotID(message.lot), part: part)
    }
}

extension OfferItem {
    init(_ message: Symbolon_V1_OfferItem) throws(FieldInvalid) {
        try require(message.hasItem, "item")
        self.init(item: Item(message.item), price: message.hasPrice ? Units(message.price) : nil)
    }
}

extension BuyItem {
    init(_ message: Symbolon_V1_BuyItem) throws(FieldInvalid) {
        try require(message.hasItem, "item")
        try require(message.hasPrice, "price")
        self.init(item: Item(message.item), price: Units(message.price))
    }
}

extension OpenBuyBack {
    init(_ message: Symbolon_V1_OpenBuyBack) throws(FieldInvalid) {
        try require(message.hasPrice, "price")
        self.init(
            classID: ClassID(message.class), paymentClass: ClassID(message.paymentClass),
            price: Ratio(message.price), revenueBasisPoints: message.revenueBasisPoints)
    }
}
