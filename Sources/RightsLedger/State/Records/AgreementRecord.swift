/// A redemption agreement, under tag 0x50.
package struct AgreementRecord: Hashable, Sendable {
    /// The class's issuer, who proposed it.
    package var issuer: AccountID
    /// What was proposed.
    package var terms: ProposeAgreement
    /// Where it stands.
    package var status: Status

    package init(issuer: AccountID, terms: ProposeAgreement, status: Status = .proposed) {
        self.issuer = issuer
        self.terms = terms
        self.status = status
    }
}

extension AgreementRecord: StateRecord {
    package static let capacity = 128

    package func write(to writer: inout StateWriter) {
        writer.write(issuer)
        terms.write(to: &writer)
        writer.write(status.rawValue)
    }

    package init(from reader: inout StateReader) throws(MalformedRecord) {
        issuer = try reader.account()
        terms = try ProposeAgreement(from: &reader)
        status = try reader.choice()
    }
}

extension AgreementRecord {
    /// Where an agreement stands.
    package enum Status: UInt8, Hashable, Sendable, CaseIterable {
        /// The issuer signed it.
        case proposed = 1
        /// Both sides signed it.
        case active = 2
        /// A side ended it.
        case ended = 3
    }
}
