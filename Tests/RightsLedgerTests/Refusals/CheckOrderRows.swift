import RightsLedger
import Testing

// Two faults at once, continued: lots, trade, campaigns, redemption and burning.

extension RefusalRow {
    private static let tomorrow = Int64(Moment.startDay + 1) * Moment.day

    static let orderOfLots: [RefusalRow] = [
        RefusalRow(.lotNotFound, "a split: before a frozen class") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .bob, quantity: 2)
            try ledger.apply(.freeze(ClassID(1)), by: .brand)
            return .by(.alice, .split(lot, .quantity(1)))
        },
        RefusalRow(.classFrozen, "a split: before a dead lot") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, quantity: 2, until: Moment.startDay + 1)
            try ledger.apply(.freeze(ClassID(1)), by: .brand)
            return .by(.alice, at: tomorrow, .split(lot, .quantity(1)))
        },
        RefusalRow(.lotExpired, "a split: before a part out of range") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, until: Moment.startDay + 1)
            return .by(.alice, at: tomorrow, .split(lot, .quantity(1)))
        },
        RefusalRow(.lotNotFound, "a combination: before another class") { ledger in
            let mine = try ledger.giveLot(of: ledger.passes(), to: .alice)
            let other = try ledger.giveLot(of: ledger.passes("VISIT"), to: .bob)
            return .by(.alice, .combine(other, into: mine))
        },
        RefusalRow(.lotsDoNotCombine, "two classes: before a frozen one") { ledger in
            let one = try ledger.giveLot(of: ledger.passes(), to: .alice)
            let other = try ledger.giveLot(of: ledger.passes("VISIT"), to: .alice)
            try ledger.apply(.freeze(ClassID(1)), .freeze(ClassID(2)), by: .brand)
            return .by(.alice, .combine(other, into: one))
        },
        RefusalRow(.classFrozen, "a combination: before dead lots") { ledger in
            let id = try ledger.passes()
            let one = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
            let other = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, at: tomorrow, .combine(other, into: one))
        },
        RefusalRow(.lotExpired, "a combination: before lots that do not fit") { ledger in
            let id = try ledger.passes()
            let one = try ledger.giveLot(of: id, to: .alice, tier: 1, until: Moment.startDay + 1)
            let other = try ledger.giveLot(of: id, to: .alice, tier: 2)
            return .by(.alice, at: tomorrow, .combine(one, into: other))
        },
        RefusalRow(.lotExpired, "a combination: before too large a quantity") { ledger in
            let id = try ledger.passes()
            let one = try ledger.giveLot(of: id, to: .alice, quantity: .max, until: Moment.startDay + 1)
            let other = try ledger.giveLot(of: id, to: .alice, quantity: .max, until: Moment.startDay + 1)
            return .by(.alice, at: tomorrow, .combine(one, into: other))
        },
    ]

    static let orderOfTrading: [RefusalRow] = [
        RefusalRow(.itemNotFound, "an offer: before a frozen class") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .bob)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .offer(item, for: 5, of: ClassID(9)))
        },
        RefusalRow(.classFrozen, "an offer: before the price's class") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .offer(item, for: 5, of: ClassID(9)))
        },
        RefusalRow(.classFrozen, "a withdrawal: before an offer that is not there") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .withdrawOffer(of: item))
        },
        RefusalRow(.buyerIsSeller, "a purchase: before a frozen class") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.freeze(market.item.classID), by: .brand)
            return .by(.alice, market.buy)
        },
        RefusalRow(.classFrozen, "a purchase: before an offer that is not there") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.bob, .buy(item, for: 5, of: ClassID(9)))
        },
        RefusalRow(.offerMismatch, "a purchase: before the transfer policy") { ledger in
            let market = try Market(in: &ledger) { $0.transferability = .soulbound }
            return .by(.bob, .buy(market.item, for: 99, of: market.points))
        },
        RefusalRow(.notTransferable, "a purchase: before a frozen seller") { ledger in
            let market = try Market(in: &ledger) { $0.transferability = .soulbound }
            try ledger.apply(.freeze(.alice), by: .regulator)
            return .by(.bob, market.buy)
        },
        RefusalRow(.accountFrozen, "a purchase: a frozen seller before the price's class") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.freeze(market.points), .freeze(.alice), by: .regulator)
            return .by(.bob, market.buy)
        },
        RefusalRow(.classFrozen, "a purchase: the price's class before the price") { ledger in
            let market = try Market(in: &ledger)
            try ledger.apply(.freeze(market.points), by: .regulator)
            return .by(.carol, market.buy)
        },
    ]

    static let orderOfCampaigns: [RefusalRow] = [
        RefusalRow(.notIssuer, "a campaign: before the kind") { ledger in
            .by(.rival, .createCampaign(LedgerFixture.campaignTerms(for: try ledger.passes())))
        },
        RefusalRow(.wrongKind, "a campaign: before too many") { ledger in
            let id = try ledger.points()
            for _ in 0..<16 { _ = try ledger.campaign(for: id) }
            return .by(.brand, .createCampaign(LedgerFixture.campaignTerms(for: try ledger.passes())))
        },
        RefusalRow(.notIssuer, "an end: before a campaign that has ended") { ledger in
            let campaign = try ledger.campaign(for: ledger.points())
            try ledger.apply(.endCampaign(campaign), by: .brand)
            return .by(.rival, .endCampaign(campaign))
        },
        RefusalRow(.roleMissing, "an event: before the future") { _ in
            .by(.alice, .attest("event", for: .bob, time: Moment.start + 1))
        },
        RefusalRow(.eventInFuture, "an event: before an id that was paid") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            try ledger.apply(.attest("event", for: .alice), by: .oracle)
            return .by(.oracle, .attest("event", for: .alice, time: Moment.start + 1))
        },
        RefusalRow(.eventAlreadyPaid, "an event: before no campaign") { ledger in
            _ = try ledger.campaign(for: ledger.points())
            try ledger.apply(.attest("event", for: .alice), by: .oracle)
            return .by(.otherOracle, .attest("event", for: .alice, type: "visit"))
        },
    ]

    static let orderOfRedemption: [RefusalRow] = [
        RefusalRow(.notPartyToAgreement, "an acceptance: before the role") { ledger in
            .by(.alice, .accept(try ledger.proposal(on: ledger.points())))
        },
        RefusalRow(.roleMissing, "an acceptance: before the status") { ledger in
            let agreement = try ledger.proposal(on: ledger.points(), with: .alice)
            try ledger.apply(.end(agreement), by: .brand)
            return .by(.alice, .accept(agreement))
        },
        RefusalRow(.notPartyToAgreement, "an end: before the status") { ledger in
            let agreement = try ledger.agreement(on: ledger.points())
            try ledger.apply(.end(agreement), by: .brand)
            return .by(.airline, .end(agreement))
        },
        RefusalRow(.agreementNotActive, "before the agreement's window") { ledger in
            let id = try ledger.points()
            let agreement = try ledger.proposal(on: id) { $0.start = Moment.february }
            return .by(.alice, .redeem(.units(1, of: id), under: agreement))
        },
        RefusalRow(.outsideAgreementWindow, "before the asset") { ledger in
            let agreement = try ledger.agreement(on: ledger.passes()) { $0.start = Moment.february }
            return .by(.alice, .redeem(.lot(LotID(9)), under: agreement))
        },
        RefusalRow(.lotNotFound, "before another class") { ledger in
            let counter = try Counter(in: &ledger)
            let lot = try ledger.giveLot(of: ledger.passes(), to: .bob)
            return .by(.alice, .redeem(.lot(lot), under: counter.agreement))
        },
        RefusalRow(.classAgreementMismatch, "before the wrong kind") { ledger in
            let counter = try Counter(in: &ledger)
            return .by(.alice, .redeem(.units(1, of: try ledger.passes()), under: counter.agreement))
        },
        RefusalRow(.wrongKind, "before a frozen class") { ledger in
            let id = try ledger.passes()
            let agreement = try ledger.agreement(on: id)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .redeem(.units(1, of: id), under: agreement))
        },
        RefusalRow(.classFrozen, "before a dead lot") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
            let agreement = try ledger.agreement(on: id)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, at: tomorrow, .redeem(.lot(lot), under: agreement))
        },
        RefusalRow(.lotExpired, "before the day's cap") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2, until: Moment.startDay + 1)
            let agreement = try ledger.agreement(on: id) { $0.dailyCap = 1 }
            return .by(.alice, at: tomorrow, .redeem(.lot(lot), under: agreement))
        },
        RefusalRow(.dailyCapExceeded, "before the balance") { ledger in
            let counter = try Counter(in: &ledger) { $0.dailyCap = 50 }
            return .by(.alice, counter.redeem(101))
        },
        RefusalRow(.balanceTooLow, "before a value of 2^64") { ledger in
            let counter = try Counter(in: &ledger) { $0.rate = Ratio(1 << 31) }
            return .by(.alice, counter.redeem(1 << 33))
        },
        RefusalRow(.notPartyToAgreement, "a refund: before the receipt's status") { ledger in
            let receipt = try Counter(in: &ledger).receipt(in: &ledger)
            try ledger.apply(.refund(receipt), by: .shop)
            return .by(.airline, .refund(receipt))
        },
        RefusalRow(.receiptNotOpen, "a refund: before the window", at: 1) { ledger in
            let counter = try Counter(in: &ledger)
            let receipt = try counter.receipt(in: &ledger)
            return .by(.shop, .refund(receipt), .refund(receipt))
        },
    ]

    static let orderOfBurning: [RefusalRow] = [
        RefusalRow(.wrongKind, "a burn: before a frozen class") { ledger in
            let id = try ledger.passes()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .burn(.units(1, of: id)))
        },
        RefusalRow(.classFrozen, "a burn: before the balance") { ledger in
            let id = try ledger.points()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .burn(.units(1, of: id)))
        },
        RefusalRow(.classFrozen, "a burn: before a dead lot") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, until: Moment.startDay + 1)
            try ledger.apply(.freeze(ClassID(1)), by: .brand)
            return .by(.alice, at: tomorrow, .burn(.lot(lot)))
        },
        RefusalRow(.notIssuer, "a schedule: before the kind") { ledger in
            .by(.rival, .scheduleBurn(1, of: try ledger.passes(), at: 0))
        },
        RefusalRow(.wrongKind, "a schedule: before the past") { ledger in
            .by(.brand, .scheduleBurn(1, of: try ledger.passes(), at: 0))
        },
        RefusalRow(.notIssuer, "a buy-back: before the kind") { ledger in
            .by(.rival, .openBuyBack(of: try ledger.passes(), paying: ClassID(9)))
        },
        RefusalRow(.wrongKind, "a buy-back: before the payment class") { ledger in
            .by(.brand, .openBuyBack(of: try ledger.passes(), paying: ClassID(9)))
        },
        RefusalRow(.buyBackNotOpen, "a closing: without a look at the payment class") { ledger in
            .by(.brand, .openBuyBack(of: try ledger.points(), paying: ClassID(9), price: Ratio(0)))
        },
        RefusalRow(.classFrozen, "a deposit: before the balance") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(.freeze(fund.payment), by: .rival)
            return .by(.alice, .deposit(1, for: fund.points))
        },
        RefusalRow(.classFrozen, "a sale: before the balance") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(.freeze(fund.payment), by: .rival)
            return .by(.bob, .sell(1, of: fund.points))
        },
        RefusalRow(.balanceTooLow, "a sale: before a payout of nothing") { ledger in
            let fund = try Fund(in: &ledger, price: Ratio(1, 2))
            return .by(.bob, .sell(1, of: fund.points))
        },
        RefusalRow(.balanceTooLow, "a sale: before the fund") { ledger in
            let fund = try Fund(in: &ledger)
            return .by(.bob, .sell(101, of: fund.points))
        },
        RefusalRow(.balanceTooLow, "a sale: before a payout of more than 64 bits") { ledger in
            let fund = try Fund(in: &ledger, price: Ratio(.init(UInt32.max)))
            return .by(.alice, .sell(1 << 40, of: fund.points))
        },
    ]
}
