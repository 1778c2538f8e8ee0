import RightsLedger
import Signatures
import Testing

/// What dies is counted at its second, and its entries go when their record is next written.
@Suite struct LazyExpiryTests {
    @Test func unitsDieWithTheFirstSecondOfTheNextMonth() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .fixed(.january) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.give(12, of: id, to: .bob)
        #expect(try ledger.advance(to: Moment.february - 1).isEmpty)
        try ledger.apply(.send(1, of: id, to: .bob), by: .alice)
        let events = try ledger.advance(to: Moment.february)
        #expect(events == [.expired(Expired(classID: id, measure: 42, due: Moment.february))])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 42, expired: 42))
        #expect(ledger.keys(.dueTotal).isEmpty)
        #expect(try ledger.refusal(of: [.send(1, of: id, to: .bob)], by: .alice).code == .balanceTooLow)
    }

    @Test func aBlockLongAfterwardsStillNamesTheSecond() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .alice)
        let events = try ledger.advance(to: Moment.may)
        #expect(events == [.expired(Expired(classID: id, measure: 30, due: Moment.march))])
    }

    @Test func deadEntriesStayUntilTheRecordIsWritten() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        try ledger.advance(to: Moment.march)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(30, .february), BucketUnits(40, .march)])
        // A refused transaction and a transaction of others do not write it.
        _ = try ledger.refusal(of: [.send(41, of: id, to: .bob)], by: .alice)
        try ledger.give(5, of: id, to: .bob)
        #expect(try ledger.balance(.alice, id).count == 2)
        try ledger.apply(.send(1, of: id, to: .bob), by: .alice)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(39, .march)])
    }

    @Test func receivingDropsDeadEntriesToo() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.advance(to: Moment.march)
        try ledger.give(7, of: id, to: .alice)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(7, .april)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 37, circulating: 7, expired: 30))
    }

    @Test func unitsThatWereSpentDoNotExpire() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .fixed(.january) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.burn(.units(20, of: id)), by: .alice)
        let events = try ledger.advance(to: Moment.february)
        #expect(events == [.expired(Expired(classID: id, measure: 10, due: Moment.february))])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 30, burnedByHolder: 20, expired: 10))
    }

    @Test func nothingLeftIsNoEvent() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .fixed(.january) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.burn(.units(30, of: id)), by: .alice)
        #expect(ledger.keys(.dueTotal).isEmpty)
        #expect(try ledger.advance(to: Moment.february).isEmpty)
    }

    @Test func lotsDieWithTheFirstSecondAfterTheirWindow() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes(utcOffsetMinutes: 90)
        let lot = try ledger.giveLot(of: id, to: .alice, quantity: 3, until: Moment.startDay + 1)
        let end = Int64(Moment.startDay + 1) * Moment.day - 5_400
        #expect(try ledger.advance(to: end - 1).isEmpty)
        try ledger.apply(.send(lot, to: .bob), by: .alice)
        #expect(try ledger.advance(to: end) == [.expired(Expired(classID: id, measure: 3, due: end))])
        #expect(try ledger.refusal(of: [.send(lot, to: .alice)], by: .bob).code == .lotExpired)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 3, expired: 3))
    }

    @Test func whatDiesTogetherIsOneEventPerClassInKeyOrder() throws {
        var ledger = try LedgerFixture()
        let first = try ledger.points("ONE") { $0.expiry = .fixed(.january) }
        let second = try ledger.points("TWO") { $0.expiry = .fixed(.january) }
        let west = try ledger.points("WEST", utcOffsetMinutes: -60) { $0.expiry = .fixed(.january) }
        let passes = try ledger.passes()
        for party in [Party.alice, .bob] {
            try ledger.give(2, of: west, to: party)
            try ledger.give(3, of: second, to: party)
            try ledger.give(5, of: first, to: party)
        }
        _ = try ledger.giveLot(of: passes, to: .alice, until: Moment.startDay + 17)  // 1 February
        let events = try ledger.advance(to: Moment.february + 3_600)
        #expect(
            events == [
                .expired(Expired(classID: first, measure: 10, due: Moment.february)),
                .expired(Expired(classID: second, measure: 6, due: Moment.february)),
                .expired(Expired(classID: passes, measure: 17, due: Moment.february)),
                .expired(Expired(classID: west, measure: 4, due: Moment.february + 3_600)),
            ])
    }

    @Test func aFrozenClassExpiresAllTheSame() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .fixed(.january) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.freeze(id), by: .brand)
        try ledger.advance(to: Moment.february)
        #expect(try ledger.supply(id).expired == 30)
    }
}
