/// A campaign, under tag 0x40.
package struct CampaignRecord: Hashable, Sendable {
    /// What its creator fixed.
    package var terms: CreateCampaign
    /// The units that it has paid.
    package var spent: UInt64
    /// Whether it was ended.
    package var ended: Bool

    package init(terms: CreateCampaign, spent: UInt64 = 0, ended: Bool = false) {
        self.terms = terms
        self.spent = spent
        self.ended = ended
    }
}

extension CampaignRecord: StateRecord {
    package static let capacity = 256

    package func write(to writer: inout StateWriter) {
        terms.write(to: &writer)
        writer.write(spent)
        writer.write(ended)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        terms = try CreateCampaign(from: &reader)
        spent = try reader.integer()
        ended = try reader.flag()
    }
}
