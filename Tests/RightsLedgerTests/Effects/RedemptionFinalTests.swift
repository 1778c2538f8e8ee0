import RightsLedger
import Signatures
import Testing

/// What becomes of a redeemed right when its refund window closes.
@Suite struct RedemptionFinalTests {
    private let may = MonthBucket(rawValue: 676)

    /// Alice redeemed 30, 40 and 15 units that die at the ends of March, April and May.
    private func threeBuckets(
        burn: UInt32, deadline: Int64
    ) throws -> (ledger: LedgerFixture, id: ClassID, receipt: ReceiptID) {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.expiry = .rolling(months: 2)
            $0.redemptionBurnBasisPoints = burn
        }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        try ledger.apply(.grant(15, of: id, to: .alice), by: .brand, at: Moment.march)
        let agreement = try ledger.agreement(on: id) { $0.refundWindowSeconds = UInt64(deadline - Moment.march) }
        let receipt = try ledger.redeem(.units(85, of: id), under: agreement, by: .alice)
        return (ledger, id, receipt)
    }

    @Test func theBurnIsTakenFromTheEarliestAndTheRestGoesToTheIssuer() throws {
        let deadline = Moment.march + 60
        var (ledger, id, receipt) = try threeBuckets(burn: 5_000, deadline: deadline)
        #expect(try ledger.advance(to: deadline - 1).isEmpty)
        let events = try ledger.advance(to: deadline)
        // floor(85 / 2) = 42: the 30 of March and 12 of April.
        let burned = Burned(
            classID: id, holder: Party.alice.id, cause: .redemption, asset: .units(42, of: id), measure: 42)
        let final = RedemptionFinal(receipt: receipt, classID: id, burned: 42, returned: 43, expired: 0)
        #expect(events == [.burned(burned), .redemptionFinal(final)])
        #expect(try ledger.balance(.brand, id) == [BucketUnits(28, .april), BucketUnits(15, may)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 85, circulating: 43, burnedByRedemption: 42))
        #expect(try ledger.receipt(receipt).status == .final)
        #expect(ledger.keys(.receiptDeadline).isEmpty)
        #expect(try ledger.number(at: .dueTotal(due: Moment.may, id)) == 28)
        #expect(try !ledger.has(.dueTotal(due: Moment.april, id)))
        #expect(try ledger.advance(to: deadline + 60).isEmpty)
    }

    @Test func whatIsLeftOfADeadMonthExpires() throws {
        let deadline = Moment.april + 60
        var (ledger, id, receipt) = try threeBuckets(burn: 1_000, deadline: deadline)
        let events = try ledger.advance(to: deadline)
        // floor(8.5) = 8 of March, whose other 22 are dead since April began.
        let burned = Burned(
            classID: id, holder: Party.alice.id, cause: .redemption, asset: .units(8, of: id), measure: 8)
        let expired = Expired(classID: id, measure: 22, due: deadline)
        let final = RedemptionFinal(receipt: receipt, classID: id, burned: 8, returned: 55, expired: 22)
        #expect(events.count == 4)
        #expect(events.prefix(3) == [.burned(burned), .expired(expired), .redemptionFinal(final)])
        #expect(try ledger.balance(.brand, id) == [BucketUnits(40, .april), BucketUnits(15, may)])
        #expect(
            try ledger.supply(id)
                == SupplyRecord(minted: 85, circulating: 55, burnedByRedemption: 8, expired: 22))
    }

    @Test func withoutABurnShareEverythingReturns() throws {
        var (ledger, id, receipt) = try threeBuckets(burn: 0, deadline: Moment.march)
        // A window of no seconds: final with the next block of the same second.
        let events = try ledger.advance(to: Moment.march)
        let final = RedemptionFinal(receipt: receipt, classID: id, burned: 0, returned: 85, expired: 0)
        #expect(events == [.redemptionFinal(final)])
        #expect(try ledger.units(.brand, id) == 85)
    }

    @Test func aBurnShareOfEverythingReturnsNothing() throws {
        let deadline = Moment.april + 60
        var (ledger, id, receipt) = try threeBuckets(burn: 10_000, deadline: deadline)
        let events = try ledger.advance(to: deadline)
        let final = RedemptionFinal(receipt: receipt, classID: id, burned: 85, returned: 0, expired: 0)
        #expect(events.contains(.redemptionFinal(final)))
        #expect(try ledger.supply(id) == SupplyRecord(minted: 85, burnedByRedemption: 85))
        #expect(try ledger.balance(.brand, id).isEmpty)
    }

    @Test func aLotIsUsedUp() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2)
        let receipt = try ledger.redeem(.lot(lot), under: ledger.agreement(on: id), by: .alice)
        let events = try ledger.advance(to: Moment.start + Moment.day)
        let burned = Burned(classID: id, holder: Party.alice.id, cause: .redemption, asset: .lot(lot), measure: 20)
        let final = RedemptionFinal(receipt: receipt, classID: id, burned: 20, returned: 0, expired: 0)
        #expect(events == [.burned(burned), .redemptionFinal(final)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 20, burnedByRedemption: 20))
    }

    @Test func aLotThatDiedMeanwhileIsUsedUpToo() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lot = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
        _ = try ledger.redeem(.lot(lot), under: ledger.agreement(on: id), by: .alice)
        try ledger.advance(to: Moment.start + Moment.day)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 1, burnedByRedemption: 1))
    }

    @Test func anItemIsUsedUp() throws {
        var ledger = try LedgerFixture()
        let item = try ledger.giveItem(of: ledger.art(), to: .alice)
        _ = try ledger.redeem(.item(item), under: ledger.agreement(on: item.classID), by: .alice)
        let events = try ledger.advance(to: Moment.start + Moment.day)
        let burned = Burned(
            classID: item.classID, holder: Party.alice.id, cause: .redemption, asset: .item(item), measure: 1)
        #expect(events.first == .burned(burned))
        #expect(try ledger.supply(item.classID) == SupplyRecord(minted: 1, burnedByRedemption: 1))
        #expect(try ledger.item(item) == nil)
    }

    @Test func anOpenReceiptOutlivesItsAgreement() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger)
        let receipt = try counter.receipt(in: &ledger)
        try ledger.apply(.end(counter.agreement), by: .brand)
        try ledger.advance(to: Moment.start + Moment.day)
        #expect(try ledger.receipt(receipt).status == .final)
        #expect(try ledger.units(.brand, counter.points) == 10)
    }

    @Test func receiptsBecomeFinalInTheOrderOfTheirDeadlines() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(100, of: id, to: .alice)
        let slow = try ledger.agreement(on: id) { $0.refundWindowSeconds = 200 }
        let fast = try ledger.agreement(on: id) { $0.refundWindowSeconds = 100 }
        for agreement in [slow, fast, slow, fast] {
            _ = try ledger.redeem(.units(1, of: id), under: agreement, by: .alice)
        }
        let receipts = try ledger.advance(to: Moment.start + 200).map { event -> UInt64 in
            if case .redemptionFinal(let final) = event { final.receipt.rawValue } else { 0 }
        }
        #expect(receipts == [2, 4, 1, 3])
    }
}
