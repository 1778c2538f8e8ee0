import RightsLedger
import Signatures
import Testing

/// Burns that an issuer fixes for a time.
@Suite struct CalendarBurnTests {
    private func burned(_ amount: UInt64, of id: ClassID) -> LedgerEvent {
        .burned(
            Burned(
                classID: id, holder: Party.brand.id, cause: .calendar, asset: .units(amount, of: id),
                measure: amount))
    }

    @Test func aBurnIsRecordedUntilItIsDue() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(100, of: id, to: .brand)
        let time = Moment.start + 60
        let events = try ledger.apply(.scheduleBurn(30, of: id, at: time), by: .brand)
        let scheduled = BurnScheduled(burn: ScheduledBurnID(1), classID: id, time: time, amount: 30)
        #expect(events == [.burnScheduled(scheduled)])
        #expect(
            try ledger.record(at: .scheduledBurn(due: time, ScheduledBurnID(1)))
                == ScheduledBurnRecord(classID: id, amount: 30))
        #expect(try ledger.advance(to: time - 1).isEmpty)
        #expect(try ledger.advance(to: time) == [burned(30, of: id)])
        #expect(ledger.keys(.scheduledBurn).isEmpty)
        #expect(try ledger.units(.brand, id) == 70)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 100, circulating: 70, burnedByCalendar: 30))
    }

    @Test func aBurnTakesWhatIsLeft() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(20, of: id, to: .brand)
        try ledger.give(50, of: id, to: .alice)
        try ledger.apply(.scheduleBurn(30, of: id, at: Moment.start + 60), by: .brand)
        #expect(try ledger.advance(to: Moment.start + 60) == [burned(20, of: id)])
        #expect(try ledger.units(.alice, id) == 50)
    }

    @Test func nothingLeftIsNoEvent() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.apply(.scheduleBurn(30, of: id, at: Moment.start + 60), by: .brand)
        #expect(try ledger.advance(to: Moment.start + 60).isEmpty)
        #expect(ledger.keys(.scheduledBurn).isEmpty)
    }

    @Test func burnsThatAreDueTogetherComeByTimeAndNumber() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(100, of: id, to: .brand)
        let time = Moment.start + 60
        try ledger.apply(
            .scheduleBurn(10, of: id, at: time + 1), .scheduleBurn(20, of: id, at: time),
            .scheduleBurn(80, of: id, at: time), by: .brand)
        // By time: 20, then 80; for the first nothing is left.
        #expect(try ledger.advance(to: time + 1) == [burned(20, of: id), burned(80, of: id)])
    }

    @Test func deadUnitsAreNotBurned() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        try ledger.give(30, of: id, to: .brand)
        try ledger.apply(.grant(40, of: id, to: .brand), by: .brand, at: Moment.february)
        try ledger.apply(.scheduleBurn(50, of: id, at: Moment.march), by: .brand)
        let events = try ledger.advance(to: Moment.march)
        let expired = LedgerEvent.expired(Expired(classID: id, measure: 30, due: Moment.march))
        #expect(events == [expired, burned(40, of: id)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, burnedByCalendar: 40, expired: 30))
    }

    @Test func unitsThatExpireFirstAreBurnedFirst() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 2) }
        try ledger.give(30, of: id, to: .brand)
        try ledger.apply(.grant(40, of: id, to: .brand), by: .brand, at: Moment.february)
        try ledger.apply(.scheduleBurn(50, of: id, at: Moment.march), by: .brand)
        #expect(try ledger.advance(to: Moment.march) == [burned(50, of: id)])
        #expect(try ledger.balance(.brand, id) == [BucketUnits(20, .april)])
    }
}
