/// What an account was granted of a class within one period, under tag 0x26.
package struct QuotaTally: Hashable, Sendable {
    /// The index of the period.
    package var period: UInt64
    /// In measure units.
    package var units: UInt64

    package init(period: UInt64, units: UInt64) {
        self.period = period
        self.units = units
    }
}

extension QuotaTally: StateRecord {
    package static let capacity = 17

    package func write(to writer: inout StateWriter) {
        writer.write(period)
        writer.write(units)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        period = try reader.integer()
        units = try reader.integer()
    }
}
