extension Minted {
    init(_ message: Symbolon_V1_Minted) throws(FieldInvalid) {
        let right: MintedRight =
            switch message.right {
            case .units(let units): .units(try BucketUnits(units, "units"))
            case .lot(let lot): .lot(try LotDescription(lot, "lot"))
            case .serial(let serial): .item(serial: serial)
            case nil: throw FieldInvalid("right")
            }
        self.init(
            classID: ClassID(message.class), recipient: try MessageField.account(message.recipient, "recipient"),
            cause: try MintCause(message.cause), measure: message.measure, right: right)
    }
}

extension MintCause {
    init(_ message: Symbolon_V1_MintCause) throws(FieldInvalid) {
        switch message {
        case .grant: self = .grant
        case .schedule: self = .schedule
        case .event: self = .event
        case .unspecified, .UNRECOGNIZED: throw FieldInvalid("cause")
        }
    }
}

extension BurnCause {
    init(_ message: Symbolon_V1_BurnCause) throws(FieldInvalid) {
        switch message {
        case .holder: self = .holder
        case .redemption: self = .redemption
        case .calendar: self = .calendar
        case .buyBack: self = .buyBack
        case .unspecified, .UNRECOGNIZED: throw FieldInvalid("cause")
        }
    }
}

extension BucketUnits {
    init(_ message: Symbolon_V1_BucketUnits, _ field: StaticString) throws(FieldInvalid) {
        self.init(
            bucket: MonthBucket(rawValue: try MessageField.narrow(message.bucket, field)), units: message.units)
    }

    static func list(
        _ messages: [Symbolon_V1_BucketUnits], _ field: StaticString
    ) throws(FieldInvalid) -> [BucketUnits] {
        var list: [BucketUnits] = []
        for message in messages { list.append(try BucketUnits(message, field)) }
        return list
    }
}

extension LotDescription {
    init(_ message: Symbolon_V1_Lot, _ field: StaticString) throws(FieldInvalid) {
        self.init(
            lot: LotID(message.lot),
            record: LotRecord(
                classID: ClassID(message.class), quantity: try MessageField.narrow(message.quantity, field),
                tier: try MessageField.narrow(message.tier, field), scope: message.scope,
                validFrom: try MessageField.narrow(message.validFrom, field),
                validUntil: try MessageField.narrow(message.validUntil, field)))
    }
}

extension BuyBackTerms {
    init(_ message: Symbolon_V1_BuyBackTerms) {
        self.init(
            paymentClass: ClassID(message.paymentClass), price: Ratio(message.price),
            revenueBasisPoints: message.revenueBasisPoints)
    }
}

extension NetPosition {
    static func list(_ messages: [Symbolon_V1_NetPosition]) throws(FieldInvalid) -> [NetPosition] {
        var list: [NetPosition] = []
        for message in messages {
            list.append(
                NetPosition(
                    account: try MessageField.account(message.account, "positions"),
                    amount: try MessageField.wide(message.amount, "positions")))
        }
        return list
    }
}

extension NetSettlement {
    static func list(_ messages: [Symbolon_V1_NetSettlement]) throws(FieldInvalid) -> [NetSettlement] {
        var list: [NetSettlement] = []
        for message in messages {
            list.append(
                NetSettlement(
                    debtor: try MessageField.account(message.debtor, "settlements"),
                    creditor: try MessageField.account(message.creditor, "settlements"),
                    amount: try MessageField.wide(message.amount, "settlements")))
        }
        return list
    }
}
