import RightsLedger
import Signatures
import Testing

/// What a redemption takes, records and books.
@Suite struct RedeemTests {
    @Test func unitsAreTakenFirstExpiringFirstAndReserved() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        let agreement = try ledger.agreement(on: id) {
            $0.rate = Ratio(7, 3)
            $0.feeBasisPoints = 250
            $0.refundWindowSeconds = 600
        }
        let time = Moment.february + 50
        let events = try ledger.apply(
            .redeem(.units(45, of: id), under: agreement, reference: "basket"), by: .alice, at: time)
        // floor(45 * 7 / 3) = 105; floor(105 * 2.5 %) = 2.
        let lots = [BucketUnits(30, .february), BucketUnits(15, .march)]
        let redeemed = Redeemed(
            receipt: ReceiptID(1), agreement: agreement, holder: Party.alice.id, classID: id,
            asset: .units(45, of: id), lots: lots, measure: 45, amountDue: 103, currency: .euro,
            deadline: time + 600, reference: .named("basket"))
        let booked = ObligationBooked(
            epoch: UInt64(MonthBucket.february.rawValue), currency: .euro, debtor: Party.brand.id,
            creditor: Party.shop.id, amount: 103, receipt: ReceiptID(1))
        #expect(events == [.redeemed(redeemed), .obligationBooked(booked)])

        let record = ReceiptRecord(
            agreement: agreement, holder: Party.alice.id, right: .units(id, lots), measure: 45, amountDue: 103,
            reference: .named("basket"), time: time, deadline: time + 600)
        #expect(try ledger.receipt(ReceiptID(1)) == record)
        #expect(ledger.keys(.receiptDeadline) == [.receiptDeadline(deadline: time + 600, ReceiptID(1))])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(25, .march)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, circulating: 25, reserved: 45))
        #expect(ledger.keys(.dueTotal) == [.dueTotal(due: Moment.april, id)])
        #expect(try ledger.number(at: .dueTotal(due: Moment.april, id)) == 25)
        #expect(try ledger.obligation(.february, .euro, from: .brand, to: .shop) == 103)
    }

    @Test func aLotIsWorthItsScopeDays() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2, tier: 4, scope: 0b11)
        let contents = try #require(try ledger.lot(lot, of: .alice))
        let agreement = try ledger.agreement(on: id) { $0.rate = Ratio(5) }
        let receipt = try ledger.redeem(.lot(lot), under: agreement, by: .alice)
        let record = try ledger.receipt(receipt)
        #expect(record.right == .lot(lot, contents))
        #expect(record.measure == 40)
        #expect(record.amountDue == 200)
        #expect(ledger.keys(.lot).isEmpty)
        #expect(ledger.keys(.dueTotal).isEmpty)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 40, reserved: 40))
    }

    @Test func anItemIsWorthOne() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        let agreement = try ledger.agreement(on: market.item.classID) { $0.rate = Ratio(99) }
        let receipt = try ledger.redeem(.item(market.item), under: agreement, by: .alice)
        let record = try ledger.receipt(receipt)
        #expect(record.right == .item(market.item, metadataHash: .named("painting")))
        #expect(record.measure == 1)
        #expect(record.amountDue == 99)
        #expect(try ledger.item(market.item) == nil)
        #expect(ledger.keys(.ownedItem).isEmpty)
        #expect(try ledger.refusal(of: [market.buy], by: .bob).code == .itemNotFound)
    }

    @Test(arguments: [Ratio(0), Ratio(1, 11)])
    func nothingDueBooksNothing(rate: Ratio) throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger) { $0.rate = rate }
        let events = try ledger.apply(counter.redeem(10), by: .alice)
        #expect(events.count == 1)
        #expect(ledger.keys(.obligation).isEmpty)
        #expect(try ledger.receipt(ReceiptID(1)).amountDue == 0)
    }

    @Test func aFeeOfEverythingLeavesNothingDue() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger) { $0.feeBasisPoints = 10_000 }
        #expect(try ledger.apply(counter.redeem(10), by: .alice).count == 1)
    }

    @Test func obligationsOfAPairAddUpAcrossAgreements() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger)
        let other = try ledger.agreement(on: counter.points) { $0.rate = Ratio(3) }
        let dollars = try ledger.agreement(on: counter.points) { $0.currency = .dollar }
        try ledger.apply(counter.redeem(10), by: .alice)
        _ = try ledger.redeem(.units(5, of: counter.points), under: other, by: .alice)
        _ = try ledger.redeem(.units(4, of: counter.points), under: dollars, by: .alice)
        #expect(try ledger.obligation(.january, .euro, from: .brand, to: .shop) == 25)
        #expect(try ledger.obligation(.january, .dollar, from: .brand, to: .shop) == 4)
    }

    @Test func theDailyCapCountsTheDaysOfTheClass() throws {
        var ledger = try LedgerFixture()
        // Two hours east the day ends at 22:00 UTC.
        let id = try ledger.points(utcOffsetMinutes: 120)
        try ledger.give(200, of: id, to: .alice)
        let agreement = try ledger.agreement(on: id) { $0.dailyCap = 50 }
        let redeem = Operation.redeem(.units(50, of: id), under: agreement)
        try ledger.apply(redeem, by: .alice)
        let evening = Int64(Moment.startDay + 1) * Moment.day - 7_200
        #expect(try ledger.refusal(of: [redeem], by: .alice, at: evening - 1).code == .dailyCapExceeded)
        try ledger.apply(redeem, by: .alice, at: evening)
        let days = [UInt32(Moment.startDay), UInt32(Moment.startDay) + 1]
        #expect(ledger.keys(.agreementDay) == days.map { .agreementDay(agreement, day: $0) })
        for day in days { #expect(try ledger.number(at: .agreementDay(agreement, day: day)) == 50) }
    }

    @Test func withoutADailyCapNoDayIsCounted() throws {
        var ledger = try LedgerFixture()
        _ = try Counter(in: &ledger).receipt(in: &ledger)
        #expect(ledger.keys(.agreementDay).isEmpty)
    }

    @Test func theWindowOfAnAgreementIncludesItsStart() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger) {
            $0.start = Moment.start + 60
            $0.end = Moment.start + 61
        }
        try ledger.apply(counter.redeem(10), by: .alice, at: Moment.start + 60)
    }

    @Test func soulboundUnitsCanBeRedeemed() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferability = .soulbound }
        try ledger.give(10, of: id, to: .alice)
        _ = try ledger.redeem(.units(10, of: id), under: ledger.agreement(on: id), by: .alice)
    }
}
