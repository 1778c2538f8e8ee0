/// A burn that waits for its time, under tag 0x70.
package struct ScheduledBurnRecord: Hashable, Sendable {
    /// The class.
    package var classID: ClassID
    /// How many units at most.
    package var amount: UInt64

    package init(classID: ClassID, amount: UInt64) {
        self.classID = classID
        self.amount = amount
    }
}

extension ScheduledBurnRecord: StateRecord {
    package static let capacity = 13

    package func write(to writer: inout StateWriter) {
        writer.write(classID)
        writer.write(amount)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        classID = try reader.identifier()
        amount = try reader.integer()
    }
}
