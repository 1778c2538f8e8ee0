internal import ArgumentParser
internal import RightsLedger
internal import Signatures

struct CreateCampaignArguments: OperationArguments {
    static let name = "create-campaign"
    static let summary = "Say what an event type is worth in a class of points (its issuer)."
    static let example = """
        --class COFFEE --event-type purchase --oracle till --rate 1/100 --start 2026-01-01 --end 2027-01-01
        """

    @Option(name: .customLong("class"), help: "The class of points, by number or symbol.") var classText: String
    @Option(help: "1 to 32 of a-z 0-9 - _.") var eventType: String
    @Option(help: "An oracle whose word counts, by id or key name; repeat for more.") var oracle: [String]
    @Option(help: "Units per unit of event value.") var rate: Ratio
    @Option(help: "A tier as MINIMUM:MULTIPLIER, such as 5000:3/2; repeat for more.") var tier: [TierText] = []
    @Option(help: "Multiplies every payment.") var multiplier: Ratio?
    @Option(help: "The most that one person gets, in units; 0 for no limit.") var budgetPerPerson: UInt64 = 0
    @Option(help: "The most that the campaign pays, in units; 0 for no limit.") var budget: UInt64 = 0
    @Option(help: "The first second of event time that counts.") var start: TimeText
    @Option(help: "The first second after it.") var end: TimeText

    func operation(in context: OperationContext) async throws -> Operation {
        .createCampaign(
            CreateCampaign(
                classID: try await context.rightsClass(classText), eventType: eventType,
                oracles: try context.accounts(oracle), rate: rate,
                tiers: tier.map(\.tier).sorted { $0.minimumValue < $1.minimumValue }, multiplier: multiplier,
                budgetPerPerson: budgetPerPerson, budget: budget, start: start.seconds, end: end.seconds))
    }
}

struct EndCampaignArguments: OperationArguments {
    static let name = "end-campaign"
    static let summary = "End a campaign (the issuer of its class)."
    static let example = "--campaign 1"

    @Option(help: "The campaign, by number.") var campaign: UInt32

    func operation(in context: OperationContext) async throws -> Operation {
        .endCampaign(EndCampaign(campaign: CampaignID(campaign)))
    }
}

struct AttestEventArguments: OperationArguments {
    static let name = "attest-event"
    static let summary = "Attest an event about a person, which pays by the campaigns for its type (oracles)."
    static let example = "--subject alice --event-type purchase --value 1250 --time 2026-03-01T10:15:00Z"

    @Option(help: "The event's salted id, 64 hexadecimal digits; random where not given.") var eventID: Digest?
    @Option(help: "Whom it pays, by id or key name.") var subject: String
    @Option(help: "1 to 32 of a-z 0-9 - _.") var eventType: String
    @Option(help: "The event's value, such as a price in cents.") var value: UInt64
    @Option(help: "When it happened.") var time: TimeText

    func operation(in context: OperationContext) async throws -> Operation {
        .attestEvent(
            AttestEvent(
                eventID: eventID ?? SecureRandom.digest(), subject: try context.account(subject),
                eventType: eventType, value: value, time: time.seconds))
    }
}

/// A tier as `MINIMUM:MULTIPLIER`.
struct TierText: ExpressibleByArgument, Sendable {
    let tier: CampaignTier

    init?(argument: String) {
        let parts = argument.split(separator: ":")
        guard parts.count == 2, let minimum = UInt64(parts[0]), let multiplier = Ratio(argument: String(parts[1]))
        else { return nil }
        tier = CampaignTier(minimumValue: minimum, multiplier: multiplier)
    }
}
