internal import RightsLedger

extension ProgrammeReader {
    /// Reads what events are worth.
    func campaigns(_ root: YAMLSection) throws(WorkbenchError) -> [Programme.Campaign] {
        var campaigns: [Programme.Campaign] = []
        let keys = [
            "class", "event", "rate", "tiers", "multiplier", "budget_per_person", "budget", "start", "end",
        ]
        for section in try root.sections("campaigns", keys: keys) {
            var tiers: [CampaignTier] = []
            for tier in try section.sections("tiers", keys: ["minimum", "multiplier"]) {
                tiers.append(
                    CampaignTier(minimumValue: try tier.number("minimum"), multiplier: try tier.ratio("multiplier")))
            }
            campaigns.append(
                Programme.Campaign(
                    rightsClass: try rightsClass("class", in: section, kinds: [.points]),
                    eventType: try section.text("event"), rate: try section.ratio("rate"), tiers: tiers,
                    multiplier: try section.optionalRatio("multiplier"),
                    budgetPerPerson: try section.optionalNumber("budget_per_person") ?? 0,
                    budget: try section.optionalNumber("budget") ?? 0, start: try section.day("start"),
                    end: try section.day("end")))
        }
        guard let first = campaigns.first else { throw root.fault("names no campaign", at: "campaigns") }
        guard campaigns.allSatisfy({ $0.eventType == first.eventType }) else {
            throw root.fault("a purchase is one event type; all campaigns must name the same", at: "campaigns")
        }
        return campaigns
    }

    /// Reads who redeems what.
    func agreements(_ root: YAMLSection) throws(WorkbenchError) -> [Programme.Agreement] {
        var agreements: [Programme.Agreement] = []
        let keys = ["class", "platform", "rate", "fee", "daily_cap", "start", "end", "refund_window_days"]
        for section in try root.sections("agreements", keys: keys) {
            agreements.append(
                Programme.Agreement(
                    rightsClass: try rightsClass("class", in: section),
                    platform: try party("platform", in: section, role: .platform), rate: try section.ratio("rate"),
                    fee: try section.share("fee"), dailyCap: try section.optionalNumber("daily_cap") ?? 0,
                    start: try section.day("start"), end: try section.day("end"),
                    refundWindowDays: UInt32(try section.number("refund_window_days", in: 0...366))))
        }
        return agreements
    }

    /// Reads what purchases bring besides.
    func gifts(_ root: YAMLSection) throws(WorkbenchError) -> [Programme.Gift] {
        var gifts: [Programme.Gift] = []
        let keys = ["class", "minimum", "once", "amount", "quantity", "tier", "scopes", "days"]
        for section in try root.sections("gifts", keys: keys) {
            let index = try rightsClass("class", in: section)
            let content: Programme.Gift.Content =
                switch classes[index].creation.kind {
                case .points: .points(amount: try section.number("amount", in: 1...UInt64(UInt32.max)))
                case .entitlement:
                    .entitlement(
                        quantity: UInt32(try section.number("quantity", in: 1...UInt64(UInt32.max))),
                        tier: UInt16(try section.number("tier", in: 0...UInt64(UInt16.max))),
                        scope: try scope("scopes", in: section, of: index),
                        days: UInt32(try section.number("days", in: 1...3_660)))
                case .collectible: .collectible
                }
            gifts.append(
                Programme.Gift(
                    rightsClass: index, minimumDollars: try section.number("minimum"), once: try section.flag("once"),
                    content: content))
        }
        return gifts
    }

    /// Reads the burns promised for a day.
    func calendarBurns(_ burns: YAMLSection) throws(WorkbenchError) -> [Programme.CalendarBurn] {
        var calendarBurns: [Programme.CalendarBurn] = []
        for section in try burns.sections("calendar", keys: ["class", "day", "amount"]) {
            calendarBurns.append(
                Programme.CalendarBurn(
                    rightsClass: try rightsClass("class", in: section, kinds: [.points]), day: try section.day("day"),
                    amount: try section.number("amount")))
        }
        return calendarBurns
    }

    /// Reads how a class is bought back.
    func buyBack(_ burns: YAMLSection) throws(WorkbenchError) -> Programme.BuyBack? {
        guard burns.has("buy_back") else { return nil }
        let section = try burns.section("buy_back", keys: ["class", "payment", "price", "deposit", "fund"])
        let buyBack = Programme.BuyBack(
            rightsClass: try rightsClass("class", in: section, kinds: [.points]),
            payment: try rightsClass("payment", in: section, kinds: [.points]), price: try section.ratio("price"),
            deposit: try section.share("deposit"), fund: try section.share("fund"))
        guard classes[buyBack.payment].issuer == classes[buyBack.rightsClass].issuer else {
            throw section.fault("must have the same issuer as the class that is bought back", at: "payment")
        }
        return buyBack
    }

    /// Reads what customers do.
    func behaviour(_ root: YAMLSection) throws(WorkbenchError) -> Behaviour {
        let section = try root.section(
            "behaviour",
            keys: [
                "visitors_per_day", "redeem_points", "redeem_entitlement", "transfer_points", "transfer_entitlement",
                "split_entitlement", "combine_entitlement", "offer_item", "buy_item", "sell_to_buy_back", "burn_points",
                "refund",
            ])
        let refund = try section.section("refund", keys: ["chance", "after_days"])
        var behaviour = Behaviour(
            visitorsPerDay: try section.share("visitors_per_day"), habits: [],
            refundChance: try refund.share("chance"),
            refundAfterDays: UInt32(try refund.number("after_days", in: 1...366)))
        try addPartHabit("redeem_points", section, to: &behaviour) { .redeemPoints($0) }
        try addHabit("redeem_entitlement", section, to: &behaviour, .redeemEntitlement)
        try addPartHabit("transfer_points", section, to: &behaviour) { .transferPoints($0) }
        try addHabit("transfer_entitlement", section, to: &behaviour, .transferEntitlement)
        try addHabit("split_entitlement", section, to: &behaviour, .splitEntitlement)
        try addHabit("combine_entitlement", section, to: &behaviour, .combineEntitlement)
        if section.has("offer_item") {
            let offer = try section.section("offer_item", keys: ["chance", "price", "currency"])
            let action = Behaviour.Action.offerItem(
                price: try offer.number("price", in: 1...UInt64(UInt32.max)),
                currency: try rightsClass("currency", in: offer, kinds: [.points]))
            behaviour.habits.append(Behaviour.Habit(action: action, chance: try offer.share("chance")))
        }
        try addHabit("buy_item", section, to: &behaviour, .buyItem)
        try addPartHabit("sell_to_buy_back", section, to: &behaviour) { .sellToBuyBack($0) }
        try addPartHabit("burn_points", section, to: &behaviour) { .burnPoints($0) }
        guard behaviour.habits.reduce(0, { $0 + $1.chance.value }) <= 10_000 else {
            throw section.fault("the chances add up to more than 100%")
        }
        return behaviour
    }

    private func addHabit(
        _ key: String, _ section: YAMLSection, to behaviour: inout Behaviour, _ action: Behaviour.Action
    ) throws(WorkbenchError) {
        guard section.has(key) else { return }
        let habit = try section.section(key, keys: ["chance"])
        behaviour.habits.append(Behaviour.Habit(action: action, chance: try habit.share("chance")))
    }

    private func addPartHabit(
        _ key: String, _ section: YAMLSection, to behaviour: inout Behaviour,
        _ action: (Behaviour.Part) -> Behaviour.Action
    ) throws(WorkbenchError) {
        guard section.has(key) else { return }
        let habit = try section.section(key, keys: ["chance", "part", "minimum"])
        let part = Behaviour.Part(share: try habit.share("part"), minimum: try habit.number("minimum"))
        behaviour.habits.append(Behaviour.Habit(action: action(part), chance: try habit.share("chance")))
    }
}
