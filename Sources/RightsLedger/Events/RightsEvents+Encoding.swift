extension Transferred {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, sender)
        writer.account(2, recipient)
        writer.asset(3, asset)
        writer.buckets(4, received)
        writer.buckets(5, fee)
    }
}

extension LotSplit {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, owner)
        writer.lot(2, rest)
        writer.lot(3, part)
    }
}

extension LotsCombined {
    func write(to writer: inout ProtocolWriter) {
        writer.account(1, owner)
        writer.lot(2, into)
        writer.identifier(3, from)
    }
}

extension ItemOffered {
    func write(to writer: inout ProtocolWriter) {
        writer.item(1, item)
        writer.account(2, owner)
        if let price { writer.units(3, price) }
    }
}

extension ItemSold {
    func write(to writer: inout ProtocolWriter) {
        writer.item(1, item)
        writer.account(2, seller)
        writer.account(3, buyer)
        writer.units(4, price)
        writer.number(5, royalty)
    }
}

extension Burned {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, holder)
        writer.number(3, cause.rawValue)
        writer.asset(4, asset)
        writer.number(5, measure)
    }
}

extension BurnScheduled {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, burn)
        writer.identifier(2, classID)
        writer.signedNumber(3, time)
        writer.number(4, amount)
    }
}

extension BuyBackSet {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        if let terms {
            writer.message(2) {
                $0.identifier(1, terms.paymentClass)
                $0.ratio(2, terms.price)
                $0.number(3, terms.revenueBasisPoints)
            }
        }
        if let returnedFund { writer.units(3, returnedFund) }
    }
}

extension RevenueDeposited {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.identifier(2, paymentClass)
        writer.account(3, depositor)
        writer.number(4, toFund)
        writer.number(5, toIssuer)
    }
}

extension BoughtBack {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, seller)
        writer.number(3, amount)
        writer.units(4, payout)
    }
}

extension Expired {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.number(2, measure)
        writer.signedNumber(3, due)
    }
}
