import RightsLedger
import Testing

extension RefusalRow {
    /// What burns by the holder and by the calendar are refused for.
    static let burns: [RefusalRow] = [
        RefusalRow(.classNotFound, "burning units of a class that is not there") { _ in
            .by(.alice, .burn(.units(1, of: ClassID(9))))
        },
        RefusalRow(.wrongKind, "burning units of a class of entitlements") { ledger in
            .by(.alice, .burn(.units(1, of: try ledger.passes())))
        },
        RefusalRow(.classFrozen, "burning units of a frozen class") { ledger in
            let id = try ledger.points()
            try ledger.give(5, of: id, to: .alice)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .burn(.units(1, of: id)))
        },
        RefusalRow(.balanceTooLow, "burning too much", facts: ["available": "5", "required": "6"]) { ledger in
            let id = try ledger.points()
            try ledger.give(5, of: id, to: .alice)
            return .by(.alice, .burn(.units(6, of: id)))
        },
        RefusalRow(.lotNotFound, "burning someone else's lot") { ledger in
            .by(.alice, .burn(.lot(try ledger.giveLot(of: ledger.passes(), to: .bob))))
        },
        RefusalRow(.classFrozen, "burning a lot of a frozen class") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .alice)
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .burn(.lot(lot)))
        },
        RefusalRow(.lotExpired, "burning a dead lot") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice, until: Moment.startDay + 1)
            return .by(.alice, at: Int64(Moment.startDay + 1) * Moment.day, .burn(.lot(lot)))
        },
        RefusalRow(.itemNotFound, "burning someone else's item") { ledger in
            .by(.alice, .burn(.item(try ledger.giveItem(of: ledger.art(), to: .bob))))
        },
        RefusalRow(.classFrozen, "burning an item of a frozen class") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .burn(.item(item)))
        },
        RefusalRow(.classNotFound, "scheduling a burn of a class that is not there") { _ in
            .by(.brand, .scheduleBurn(5, of: ClassID(9), at: Moment.february))
        },
        RefusalRow(.notIssuer, "scheduling a burn of another issuer's class") { ledger in
            .by(.rival, .scheduleBurn(5, of: try ledger.points(), at: Moment.february))
        },
        RefusalRow(.wrongKind, "scheduling a burn of entitlements") { ledger in
            .by(.brand, .scheduleBurn(5, of: try ledger.passes(), at: Moment.february))
        },
        RefusalRow(.wrongKind, "scheduling a burn of collectibles") { ledger in
            .by(.brand, .scheduleBurn(5, of: try ledger.art(), at: Moment.february))
        },
        RefusalRow(.burnInPast, "scheduling a burn for now") { ledger in
            .by(.brand, .scheduleBurn(5, of: try ledger.points(), at: Moment.start))
        },
    ]

    private static func invalidPayment(
        _ cause: String, _ payment: @escaping @Sendable (inout LedgerFixture) throws -> ClassID
    ) -> RefusalRow {
        RefusalRow(.buyBackPaymentInvalid, cause) { ledger in
            let id = try ledger.points()
            return .by(.brand, .openBuyBack(of: id, paying: try payment(&ledger)))
        }
    }

    /// What opening a buy-back is refused for.
    static let buyBackTerms: [RefusalRow] = [
        RefusalRow(.classNotFound, "buying back a class that is not there") { ledger in
            .by(.brand, .openBuyBack(of: ClassID(9), paying: try ledger.points()))
        },
        RefusalRow(.notIssuer, "buying back another issuer's class") { ledger in
            let payment = try ledger.points("CASH", by: .rival)
            return .by(.rival, .openBuyBack(of: try ledger.points(), paying: payment))
        },
        RefusalRow(.wrongKind, "buying back entitlements") { ledger in
            let payment = try ledger.points("CASH")
            return .by(.brand, .openBuyBack(of: try ledger.passes(), paying: payment))
        },
        RefusalRow(.classNotFound, "paying in a class that is not there") { ledger in
            .by(.brand, .openBuyBack(of: try ledger.points(), paying: ClassID(9)))
        },
        RefusalRow(.buyBackPaymentInvalid, "paying in the class itself") { ledger in
            let id = try ledger.points()
            return .by(.brand, .openBuyBack(of: id, paying: id))
        },
        invalidPayment("paying in entitlements") { try $0.passes() },
        invalidPayment("paying in collectibles") { try $0.art() },
        invalidPayment("paying in units that expire") { try $0.points("CASH") { $0.expiry = .rolling(months: 120) } },
        invalidPayment("paying in units that expire in a fixed month") {
            try $0.points("CASH") { $0.expiry = .fixed(.december) }
        },
        invalidPayment("paying in allow-listed units") { try $0.points("CASH") { $0.transferability = .allowList } },
        invalidPayment("paying in issuer-only units") { try $0.points("CASH") { $0.transferability = .issuerOnly } },
        invalidPayment("paying in soulbound units") { try $0.points("CASH") { $0.transferability = .soulbound } },
        invalidPayment("paying in units with a transfer fee") {
            try $0.points("CASH") { $0.transferFeeBasisPoints = 1 }
        },
        RefusalRow(.buyBackNotOpen, "closing what was never opened") { ledger in
            let payment = try ledger.points("CASH")
            return .by(.brand, .openBuyBack(of: try ledger.points(), paying: payment, price: Ratio(0)))
        },
        RefusalRow(.buyBackNotOpen, "closing twice") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(fund.close, by: .brand)
            return .by(.brand, fund.close)
        },
    ]

    /// What deposits and sales are refused for.
    static let buyBacks: [RefusalRow] = [
        RefusalRow(.classNotFound, "a deposit for a class that is not there") { _ in
            .by(.rival, .deposit(5, for: ClassID(9)))
        },
        RefusalRow(.buyBackNotOpen, "a deposit for a class that is not bought back") { ledger in
            .by(.rival, .deposit(5, for: try ledger.points()))
        },
        RefusalRow(.classFrozen, "a deposit in a frozen class") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(.freeze(fund.payment), by: .rival)
            return .by(.rival, .deposit(5, for: fund.points))
        },
        RefusalRow(.balanceTooLow, "a deposit of too much", facts: ["available": "0", "required": "5"]) { ledger in
            let fund = try Fund(in: &ledger)
            return .by(.alice, .deposit(5, for: fund.points))
        },
        RefusalRow(.classNotFound, "selling units of a class that is not there") { _ in
            .by(.alice, .sell(5, of: ClassID(9)))
        },
        RefusalRow(.buyBackNotOpen, "selling units of a class that is not bought back") { ledger in
            let id = try ledger.points()
            try ledger.give(5, of: id, to: .alice)
            return .by(.alice, .sell(5, of: id))
        },
        RefusalRow(.buyBackNotOpen, "selling after the buy-back was closed") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(fund.close, by: .brand)
            return .by(.alice, .sell(5, of: fund.points))
        },
        RefusalRow(.classFrozen, "selling units of a frozen class") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(.freeze(fund.points), by: .brand)
            return .by(.alice, .sell(5, of: fund.points))
        },
        RefusalRow(.classFrozen, "selling for units of a frozen class") { ledger in
            let fund = try Fund(in: &ledger)
            try ledger.apply(.freeze(fund.payment), by: .rival)
            return .by(.alice, .sell(5, of: fund.points))
        },
        RefusalRow(.balanceTooLow, "selling too much", facts: ["available": "1000", "required": "1001"]) { ledger in
            let fund = try Fund(in: &ledger)
            return .by(.alice, .sell(1_001, of: fund.points))
        },
        RefusalRow(.payoutIsZero, "selling one unit at half a unit") { ledger in
            let fund = try Fund(in: &ledger, price: Ratio(1, 2))
            return .by(.alice, .sell(1, of: fund.points))
        },
        RefusalRow(.buyBackFundTooLow, "one unit above the fund", facts: ["available": "100", "required": "101"]) {
            ledger in
            let fund = try Fund(in: &ledger)
            return .by(.alice, .sell(101, of: fund.points))
        },
        RefusalRow(.amountOverflow, "a payout of more than 64 bits") { ledger in
            let fund = try Fund(in: &ledger, price: Ratio(.init(UInt32.max)), held: 1 << 40)
            return .by(.alice, .sell(1 << 40, of: fund.points))
        },
    ]
}

/// A class of the brand's that is bought back for cash of the rival's; the fund has 100.
struct Fund {
    let points: ClassID
    let payment: ClassID

    /// Alice has `held` points, the rival 1,000 of its cash; half of a deposit of 200 went to the fund.
    init(in ledger: inout LedgerFixture, price: Ratio = Ratio(1), held: UInt64 = 1_000) throws {
        points = try ledger.points()
        payment = try ledger.points("CASH", by: .rival)
        try ledger.give(held, of: points, to: .alice)
        try ledger.give(1_200, of: payment, to: .rival)
        try ledger.apply(.openBuyBack(of: points, paying: payment, price: price), by: .brand)
        try ledger.apply(.deposit(200, for: points), by: .rival)
    }

    /// Closes the buy-back.
    var close: Operation { .openBuyBack(of: points, paying: payment, price: Ratio(0)) }
}
