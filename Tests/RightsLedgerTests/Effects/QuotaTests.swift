import RightsLedger
import Signatures
import Testing

/// How much one account can be given within a period.
@Suite struct QuotaTests {
    @Test func aQuotaBeginsAnewWithEachPeriod() throws {
        // Periods are counted from 1970: Moment.start is the middle of a day of 86,400 seconds.
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.quota = Quota(units: 10, periodSeconds: 86_400) }
        try ledger.give(10, of: id, to: .alice)
        let tally = try ledger.record(QuotaTally.self, at: .quotaTally(id, Party.alice.id))
        #expect(tally == QuotaTally(period: UInt64(Moment.startDay), units: 10))

        let midnight = Int64(Moment.startDay + 1) * Moment.day
        let tooMuch = [Operation.grant(1, of: id, to: .alice)]
        #expect(try ledger.refusal(of: tooMuch, by: .brand, at: midnight - 1).code == .quotaExceeded)
        try ledger.apply(.grant(4, of: id, to: .alice), by: .brand, at: midnight)
        let renewed = try ledger.record(QuotaTally.self, at: .quotaTally(id, Party.alice.id))
        #expect(renewed == QuotaTally(period: UInt64(Moment.startDay) + 1, units: 4))
        try ledger.apply(.grant(6, of: id, to: .alice), by: .brand)
        #expect(try ledger.refusal(of: tooMuch, by: .brand).code == .quotaExceeded)
        #expect(try ledger.units(.alice, id) == 20)
    }

    @Test func aQuotaWithoutPeriodHoldsForEver() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.quota = Quota(units: 10, periodSeconds: 0) }
        try ledger.give(10, of: id, to: .alice)
        let tally = try ledger.record(QuotaTally.self, at: .quotaTally(id, Party.alice.id))
        #expect(tally == QuotaTally(period: 0, units: 10))
        let grant = [Operation.grant(1, of: id, to: .alice)]
        #expect(try ledger.refusal(of: grant, by: .brand, at: Moment.nextYear).code == .quotaExceeded)
    }

    @Test func accountsAndClassesHaveTheirOwnTally() throws {
        var ledger = try LedgerFixture()
        let first = try ledger.points { $0.quota = Quota(units: 10, periodSeconds: 0) }
        let second = try ledger.points("TWO") { $0.quota = Quota(units: 10, periodSeconds: 0) }
        try ledger.give(10, of: first, to: .alice)
        try ledger.give(10, of: first, to: .bob)
        try ledger.give(10, of: second, to: .alice)
        #expect(ledger.keys(.quotaTally).count == 3)
    }

    @Test func whatIsSpentOrReceivedFromOthersDoesNotCount() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.quota = Quota(units: 10, periodSeconds: 0) }
        try ledger.give(10, of: id, to: .alice)
        try ledger.give(10, of: id, to: .bob)
        try ledger.apply(.send(10, of: id, to: .alice), by: .bob)
        #expect(try ledger.units(.alice, id) == 20)
        #expect(try ledger.refusal(of: [.grant(1, of: id, to: .bob)], by: .brand).code == .quotaExceeded)
    }

    @Test func grantsAndEventPaymentsShareTheQuota() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.quota = Quota(units: 10, periodSeconds: 0) }
        _ = try ledger.campaign(for: id)
        try ledger.give(7, of: id, to: .alice)
        try ledger.apply(.attest("first", for: .alice, value: 2), by: .oracle)
        #expect(try ledger.units(.alice, id) == 9)
        try ledger.apply(.attest("second", for: .alice, value: 2), by: .oracle)
        #expect(try ledger.units(.alice, id) == 10)
        #expect(try ledger.refusal(of: [.grant(1, of: id, to: .alice)], by: .brand).code == .quotaExceeded)
    }

    @Test func emissionsAreNotBound() throws {
        var ledger = try LedgerFixture()
        let emission = Emission(
            start: Moment.start, epochSeconds: 60, epochs: 1, beneficiary: Party.alice.id,
            curve: .constant(amount: 50))
        let id = try ledger.points {
            $0.quota = Quota(units: 10, periodSeconds: 0)
            $0.emission = emission
        }
        try ledger.advance(to: Moment.start + 1)
        #expect(try ledger.units(.alice, id) == 50)
        #expect(try !ledger.has(.quotaTally(id, Party.alice.id)))
        try ledger.give(10, of: id, to: .alice)
    }

    @Test func aClassWithoutQuotaKeepsNoTally() throws {
        var ledger = try LedgerFixture()
        try ledger.give(10, of: ledger.points(), to: .alice)
        #expect(ledger.keys(.quotaTally).isEmpty)
    }

    @Test func aQuotaOfNothingLetsNothingThrough() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.quota = Quota(units: 0, periodSeconds: 60) }
        #expect(try ledger.refusal(of: [.grant(1, of: id, to: .alice)], by: .brand).code == .quotaExceeded)
    }
}
