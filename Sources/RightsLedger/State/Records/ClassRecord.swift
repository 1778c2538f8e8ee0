/// A class of rights, under tag 0x20: everything in CreateClass but the minters.
package struct ClassRecord: Hashable, Sendable {
    /// Who created it.
    package var issuer: AccountID
    /// What its creator fixed; the list of minters is empty here, because it can change.
    package var definition: CreateClass
    /// Whether nothing of it moves.
    package var frozen: Bool

    package init(issuer: AccountID, definition: CreateClass, frozen: Bool = false) {
        self.issuer = issuer
        self.definition = definition
        self.frozen = frozen
    }

    /// What kind of right it is.
    package var kind: ClassKind { definition.kind }
    /// The rules of the class.
    package var policy: ClassPolicy { definition.policy }
    /// The calendar in which its months and days are counted.
    package var calendar: FixedOffsetCalendar { FixedOffsetCalendar(utcOffsetMinutes: definition.utcOffsetMinutes) }
}

extension ClassRecord: StateRecord {
    package static let capacity = 320

    package func write(to writer: inout StateWriter) {
        writer.write(issuer)
        definition.write(to: &writer)
        writer.write(frozen)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        issuer = try reader.account()
        definition = try CreateClass(from: &reader)
        frozen = try reader.flag()
    }
}

extension ClassRecord {
    /// What the issuer owes for what circulates: `floor(circulating × face value)`, in minor currency units.
    package func liability(for supply: SupplyRecord) -> UInt128 {
        // 64 bits by 32 bits.
        UInt128(supply.circulating) * UInt128(definition.faceValue.numerator)
            / UInt128(max(definition.faceValue.denominator, 1))
    }
}
