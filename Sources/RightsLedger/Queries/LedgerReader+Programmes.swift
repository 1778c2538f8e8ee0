package import Signatures

extension LedgerReader {
    /// A campaign.
    package func campaign(_ id: CampaignID) throws(LedgerFailure) -> CampaignRecord? {
        try record(.campaign(id))
    }

    /// Campaigns with their ids, ended or not.
    package func campaigns(
        after: CampaignID? = nil, limit: Int
    ) throws(LedgerFailure) -> [(CampaignID, CampaignRecord)] {
        try page(StateKeyRange(.campaign), after: after.map { .campaign($0) }, limit: limit) {
            (key, record: CampaignRecord) -> (CampaignID, CampaignRecord)? in
            guard case .campaign(let id) = key else { return nil }
            return (id, record)
        }
    }

    /// The campaigns for an event type that are not ended.
    package func campaigns(
        forEventType eventType: String
    ) throws(LedgerFailure) -> [(CampaignID, CampaignRecord)] {
        let ids = try page(
            StateKeyRange(prefix: StateKey.eventTypePrefix(eventType)),
            limit: BlockExecution.campaignsPerEventTypeMax
        ) { (key, _: PresenceMark) -> CampaignID? in
            guard case .campaignByEventType(_, let id) = key else { return nil }
            return id
        }
        var campaigns: [(CampaignID, CampaignRecord)] = []
        for id in ids {
            guard let record = try campaign(id) else {
                throw .brokenInvariant("campaign \(id) has no record")
            }
            campaigns.append((id, record))
        }
        return campaigns
    }

    /// The units that a campaign has paid to a person.
    package func spending(
        of campaign: CampaignID, on person: AccountID
    ) throws(LedgerFailure) -> UInt64 {
        try number(.campaignSpending(campaign, person))
    }

    /// An event that was attested.
    package func attestedEvent(_ id: Digest) throws(LedgerFailure) -> AttestedEventRecord? {
        try record(.attestedEvent(id))
    }

    /// A buy-back that is open.
    package func buyBack(of id: ClassID) throws(LedgerFailure) -> BuyBackRecord? {
        try record(.buyBack(id))
    }

    /// The emissions that wait, by the second at which they are due.
    package func emissions(
        after: (due: Int64, classID: ClassID)? = nil, limit: Int
    ) throws(LedgerFailure) -> [(due: Int64, classID: ClassID, cursor: EmissionCursor)] {
        try page(StateKeyRange(.emission), after: after.map { .emission(due: $0.due, $0.classID) }, limit: limit) {
            (key, record: EmissionCursor) -> (due: Int64, classID: ClassID, cursor: EmissionCursor)? in
            guard case .emission(let due, let id) = key else { return nil }
            return (due, id, record)
        }
    }

    /// The burns that wait, by the second at which they are due.
    package func scheduledBurns(
        after: (due: Int64, burn: ScheduledBurnID)? = nil, limit: Int
    ) throws(LedgerFailure) -> [(due: Int64, burn: ScheduledBurnID, record: ScheduledBurnRecord)] {
        try page(
            StateKeyRange(.scheduledBurn), after: after.map { .scheduledBurn(due: $0.due, $0.burn) }, limit: limit
        ) { (key, record: ScheduledBurnRecord) -> (due: Int64, burn: ScheduledBurnID, record: ScheduledBurnRecord)? in
            guard case .scheduledBurn(let due, let id) = key else { return nil }
            return (due, id, record)
        }
    }
}
