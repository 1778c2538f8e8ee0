import RightsLedger
import Signatures
import Testing

/// What cuts the payment of an event, and how several campaigns share.
@Suite struct CampaignLimitTests {
    /// Attests an event and gives what each campaign paid.
    private func payments(
        _ ledger: inout LedgerFixture, _ name: String, for subject: Party = .alice, value: UInt64 = 100,
        by oracle: Party = .oracle
    ) throws -> [UInt64] {
        let events = try ledger.apply(.attest(name, for: subject, value: value), by: oracle)
        guard case .eventAttested(let attested)? = events.last else {
            throw LedgerFixture.MissingEvent(name: "eventAttested")
        }
        let minted = events.dropLast().map { event -> UInt64 in
            if case .minted(let minted) = event { minted.measure } else { 0 }
        }
        #expect(minted == attested.payments.map(\.units).filter { $0 > 0 })
        let record = try ledger.record(AttestedEventRecord.self, at: .attestedEvent(.named(name)))
        #expect(record?.paid == attested.payments.reduce(UInt128(0)) { $0 + UInt128($1.units) })
        return attested.payments.map(\.units)
    }

    @Test func thePersonsBudgetIsEachPersonsOwn() throws {
        var ledger = try LedgerFixture()
        let campaign = try ledger.campaign(for: ledger.points()) { $0.budgetPerPerson = 150 }
        #expect(try payments(&ledger, "1") == [100])
        #expect(try payments(&ledger, "2") == [50])
        #expect(try payments(&ledger, "3") == [0])
        #expect(try payments(&ledger, "4", for: .bob) == [100])
        #expect(try ledger.campaign(campaign).spent == 250)
        #expect(try ledger.number(at: .campaignSpending(campaign, Party.alice.id)) == 150)
        #expect(try ledger.number(at: .campaignSpending(campaign, Party.bob.id)) == 100)
    }

    @Test func theCampaignsBudgetIsShared() throws {
        var ledger = try LedgerFixture()
        let campaign = try ledger.campaign(for: ledger.points()) { $0.budget = 150 }
        #expect(try payments(&ledger, "1") == [100])
        #expect(try payments(&ledger, "2", for: .bob) == [50])
        #expect(try payments(&ledger, "3", for: .carol) == [0])
        #expect(try ledger.campaign(campaign).spent == 150)
        #expect(try ledger.campaign(campaign).ended == false)
    }

    @Test func theSmallestOfAllLimitsCounts() throws {
        let limits: [(person: UInt64, budget: UInt64, cap: UInt64, quota: UInt64, units: UInt64)] = [
            (90, 80, 70, 60, 60), (60, 70, 80, 90, 60), (80, 60, 90, 70, 60), (90, 80, 60, 70, 60),
            (200, 200, 200, 200, 100),
        ]
        for limit in limits {
            var ledger = try LedgerFixture()
            let id = try ledger.points {
                $0.cap = limit.cap
                $0.quota = Quota(units: limit.quota, periodSeconds: 0)
            }
            let campaign = try ledger.campaign(for: id) {
                $0.budgetPerPerson = limit.person
                $0.budget = limit.budget
            }
            #expect(try payments(&ledger, "event") == [limit.units], "\(limit)")
            // What was cut off is not counted against anyone.
            #expect(try ledger.campaign(campaign).spent == limit.units)
            #expect(try ledger.supply(id).minted == limit.units)
            let tally = try ledger.record(QuotaTally.self, at: .quotaTally(id, Party.alice.id))
            #expect(tally?.units == limit.units)
        }
    }

    @Test func theCapLeavesWhatOthersHaveNotMinted() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.cap = 130 }
        _ = try ledger.campaign(for: id)
        try ledger.give(60, of: id, to: .bob)
        #expect(try payments(&ledger, "1") == [70])
        #expect(try payments(&ledger, "2") == [0])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 130, circulating: 130))
    }

    @Test func everyTrustedCampaignOfTheTypePaysInOrder() throws {
        var ledger = try LedgerFixture()
        let first = try ledger.points()
        let second = try ledger.points("RR", by: .rival)
        _ = try ledger.campaign(for: first)
        _ = try ledger.campaign(for: second, by: .rival) { $0.rate = Ratio(2) }
        _ = try ledger.campaign(for: first) { $0.oracles = [Party.otherOracle.id] }
        _ = try ledger.campaign(for: first) { $0.rate = Ratio(1, 2) }
        _ = try ledger.campaign(for: first) { $0.eventType = "visit" }
        _ = try ledger.campaign(for: first) { $0.start = Moment.start + 1 }
        let events = try ledger.apply(.attest("event", for: .alice), by: .oracle)
        guard case .eventAttested(let attested)? = events.last else {
            throw LedgerFixture.MissingEvent(name: "eventAttested")
        }
        #expect(
            attested.payments == [
                CampaignPayment(campaign: CampaignID(1), classID: first, units: 100),
                CampaignPayment(campaign: CampaignID(2), classID: second, units: 200),
                CampaignPayment(campaign: CampaignID(4), classID: first, units: 50),
            ])
        #expect(events.count == 4)
        #expect(try ledger.units(.alice, first) == 150)
        #expect(try ledger.units(.alice, second) == 200)
        #expect(try payments(&ledger, "other", by: .otherOracle) == [100])
    }

    @Test func campaignsOfOneClassShareItsCapAndQuotaInTheirOrder() throws {
        var ledger = try LedgerFixture()
        let capped = try ledger.points { $0.cap = 130 }
        _ = try ledger.campaign(for: capped)
        _ = try ledger.campaign(for: capped)
        #expect(try payments(&ledger, "1") == [100, 30])

        var other = try LedgerFixture()
        let id = try other.points { $0.quota = Quota(units: 120, periodSeconds: 0) }
        for _ in 0..<3 { _ = try other.campaign(for: id) }
        #expect(try payments(&other, "1") == [100, 20, 0])
        #expect(try payments(&other, "2", for: .bob, value: 50) == [50, 50, 20])
    }

    @Test func aFrozenClassPaysNothingAndLeavesTheOthers() throws {
        var ledger = try LedgerFixture()
        let frozen = try ledger.points()
        _ = try ledger.campaign(for: frozen)
        _ = try ledger.campaign(for: ledger.points("TWO"))
        try ledger.apply(.freeze(frozen), by: .brand)
        #expect(try payments(&ledger, "1") == [0, 100])
        #expect(try ledger.refusal(of: [.attest("1", for: .alice)], by: .oracle).code == .eventAlreadyPaid)
    }

    @Test func aFrozenSubjectGetsNothing() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let campaign = try ledger.campaign(for: id)
        try ledger.apply(.freeze(.alice), by: .regulator)
        #expect(try payments(&ledger, "1") == [0])
        #expect(try ledger.campaign(campaign).spent == 0)
        #expect(try ledger.units(.alice, id) == 0)
    }

    @Test func aFixedMonthThatIsOverPaysNothing() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .fixed(.january) }
        _ = try ledger.campaign(for: id)
        #expect(try payments(&ledger, "1") == [100])
        try ledger.advance(to: Moment.february)
        #expect(try payments(&ledger, "2") == [0])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 100, expired: 100))
    }

    @Test func aClampedPaymentCountsAsPaid() throws {
        // 2^64 - 1 units for each of two campaigns: the first takes all that a class can mint.
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        for _ in 0..<2 {
            _ = try ledger.campaign(for: id) {
                $0.rate = Ratio(Ratio.partMax)
                $0.multiplier = Ratio(Ratio.partMax)
            }
        }
        #expect(try payments(&ledger, "1", value: Ratio.partMax) == [.max, 0])
    }

    @Test func theTotalOfTwoClassesCanExceed64Bits() throws {
        var ledger = try LedgerFixture()
        for symbol in ["ONE", "TWO"] {
            _ = try ledger.campaign(for: ledger.points(symbol)) {
                $0.rate = Ratio(Ratio.partMax)
                $0.multiplier = Ratio(Ratio.partMax)
            }
        }
        #expect(try payments(&ledger, "1", value: Ratio.partMax) == [.max, .max])
    }
}
