extension GrantPoints {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, recipient)
        writer.number(3, amount)
    }
}

extension GrantEntitlement {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, recipient)
        writer.number(3, quantity)
        writer.number(4, tier)
        writer.number(5, scope)
        writer.number(6, validFrom)
        writer.number(7, validUntil)
    }
}

extension GrantCollectible {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, recipient)
        writer.digest(3, metadataHash)
    }
}

extension Transfer {
    func write(to writer: inout ProtocolWriter) {
        writer.asset(1, asset)
        writer.account(2, recipient)
    }
}

extension Split {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, lot)
        switch part {
        case .quantity(let quantity): writer.presentNumber(2, quantity)
        case .day(let day): writer.presentNumber(3, day)
        case .scope(let scope): writer.presentNumber(4, scope)
        }
    }
}

extension Combine {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, into)
        writer.identifier(2, from)
    }
}

extension OfferItem {
    func write(to writer: inout ProtocolWriter) {
        writer.item(1, item)
        if let price { writer.units(2, price) }
    }
}

extension BuyItem {
    func write(to writer: inout ProtocolWriter) {
        writer.item(1, item)
        writer.units(2, price)
    }
}

extension ScheduleBurn {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.signedNumber(2, time)
        writer.number(3, amount)
    }
}

extension OpenBuyBack {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.identifier(2, paymentClass)
        writer.ratio(3, price)
        writer.number(4, revenueBasisPoints)
    }
}

extension DepositRevenue {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.number(2, amount)
    }
}

extension SellToBuyBack {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.number(2, amount)
    }
}
