/// A buy-back, under tag 0x71.
package struct BuyBackRecord: Hashable, Sendable {
    /// On which terms.
    package var terms: BuyBackTerms
    /// What the fund holds, in units of the payment class.
    package var fund: UInt64

    package init(terms: BuyBackTerms, fund: UInt64 = 0) {
        self.terms = terms
        self.fund = fund
    }
}

extension BuyBackRecord: StateRecord {
    package static let capacity = 23

    package func write(to writer: inout StateWriter) {
        writer.write(terms.paymentClass)
        writer.write(terms.price)
        writer.write(UInt16(truncatingIfNeeded: terms.revenueBasisPoints))
        writer.write(fund)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        terms = BuyBackTerms(
            paymentClass: try reader.identifier(), price: try reader.ratio(),
            revenueBasisPoints: try reader.basisPoints())
        fund = try reader.integer()
    }
}
