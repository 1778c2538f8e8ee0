/// A class's supply in measure units, under tag 0x22.
package struct SupplyRecord: Hashable, Sendable {
    /// All that was ever minted.
    package var minted: UInt64
    /// What accounts hold, with what has died but was not yet counted as expired.
    package var circulating: UInt64
    /// What open receipts and buy-back funds hold.
    package var reserved: UInt64
    /// What holders burned.
    package var burnedByHolder: UInt64
    /// What was burned when redemptions became final.
    package var burnedByRedemption: UInt64
    /// What scheduled burns burned.
    package var burnedByCalendar: UInt64
    /// What was sold to buy-backs.
    package var burnedByBuyBack: UInt64
    /// What died unused.
    package var expired: UInt64

    package init(
        minted: UInt64 = 0, circulating: UInt64 = 0, reserved: UInt64 = 0, burnedByHolder: UInt64 = 0,
        burnedByRedemption: UInt64 = 0, burnedByCalendar: UInt64 = 0, burnedByBuyBack: UInt64 = 0, expired: UInt64 = 0
    ) {
        self.minted = minted
        self.circulating = circulating
        self.reserved = reserved
        self.burnedByHolder = burnedByHolder
        self.burnedByRedemption = burnedByRedemption
        self.burnedByCalendar = burnedByCalendar
        self.burnedByBuyBack = burnedByBuyBack
        self.expired = expired
    }
}

extension SupplyRecord: StateRecord {
    package static let capacity = 65

    package func write(to writer: inout StateWriter) {
        writer.write(minted)
        writer.write(circulating)
        writer.write(reserved)
        writer.write(burnedByHolder)
        writer.write(burnedByRedemption)
        writer.write(burnedByCalendar)
        writer.write(burnedByBuyBack)
        writer.write(expired)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        minted = try reader.integer()
        circulating = try reader.integer()
        reserved = try reader.integer()
        burnedByHolder = try reader.integer()
        burnedByRedemption = try reader.integer()
        burnedByCalendar = try reader.integer()
        burnedByBuyBack = try reader.integer()
        expired = try reader.integer()
    }
}
