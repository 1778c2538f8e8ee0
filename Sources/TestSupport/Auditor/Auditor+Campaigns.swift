import RightsLedger

extension Auditor {
    mutating func createCampaign(_ payload: CreateCampaign, sender: AccountID) throws(Denial) {
        _ = try ownPoints(payload.classID, sender: sender)
        let running = books.campaigns.values.filter { !$0.hasEnded && $0.terms.eventType == payload.eventType }
        try require(running.count < 16, .tooManyCampaigns)
        books.lastCampaign += 1
        books.campaigns[CampaignID(books.lastCampaign)] = AuditorBooks.Campaign(terms: payload)
    }

    mutating func endCampaign(_ payload: EndCampaign, sender: AccountID) throws(Denial) {
        let campaign = try require(books.campaigns[payload.campaign], .campaignNotFound)
        try require(books.classes[campaign.terms.classID]?.issuer == sender, .notIssuer)
        try require(!campaign.hasEnded, .campaignEnded)
        books.campaigns[payload.campaign]?.hasEnded = true
    }

    mutating func attestEvent(_ payload: AttestEvent, sender: AccountID) throws(Denial) {
        try require(roles(of: sender).contains(.oracle), .roleMissing)
        try require(payload.time <= Int64(now), .eventInFuture)
        try require(books.events[payload.eventID] == nil, .eventAlreadyPaid)
        let paying = books.campaigns.keys.sorted().filter { id in
            guard let campaign = books.campaigns[id], !campaign.hasEnded else { return false }
            let terms = campaign.terms
            return terms.eventType == payload.eventType && terms.oracles.contains(sender)
                && terms.start <= payload.time && payload.time < terms.end
        }
        try require(!paying.isEmpty, .noCampaign)
        var total = UInt128(0)
        for id in paying { total += UInt128(pay(id, for: payload)) }
        books.events[payload.eventID] = AuditorBooks.AttestedEvent(
            oracle: sender, subject: payload.subject, paid: total, height: height)
    }

    /// Pays one campaign's worth of an event and returns it.
    private mutating func pay(_ id: CampaignID, for event: AttestEvent) -> UInt64 {
        guard let campaign = books.campaigns[id], let rightsClass = books.classes[campaign.terms.classID] else {
            return 0
        }
        let terms = campaign.terms
        var units = worth(of: event.value, under: terms)
        if terms.budgetPerPerson > 0 {
            units = min(units, terms.budgetPerPerson - campaign.spentOn[event.subject, default: 0])
        }
        if terms.budget > 0 { units = min(units, terms.budget - campaign.spent) }
        units = min(units, capLeft(rightsClass))
        units = min(units, quotaLeft(rightsClass, account: event.subject))
        if rightsClass.isFrozen || isFrozen(event.subject) || fixedBucketIsDead(rightsClass) { units = 0 }
        guard units > 0 else { return 0 }
        books.campaigns[id]?.spent += units
        books.campaigns[id]?.spentOn[event.subject, default: 0] += units
        mintPoints(units, of: terms.classID, to: event.subject, countsForQuota: true)
        return units
    }

    /// What a value is worth: one product, one division, clamped to 64 bits.
    private func worth(of value: UInt64, under terms: CreateCampaign) -> UInt64 {
        let one = Ratio(1, 1)
        let tier = terms.tiers.last { $0.minimumValue <= value }?.multiplier ?? one
        let multiplier = terms.multiplier ?? one
        let above =
            UInt128(value) * UInt128(terms.rate.numerator) * UInt128(multiplier.numerator) * UInt128(tier.numerator)
        let below =
            UInt128(terms.rate.denominator) * UInt128(multiplier.denominator) * UInt128(tier.denominator)
        return UInt64(clamping: above / below)
    }
}
