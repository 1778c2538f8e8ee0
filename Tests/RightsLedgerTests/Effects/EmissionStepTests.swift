import RightsLedger
import Signatures
import Testing

/// What a block emits by itself; the curves have their own tests.
@Suite struct EmissionStepTests {
    /// Emits to Alice, first at the fixture's genesis, then every minute.
    private func emission(_ curve: EmissionCurve, epochs: UInt32 = 0) -> Emission {
        Emission(
            start: Moment.start, epochSeconds: 60, epochs: epochs, beneficiary: Party.alice.id, curve: curve)
    }

    @Test func theFirstEpochIsServedByTheNextBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.emission = emission(.constant(amount: 5)) }
        #expect(try ledger.units(.alice, id) == 0)
        let events = try ledger.advance(to: Moment.start)
        let minted = Minted(
            classID: id, recipient: Party.alice.id, cause: .schedule, measure: 5, right: .units(BucketUnits(5, .never)))
        #expect(events == [.minted(minted)])
        #expect(ledger.keys(.emission) == [.emission(due: Moment.start + 60, id)])
        #expect(try ledger.emission(id, due: Moment.start + 60) == EmissionCursor(epoch: 1, amount: 5))
    }

    @Test func epochsThatAreLateAreServedOneByOneInOneBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.emission = emission(.linear(first: 10, decrease: 4)) }
        let events = try ledger.advance(to: Moment.start + 600)
        let amounts = events.compactMap { event -> UInt64? in
            if case .minted(let minted) = event { minted.measure } else { nil }
        }
        #expect(amounts == [10, 6, 2])
        #expect(try ledger.units(.alice, id) == 18)
        #expect(ledger.keys(.emission).isEmpty)
    }

    @Test func theLastEpochEndsTheSchedule() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.emission = emission(.constant(amount: 5), epochs: 2) }
        try ledger.advance(to: Moment.start + 59)
        #expect(try ledger.units(.alice, id) == 5)
        try ledger.advance(to: Moment.start + 60)
        #expect(try ledger.units(.alice, id) == 10)
        #expect(ledger.keys(.emission).isEmpty)
        try ledger.advance(to: Moment.start + 600)
        #expect(try ledger.units(.alice, id) == 10)
    }

    @Test func aScheduleThatStartedBeforeTheClassKeepsItsPace() throws {
        // The first epoch is due now; the second at start + 60, which is over.
        var ledger = try LedgerFixture()
        var late = emission(.constant(amount: 5), epochs: 4)
        late.start -= 100
        let id = try ledger.points { $0.emission = late }
        try ledger.advance(to: Moment.start)
        #expect(try ledger.units(.alice, id) == 10)
        #expect(ledger.keys(.emission) == [.emission(due: Moment.start + 20, id)])
    }

    @Test func theCapCutsAnEmissionAndLeavesNothingForTheNext() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.emission = emission(.constant(amount: 40), epochs: 4)
            $0.cap = 100
        }
        try ledger.give(30, of: id, to: .bob)
        // The grant's own block served the first epoch before the grant.
        let events = try ledger.advance(to: Moment.start + 200)
        #expect(try ledger.supply(id).minted == 100)
        #expect(try ledger.units(.alice, id) == 70)
        let minted = Minted(
            classID: id, recipient: Party.alice.id, cause: .schedule, measure: 30,
            right: .units(BucketUnits(30, .never)))
        #expect(events == [.minted(minted)])
        #expect(ledger.keys(.emission).isEmpty)
    }

    @Test func aFrozenClassLosesTheEpochsThatPass() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.emission = emission(.linear(first: 10, decrease: 1)) }
        try ledger.advance(to: Moment.start)
        try ledger.apply(.freeze(id), by: .brand)
        #expect(try ledger.advance(to: Moment.start + 130).isEmpty)
        #expect(try ledger.emission(id, due: Moment.start + 180) == EmissionCursor(epoch: 3, amount: 7))
        try ledger.apply(.thaw(id), by: .brand)
        try ledger.advance(to: Moment.start + 180)
        #expect(try ledger.units(.alice, id) == 17)
    }

    @Test func aFixedMonthThatIsOverEmitsNothing() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.emission = emission(.constant(amount: 10), epochs: 3)
            $0.emission?.epochSeconds = UInt64(31 * Moment.day)
            $0.expiry = .fixed(.january)
        }
        try ledger.advance(to: Moment.start)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(10, .january)])
        let events = try ledger.advance(to: Moment.april)
        #expect(events == [.expired(Expired(classID: id, measure: 10, due: Moment.february))])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 10, expired: 10))
        #expect(ledger.keys(.emission).isEmpty)
    }

    @Test func emittedUnitsGoToTheBucketOfTheBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.emission = emission(.constant(amount: 10), epochs: 1)
            $0.expiry = .rolling(months: 1)
        }
        try ledger.advance(to: Moment.february)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(10, .march)])
    }
}
