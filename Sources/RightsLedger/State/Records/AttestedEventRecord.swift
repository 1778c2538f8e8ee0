/// An event that was attested, under tag 0x43; its id never pays again.
package struct AttestedEventRecord: Hashable, Sendable {
    /// Who attested it.
    package var oracle: AccountID
    /// Whom it paid.
    package var subject: AccountID
    /// The units that all campaigns paid together.
    package var paid: UInt128
    /// The block's height.
    package var height: UInt64

    package init(oracle: AccountID, subject: AccountID, paid: UInt128, height: UInt64) {
        self.oracle = oracle
        self.subject = subject
        self.paid = paid
        self.height = height
    }
}

extension AttestedEventRecord: StateRecord {
    package static let capacity = 89

    package func write(to writer: inout StateWriter) {
        writer.write(oracle)
        writer.write(subject)
        writer.write(paid)
        writer.write(height)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        oracle = try reader.account()
        subject = try reader.account()
        paid = try reader.integer()
        height = try reader.integer()
    }
}
