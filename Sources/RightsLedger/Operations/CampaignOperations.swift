public import Signatures

/// Says what an event type is worth in a class of points.
public struct CreateCampaign: Hashable, Sendable {
    /// The class that is minted.
    public var classID: ClassID
    /// The event type: 1 to 32 of a-z 0-9 - _.
    public var eventType: String
    /// The oracles whose word counts: 1 to 16, ascending.
    public var oracles: [AccountID]
    /// Units per unit of an event's value.
    public var rate: Ratio
    /// At most 16 tiers, ascending by minimum value.
    public var tiers: [CampaignTier]
    /// Multiplies every payment; `nil` is 1.
    public var multiplier: Ratio?
    /// The most that one person gets, in units; 0 is no limit.
    public var budgetPerPerson: UInt64
    /// The most that the campaign pays, in units; 0 is no limit.
    public var budget: UInt64
    /// The first second of event time that counts, since 1970 UTC.
    public var start: Int64
    /// The first second after the window.
    public var end: Int64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(
        classID: ClassID, eventType: String, oracles: [AccountID], rate: Ratio, tiers: [CampaignTier] = [],
        multiplier: Ratio? = nil, budgetPerPerson: UInt64 = 0, budget: UInt64 = 0, start: Int64, end: Int64
    ) {
        self.classID = classID
        self.eventType = eventType
        self.oracles = oracles
        self.rate = rate
        self.tiers = tiers
        self.multiplier = multiplier
        self.budgetPerPerson = budgetPerPerson
        self.budget = budget
        self.start = start
        self.end = end
    }
}

/// A further multiplier for events from a value on.
public struct CampaignTier: Hashable, Sendable {
    /// The smallest event value that reaches the tier.
    public var minimumValue: UInt64
    /// What such an event's payment is multiplied by.
    public var multiplier: Ratio

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(minimumValue: UInt64, multiplier: Ratio) {
        self.minimumValue = minimumValue
        self.multiplier = multiplier
    }
}

/// Ends a campaign of the sender's class.
public struct EndCampaign: Hashable, Sendable {
    /// Which campaign.
    public var campaign: CampaignID

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(campaign: CampaignID) {
        self.campaign = campaign
    }
}

/// Attests an event about a person; each event id pays once.
public struct AttestEvent: Hashable, Sendable {
    /// The event's id, salted by the oracle.
    public var eventID: Digest
    /// Whom the event pays.
    public var subject: AccountID
    /// The event type: 1 to 32 of a-z 0-9 - _.
    public var eventType: String
    /// The event's value, such as a price in cents; at most 2^32 - 1.
    public var value: UInt64
    /// When it happened, in seconds since 1970 UTC.
    public var time: Int64

    /// Creates the value from its parts; bounds are checked when a transaction is checked.
    public init(eventID: Digest, subject: AccountID, eventType: String, value: UInt64, time: Int64) {
        self.eventID = eventID
        self.subject = subject
        self.eventType = eventType
        self.value = value
        self.time = time
    }
}
