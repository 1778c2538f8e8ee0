import RightsLedger
import Signatures
import Testing

/// What a refund gives back, and what has died meanwhile.
@Suite struct RefundTests {
    /// A ledger in which Alice redeemed 30 units of February and 15 of March, of which 25 are left to her.
    private func twoBuckets(
        _ terms: (inout ProposeAgreement) -> Void = { _ in }
    ) throws -> (ledger: LedgerFixture, id: ClassID, receipt: ReceiptID) {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        let agreement = try ledger.agreement(on: id) {
            $0.refundWindowSeconds = UInt64(100 * Moment.day)
            terms(&$0)
        }
        let receipt = try ledger.redeem(.units(45, of: id), under: agreement, by: .alice)
        return (ledger, id, receipt)
    }

    @Test func theSameUnitsComeBack() throws {
        var (ledger, id, receipt) = try twoBuckets()
        let record = try ledger.receipt(receipt)
        let events = try ledger.apply(.refund(receipt), by: .shop)
        let refunded = Refunded(receipt: receipt, holder: Party.alice.id, classID: id, measure: 45, expired: 0)
        let booked = ObligationBooked(
            epoch: UInt64(MonthBucket.february.rawValue), currency: .euro, debtor: Party.shop.id,
            creditor: Party.brand.id, amount: 45, receipt: receipt)
        #expect(events == [.refunded(refunded), .obligationBooked(booked)])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(30, .february), BucketUnits(40, .march)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, circulating: 70))
        #expect(try ledger.number(at: .dueTotal(due: Moment.march, id)) == 30)
        #expect(try ledger.number(at: .dueTotal(due: Moment.april, id)) == 40)
        #expect(ledger.keys(.receiptDeadline).isEmpty)
        var closed = record
        closed.status = .refunded
        #expect(try ledger.receipt(receipt) == closed)
        #expect(try ledger.obligation(.february, .euro, from: .brand, to: .shop) == 45)
        #expect(try ledger.obligation(.february, .euro, from: .shop, to: .brand) == 45)
    }

    @Test func unitsWhoseMonthHasEndedExpireAtOnce() throws {
        var (ledger, id, receipt) = try twoBuckets()
        try ledger.advance(to: Moment.march)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, circulating: 25, reserved: 45))
        let events = try ledger.apply(.refund(receipt), by: .shop)
        let refunded = Refunded(receipt: receipt, holder: Party.alice.id, classID: id, measure: 45, expired: 30)
        #expect(
            events.prefix(2) == [
                .expired(Expired(classID: id, measure: 30, due: Moment.march)), .refunded(refunded),
            ])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(40, .march)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, circulating: 40, expired: 30))
        #expect(try ledger.number(at: .dueTotal(due: Moment.april, id)) == 40)
        // All that was due is owed back all the same.
        #expect(try ledger.obligation(.march, .euro, from: .shop, to: .brand) == 45)
    }

    @Test func everythingCanHaveDied() throws {
        var (ledger, id, receipt) = try twoBuckets()
        try ledger.advance(to: Moment.april)
        let events = try ledger.apply(.refund(receipt), by: .shop)
        let refunded = Refunded(receipt: receipt, holder: Party.alice.id, classID: id, measure: 45, expired: 45)
        #expect(
            events.prefix(2) == [
                .expired(Expired(classID: id, measure: 45, due: Moment.april)), .refunded(refunded),
            ])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, expired: 70))
    }

    @Test func aLotComesBackUnderItsId() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2, tier: 4, scope: 0b11)
        let contents = try ledger.lot(lot, of: .alice)
        let receipt = try ledger.redeem(.lot(lot), under: ledger.agreement(on: id), by: .alice)
        try ledger.apply(.refund(receipt), by: .shop)
        #expect(try ledger.lot(lot, of: .alice) == contents)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 40, circulating: 40))
        try ledger.apply(.send(lot, to: .bob), by: .alice)
    }

    @Test func aLotWhoseWindowHasEndedExpires() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lot = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
        let agreement = try ledger.agreement(on: id) { $0.refundWindowSeconds = UInt64(9 * Moment.day) }
        let receipt = try ledger.redeem(.lot(lot), under: agreement, by: .alice)
        let end = Int64(Moment.startDay + 1) * Moment.day
        #expect(try ledger.advance(to: end).isEmpty)
        let events = try ledger.apply(.refund(receipt), by: .shop)
        let refunded = Refunded(receipt: receipt, holder: Party.alice.id, classID: id, measure: 1, expired: 1)
        #expect(events.prefix(2) == [.expired(Expired(classID: id, measure: 1, due: end)), .refunded(refunded)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 1, expired: 1))
    }

    @Test func anItemComesBackWithoutItsOffer() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        let agreement = try ledger.agreement(on: market.item.classID)
        let receipt = try ledger.redeem(.item(market.item), under: agreement, by: .alice)
        try ledger.apply(.refund(receipt), by: .shop)
        #expect(
            try ledger.item(market.item) == ItemRecord(owner: Party.alice.id, metadataHash: .named("painting")))
        #expect(ledger.keys(.ownedItem) == [.ownedItem(Party.alice.id, market.item)])
    }

    @Test func nothingDueBooksNothing() throws {
        var (ledger, _, receipt) = try twoBuckets { $0.rate = Ratio(0) }
        #expect(try ledger.apply(.refund(receipt), by: .shop).count == 1)
        #expect(ledger.keys(.obligation).isEmpty)
    }

    @Test func theLastSecondOfTheWindowCounts() throws {
        var ledger = try LedgerFixture()
        let receipt = try Counter(in: &ledger).receipt(in: &ledger)
        try ledger.apply(.refund(receipt), by: .shop, at: Moment.start + Moment.day - 1)
        #expect(try ledger.receipt(receipt).status == .refunded)
    }

    @Test func aRefundNeedsNeitherAgreementNorThawedClassNorThawedHolder() throws {
        var (ledger, id, receipt) = try twoBuckets()
        try ledger.apply(.end(try ledger.receipt(receipt).agreement), .freeze(id), by: .brand)
        try ledger.apply(.freeze(.alice), by: .regulator)
        try ledger.apply(.refund(receipt), by: .shop)
        #expect(try ledger.units(.alice, id) == 70)
    }

    @Test func theDailyTallyIsNotLowered() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger) { $0.dailyCap = 50 }
        let receipt = try counter.receipt(in: &ledger)
        try ledger.apply(.refund(receipt), by: .shop)
        let day = UInt32(Moment.startDay)
        #expect(try ledger.number(at: .agreementDay(counter.agreement, day: day)) == 10)
    }
}
