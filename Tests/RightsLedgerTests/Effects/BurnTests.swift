import RightsLedger
import Signatures
import Testing

/// What holders destroy.
@Suite struct BurnTests {
    @Test func unitsAreBurnedFirstExpiringFirst() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        let events = try ledger.apply(.burn(.units(45, of: id)), by: .alice)
        let burned = Burned(
            classID: id, holder: Party.alice.id, cause: .holder, asset: .units(45, of: id), measure: 45)
        #expect(events == [.burned(burned)])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(25, .march)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, circulating: 25, burnedByHolder: 45))
        #expect(ledger.keys(.dueTotal) == [.dueTotal(due: Moment.april, id)])
    }

    @Test func aLotIsBurnedWhole() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2, scope: 0b11)
        let events = try ledger.apply(.burn(.lot(lot)), by: .alice)
        let burned = Burned(classID: id, holder: Party.alice.id, cause: .holder, asset: .lot(lot), measure: 40)
        #expect(events == [.burned(burned)])
        #expect(ledger.keys(.lot).isEmpty)
        #expect(ledger.keys(.dueTotal).isEmpty)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 40, burnedByHolder: 40))
    }

    @Test func anItemIsBurnedWithItsOffer() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        let events = try ledger.apply(.burn(.item(market.item)), by: .alice)
        let burned = Burned(
            classID: market.item.classID, holder: Party.alice.id, cause: .holder, asset: .item(market.item),
            measure: 1)
        #expect(events == [.burned(burned)])
        #expect(try ledger.item(market.item) == nil)
        #expect(ledger.keys(.ownedItem).isEmpty)
        #expect(try ledger.supply(market.item.classID) == SupplyRecord(minted: 1, burnedByHolder: 1))
        #expect(try ledger.refusal(of: [market.buy], by: .bob).code == .itemNotFound)
    }

    @Test func soulboundUnitsCanBeBurned() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferability = .soulbound }
        try ledger.give(5, of: id, to: .alice)
        try ledger.apply(.burn(.units(5, of: id)), by: .alice)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 5, burnedByHolder: 5))
    }
}
