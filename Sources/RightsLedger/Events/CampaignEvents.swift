package import Signatures

/// A campaign was created.
package struct CampaignCreated: Hashable, Sendable {
    /// The campaign.
    package var campaign: CampaignID
    /// The class.
    package var classID: ClassID
    /// The event type that it pays.
    package var eventType: String

    package init(campaign: CampaignID, classID: ClassID, eventType: String) {
        self.campaign = campaign
        self.classID = classID
        self.eventType = eventType
    }
}

/// A campaign was ended.
package struct CampaignEnded: Hashable, Sendable {
    /// The campaign.
    package var campaign: CampaignID

    package init(campaign: CampaignID) {
        self.campaign = campaign
    }
}

/// An oracle attested an event.
package struct EventAttested: Hashable, Sendable {
    /// The event's salted id.
    package var eventID: Digest
    /// Who attested it.
    package var oracle: AccountID
    /// Whom it paid.
    package var subject: AccountID
    /// Its type.
    package var eventType: String
    /// When it happened, in seconds since 1970 UTC.
    package var time: Int64
    /// What each campaign paid, in the order of their ids; 0 where nothing was left.
    package var payments: [CampaignPayment]

    package init(
        eventID: Digest, oracle: AccountID, subject: AccountID, eventType: String, time: Int64,
        payments: [CampaignPayment]
    ) {
        self.eventID = eventID
        self.oracle = oracle
        self.subject = subject
        self.eventType = eventType
        self.time = time
        self.payments = payments
    }
}

/// What one campaign paid for an event.
package struct CampaignPayment: Hashable, Sendable {
    /// The campaign.
    package var campaign: CampaignID
    /// The class that was minted.
    package var classID: ClassID
    /// The units that were minted, after every clamp.
    package var units: UInt64

    package init(campaign: CampaignID, classID: ClassID, units: UInt64) {
        self.campaign = campaign
        self.classID = classID
        self.units = units
    }
}
