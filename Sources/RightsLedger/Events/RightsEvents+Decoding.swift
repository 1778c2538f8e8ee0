extension Transferred {
    init(_ message: Symbolon_V1_Transferred) throws(FieldInvalid) {
        self.init(
            sender: try MessageField.account(message.sender, "sender"),
            recipient: try MessageField.account(message.recipient, "recipient"),
            asset: try Asset(message.asset, "asset"),
            received: try BucketUnits.list(message.received, "received"),
            fee: try BucketUnits.list(message.fee, "fee"))
    }
}

extension LotSplit {
    init(_ message: Symbolon_V1_LotSplit) throws(FieldInvalid) {
        self.init(
            owner: try MessageField.account(message.owner, "owner"),
            rest: try LotDescription(message.rest, "rest"),
            part: try LotDescription(message.part, "part"))
    }
}

extension LotsCombined {
    init(_ message: Symbolon_V1_LotsCombined) throws(FieldInvalid) {
        self.init(
            owner: try MessageField.account(message.owner, "owner"),
            into: try LotDescription(message.into, "into"),
            from: LotID(message.from))
    }
}

extension ItemOffered {
    init(_ message: Symbolon_V1_ItemOffered) throws(FieldInvalid) {
        self.init(
            item: Item(message.item),
            owner: try MessageField.account(message.owner, "owner"),
            price: message.hasPrice ? Units(message.price) : nil)
    }
}

extension ItemSold {
    init(_ message: Symbolon_V1_ItemSold) throws(FieldInvalid) {
        self.init(
            item: Item(message.item),
            seller: try MessageField.account(message.seller, "seller"),
            buyer: try MessageField.account(message.buyer, "buyer"),
            price: Units(message.price),
            royalty: message.royalty)
    }
}

extension Burned {
    init(_ message: Symbolon_V1_Burned) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class),
            holder: try MessageField.account(message.holder, "holder"),
            cause: try BurnCause(message.cause),
            asset: try Asset(message.asset, "asset"),
            measure: message.measure)
    }
}

extension BurnScheduled {
    init(_ message: Symbolon_V1_BurnScheduled) {
        self.init(
            burn: ScheduledBurnID(message.burn),
            classID: ClassID(message.class),
            time: message.time,
            amount: message.amount)
    }
}

extension BuyBackSet {
    init(_ message: Symbolon_V1_BuyBackSet) {
        self.init(
            classID: ClassID(message.class),
            terms: message.hasTerms ? BuyBackTerms(message.terms) : nil,
            returnedFund: message.hasReturnedFund ? Units(message.returnedFund) : nil)
    }
}

extension RevenueDeposited {
    init(_ message: Symbolon_V1_RevenueDeposited) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class),
            paymentClass: ClassID(message.paymentClass),
            depositor: try MessageField.account(message.depositor, "depositor"),
            toFund: message.toFund,
            toIssuer: message.toIssuer)
    }
}

extension BoughtBack {
    init(_ message: Symbolon_V1_BoughtBack) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class),
            seller: try MessageField.account(message.seller, "seller"),
            amount: message.amount,
            payout: Units(message.payout))
    }
}

extension Expired {
    init(_ message: Symbolon_V1_Expired) {
        self.init(
            classID: ClassID(message.class),
            measure: message.measure,
            due: message.due)
    }
}
