internal import RightsLedger

// How the small values of the ledger look in JSON. Amounts are strings, ids that count up from 1 are numbers, 32-byte
// ids are hexadecimal strings; see JSONValue.quantity(_:) and JSONValue.number(_:).

extension JSONValue {
    /// An id that counts up from 1.
    static func id(_ id: some CountedIdentifier) -> JSONValue { .number(id.rawValue) }

    /// A list, each element by its own view.
    static func list<Element>(_ elements: [Element], _ view: (Element) -> JSONValue) -> JSONValue {
        .array(elements.map(view))
    }
}

extension Ratio {
    var json: JSONValue { ["numerator": .number(numerator), "denominator": .number(denominator)] }
}

extension Units {
    var json: JSONValue { ["class": .id(classID), "amount": .quantity(amount)] }
}

extension Item {
    var json: JSONValue { ["class": .id(classID), "serial": .number(serial)] }
}

extension Asset {
    var json: JSONValue {
        switch self {
        case .units(let units): ["units": units.json]
        case .lot(let lot): ["lot": .id(lot)]
        case .item(let item): ["item": item.json]
        }
    }
}

extension BucketUnits {
    var json: JSONValue { ["bucket": .text(bucket), "units": .quantity(units)] }
}

extension Roles {
    var json: JSONValue { .list(names) { .string($0) } }
}

extension ClassKind {
    var json: JSONValue { .string(String(describing: self)) }
}

extension Transferability {
    var json: JSONValue { .string(String(describing: self)) }
}

extension MintCause {
    var json: JSONValue { .string(String(describing: self)) }
}

extension BurnCause {
    var json: JSONValue { .string(String(describing: self)) }
}

extension LotRecord {
    /// The lot's parts, without its id.
    var members: [JSONMember] {
        [
            JSONMember("class", .id(classID)), JSONMember("quantity", .number(quantity)),
            JSONMember("tier", .number(tier)), JSONMember("scope", .quantity(scope)),
            JSONMember("validFrom", .number(validFrom)), JSONMember("validUntil", .number(validUntil)),
        ]
    }
}

extension LotDescription {
    var json: JSONValue { .object([JSONMember("lot", .id(lot))] + record.members) }
}

extension BuyBackTerms {
    var json: JSONValue {
        [
            "paymentClass": .id(paymentClass), "price": price.json,
            "revenueBasisPoints": .number(revenueBasisPoints),
        ]
    }
}

extension EpochRule {
    var json: JSONValue {
        switch self {
        case .month(let utcOffsetMinutes): ["month": ["utcOffsetMinutes": .number(utcOffsetMinutes)]]
        case .seconds(let seconds): ["seconds": .number(seconds)]
        }
    }
}
