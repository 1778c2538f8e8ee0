import RightsLedger
import Signatures
import TestSupport
import Testing

/// Amounts, rates and times at the ends of their ranges; ledger and auditor agree and nothing overflows.
@Suite struct ExtremeAmountSimulationTests {
    private typealias Operation = RightsLedger.Operation

    private static let top = UInt64.max
    private static let day: Int64 = 86_400

    /// A simulation with classes of every kind: points 1 to 4, entitlements 5, collectibles 6; all without cap.
    private func world(seed: UInt64) throws -> (LedgerSimulation, issuer: AccountID, person: AccountID) {
        var simulation = try LedgerSimulation(seed: seed)
        let (issuer, person) = (simulation.workload.people.issuers[0], simulation.workload.people.persons[0])
        let policies: [(ClassKind, ClassPolicy)] = [
            (.points, ClassPolicy(transferability: .free)),
            (
                .points,
                ClassPolicy(
                    expiry: .rolling(months: 120), transferability: .free, transferFeeBasisPoints: 10_000,
                    redemptionBurnBasisPoints: 9_999)
            ),
            (.points, ClassPolicy(transferability: .free, redemptionBurnBasisPoints: 10_000)),
            (.points, ClassPolicy(transferability: .free)),
            (.entitlement, ClassPolicy(transferability: .free, scopeCount: 64)),
            (.collectible, ClassPolicy(transferability: .free, royaltyBasisPoints: 10_000)),
        ]
        let currency = try #require(CurrencyCode("EUR"))
        let operations = policies.enumerated().map { index, pair in
            Operation.createClass(
                CreateClass(
                    kind: pair.0, symbol: "CLASS\(index)", name: "c", utcOffsetMinutes: index % 2 == 0 ? 840 : -840,
                    currency: currency, faceValue: Ratio(Ratio.partMax), policy: pair.1))
        }
        try simulation.runBlock(at: simulation.time + 1, [TransactionDraft(issuer, operations)])
        #expect(simulation.coverage.refusals == [:])
        return (simulation, issuer, person)
    }

    private func grant(_ amount: UInt64, of id: UInt32, to account: AccountID) -> Operation {
        .grantPoints(GrantPoints(classID: ClassID(id), recipient: account, amount: amount))
    }

    @Test func everythingThatCanBeMintedMovesAndBurns() throws {
        var (simulation, issuer, person) = try world(seed: 30_001)
        let other = simulation.workload.people.persons[1]
        let top = ExtremeAmountSimulationTests.top
        try simulation.runBlock(
            at: simulation.time + 60,
            [
                TransactionDraft(issuer, [grant(top, of: 2, to: person)]),
                TransactionDraft(issuer, [grant(1, of: 2, to: person)]),
                TransactionDraft(person, [.transfer(Transfer(asset: .units(ClassID(2), top), recipient: other))]),
                TransactionDraft(
                    issuer, [.transfer(Transfer(asset: .units(ClassID(2), top - 7), recipient: other))]),
                TransactionDraft(
                    issuer,
                    [.scheduleBurn(ScheduleBurn(classID: ClassID(2), time: simulation.time + 120, amount: top))]),
                TransactionDraft(
                    issuer, [.scheduleBurn(ScheduleBurn(classID: ClassID(2), time: 1 << 40, amount: top))]),
            ])
        #expect(simulation.coverage.refusals == [.capExceeded: 1])
        try simulation.runBlock(
            at: simulation.time + 600,
            [
                TransactionDraft(other, [.burn(Burn(asset: .units(ClassID(2), top - 8)))]),
                TransactionDraft(issuer, [grant(1, of: 2, to: person)]),
            ])
        #expect(simulation.coverage.refusals == [.capExceeded: 2])
        #expect(simulation.auditor.books.classes[ClassID(2)]?.counters.burnedByCalendar == 7)
        try simulation.runBlock(at: simulation.time + 4_000 * ExtremeAmountSimulationTests.day, [])
        #expect(simulation.auditor.books.classes[ClassID(2)]?.counters.expired == 1)
        try simulation.finish()
    }

    @Test func redemptionsAtTheTopOfTheirRange() throws {
        var (simulation, issuer, person) = try world(seed: 30_002)
        let platforms = simulation.workload.people.platforms
        let top = ExtremeAmountSimulationTests.top
        let start = simulation.time
        let currency = try #require(CurrencyCode("EUR"))
        func terms(_ id: UInt32, to platform: AccountID, rate: Ratio, fee: UInt32, cap: UInt64) -> Operation {
            .proposeAgreement(
                ProposeAgreement(
                    platform: platform, classID: ClassID(id), currency: currency, rate: rate, feeBasisPoints: fee,
                    dailyCap: cap, start: 0, end: 1 << 40, refundWindowSeconds: 366 * 86_400))
        }
        func redeem(_ agreement: UInt32, _ id: UInt32, _ amount: UInt64) -> TransactionDraft {
            let redeem = Redeem(
                agreement: AgreementID(agreement), asset: .units(ClassID(id), amount), reference: .zero)
            return TransactionDraft(person, [.redeem(redeem)])
        }
        func refund(_ receipt: UInt64, by platform: AccountID) -> TransactionDraft {
            TransactionDraft(platform, [.refund(Refund(receipt: ReceiptID(receipt)))])
        }
        try simulation.runBlock(
            at: start,
            [
                TransactionDraft(
                    issuer,
                    [
                        grant(top, of: 1, to: person), grant(top, of: 3, to: person), grant(top, of: 4, to: person),
                        terms(1, to: platforms[0], rate: Ratio(0), fee: 0, cap: top),
                        terms(3, to: platforms[0], rate: Ratio(1), fee: 0, cap: 0),
                        terms(4, to: platforms[1], rate: Ratio(Ratio.partMax, Ratio.partMax), fee: 1, cap: 0),
                        terms(4, to: platforms[1], rate: Ratio(Ratio.partMax), fee: 10_000, cap: 0),
                    ]),
                TransactionDraft(
                    platforms[0],
                    [1, 2].map { .acceptAgreement(AcceptAgreement(agreement: AgreementID($0))) }),
                TransactionDraft(
                    platforms[1],
                    [3, 4].map { .acceptAgreement(AcceptAgreement(agreement: AgreementID($0))) }),
            ])
        #expect(simulation.coverage.refusals == [:])
        let half = UInt64(1) << 63
        try simulation.runBlock(
            at: start,
            [
                // The day's tally is not lowered by a refund: it would go beyond 64 bits.
                redeem(1, 1, half), refund(1, by: platforms[0]), redeem(1, 1, half - 1), redeem(1, 1, 1),
                // Nothing is due after a fee of the whole, but the gross must fit.
                redeem(2, 3, top), redeem(4, 4, 1 << 32), redeem(4, 4, (1 << 32) + 2), redeem(3, 4, top / 2),
                redeem(3, 4, top / 2 - (1 << 33)),
            ])
        #expect(simulation.coverage.refusals == [.dailyCapExceeded: 1, .amountOverflow: 1])
        try simulation.runBlock(at: start + 40 * ExtremeAmountSimulationTests.day, [])
        #expect(simulation.coverage.events["epochNetted"] == 1)
        try simulation.runBlock(
            at: start + 40 * ExtremeAmountSimulationTests.day,
            [refund(3, by: platforms[0]), refund(5, by: platforms[1]), refund(6, by: platforms[1])])
        try simulation.runBlock(at: start + 80 * ExtremeAmountSimulationTests.day, [])
        try simulation.runBlock(at: start + 400 * ExtremeAmountSimulationTests.day, [])
        #expect(simulation.auditor.books.openReceipts.isEmpty)
        #expect(simulation.auditor.books.positions.values.contains { $0 < -Int128(top) })
        try simulation.finish()
    }

    @Test func eventsAtTheTopOfTheirRange() throws {
        var (simulation, issuer, person) = try world(seed: 30_003)
        let oracle = simulation.workload.people.oracles[0]
        let part = Ratio(Ratio.partMax)
        func campaign(_ id: UInt32, _ rate: Ratio, _ multiplier: Ratio?, _ tier: Ratio) -> Operation {
            .createCampaign(
                CreateCampaign(
                    classID: ClassID(id), eventType: "e", oracles: [oracle], rate: rate,
                    tiers: [CampaignTier(minimumValue: 0, multiplier: tier)], multiplier: multiplier, start: 0,
                    end: 1 << 40))
        }
        func event(_ number: UInt64, _ value: UInt64) -> TransactionDraft {
            let event = AttestEvent(
                eventID: Digest(number, 0, 0, 0), subject: person, eventType: "e", value: value, time: 0)
            return TransactionDraft(oracle, [.attestEvent(event)])
        }
        let tiny = Ratio(1, Ratio.partMax)
        try simulation.runBlock(
            at: simulation.time,
            [
                TransactionDraft(
                    issuer,
                    [
                        campaign(1, part, part, part), campaign(3, part, part, part),
                        campaign(2, part, part, Ratio(1)), campaign(4, tiny, tiny, tiny),
                        campaign(4, Ratio(Ratio.partMax, Ratio.partMax), nil, part), campaign(4, Ratio(0), part, part),
                    ]),
                event(1, 0), event(2, 1), event(3, Ratio.partMax), event(4, Ratio.partMax), event(3, 9),
            ])
        #expect(simulation.coverage.refusals == [.eventAlreadyPaid: 1])
        let paid = try #require(simulation.auditor.books.events[Digest(2, 0, 0, 0)]?.paid)
        #expect(paid > UInt128(ExtremeAmountSimulationTests.top))
        try simulation.finish()
    }

    @Test func lotsOfTheLargestMeasure() throws {
        var (simulation, issuer, person) = try world(seed: 30_004)
        let grants = Array(
            repeating: Operation.grantEntitlement(
                GrantEntitlement(
                    classID: ClassID(5), recipient: person, quantity: .max, tier: .max, scope: .max, validFrom: 0,
                    validUntil: .max)), count: 256)
        let split = TransactionDraft(
            person,
            [
                .split(Split(lot: LotID(1), part: .scope(1 << 63))),
                .split(Split(lot: LotID(1), part: .quantity(1))),
                .split(Split(lot: LotID(2), part: .day(65_534))),
            ])
        let badSplit = TransactionDraft(person, [.split(Split(lot: LotID(3), part: .day(65_535)))])
        // 2^64 / (2^32 × 64 × 65,535) is 1,024.03: the transaction in which the sum goes beyond 64 bits is refused.
        let blocks = Array(repeating: TransactionDraft(issuer, grants), count: 5)
        try simulation.runBlock(at: simulation.time, blocks + [split, badSplit])
        #expect(simulation.coverage.refusals == [.capExceeded: 1, .splitOutOfRange: 1])
        try simulation.runBlock(at: 65_540 * ExtremeAmountSimulationTests.day, [])
        #expect(simulation.auditor.circulating(ClassID(5)) == 0)
        try simulation.finish()
    }

    @Test func salesAndBuyBacksAtTheTopOfTheirRange() throws {
        var (simulation, issuer, person) = try world(seed: 30_005)
        let top = ExtremeAmountSimulationTests.top
        let other = simulation.workload.people.persons[1]
        let item = Item(classID: ClassID(6), serial: 1)
        let price = Units(classID: ClassID(1), amount: top)
        func open(_ price: Ratio, _ share: UInt32) -> Operation {
            .openBuyBack(
                OpenBuyBack(
                    classID: ClassID(3), paymentClass: ClassID(1), price: price, revenueBasisPoints: share))
        }
        func sell(_ amount: UInt64) -> TransactionDraft {
            TransactionDraft(person, [.sellToBuyBack(SellToBuyBack(classID: ClassID(3), amount: amount))])
        }
        let deposit = Operation.depositRevenue(DepositRevenue(classID: ClassID(3), amount: top))
        try simulation.runBlock(
            at: simulation.time,
            [
                TransactionDraft(
                    issuer,
                    [
                        grant(top, of: 1, to: other), grant(top, of: 3, to: person),
                        .grantCollectible(
                            GrantCollectible(classID: ClassID(6), recipient: person, metadataHash: .zero)),
                    ]),
                TransactionDraft(person, [.offerItem(OfferItem(item: item, price: price))]),
                // A royalty of the whole price: the seller gets nothing.
                TransactionDraft(other, [.buyItem(BuyItem(item: item, price: price))]),
                TransactionDraft(issuer, [open(Ratio(1, Ratio.partMax), 9_999), deposit]),
                sell(1), sell(Ratio.partMax), sell(top - Ratio.partMax),
                TransactionDraft(issuer, [open(Ratio(Ratio.partMax, 1), 10_000), deposit]),
                TransactionDraft(issuer, [grant(1, of: 3, to: person)]),
            ])
        #expect(simulation.coverage.refusals == [.payoutIsZero: 1, .balanceTooLow: 1, .capExceeded: 1])
        let fund = simulation.auditor.books.classes[ClassID(3)]?.buyBack?.fund
        #expect(fund == UInt64(UInt128(top) * 9_999 / 10_000) - (1 << 32) - 1)
        try simulation.finish()
    }

    @Test func emissionsAtTheEndsOfTheirRanges() throws {
        var (simulation, issuer, person) = try world(seed: 30_006)
        let top = ExtremeAmountSimulationTests.top
        let currency = try #require(CurrencyCode("EUR"))
        let far: Int64 = 1 << 40
        let now = simulation.time
        let schedules: [(Int64, UInt64, UInt32, EmissionCurve)] = [
            (now, 60, 0, .constant(amount: top)), (now, 60, 3, .constant(amount: top / 2)),
            (far, 1 << 40, 0, .constant(amount: 1)), (0, 1 << 40, 0, .linear(first: top, decrease: top)),
            (0, 1 << 29, .max, .linear(first: top, decrease: 1)), (now, 1, 0, .linear(first: 0, decrease: 0)),
            (now, 3_600, 0, .geometric(first: top, ratio: Ratio(Ratio.partMax, Ratio.partMax))),
            (now, 3_600, 0, .geometric(first: top, ratio: Ratio(Ratio.partMax - 1, Ratio.partMax))),
            (now, 3_600, 0, .geometric(first: top, ratio: Ratio(0))),
            (now, 3_600, 0, .halving(first: top, interval: 1)),
            (now, 3_600, 0, .halving(first: top, interval: .max)), (now, 3_600, 0, .constant(amount: 0)),
        ]
        let operations = schedules.enumerated().map { index, schedule in
            let emission = Emission(
                start: schedule.0, epochSeconds: schedule.1, epochs: schedule.2, beneficiary: person,
                curve: schedule.3)
            return Operation.createClass(
                CreateClass(
                    kind: .points, symbol: "E\(index)X", name: "e", currency: currency, faceValue: Ratio(1),
                    policy: ClassPolicy(emission: emission, transferability: .free)))
        }
        try simulation.runBlock(at: now, [TransactionDraft(issuer, operations)])
        for step in [0, 59, 60, 3_600, 90_000, 5_000_000] as [Int64] {
            try simulation.runBlock(at: simulation.time + step, [])
        }
        #expect(simulation.coverage.refusals == [:])
        // Most schedules fill 64 bits with their first epoch, and then there is no room for another.
        #expect(simulation.coverage.mintCauses[.schedule] == 11)
        try simulation.finish()
    }
}
