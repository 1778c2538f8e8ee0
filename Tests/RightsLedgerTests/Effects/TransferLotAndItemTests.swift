import RightsLedger
import Signatures
import Testing

/// A lot or an item moves as a whole and unchanged.
@Suite struct TransferLotAndItemTests {
    @Test func aLotMovesUnchanged() throws {
        var ledger = try LedgerFixture()
        let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, quantity: 3, tier: 7, scope: 0b11)
        let record = try #require(try ledger.lot(lot, of: .alice))
        let supply = try ledger.supply(ClassID(1))
        let events = try ledger.apply(.send(lot, to: .bob), by: .alice)
        #expect(
            events == [
                .transferred(Transferred(sender: Party.alice.id, recipient: Party.bob.id, asset: .lot(lot)))
            ])
        #expect(try ledger.lot(lot, of: .alice) == nil)
        #expect(try ledger.lot(lot, of: .bob) == record)
        #expect(try ledger.supply(ClassID(1)) == supply)
    }

    @Test func aLotCanMoveInItsLastSecond() throws {
        var ledger = try LedgerFixture()
        let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, until: Moment.startDay + 1)
        let lastSecond = Int64(Moment.startDay + 1) * Moment.day - 1
        try ledger.apply(.send(lot, to: .bob), by: .alice, at: lastSecond)
        #expect(try ledger.lot(lot, of: .bob) != nil)
    }

    @Test func aLotWhoseWindowHasNotBegunCanMove() throws {
        var ledger = try LedgerFixture()
        let lot = try ledger.giveLot(
            of: ledger.passes(), to: .alice, from: Moment.startDay + 5, until: Moment.startDay + 6)
        try ledger.apply(.send(lot, to: .bob), by: .alice)
        #expect(try ledger.lot(lot, of: .bob) != nil)
    }

    @Test func anItemMovesWithItsEntryInTheIndex() throws {
        var ledger = try LedgerFixture()
        let item = try ledger.giveItem(of: ledger.art(), to: .alice)
        let events = try ledger.apply(.send(item, to: .bob), by: .alice)
        #expect(
            events == [
                .transferred(Transferred(sender: Party.alice.id, recipient: Party.bob.id, asset: .item(item)))
            ])
        #expect(try ledger.item(item) == ItemRecord(owner: Party.bob.id, metadataHash: .named("painting")))
        #expect(ledger.keys(.ownedItem) == [.ownedItem(Party.bob.id, item)])
        #expect(try ledger.refusal(of: [.send(item, to: .carol)], by: .alice).code == .itemNotFound)
    }

    @Test func anOfferIsDroppedWhenTheItemMoves() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        #expect(try ledger.item(market.item)?.offer == Units(classID: market.points, amount: 100))
        try ledger.apply(.send(market.item, to: .carol), by: .alice)
        #expect(try ledger.item(market.item)?.offer == nil)
        #expect(try ledger.refusal(of: [market.buy], by: .bob).code == .notOffered)
    }

    @Test func anItemWithRoyaltyIsGivenToAndByItsIssuer() throws {
        var ledger = try LedgerFixture()
        let item = try ledger.giveItem(of: ledger.art { $0.royaltyBasisPoints = 500 }, to: .brand)
        try ledger.apply(.send(item, to: .alice), by: .brand)
        #expect(try ledger.refusal(of: [.send(item, to: .bob)], by: .alice).code == .royaltyRequiresSale)
        try ledger.apply(.send(item, to: .brand), by: .alice)
        #expect(try ledger.item(item)?.owner == Party.brand.id)
    }
}
