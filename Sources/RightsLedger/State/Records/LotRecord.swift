/// An entitlement lot, under tag 0x31.
package struct LotRecord: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// How many of the entitlement; not 0.
    package var quantity: UInt32
    /// The tier.
    package var tier: UInt16
    /// The scope bits; not 0.
    package var scope: UInt64
    /// The first day of the window.
    package var validFrom: UInt16
    /// The first day after the window.
    package var validUntil: UInt16

    package init(
        classID: ClassID, quantity: UInt32, tier: UInt16, scope: UInt64, validFrom: UInt16, validUntil: UInt16
    ) {
        self.classID = classID
        self.quantity = quantity
        self.tier = tier
        self.scope = scope
        self.validFrom = validFrom
        self.validUntil = validUntil
    }
}

extension LotRecord: StateRecord {
    package static let capacity = 27

    package func write(to writer: inout StateWriter) {
        writer.write(classID)
        writer.write(quantity)
        writer.write(tier)
        writer.write(scope)
        writer.write(validFrom)
        writer.write(validUntil)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        classID = try reader.identifier()
        quantity = try reader.integer()
        tier = try reader.integer()
        scope = try reader.integer()
        validFrom = try reader.integer()
        validUntil = try reader.integer()
        guard quantity > 0, scope != 0, validFrom < validUntil else { throw MalformedRecord() }
    }
}
