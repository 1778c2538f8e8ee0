/// What an account holds of a class of points, under tag 0x30.
///
/// Entries whose bucket has died stay until the record is next written; readers ignore them.
package struct BalanceRecord: Hashable, Sendable {
    /// Ascending by bucket, without zero units.
    package var entries: [BucketUnits]

    package init(entries: [BucketUnits] = []) {
        self.entries = entries
    }
}

extension BalanceRecord: StateRecord {
    package static let capacity = 33

    package func write(to writer: inout StateWriter) {
        writer.write(entries)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        entries = try reader.buckets()
    }
}
