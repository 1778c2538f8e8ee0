extension CampaignCreated {
    init(_ message: Symbolon_V1_CampaignCreated) {
        self.init(
            campaign: CampaignID(message.campaign),
            classID: ClassID(message.class),
            eventType: message.eventType)
    }
}

extension EventAttested {
    init(_ message: Symbolon_V1_EventAttested) throws(FieldInvalid) {
        self.init(
            eventID: try MessageField.digest(message.eventID, "event_id"),
            oracle: try MessageField.account(message.oracle, "oracle"),
            subject: try MessageField.account(message.subject, "subject"),
            eventType: message.eventType,
            time: message.time,
            payments: message.payments.map {
                CampaignPayment(campaign: CampaignID($0.campaign), classID: ClassID($0.class), units: $0.units)
            })
    }
}

extension AgreementProposed {
    init(_ message: Symbolon_V1_AgreementProposed) throws(FieldInvalid) {
        self.init(
            agreement: AgreementID(message.agreement),
            classID: ClassID(message.class),
            issuer: try MessageField.account(message.issuer, "issuer"),
            platform: try MessageField.account(message.platform, "platform"))
    }
}

extension AgreementEnded {
    init(_ message: Symbolon_V1_AgreementEnded) throws(FieldInvalid) {
        self.init(
            agreement: AgreementID(message.agreement),
            party: try MessageField.account(message.party, "party"))
    }
}

extension Redeemed {
    init(_ message: Symbolon_V1_Redeemed) throws(FieldInvalid) {
        self.init(
            receipt: ReceiptID(message.receipt),
            agreement: AgreementID(message.agreement),
            holder: try MessageField.account(message.holder, "holder"),
            classID: ClassID(message.class),
            asset: try Asset(message.asset, "asset"),
            lots: try BucketUnits.list(message.lots, "lots"),
            measure: message.measure,
            amountDue: message.amountDue,
            currency: try MessageField.currency(message.currency, "currency"),
            deadline: message.deadline,
            reference: try MessageField.digest(message.reference, "reference"))
    }
}

extension Refunded {
    init(_ message: Symbolon_V1_Refunded) throws(FieldInvalid) {
        self.init(
            receipt: ReceiptID(message.receipt),
            holder: try MessageField.account(message.holder, "holder"),
            classID: ClassID(message.class),
            measure: message.measure,
            expired: message.expired)
    }
}

extension RedemptionFinal {
    init(_ message: Symbolon_V1_RedemptionFinal) {
        self.init(
            receipt: ReceiptID(message.receipt),
            classID: ClassID(message.class),
            burned: message.burned,
            returned: message.returned,
            expired: message.expired)
    }
}

extension ObligationBooked {
    init(_ message: Symbolon_V1_ObligationBooked) throws(FieldInvalid) {
        self.init(
            epoch: message.epoch,
            currency: try MessageField.currency(message.currency, "currency"),
            debtor: try MessageField.account(message.debtor, "debtor"),
            creditor: try MessageField.account(message.creditor, "creditor"),
            amount: message.amount,
            receipt: ReceiptID(message.receipt))
    }
}

extension EpochNetted {
    init(_ message: Symbolon_V1_EpochNetted) throws(FieldInvalid) {
        self.init(
            epoch: message.epoch,
            currency: try MessageField.currency(message.currency, "currency"),
            positions: try NetPosition.list(message.positions),
            settlements: try NetSettlement.list(message.settlements))
    }
}

extension SettlementConfirmed {
    init(_ message: Symbolon_V1_SettlementConfirmed) throws(FieldInvalid) {
        self.init(
            epoch: message.epoch,
            currency: try MessageField.currency(message.currency, "currency"),
            debtor: try MessageField.account(message.debtor, "debtor"),
            creditor: try MessageField.account(message.creditor, "creditor"),
            party: try MessageField.account(message.party, "party"),
            reference: try MessageField.digest(message.reference, "reference"),
            settled: message.settled)
    }
}
