extension Operation {
    /// Reads an operation; bounds that its types do not hold are checked afterwards.
    ///
    /// - Throws: Where a field cannot be what the schema says it is.
    init(_ message: Symbolon_V1_Operation) throws(FieldInvalid) {
        switch message.kind {
        case .setRoles(let message): self = .setRoles(try SetRoles(message))
        case .rotateKey(let message): self = .rotateKey(try RotateKey(message))
        case .setAccountFrozen(let message): self = .setAccountFrozen(try SetAccountFrozen(message))
        case .createClass(let message): self = .createClass(try CreateClass(message))
        case .setClassFrozen(let message):
            self = .setClassFrozen(SetClassFrozen(classID: ClassID(message.class), frozen: message.frozen))
        case .setAllowed(let message): self = .setAllowed(try SetAllowed(message))
        case .setMinter(let message): self = .setMinter(try SetMinter(message))
        case .grantPoints(let message): self = .grantPoints(try GrantPoints(message))
        case .grantEntitlement(let message): self = .grantEntitlement(try GrantEntitlement(message))
        case .grantCollectible(let message): self = .grantCollectible(try GrantCollectible(message))
        case .transfer(let message): self = .transfer(try Transfer(message))
        case .split(let message): self = .split(try Split(message))
        case .combine(let message):
            self = .combine(Combine(into: LotID(message.into), from: LotID(message.from)))
        case .offerItem(let message): self = .offerItem(try OfferItem(message))
        case .buyItem(let message): self = .buyItem(try BuyItem(message))
        case .createCampaign(let message): self = .createCampaign(try CreateCampaign(message))
        case .endCampaign(let message):
            self = .endCampaign(EndCampaign(campaign: CampaignID(message.campaign)))
        case .attestEvent(let message): self = .attestEvent(try AttestEvent(message))
        case .proposeAgreement(let message): self = .proposeAgreement(try ProposeAgreement(message))
        case .acceptAgreement(let message):
            self = .acceptAgreement(AcceptAgreement(agreement: AgreementID(message.agreement)))
        case .endAgreement(let message):
            self = .endAgreement(EndAgreement(agreement: AgreementID(message.agreement)))
        case .redeem(let message): self = .redeem(try Redeem(message))
        case .refund(let message): self = .refund(Refund(receipt: ReceiptID(message.receipt)))
        case .confirmSettlement(let message): self = .confirmSettlement(try ConfirmSettlement(message))
        case .burn(let message): self = .burn(Burn(asset: try Asset(message.asset, "asset")))
        case .scheduleBurn(let message):
            self = .scheduleBurn(
                ScheduleBurn(classID: ClassID(message.class), time: message.time, amount: message.amount))
        case .openBuyBack(let message): self = .openBuyBack(try OpenBuyBack(message))
        case .depositRevenue(let message):
            self = .depositRevenue(DepositRevenue(classID: ClassID(message.class), amount: message.amount))
        case .sellToBuyBack(let message):
            self = .sellToBuyBack(SellToBuyBack(classID: ClassID(message.class), amount: message.amount))
        case nil: throw FieldInvalid("kind")
        }
    }
}
