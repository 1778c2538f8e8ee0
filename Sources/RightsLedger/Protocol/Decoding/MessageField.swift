internal import Signatures

/// Reads fields of generated messages into the ledger's types.
enum MessageField {
    static func digest(_ bytes: some Collection<UInt8>, _ field: StaticString) throws(FieldInvalid) -> Digest {
        guard let digest = Digest(bytes: bytes) else { throw FieldInvalid(field) }
        return digest
    }

    static func account(_ bytes: some Collection<UInt8>, _ field: StaticString) throws(FieldInvalid) -> AccountID {
        AccountID(rawValue: try digest(bytes, field))
    }

    static func accounts(
        _ list: [some Collection<UInt8>], _ field: StaticString
    ) throws(FieldInvalid) -> [AccountID] {
        var accounts: [AccountID] = []
        accounts.reserveCapacity(list.count)
        for bytes in list { accounts.append(try account(bytes, field)) }
        return accounts
    }

    static func publicKey(_ bytes: some Collection<UInt8>, _ field: StaticString) throws(FieldInvalid) -> PublicKey {
        PublicKey(encoding: try digest(bytes, field))
    }

    static func currency(_ text: String, _ field: StaticString) throws(FieldInvalid) -> CurrencyCode {
        guard let code = CurrencyCode(text) else { throw FieldInvalid(field) }
        return code
    }

    static func narrow<Narrow: FixedWidthInteger>(
        _ value: some FixedWidthInteger, _ field: StaticString
    ) throws(FieldInvalid) -> Narrow {
        guard let narrow = Narrow(exactly: value) else { throw FieldInvalid(field) }
        return narrow
    }

    /// Reads a number of 128 bits from 16 bytes.
    static func wide<Wide: FixedWidthInteger>(
        _ bytes: some Collection<UInt8>, _ field: StaticString
    ) throws(FieldInvalid) -> Wide {
        guard bytes.count == Wide.bitWidth / 8 else { throw FieldInvalid(field) }
        var value: Wide = 0
        for byte in bytes { value = value << 8 | Wide(truncatingIfNeeded: byte) }
        return value
    }
}

extension Ratio {
    init(_ message: Symbolon_V1_Ratio) {
        self.init(message.numerator, message.denominator)
    }
}

extension Units {
    init(_ message: Symbolon_V1_Units) {
        self.init(classID: ClassID(message.class), amount: message.amount)
    }
}

extension Item {
    init(_ message: Symbolon_V1_Item) {
        self.init(classID: ClassID(message.class), serial: message.serial)
    }
}

extension Asset {
    init(_ message: Symbolon_V1_Asset, _ field: StaticString) throws(FieldInvalid) {
        switch message.kind {
        case .units(let units): self = .units(Units(units))
        case .lot(let lot): self = .lot(LotID(lot))
        case .item(let item): self = .item(Item(item))
        case nil: throw FieldInvalid(field)
        }
    }
}

extension ClassKind {
    init(_ message: Symbolon_V1_ClassKind) throws(FieldInvalid) {
        switch message {
        case .points: self = .points
        case .entitlement: self = .entitlement
        case .collectible: self = .collectible
        case .unspecified, .UNRECOGNIZED: throw FieldInvalid("kind")
        }
    }
}
