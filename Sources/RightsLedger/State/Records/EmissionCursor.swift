/// The next emission of a class, under tag 0x27.
package struct EmissionCursor: Hashable, Sendable {
    /// The epoch to emit next.
    package var epoch: UInt64
    /// What the curve says for it.
    package var amount: UInt64

    package init(epoch: UInt64, amount: UInt64) {
        self.epoch = epoch
        self.amount = amount
    }
}

extension EmissionCursor: StateRecord {
    package static let capacity = 17

    package func write(to writer: inout StateWriter) {
        writer.write(epoch)
        writer.write(amount)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        epoch = try reader.integer()
        amount = try reader.integer()
    }
}
