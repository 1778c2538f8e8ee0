import RightsLedger
import Signatures
import Testing

/// Offers, and sales in which item, price and royalty move in one step.
@Suite struct SaleTests {
    @Test func anOfferIsMadeChangedAndWithdrawn() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        let raised = try ledger.apply(.offer(market.item, for: 120, of: market.points), by: .alice)
        let price = Units(classID: market.points, amount: 120)
        #expect(raised == [.itemOffered(ItemOffered(item: market.item, owner: Party.alice.id, price: price))])
        #expect(try ledger.item(market.item)?.offer == price)
        let withdrawn = try ledger.apply(.withdrawOffer(of: market.item), by: .alice)
        #expect(withdrawn == [.itemOffered(ItemOffered(item: market.item, owner: Party.alice.id, price: nil))])
        #expect(try ledger.item(market.item)?.offer == nil)
    }

    @Test func aSaleMovesItemAndPrice() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        let events = try ledger.apply(market.buy, by: .bob)
        let paid = Transferred(
            sender: Party.bob.id, recipient: Party.alice.id, asset: .units(100, of: market.points),
            received: [BucketUnits(100, .never)])
        let sold = ItemSold(
            item: market.item, seller: Party.alice.id, buyer: Party.bob.id,
            price: Units(classID: market.points, amount: 100), royalty: 0)
        #expect(events == [.transferred(paid), .itemSold(sold)])
        #expect(try ledger.item(market.item) == ItemRecord(owner: Party.bob.id, metadataHash: .named("painting")))
        #expect(ledger.keys(.ownedItem) == [.ownedItem(Party.bob.id, market.item)])
        #expect(try ledger.units(.bob, market.points) == 400)
        #expect(try ledger.units(.alice, market.points) == 100)
    }

    @Test func theRoyaltyGoesToTheItemsIssuerFirst() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger) { $0.royaltyBasisPoints = 1_250 }
        try ledger.apply(.offer(market.item, for: 99, of: market.points), by: .alice)
        let events = try ledger.apply(.buy(market.item, for: 99, of: market.points), by: .bob)
        // floor(99 * 12.5 %) = 12.
        let royalty = Transferred(
            sender: Party.bob.id, recipient: Party.brand.id, asset: .units(12, of: market.points),
            received: [BucketUnits(12, .never)])
        let rest = Transferred(
            sender: Party.bob.id, recipient: Party.alice.id, asset: .units(87, of: market.points),
            received: [BucketUnits(87, .never)])
        let sold = ItemSold(
            item: market.item, seller: Party.alice.id, buyer: Party.bob.id,
            price: Units(classID: market.points, amount: 99), royalty: 12)
        #expect(events == [.transferred(royalty), .transferred(rest), .itemSold(sold)])
    }

    @Test func eachLegOfThePricePaysTheFeeOfThePricesClass() throws {
        var ledger = try LedgerFixture()
        let market = try Market(
            in: &ledger, art: { $0.royaltyBasisPoints = 1_000 }, pointsPolicy: { $0.transferFeeBasisPoints = 500 })
        try ledger.apply(.offer(market.item, for: 410, of: market.points), by: .alice)
        try ledger.apply(.buy(market.item, for: 410, of: market.points), by: .bob)
        // Royalty 41, of it a fee of floor(2.05); the rest 369, of it a fee of floor(18.45).
        #expect(try ledger.units(.brand, market.points) == 39)
        #expect(try ledger.units(.alice, market.points) == 351)
        #expect(try ledger.units(.rival, market.points) == 20)
        #expect(try ledger.units(.bob, market.points) == 90)
    }

    @Test func theRoyaltyTakesTheUnitsThatExpireFirst() throws {
        var ledger = try LedgerFixture()
        let market = try Market(
            in: &ledger, art: { $0.royaltyBasisPoints = 5_000 }, pointsPolicy: { $0.expiry = .rolling(months: 1) })
        try ledger.apply(.grant(500, of: market.points, to: .bob), by: .rival, at: Moment.february)
        try ledger.apply(.offer(market.item, for: 800, of: market.points), by: .alice)
        try ledger.apply(.buy(market.item, for: 800, of: market.points), by: .bob)
        #expect(try ledger.balance(.brand, market.points) == [BucketUnits(400, .february)])
        #expect(
            try ledger.balance(.alice, market.points) == [BucketUnits(100, .february), BucketUnits(300, .march)])
    }

    @Test func anIssuerThatBuysKeepsTheRoyalty() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger) { $0.royaltyBasisPoints = 1_000 }
        try ledger.give(100, of: market.points, to: .brand)
        let events = try ledger.apply(market.buy, by: .brand)
        #expect(events.count == 2)
        #expect(try ledger.units(.brand, market.points) == 10)
        #expect(try ledger.units(.alice, market.points) == 90)
        #expect(try ledger.item(market.item)?.owner == Party.brand.id)
    }

    @Test func anIssuerThatSellsTakesThePriceWithoutRoyalty() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger) { $0.royaltyBasisPoints = 1_000 }
        try ledger.apply(.send(market.item, to: .brand), by: .alice)
        try ledger.apply(.offer(market.item, for: 100, of: market.points), by: .brand)
        let events = try ledger.apply(market.buy, by: .bob)
        let paid = Transferred(
            sender: Party.bob.id, recipient: Party.brand.id, asset: .units(100, of: market.points),
            received: [BucketUnits(100, .never)])
        let sold = ItemSold(
            item: market.item, seller: Party.brand.id, buyer: Party.bob.id,
            price: Units(classID: market.points, amount: 100), royalty: 0)
        #expect(events == [.transferred(paid), .itemSold(sold)])
    }

    @Test func aLegOfNothingIsLeftOut() throws {
        var ledger = try LedgerFixture()
        let small = try Market(in: &ledger) { $0.royaltyBasisPoints = 99 }
        #expect(try ledger.apply(small.buy, by: .bob).count == 2)
        #expect(try ledger.units(.brand, small.points) == 0)

        var other = try LedgerFixture()
        let whole = try Market(in: &other) { $0.royaltyBasisPoints = 10_000 }
        #expect(try other.apply(whole.buy, by: .bob).count == 2)
        #expect(try other.units(.brand, whole.points) == 100)
        #expect(try other.units(.alice, whole.points) == 0)
    }

    @Test func theItemsIssuerCanIssueThePriceToo() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferFeeBasisPoints = 5_000 }
        let item = try ledger.giveItem(of: ledger.art { $0.royaltyBasisPoints = 1_000 }, to: .alice)
        try ledger.give(100, of: id, to: .bob)
        try ledger.apply(.offer(item, for: 100, of: id), by: .alice)
        try ledger.apply(.buy(item, for: 100, of: id), by: .bob)
        // The royalty of 10 goes to the issuer without fee; of the 90 half is fee.
        #expect(try ledger.units(.brand, id) == 55)
        #expect(try ledger.units(.alice, id) == 45)
    }

    @Test func aBuyerCanOfferTheItemAgain() throws {
        var ledger = try LedgerFixture()
        let market = try Market(in: &ledger)
        try ledger.apply(market.buy, by: .bob)
        try ledger.apply(.offer(market.item, for: 30, of: market.points), by: .bob)
        try ledger.apply(.buy(market.item, for: 30, of: market.points), by: .alice)
        #expect(try ledger.item(market.item)?.owner == Party.alice.id)
        #expect(try ledger.units(.alice, market.points) == 70)
    }
}
