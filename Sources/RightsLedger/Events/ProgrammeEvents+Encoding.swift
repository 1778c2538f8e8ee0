extension CampaignCreated {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, campaign)
        writer.identifier(2, classID)
        writer.text(3, eventType)
    }
}

extension EventAttested {
    func write(to writer: inout ProtocolWriter) {
        writer.digest(1, eventID)
        writer.account(2, oracle)
        writer.account(3, subject)
        writer.text(4, eventType)
        writer.signedNumber(5, time)
        for payment in payments {
            writer.message(6) {
                $0.identifier(1, payment.campaign)
                $0.identifier(2, payment.classID)
                $0.number(3, payment.units)
            }
        }
    }
}

extension AgreementProposed {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, agreement)
        writer.identifier(2, classID)
        writer.account(3, issuer)
        writer.account(4, platform)
    }
}

extension AgreementEnded {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, agreement)
        writer.account(2, party)
    }
}

extension Redeemed {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, receipt)
        writer.identifier(2, agreement)
        writer.account(3, holder)
        writer.identifier(4, classID)
        writer.asset(5, asset)
        writer.buckets(6, lots)
        writer.number(7, measure)
        writer.number(8, amountDue)
        writer.currency(9, currency)
        writer.signedNumber(10, deadline)
        writer.digest(11, reference)
    }
}

extension Refunded {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, receipt)
        writer.account(2, holder)
        writer.identifier(3, classID)
        writer.number(4, measure)
        writer.number(5, expired)
    }
}

extension RedemptionFinal {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, receipt)
        writer.identifier(2, classID)
        writer.number(3, burned)
        writer.number(4, returned)
        writer.number(5, expired)
    }
}

extension ObligationBooked {
    func write(to writer: inout ProtocolWriter) {
        writer.number(1, epoch)
        writer.currency(2, currency)
        writer.account(3, debtor)
        writer.account(4, creditor)
        writer.number(5, amount)
        writer.identifier(6, receipt)
    }
}

extension EpochNetted {
    func write(to writer: inout ProtocolWriter) {
        writer.number(1, epoch)
        writer.currency(2, currency)
        for position in positions {
            writer.message(3) {
                $0.account(1, position.account)
                $0.wideNumber(2, position.amount)
            }
        }
        for settlement in settlements {
            writer.message(4) {
                $0.account(1, settlement.debtor)
                $0.account(2, settlement.creditor)
                $0.wideNumber(3, settlement.amount)
            }
        }
    }
}

extension SettlementConfirmed {
    func write(to writer: inout ProtocolWriter) {
        writer.number(1, epoch)
        writer.currency(2, currency)
        writer.account(3, debtor)
        writer.account(4, creditor)
        writer.account(5, party)
        writer.digest(6, reference)
        writer.flag(7, settled)
    }
}
