import RightsLedger
import Signatures
import Testing

@Suite struct LedgerReaderTests {
    @Test func aChainIsReadAsItWasWritten() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        let other = try ledger.points("OTHER")
        try ledger.give(70, of: id, to: .alice)
        try ledger.give(5, of: other, to: .alice)
        let reader = LedgerReader(state: ledger.state)

        let chain = try reader.chain()
        #expect(chain.chainID == LedgerFixture.chainID)
        #expect(chain.height == ledger.height)
        #expect(chain.time == ledger.time)
        #expect(chain.openEpoch == UInt64(MonthBucket.january.rawValue))
        #expect(try reader.account(Party.brand.id)?.nonce == 4)
        #expect(try reader.account(Party.alice.id) == nil)
        #expect(try reader.classID(symbol: "OTHER") == other)
        #expect(try reader.classID(symbol: "NONE") == nil)
        #expect(try reader.classRecord(id)?.issuer == Party.brand.id)
        #expect(try reader.classRecord(ClassID(9)) == nil)
        #expect(try reader.supply(of: id)?.circulating == 70)
        #expect(try reader.dueTotals(limit: 9).map(\.measure) == [70])
        #expect(try reader.dueTotals(limit: 9).map(\.due) == [Moment.march])

        #expect(try reader.balance(of: Party.alice.id, in: id, at: ledger.time) == [BucketUnits(70, .february)])
        #expect(try reader.balance(of: Party.alice.id, in: id, at: Moment.march - 1).count == 1)
        #expect(try reader.balance(of: Party.alice.id, in: id, at: Moment.march).isEmpty)
        #expect(try reader.balance(of: Party.alice.id, in: id, at: .max).isEmpty)
        #expect(try reader.balance(of: Party.alice.id, in: id, at: .min).count == 1)
        let balances = try reader.balances(of: Party.alice.id, at: Moment.march, limit: 9)
        #expect(balances.map(\.0) == [id, other])
        #expect(balances.map { $0.1.map(\.units) } == [[], [5]])
    }

    @Test func listsComeInPages() throws {
        var ledger = try LedgerFixture()
        let ids = try (0..<5).map { try ledger.points("P\($0)") }
        let passes = try ledger.passes()
        let lots = try (0..<5).map { _ in try ledger.giveLot(of: passes, to: .alice) }
        let art = try ledger.art()
        let items = try (0..<3).map { _ in try ledger.giveItem(of: art, to: .alice) }
        let reader = LedgerReader(state: ledger.state)

        #expect(try reader.classes(limit: 2).map(\.0) == Array(ids[..<2]))
        #expect(try reader.classes(after: ids[1], limit: 2).map(\.0) == Array(ids[2..<4]))
        #expect(try reader.classes(after: ids[4], limit: 9).map(\.0) == [passes, art])
        #expect(try reader.classes(after: art, limit: 9).isEmpty)
        #expect(try reader.classes(limit: 0).isEmpty)
        #expect(try reader.lots(of: Party.alice.id, limit: 3).map(\.lot) == Array(lots[..<3]))
        #expect(try reader.lots(of: Party.alice.id, after: lots[2], limit: 3).map(\.lot) == Array(lots[3...]))
        #expect(try reader.lots(of: Party.bob.id, limit: 3).isEmpty)
        #expect(try reader.items(of: Party.alice.id, limit: 2).map(\.0) == Array(items[..<2]))
        #expect(try reader.items(of: Party.alice.id, after: items[1], limit: 2).map(\.0) == [items[2]])
        #expect(try reader.lot(lots[0], of: Party.alice.id)?.quantity == 1)
        #expect(try reader.lot(lots[0], of: Party.bob.id) == nil)
    }

    @Test func settlementIsReadByEpoch() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let agreement = try ledger.agreement(on: id)
        let other = try ledger.agreement(on: id, with: .airline)
        try ledger.give(100, of: id, to: .alice)
        let receipt = try ledger.redeem(.units(id, 30), under: agreement, by: .alice)
        _ = try ledger.redeem(.units(id, 20), under: other, by: .alice)
        let epoch = UInt64(MonthBucket.january.rawValue)
        var reader = LedgerReader(state: ledger.state)

        #expect(try reader.agreements(limit: 9).map(\.0) == [agreement, other])
        #expect(try reader.agreement(agreement)?.status == .active)
        #expect(try reader.receipt(receipt)?.measure == 30)
        #expect(try reader.receipts(after: receipt, limit: 9).count == 1)
        let obligations = try reader.obligations(epoch: epoch, limit: 9)
        #expect(obligations.reduce(0) { $0 + $1.amount } == 50)
        #expect(try reader.obligations(epoch: epoch, after: obligations[0], limit: 9) == [obligations[1]])
        #expect(try reader.obligations(epoch: epoch + 1, limit: 9).isEmpty)
        #expect(try reader.positions(epoch: epoch, limit: 9).isEmpty)

        try ledger.advance(to: Moment.february)
        reader = LedgerReader(state: ledger.state)
        let positions = try reader.positions(epoch: epoch, limit: 9)
        #expect(positions.count == 3)
        #expect(positions.reduce(Int128(0)) { $0 + $1.1.amount } == 0)
        let settlements = try reader.settlements(epoch: epoch, limit: 9)
        #expect(settlements.map(\.debtor) == [Party.brand.id, Party.brand.id])
        #expect(try reader.settlements(epoch: epoch, after: settlements[0], limit: 9) == [settlements[1]])
        #expect(
            try reader.settlement(epoch: epoch, .euro, debtor: Party.brand.id, creditor: Party.shop.id)?.amount
                == 30)
    }

    @Test func campaignsAreReadByTheirEventType() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let first = try ledger.campaign(for: id)
        let second = try ledger.campaign(for: id) { $0.eventType = "visit" }
        let third = try ledger.campaign(for: id)
        try ledger.apply(.attest("e", for: .alice), by: .oracle)
        try ledger.apply(.endCampaign(first), by: .brand)
        let reader = LedgerReader(state: ledger.state)

        #expect(try reader.campaigns(limit: 9).map(\.0) == [first, second, third])
        #expect(try reader.campaigns(forEventType: "purchase").map(\.0) == [third])
        #expect(try reader.campaigns(forEventType: "visit").map(\.0) == [second])
        // The beginning of another event type is another event type.
        #expect(try reader.campaigns(forEventType: "visi").isEmpty)
        #expect(try reader.spending(of: first, on: Party.alice.id) == 100)
        #expect(try reader.spending(of: second, on: Party.alice.id) == 0)
        #expect(try reader.attestedEvent(.named("e"))?.paid == 200)
        #expect(try reader.attestedEvent(.named("f")) == nil)
    }

    @Test func liabilityIsWhatCirculatesAtFaceValue() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(999, of: id, to: .alice)
        var record = try ledger.rightsClass(id)
        record.definition.faceValue = Ratio(2, 100)
        #expect(record.liability(for: try ledger.supply(id)) == 19)
        let most = SupplyRecord(minted: .max, circulating: .max)
        record.definition.faceValue = Ratio(Ratio.partMax)
        #expect(record.liability(for: most) == UInt128(UInt64.max) * UInt128(Ratio.partMax))
    }
}
