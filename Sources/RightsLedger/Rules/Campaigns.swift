internal import Signatures

extension BlockExecution {
    /// The most campaigns for one event type that are not ended.
    package static let campaignsPerEventTypeMax = 16

    mutating func createCampaign(_ operation: CreateCampaign, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        try terms.requireIssuer(sender)
        try terms.requireKind(.points)
        if try campaigns(forEventType: operation.eventType).count >= BlockExecution.campaignsPerEventTypeMax {
            throw .refused(.tooManyCampaigns, ("most", BlockExecution.campaignsPerEventTypeMax))
        }
        let id = CampaignID(try nextSmallNumber(.campaignID))
        state.create(CampaignRecord(terms: operation), .campaign(id))
        state.create(.campaignByEventType(operation.eventType, id))
        forgetCampaigns(forEventType: operation.eventType)
        events.append(
            .campaignCreated(
                CampaignCreated(campaign: id, classID: terms.id, eventType: operation.eventType)))
    }

    mutating func endCampaign(_ operation: EndCampaign, sender: AccountID) throws(Stop) {
        let id = operation.campaign
        guard var campaign: CampaignRecord = try state.read(.campaign(id)) else {
            throw .refused(.campaignNotFound, ("campaign", id))
        }
        try knownClass(campaign.terms.classID).requireIssuer(sender)
        if campaign.ended { throw .refused(.campaignEnded, ("campaign", id)) }
        campaign.ended = true
        state.write(campaign, .campaign(id))
        state.remove(.campaignByEventType(campaign.terms.eventType, id))
        forgetCampaigns(forEventType: campaign.terms.eventType)
        events.append(.campaignEnded(CampaignEnded(campaign: id)))
    }

    mutating func attestEvent(_ operation: AttestEvent, sender: AccountID) throws(Stop) {
        try requireRole(.oracle, of: sender)
        if operation.time > now {
            throw .refused(.eventInFuture, ("now", now), ("time", operation.time))
        }
        let eventKey = StateKey.attestedEvent(operation.eventID)
        if let paid: AttestedEventRecord = try state.read(eventKey) {
            throw .refused(.eventAlreadyPaid, ("height", paid.height))
        }
        var payments: [CampaignPayment] = []
        for id in try campaigns(forEventType: operation.eventType) {
            guard let campaign: CampaignRecord = try state.read(.campaign(id)) else {
                throw .failed(.brokenInvariant("campaign \(id) has no record"))
            }
            guard CampaignEvaluation.applies(campaign, to: operation, from: sender) else { continue }
            payments.append(try pay(campaign, id, for: operation))
        }
        if payments.isEmpty { throw .refused(.noCampaign, ("eventType", operation.eventType)) }

        let paid = payments.reduce(UInt128(0)) { $0 + UInt128($1.units) }
        state.write(
            AttestedEventRecord(oracle: sender, subject: operation.subject, paid: paid, height: height), eventKey)
        events.append(
            .eventAttested(
                EventAttested(
                    eventID: operation.eventID, oracle: sender, subject: operation.subject,
                    eventType: operation.eventType, time: operation.time, payments: payments)))
    }

    /// Mints what a campaign owes for an event, as far as there is room.
    private mutating func pay(
        _ campaign: CampaignRecord, _ id: CampaignID, for event: AttestEvent
    ) throws(Stop) -> CampaignPayment {
        let terms = try knownClass(campaign.terms.classID)
        guard let worth = CampaignEvaluation.units(campaign.terms, value: event.value) else {
            throw .failed(.brokenInvariant("campaign \(id) exceeds 128 bits"))
        }
        let nothing = CampaignPayment(campaign: id, classID: terms.id, units: 0)
        guard worth > 0, !terms.isFrozen, let bucket = terms.mintingBucket,
            try !account(event.subject).frozen
        else { return nothing }

        let spendingKey = StateKey.campaignSpending(id, event.subject).bytes
        let spending: NumberRecord? = try state.read(at: spendingKey)
        let spent = spending?.value ?? 0
        let budgets = campaign.terms
        let room = CampaignEvaluation.Room(
            person: budgets.budgetPerPerson == 0
                ? nil : try budgets.budgetPerPerson.minus(spent, "what a person's budget leaves"),
            campaign: budgets.budget == 0
                ? nil : try budgets.budget.minus(campaign.spent, "what a campaign's budget leaves"),
            cap: try capRoom(terms), quota: try quotaRoom(terms, event.subject))
        let units = room.clamp(worth)
        if units == 0 { return nothing }

        try mintPoints(terms, event.subject, units, into: bucket, cause: .event)
        state.write(NumberRecord(try spent.plus(units, "a person's budget")), at: spendingKey)
        var campaign = campaign
        campaign.spent = try campaign.spent.plus(units, "a campaign's budget")
        state.write(campaign, .campaign(id))
        return CampaignPayment(campaign: id, classID: terms.id, units: units)
    }

    /// Returns the campaigns for an event type that are not ended, ascending.
    private mutating func campaigns(forEventType eventType: String) throws(Stop) -> [CampaignID] {
        let prefix = StateKey.eventTypePrefix(eventType)
        let cacheKey = PackedKey(prefix)
        if let known = campaignsByEventType[cacheKey] { return known }
        var campaigns: [CampaignID] = []
        let range = StateKeyRange(prefix: prefix)
        for (key, _) in try state.scan(range, limit: BlockExecution.campaignsPerEventTypeMax) {
            guard case .campaignByEventType(_, let id) = StateKey(bytes: key) else {
                throw .failed(.corruptRecord(key: Hex.encode(key)))
            }
            campaigns.append(id)
        }
        campaignsByEventType[cacheKey] = campaigns
        return campaigns
    }

    private mutating func forgetCampaigns(forEventType eventType: String) {
        campaignsByEventType[PackedKey(StateKey.eventTypePrefix(eventType))] = nil
    }
}
