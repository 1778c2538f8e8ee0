package import Signatures

/// A collectible item, under tag 0x32.
package struct ItemRecord: Hashable, Sendable {
    /// Who owns it.
    package var owner: AccountID
    /// The hash of what describes it.
    package var metadataHash: Digest
    /// The price at which it is offered.
    package var offer: Units?

    package init(owner: AccountID, metadataHash: Digest, offer: Units? = nil) {
        self.owner = owner
        self.metadataHash = metadataHash
        self.offer = offer
    }
}

extension ItemRecord: StateRecord {
    package static let capacity = 78

    package func write(to writer: inout StateWriter) {
        writer.write(owner)
        writer.write(metadataHash)
        writer.write(offer) { $0.write($1) }
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        owner = try reader.account()
        metadataHash = try reader.digest()
        offer = try reader.optional { (reader) throws(MalformedRecord) in try reader.units() }
    }
}
