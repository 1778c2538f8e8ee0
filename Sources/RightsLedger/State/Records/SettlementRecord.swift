package import Signatures

/// A payment that settles net positions, under tag 0x62.
package struct SettlementRecord: Hashable, Sendable {
    /// In minor currency units.
    package var amount: UInt128
    /// What the debtor confirmed.
    package var debtorReference: Digest?
    /// What the creditor confirmed.
    package var creditorReference: Digest?

    package init(amount: UInt128, debtorReference: Digest? = nil, creditorReference: Digest? = nil) {
        self.amount = amount
        self.debtorReference = debtorReference
        self.creditorReference = creditorReference
    }
}

extension SettlementRecord: StateRecord {
    package static let capacity = 83

    package func write(to writer: inout StateWriter) {
        writer.write(amount)
        writer.write(debtorReference) { $0.write($1) }
        writer.write(creditorReference) { $0.write($1) }
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        amount = try reader.integer()
        debtorReference = try reader.optional { (reader) throws(MalformedRecord) in try reader.digest() }
        creditorReference = try reader.optional { (reader) throws(MalformedRecord) in try reader.digest() }
    }
}
