import RightsLedger
import Testing

extension RefusalRow {
    /// What campaigns and attested events are refused for.
    static let campaigns: [RefusalRow] = [
        RefusalRow(.classNotFound, "a campaign for a class that is not there") { _ in
            .by(.brand, .createCampaign(LedgerFixture.campaignTerms(for: ClassID(9))))
        },
        RefusalRow(.notIssuer, "a campaign for another issuer's class") { ledger in
            .by(.rival, .createCampaign(LedgerFixture.campaignTerms(for: try ledger.points())))
        },
        RefusalRow(.notIssuer, "a campaign by a minter") { ledger in
            let id = try ledger.points { $0.minters = [Party.alice.id] }
            return .by(.alice, .createCampaign(LedgerFixture.campaignTerms(for: id)))
        },
        RefusalRow(.wrongKind, "a campaign for entitlements") { ledger in
            .by(.brand, .createCampaign(LedgerFixture.campaignTerms(for: try ledger.passes())))
        },
        RefusalRow(.wrongKind, "a campaign for collectibles") { ledger in
            .by(.brand, .createCampaign(LedgerFixture.campaignTerms(for: try ledger.art())))
        },
        RefusalRow(.tooManyCampaigns, "a seventeenth campaign for an event type, of another issuer") { ledger in
            let id = try ledger.points()
            for _ in 0..<16 { _ = try ledger.campaign(for: id) }
            return .by(.rival, .createCampaign(LedgerFixture.campaignTerms(for: try ledger.points("RR", by: .rival))))
        },
        RefusalRow(.tooManyCampaigns, "the seventeenth in one transaction", at: 16) { ledger in
            let terms = LedgerFixture.campaignTerms(for: try ledger.points())
            let operations = [Operation](repeating: .createCampaign(terms), count: 17)
            return Attempt(step: LedgerFixture.Step(.brand, operations))
        },
        RefusalRow(.campaignNotFound, "ending a campaign that is not there") { _ in
            .by(.brand, .endCampaign(CampaignID(9)))
        },
        RefusalRow(.notIssuer, "ending another issuer's campaign") { ledger in
            .by(.rival, .endCampaign(try ledger.campaign(for: ledger.points())))
        },
        RefusalRow(.campaignEnded, "ending a campaign twice") { ledger in
            let campaign = try ledger.campaign(for: ledger.points())
            try ledger.apply(.endCampaign(campaign), by: .brand)
            return .by(.brand, .endCampaign(campaign))
        },
        RefusalRow(.roleMissing, "a person attests an event") { ledger in
            _ = try ledger.campaign(for: ledger.points()) { $0.oracles = [Party.alice.id] }
            return .by(.alice, .attest("event", for: .bob))
        },
        RefusalRow(.eventInFuture, "an event of the next second") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            return .by(.oracle, .attest("event", for: .alice, time: Moment.start + 1))
        },
        RefusalRow(.eventAlreadyPaid, "an event id again") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            try ledger.apply(.attest("event", for: .alice), by: .oracle)
            return .by(.oracle, .attest("event", for: .alice))
        },
        RefusalRow(.eventAlreadyPaid, "an event id again, for another subject, type and value") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            _ = try ledger.campaign(for: ledger.points("VST")) { $0.eventType = "visit" }
            try ledger.apply(.attest("event", for: .alice), by: .oracle)
            return .by(.oracle, .attest("event", for: .bob, type: "visit", value: 3))
        },
        RefusalRow(.eventAlreadyPaid, "an event id that paid nothing") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            try ledger.apply(.attest("event", for: .alice, value: 0), by: .oracle)
            return .by(.oracle, .attest("event", for: .alice))
        },
        RefusalRow(.noCampaign, "no campaign for the type") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            return .by(.oracle, .attest("event", for: .alice, type: "purchases"))
        },
        RefusalRow(.noCampaign, "no campaign that trusts the oracle") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            return .by(.otherOracle, .attest("event", for: .alice))
        },
        RefusalRow(.noCampaign, "the only campaign has ended") { ledger in
            try ledger.apply(.endCampaign(ledger.campaign(for: ledger.points())), by: .brand)
            return .by(.oracle, .attest("event", for: .alice))
        },
        RefusalRow(.noCampaign, "an event of the second before the window") { ledger in
            _ = try ledger.campaign(for: ledger.points()) { $0.start = Moment.start }
            return .by(.oracle, .attest("event", for: .alice, time: Moment.start - 1))
        },
        RefusalRow(.noCampaign, "an event of the second after the window") { ledger in
            _ = try ledger.campaign(for: ledger.points()) { $0.end = Moment.start }
            return .by(.oracle, .attest("event", for: .alice, time: Moment.start))
        },
    ]
}
