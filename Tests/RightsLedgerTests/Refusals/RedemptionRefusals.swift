import RightsLedger
import Testing

extension RefusalRow {
    /// What operations on agreements are refused for.
    static let agreements: [RefusalRow] = [
        RefusalRow(.classNotFound, "proposing for a class that is not there") { _ in
            .by(.brand, .proposeAgreement(LedgerFixture.agreementTerms(on: ClassID(9), with: .shop)))
        },
        RefusalRow(.notIssuer, "proposing for another issuer's class") { ledger in
            .by(.rival, .proposeAgreement(LedgerFixture.agreementTerms(on: try ledger.points(), with: .shop)))
        },
        RefusalRow(.agreementNotFound, "accepting an agreement that is not there") { _ in
            .by(.shop, .accept(AgreementID(9)))
        },
        RefusalRow(.notPartyToAgreement, "another platform accepts") { ledger in
            .by(.airline, .accept(try ledger.proposal(on: ledger.points())))
        },
        RefusalRow(.notPartyToAgreement, "the issuer accepts for the platform") { ledger in
            .by(.brand, .accept(try ledger.proposal(on: ledger.points())))
        },
        RefusalRow(.roleMissing, "a person to whom it was proposed accepts") { ledger in
            .by(.alice, .accept(try ledger.proposal(on: ledger.points(), with: .alice)))
        },
        RefusalRow(.agreementNotProposed, "accepting twice") { ledger in
            .by(.shop, .accept(try ledger.agreement(on: ledger.points())))
        },
        RefusalRow(.agreementNotProposed, "accepting what was ended") { ledger in
            let agreement = try ledger.proposal(on: ledger.points())
            try ledger.apply(.end(agreement), by: .brand)
            return .by(.shop, .accept(agreement))
        },
        RefusalRow(.agreementNotFound, "ending an agreement that is not there") { _ in
            .by(.shop, .end(AgreementID(9)))
        },
        RefusalRow(.notPartyToAgreement, "the regulator ends an agreement") { ledger in
            .by(.regulator, .end(try ledger.agreement(on: ledger.points())))
        },
        RefusalRow(.agreementEnded, "ending what the other side ended") { ledger in
            let agreement = try ledger.agreement(on: ledger.points())
            try ledger.apply(.end(agreement), by: .shop)
            return .by(.brand, .end(agreement))
        },
    ]

    /// What redemptions are refused for.
    static let redemptions: [RefusalRow] = [
        RefusalRow(.agreementNotFound, "redeeming under an agreement that is not there") { ledger in
            .by(.alice, .redeem(.units(1, of: try ledger.points()), under: AgreementID(9)))
        },
        RefusalRow(.agreementNotActive, "redeeming under a proposal") { ledger in
            let id = try ledger.points()
            try ledger.give(10, of: id, to: .alice)
            return .by(.alice, .redeem(.units(1, of: id), under: try ledger.proposal(on: id)))
        },
        RefusalRow(.agreementNotActive, "redeeming under an agreement that was ended") { ledger in
            let counter = try Counter(in: &ledger)
            try ledger.apply(.end(counter.agreement), by: .shop)
            return .by(.alice, counter.redeem(1))
        },
        RefusalRow(.outsideAgreementWindow, "a second too early") { ledger in
            let counter = try Counter(in: &ledger) { $0.start = Moment.start + 1 }
            return .by(.alice, counter.redeem(1))
        },
        RefusalRow(.outsideAgreementWindow, "a second too late") { ledger in
            let counter = try Counter(in: &ledger) { $0.end = Moment.start + 60 }
            return .by(.alice, at: Moment.start + 60, counter.redeem(1))
        },
        RefusalRow(.lotNotFound, "redeeming someone else's lot") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .bob)
            return .by(.alice, .redeem(.lot(lot), under: try ledger.agreement(on: id)))
        },
        RefusalRow(.itemNotFound, "redeeming someone else's item") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .bob)
            return .by(.alice, .redeem(.item(item), under: try ledger.agreement(on: item.classID)))
        },
        RefusalRow(.classAgreementMismatch, "units of another class of the issuer's") { ledger in
            let counter = try Counter(in: &ledger)
            return .by(.alice, .redeem(.units(1, of: try ledger.points("OTHER")), under: counter.agreement))
        },
        RefusalRow(.classAgreementMismatch, "a lot under an agreement on points") { ledger in
            let counter = try Counter(in: &ledger)
            let lot = try ledger.giveLot(of: ledger.passes(), to: .alice)
            return .by(.alice, .redeem(.lot(lot), under: counter.agreement))
        },
        RefusalRow(.classAgreementMismatch, "an item under an agreement on points") { ledger in
            let counter = try Counter(in: &ledger)
            let item = try ledger.giveItem(of: ledger.art(), to: .alice)
            return .by(.alice, .redeem(.item(item), under: counter.agreement))
        },
        RefusalRow(.wrongKind, "units of a class of entitlements") { ledger in
            let id = try ledger.passes()
            return .by(.alice, .redeem(.units(1, of: id), under: try ledger.agreement(on: id)))
        },
        RefusalRow(.wrongKind, "units of a class of collectibles") { ledger in
            let id = try ledger.art()
            return .by(.alice, .redeem(.units(1, of: id), under: try ledger.agreement(on: id)))
        },
        RefusalRow(.classFrozen, "redeeming units of a frozen class") { ledger in
            let counter = try Counter(in: &ledger)
            try ledger.apply(.freeze(counter.points), by: .brand)
            return .by(.alice, counter.redeem(1))
        },
        RefusalRow(.lotExpired, "redeeming a dead lot") { ledger in
            let id = try ledger.passes()
            let lot = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
            let agreement = try ledger.agreement(on: id)
            return .by(.alice, at: Int64(Moment.startDay + 1) * Moment.day, .redeem(.lot(lot), under: agreement))
        },
        RefusalRow(.dailyCapExceeded, "one unit above the day's cap", facts: ["remaining": "20", "required": "21"]) {
            ledger in
            let counter = try Counter(in: &ledger) { $0.dailyCap = 50 }
            try ledger.apply(counter.redeem(30), by: .alice)
            return .by(.alice, counter.redeem(21))
        },
        RefusalRow(.dailyCapExceeded, "what was refunded on the day still counts") { ledger in
            let counter = try Counter(in: &ledger) { $0.dailyCap = 50 }
            let receipt = try ledger.redeem(.units(50, of: counter.points), under: counter.agreement, by: .alice)
            try ledger.apply(.refund(receipt), by: .shop)
            return .by(.alice, counter.redeem(1))
        },
        RefusalRow(.balanceTooLow, "one unit too many", facts: ["available": "100", "required": "101"]) { ledger in
            let counter = try Counter(in: &ledger)
            return .by(.alice, counter.redeem(101))
        },
        RefusalRow(.amountOverflow, "a value of 2^64") { ledger in
            let counter = try Counter(in: &ledger, units: 1 << 33) { $0.rate = Ratio(1 << 31) }
            return .by(.alice, counter.redeem(1 << 33))
        },
        RefusalRow(.amountOverflow, "a gross value of 2^64 although the fee takes all") { ledger in
            let counter = try Counter(in: &ledger, units: 1 << 33) {
                $0.rate = Ratio(1 << 31)
                $0.feeBasisPoints = 10_000
            }
            return .by(.alice, counter.redeem(1 << 33))
        },
        RefusalRow(.amountOverflow, "a sum of obligations above 64 bits") { ledger in
            let counter = try Counter(in: &ledger, units: .max) { $0.rate = Ratio(3) }
            try ledger.apply(counter.redeem(1 << 62), by: .alice)
            return .by(.alice, counter.redeem(1 << 62))
        },
    ]

    /// What refunds and confirmations are refused for.
    static let refundsAndSettlements: [RefusalRow] = [
        RefusalRow(.receiptNotFound, "refunding a receipt that is not there") { _ in
            .by(.shop, .refund(ReceiptID(9)))
        },
        RefusalRow(.notPartyToAgreement, "the holder takes it back") { ledger in
            .by(.alice, .refund(try Counter(in: &ledger).receipt(in: &ledger)))
        },
        RefusalRow(.notPartyToAgreement, "the issuer gives it back") { ledger in
            .by(.brand, .refund(try Counter(in: &ledger).receipt(in: &ledger)))
        },
        RefusalRow(.notPartyToAgreement, "another platform gives it back") { ledger in
            .by(.airline, .refund(try Counter(in: &ledger).receipt(in: &ledger)))
        },
        RefusalRow(.receiptNotOpen, "refunding twice") { ledger in
            let receipt = try Counter(in: &ledger).receipt(in: &ledger)
            try ledger.apply(.refund(receipt), by: .shop)
            return .by(.shop, .refund(receipt))
        },
        RefusalRow(.receiptNotOpen, "refunding what became final this second") { ledger in
            let receipt = try Counter(in: &ledger).receipt(in: &ledger)
            return .by(.shop, at: Moment.start + Moment.day, .refund(receipt))
        },
        RefusalRow(.refundWindowClosed, "a window of no seconds, within one block", at: 1) { ledger in
            let counter = try Counter(in: &ledger) { $0.refundWindowSeconds = 0 }
            try ledger.give(5, of: counter.points, to: .shop)
            return .by(.shop, counter.redeem(5), .refund(ReceiptID(1)))
        },
        RefusalRow(.amountOverflow, "a sum of refunds above 64 bits") { ledger in
            let counter = try Counter(in: &ledger, units: .max) {
                $0.rate = Ratio(3)
                $0.refundWindowSeconds = UInt64(60 * Moment.day)
            }
            let asset = Asset.units(1 << 62, of: counter.points)
            let first = try ledger.redeem(asset, under: counter.agreement, by: .alice)
            let second = try ledger.redeem(asset, under: counter.agreement, by: .alice, at: Moment.february)
            try ledger.apply(.refund(first), by: .shop)
            return .by(.shop, .refund(second))
        },
        RefusalRow(.settlementNotFound, "confirming before the epoch was netted") { ledger in
            _ = try Counter(in: &ledger).receipt(in: &ledger)
            return .by(.shop, .confirm(.january, .euro, from: .brand, to: .shop))
        },
        RefusalRow(.settlementNotFound, "confirming in the wrong direction") { ledger in
            try Counter.settle(in: &ledger)
            return .by(.shop, .confirm(.january, .euro, from: .shop, to: .brand))
        },
        RefusalRow(.settlementNotFound, "confirming in another currency") { ledger in
            try Counter.settle(in: &ledger)
            return .by(.shop, .confirm(.january, .dollar, from: .brand, to: .shop))
        },
        RefusalRow(.settlementNotFound, "confirming for another epoch") { ledger in
            try Counter.settle(in: &ledger)
            return .by(.shop, .confirm(.february, .euro, from: .brand, to: .shop))
        },
        RefusalRow(.notPartyToSettlement, "a third party confirms") { ledger in
            try Counter.settle(in: &ledger)
            return .by(.airline, .confirm(.january, .euro, from: .brand, to: .shop))
        },
        RefusalRow(.alreadyConfirmed, "the debtor confirms twice") { ledger in
            try Counter.settle(in: &ledger)
            let confirm = Operation.confirm(.january, .euro, from: .brand, to: .shop)
            try ledger.apply(confirm, by: .brand)
            return .by(.brand, confirm)
        },
        RefusalRow(.alreadyConfirmed, "the creditor confirms again with another reference") { ledger in
            try Counter.settle(in: &ledger)
            try ledger.apply(.confirm(.january, .euro, from: .brand, to: .shop), by: .shop)
            return .by(.shop, .confirm(.january, .euro, from: .brand, to: .shop, reference: "other"))
        },
    ]
}

/// A class of points of which Alice has some, and an agreement on it with the shop.
struct Counter {
    let points: ClassID
    let agreement: AgreementID

    init(
        in ledger: inout LedgerFixture, units: UInt64 = 100, terms: (inout ProposeAgreement) -> Void = { _ in }
    ) throws {
        points = try ledger.points()
        try ledger.give(units, of: points, to: .alice)
        agreement = try ledger.agreement(on: points, change: terms)
    }

    func redeem(_ amount: UInt64) -> Operation { .redeem(.units(amount, of: points), under: agreement) }

    /// Redeems ten of Alice's units.
    func receipt(in ledger: inout LedgerFixture) throws -> ReceiptID {
        try ledger.redeem(.units(10, of: points), under: agreement, by: .alice)
    }

    /// Lets the brand owe the shop ten cents for January.
    static func settle(in ledger: inout LedgerFixture) throws {
        _ = try Counter(in: &ledger).receipt(in: &ledger)
        try ledger.advance(to: Moment.february)
    }
}
