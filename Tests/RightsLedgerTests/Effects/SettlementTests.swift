import RightsLedger
import Signatures
import Testing

/// How the two sides of a settlement confirm that it was paid.
@Suite struct SettlementTests {
    /// What a party's confirmation should say.
    private func confirmed(by party: Party, _ reference: String, settled: Bool) -> [LedgerEvent] {
        [
            .settlementConfirmed(
                SettlementConfirmed(
                    epoch: UInt64(MonthBucket.january.rawValue), currency: .euro, debtor: Party.brand.id,
                    creditor: Party.shop.id, party: party.id, reference: .named(reference), settled: settled))
        ]
    }

    private func confirm(_ reference: String) -> Operation {
        .confirm(.january, .euro, from: .brand, to: .shop, reference: reference)
    }

    @Test func itIsSettledWhenBothSidesHaveConfirmed() throws {
        var ledger = try LedgerFixture()
        try Counter.settle(in: &ledger)
        #expect(
            try ledger.apply(confirm("sent"), by: .brand) == confirmed(by: .brand, "sent", settled: false))
        #expect(
            try ledger.settlement(.january, .euro, from: .brand, to: .shop)
                == SettlementRecord(amount: 10, debtorReference: .named("sent")))
        #expect(
            try ledger.apply(confirm("received"), by: .shop) == confirmed(by: .shop, "received", settled: true))
        #expect(
            try ledger.settlement(.january, .euro, from: .brand, to: .shop)
                == SettlementRecord(
                    amount: 10, debtorReference: .named("sent"), creditorReference: .named("received")))
    }

    @Test func theCreditorCanConfirmFirst() throws {
        var ledger = try LedgerFixture()
        try Counter.settle(in: &ledger)
        #expect(
            try ledger.apply(confirm("received"), by: .shop) == confirmed(by: .shop, "received", settled: false))
        #expect(
            try ledger.apply(confirm("sent"), by: .brand) == confirmed(by: .brand, "sent", settled: true))
    }

    @Test func theOtherSideIsNotConfirmedByOneSideTwice() throws {
        var ledger = try LedgerFixture()
        try Counter.settle(in: &ledger)
        try ledger.apply(confirm("sent"), by: .brand)
        #expect(try ledger.refusal(of: [confirm("again")], by: .brand).code == .alreadyConfirmed)
        let record = try ledger.settlement(.january, .euro, from: .brand, to: .shop)
        #expect(record?.debtorReference == .named("sent"))
        #expect(record?.creditorReference == nil)
    }

    @Test func aConfirmationMovesNothing() throws {
        var ledger = try LedgerFixture()
        try Counter.settle(in: &ledger)
        let supply = try ledger.supply(ClassID(1))
        try ledger.apply(confirm("sent"), by: .brand)
        try ledger.apply(confirm("received"), by: .shop)
        #expect(try ledger.supply(ClassID(1)) == supply)
        #expect(try ledger.position(.january, .euro, of: .brand) == -10)
    }
}
