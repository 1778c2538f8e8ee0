import RightsLedger
import Signatures
import Testing

/// The life of an agreement between issuer and platform.
@Suite struct AgreementTests {
    @Test func anAgreementIsProposedAcceptedAndEnded() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let terms = LedgerFixture.agreementTerms(on: id, with: .shop)
        let agreement = AgreementID(1)
        let proposed = try ledger.apply(.proposeAgreement(terms), by: .brand)
        let event = AgreementProposed(
            agreement: agreement, classID: id, issuer: Party.brand.id, platform: Party.shop.id)
        #expect(proposed == [.agreementProposed(event)])
        #expect(
            try ledger.agreement(agreement)
                == AgreementRecord(issuer: Party.brand.id, terms: terms, status: .proposed))

        let accepted = try ledger.apply(.accept(agreement), by: .shop)
        #expect(accepted == [.agreementAccepted(AgreementAccepted(agreement: agreement))])
        #expect(try ledger.agreement(agreement).status == .active)

        let ended = try ledger.apply(.end(agreement), by: .shop)
        #expect(ended == [.agreementEnded(AgreementEnded(agreement: agreement, party: Party.shop.id))])
        #expect(
            try ledger.agreement(agreement)
                == AgreementRecord(issuer: Party.brand.id, terms: terms, status: .ended))
    }

    @Test(arguments: [Party.brand, Party.shop])
    func eitherSideEndsWhatIsOnlyProposed(party: Party) throws {
        var ledger = try LedgerFixture()
        let agreement = try ledger.proposal(on: ledger.points())
        let events = try ledger.apply(.end(agreement), by: party)
        #expect(events == [.agreementEnded(AgreementEnded(agreement: agreement, party: party.id))])
    }

    @Test func thePlatformKeepsItsAgreementsWhenItLosesTheRole() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger)
        try ledger.apply(.setRoles(.person, of: .shop), by: .regulator)
        let receipt = try counter.receipt(in: &ledger)
        try ledger.apply(.refund(receipt), by: .shop)
        try ledger.apply(.end(counter.agreement), by: .shop)
    }

    @Test func agreementsAreCountedOverAllIssuers() throws {
        var ledger = try LedgerFixture()
        #expect(try ledger.proposal(on: ledger.points()) == AgreementID(1))
        #expect(try ledger.proposal(on: ledger.points("RR", by: .rival), by: .rival) == AgreementID(2))
        #expect(try ledger.proposal(on: ClassID(1), with: .airline) == AgreementID(3))
    }
}
