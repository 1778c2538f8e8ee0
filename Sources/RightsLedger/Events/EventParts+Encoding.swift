extension Minted {
    func write(to writer: inout ProtocolWriter) {
        writer.identifier(1, classID)
        writer.account(2, recipient)
        writer.number(3, cause.rawValue)
        writer.number(4, measure)
        switch right {
        case .units(let units): writer.bucket(5, units)
        case .lot(let lot): writer.lot(6, lot)
        case .item(let serial): writer.presentNumber(7, serial)
        }
    }
}

extension ProtocolWriter {
    mutating func bucket(_ field: UInt32, _ value: BucketUnits) {
        message(field) {
            $0.number(1, value.bucket.rawValue)
            $0.number(2, value.units)
        }
    }

    mutating func buckets(_ field: UInt32, _ values: [BucketUnits]) {
        for value in values { bucket(field, value) }
    }

    mutating func lot(_ field: UInt32, _ value: LotDescription) {
        message(field) {
            $0.identifier(1, value.lot)
            $0.identifier(2, value.record.classID)
            $0.number(3, value.record.quantity)
            $0.number(4, value.record.tier)
            $0.number(5, value.record.scope)
            $0.number(6, value.record.validFrom)
            $0.number(7, value.record.validUntil)
        }
    }
}
