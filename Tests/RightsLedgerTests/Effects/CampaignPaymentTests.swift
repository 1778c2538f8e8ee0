import RightsLedger
import Signatures
import Testing

/// What an event of some value is worth by the terms of a campaign.
@Suite struct CampaignPaymentTests {
    /// Terms, a value and the units that they pay; the expected units were computed with Python's integers.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        var rate = Ratio(1)
        var multiplier: Ratio?
        var tiers: [CampaignTier] = []
        let value: UInt64
        let units: UInt64

        var testDescription: String { name }
    }

    private static let most = Ratio.partMax
    private static let tiers = [
        CampaignTier(minimumValue: 50, multiplier: Ratio(3, 2)), CampaignTier(minimumValue: 100, multiplier: Ratio(2)),
    ]

    static let rows: [Row] = [
        Row(name: "one for one", value: 100, units: 100),
        Row(name: "nothing for nothing", value: 0, units: 0),
        Row(name: "a rate rounds down", rate: Ratio(1, 3), value: 100, units: 33),
        Row(name: "less than one unit", rate: Ratio(1, 101), value: 100, units: 0),
        Row(name: "a rate of nothing", rate: Ratio(0), value: 100, units: 0),
        Row(name: "a multiplier", multiplier: Ratio(5, 2), value: 100, units: 250),
        Row(name: "a multiplier of nothing", multiplier: Ratio(0), value: 100, units: 0),
        Row(name: "one division at the end", rate: Ratio(1, 3), multiplier: Ratio(3, 2), value: 100, units: 50),
        Row(
            name: "thirds times thirds", rate: Ratio(2, 3), multiplier: Ratio(2, 3),
            tiers: [CampaignTier(minimumValue: 0, multiplier: Ratio(2, 3))], value: 100, units: 29),
        Row(name: "below the first tier", tiers: tiers, value: 49, units: 49),
        Row(name: "exactly the first tier", tiers: tiers, value: 50, units: 75),
        Row(name: "below the second tier", tiers: tiers, value: 99, units: 148),
        Row(name: "exactly the second tier", tiers: tiers, value: 100, units: 200),
        Row(name: "far above it", tiers: tiers, value: 1_000, units: 2_000),
        Row(
            name: "a tier can pay less", tiers: [CampaignTier(minimumValue: 10, multiplier: Ratio(0))], value: 10,
            units: 0),
        Row(
            name: "a tier that no event reaches", tiers: [CampaignTier(minimumValue: .max, multiplier: Ratio(9))],
            value: most, units: most),
        Row(
            name: "everything at its largest", rate: Ratio(most), multiplier: Ratio(most),
            tiers: [CampaignTier(minimumValue: 0, multiplier: Ratio(most))], value: most, units: .max),
        Row(
            name: "the largest that still fits", rate: Ratio(most), multiplier: Ratio(1), value: most,
            units: 18_446_744_065_119_617_025),
        Row(
            name: "largest numerators over largest denominators", rate: Ratio(most, most),
            multiplier: Ratio(most, most), tiers: [CampaignTier(minimumValue: 0, multiplier: Ratio(most, most))],
            value: most, units: most),
        Row(
            name: "largest denominators", rate: Ratio(1, most), multiplier: Ratio(most, most), value: most,
            units: 1),
        Row(
            name: "a quotient just above 64 bits", rate: Ratio(most, 3), multiplier: Ratio(7, 2), value: most,
            units: .max),
        Row(
            name: "a quotient just below 64 bits", rate: Ratio(most, 7), multiplier: Ratio(6), value: most,
            units: 15_811_494_912_959_671_735),
    ]

    @Test(arguments: rows) func anEventPaysByTheTerms(row: Row) throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let campaign = try ledger.campaign(for: id) {
            $0.rate = row.rate
            $0.multiplier = row.multiplier
            $0.tiers = row.tiers
        }
        let events = try ledger.apply(.attest("event", for: .alice, value: row.value), by: .oracle)
        let minted = Minted(
            classID: id, recipient: Party.alice.id, cause: .event, measure: row.units,
            right: .units(BucketUnits(row.units, .never)))
        let attested = EventAttested(
            eventID: .named("event"), oracle: Party.oracle.id, subject: Party.alice.id, eventType: "purchase",
            time: Moment.start, payments: [CampaignPayment(campaign: campaign, classID: id, units: row.units)])
        #expect(events == (row.units > 0 ? [.minted(minted)] : []) + [.eventAttested(attested)])
        #expect(try ledger.units(.alice, id) == row.units)
        #expect(try ledger.campaign(campaign).spent == row.units)
        let record = try ledger.record(AttestedEventRecord.self, at: .attestedEvent(.named("event")))
        #expect(
            record
                == AttestedEventRecord(
                    oracle: Party.oracle.id, subject: Party.alice.id, paid: UInt128(row.units), height: ledger.height))
    }

    @Test(arguments: [
        (Moment.start - 101, false), (Moment.start - 100, true), (Moment.start - 51, true), (Moment.start - 50, false),
    ])
    func theWindowIsThatOfTheEventsTime(time: Int64, pays: Bool) throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        _ = try ledger.campaign(for: id) {
            $0.start = Moment.start - 100
            $0.end = Moment.start - 50
        }
        let attest = Operation.attest("event", for: .alice, time: time)
        if pays {
            try ledger.apply(attest, by: .oracle)
            #expect(try ledger.units(.alice, id) == 100)
        } else {
            #expect(try ledger.refusal(of: [attest], by: .oracle).code == .noCampaign)
        }
    }

    @Test func anEventOfThisSecondIsNotInTheFuture() throws {
        var ledger = try LedgerFixture()
        _ = try ledger.campaign(for: ledger.points())
        try ledger.apply(.attest("event", for: .alice, time: Moment.start), by: .oracle)
    }

    @Test func aCampaignIsRecordedAndIndexed() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let terms = LedgerFixture.campaignTerms(for: id)
        let created = try ledger.apply(.createCampaign(terms), by: .brand)
        let campaign = CampaignID(1)
        #expect(
            created == [
                .campaignCreated(CampaignCreated(campaign: campaign, classID: id, eventType: "purchase"))
            ])
        #expect(try ledger.campaign(campaign) == CampaignRecord(terms: terms))
        #expect(ledger.keys(.campaignByEventType) == [.campaignByEventType("purchase", campaign)])
        let ended = try ledger.apply(.endCampaign(campaign), by: .brand)
        #expect(ended == [.campaignEnded(CampaignEnded(campaign: campaign))])
        #expect(try ledger.campaign(campaign) == CampaignRecord(terms: terms, ended: true))
        #expect(ledger.keys(.campaignByEventType).isEmpty)
    }

    @Test func anEndedCampaignMakesRoomForAnother() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        for _ in 0..<16 { _ = try ledger.campaign(for: id) }
        _ = try ledger.campaign(for: id) { $0.eventType = "purchases" }
        try ledger.apply(.endCampaign(CampaignID(7)), by: .brand)
        #expect(try ledger.campaign(for: id) == CampaignID(18))
    }

    @Test func pointsOfAnEventGoToTheBucketOfTheBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        _ = try ledger.campaign(for: id)
        let attest = Operation.attest("event", for: .alice, time: Moment.start)
        try ledger.apply(attest, by: .oracle, at: Moment.february)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(100, .march)])
    }
}
