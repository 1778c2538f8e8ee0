extension CreateCampaign {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.text(2, eventType)
        for oracle in oracles { writer.account(3, oracle) }
        writer.ratio(4, rate)
        for tier in tiers {
            writer.message(5) {
                $0.number(1, tier.minimumValue)
                $0.ratio(2, tier.multiplier)
            }
        }
        if let multiplier { writer.ratio(6, multiplier) }
        writer.number(7, budgetPerPerson)
        writer.number(8, budget)
        writer.signedNumber(9, start)
        writer.signedNumber(10, end)
    }
}

extension AttestEvent {
    func write(to writer: inout ProtocolWriter) {
        writer.digest(1, eventID)
        writer.account(2, subject)
        writer.text(3, eventType)
        writer.number(4, value)
        writer.signedNumber(5, time)
    }
}

extension ProposeAgreement {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, platform)
        writer.identifier(2, classID)
        writer.currency(3, currency)
        writer.ratio(4, rate)
        writer.number(5, feeBasisPoints)
        writer.number(6, dailyCap)
        writer.signedNumber(7, start)
        writer.signedNumber(8, end)
        writer.number(9, refundWindowSeconds)
    }
}

extension Redeem {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, agreement)
        writer.asset(2, asset)
        writer.digest(3, reference)
    }
}

extension ConfirmSettlement {
    func write(to writer: inout ProtocolWriter) {
        writer.number(1, epoch)
        writer.currency(2, currency)
        writer.account(3, debtor)
        writer.account(4, creditor)
        writer.digest(5, reference)
    }
}
