extension CreateCampaign {
    init(_ message: Symbolon_V1_CreateCampaign) throws(FieldInvalid) {
        self.init(
            classID: ClassID(message.class), eventType: message.eventType,
            oracles: try MessageField.accounts(message.oracles, "oracles"), rate: Ratio(message.rate),
            tiers: message.tiers.map {
                CampaignTier(minimumValue: $0.minimumValue, multiplier: Ratio($0.multiplier))
            },
            multiplier: message.hasMultiplier ? Ratio(message.multiplier) : nil,
            budgetPerPerson: message.budgetPerPerson, budget: message.budget, start: message.start,
            end: message.end)
    }
}

extension AttestEvent {
    init(_ message: Symbolon_V1_AttestEvent) throws(FieldInvalid) {
        self.init(
            eventID: try MessageField.digest(message.eventID, "event_id"),
            subject: try MessageField.account(message.subject, "subject"), eventType: message.eventType,
            value: message.value, time: message.time)
    }
}

extension ProposeAgreement {
    init(_ message: Symbolon_V1_ProposeAgreement) throws(FieldInvalid) {
        self.init(
            platform: try MessageField.account(message.platform, "platform"), classID: ClassID(message.class),
            currency: try MessageField.currency(message.currency, "currency"), rate: Ratio(message.rate),
            feeBasisPoints: message.feeBasisPoints, dailyCap: message.dailyCap, start: message.start,
            end: message.end, refundWindowSeconds: message.refundWindowSeconds)
    }
}

extension Redeem {
    init(_ message: Symbolon_V1_Redeem) throws(FieldInvalid) {
        self.init(
            agreement: AgreementID(message.agreement), asset: try Asset(message.asset, "asset"),
            reference: try MessageField.digest(message.reference, "reference"))
    }
}

extension ConfirmSettlement {
    init(_ message: Symbolon_V1_ConfirmSettlement) throws(FieldInvalid) {
        self.init(
            epoch: message.epoch, currency: try MessageField.currency(message.currency, "currency"),
            debtor: try MessageField.account(message.debtor, "debtor"),
            creditor: try MessageField.account(message.creditor, "creditor"),
            reference: try MessageField.digest(message.reference, "reference"))
    }
}
