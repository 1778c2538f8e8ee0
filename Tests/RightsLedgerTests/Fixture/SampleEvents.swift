import RightsLedger
import Signatures

/// At least one event of each type, with every alternative taken.
enum SampleEvents {
    private static let alice = Party.alice.id
    private static let bob = Party.bob.id
    private static let id = ClassID(5)
    private static let item = Item(classID: id, serial: 3)
    private static let lot = LotDescription(
        lot: LotID(8),
        record: LotRecord(classID: id, quantity: .max, tier: 0, scope: .max, validFrom: 0, validUntil: .max))
    private static let buckets = [
        BucketUnits(bucket: MonthBucket(rawValue: 0), units: 1), BucketUnits(bucket: .never, units: .max),
    ]

    static let rights: [LedgerEvent] = [
        .rolesSet(RolesSet(account: alice, roles: .all)),
        .keyRotated(KeyRotated(account: alice, publicKey: Party.bob.key)),
        .accountFrozenSet(AccountFrozenSet(account: alice, frozen: true)),
        .classCreated(ClassCreated(classID: id, issuer: alice, kind: .collectible, symbol: "ART")),
        .classFrozenSet(ClassFrozenSet(classID: id, frozen: false)),
        .allowedSet(AllowedSet(classID: id, account: alice, allowed: true)),
        .minterSet(MinterSet(classID: id, account: alice, allowed: false)),
        .minted(Minted(classID: id, recipient: alice, cause: .event, measure: 5, right: .units(buckets[1]))),
        .minted(Minted(classID: id, recipient: alice, cause: .grant, measure: 0, right: .lot(lot))),
        .minted(Minted(classID: id, recipient: alice, cause: .schedule, measure: 1, right: .item(serial: 0))),
        .transferred(
            Transferred(
                sender: alice, recipient: bob, asset: .units(id, 9), received: buckets, fee: [buckets[0]])),
        .transferred(Transferred(sender: alice, recipient: bob, asset: .lot(LotID(4)))),
        .transferred(Transferred(sender: alice, recipient: bob, asset: .item(item))),
        .lotSplit(LotSplit(owner: alice, rest: lot, part: lot)),
        .lotsCombined(LotsCombined(owner: alice, into: lot, from: LotID(9))),
        .itemOffered(ItemOffered(item: item, owner: alice, price: Units(classID: id, amount: 5))),
        .itemOffered(ItemOffered(item: item, owner: alice, price: nil)),
        .itemSold(
            ItemSold(item: item, seller: alice, buyer: bob, price: Units(classID: id, amount: 5), royalty: 1)),
        .burned(Burned(classID: id, holder: alice, cause: .buyBack, asset: .units(id, 3), measure: 3)),
        .burned(Burned(classID: id, holder: alice, cause: .redemption, asset: .lot(LotID(3)), measure: 3)),
        .burnScheduled(BurnScheduled(burn: ScheduledBurnID(1), classID: id, time: 1 << 40, amount: .max)),
        .buyBackSet(
            BuyBackSet(
                classID: id,
                terms: BuyBackTerms(paymentClass: ClassID(6), price: Ratio(1, 3), revenueBasisPoints: 77),
                returnedFund: Units(classID: ClassID(4), amount: 0))),
        .buyBackSet(BuyBackSet(classID: id, terms: nil, returnedFund: nil)),
        .revenueDeposited(
            RevenueDeposited(classID: id, paymentClass: ClassID(6), depositor: alice, toFund: 1, toIssuer: 2)),
        .boughtBack(
            BoughtBack(classID: id, seller: alice, amount: 4, payout: Units(classID: ClassID(6), amount: 2))),
        .expired(Expired(classID: id, measure: 3, due: 1_900_000_000)),
    ]

    static let programmes: [LedgerEvent] = [
        .campaignCreated(CampaignCreated(campaign: CampaignID(1), classID: id, eventType: "purchase")),
        .campaignEnded(CampaignEnded(campaign: CampaignID(1))),
        .eventAttested(
            EventAttested(
                eventID: .named("1"), oracle: alice, subject: bob, eventType: "purchase", time: 0,
                payments: [
                    CampaignPayment(campaign: CampaignID(1), classID: id, units: 0),
                    CampaignPayment(campaign: CampaignID(2), classID: id, units: .max),
                ])),
        .agreementProposed(
            AgreementProposed(agreement: AgreementID(1), classID: id, issuer: alice, platform: bob)),
        .agreementAccepted(AgreementAccepted(agreement: AgreementID(1))),
        .agreementEnded(AgreementEnded(agreement: AgreementID(1), party: bob)),
        .redeemed(
            Redeemed(
                receipt: ReceiptID(1), agreement: AgreementID(2), holder: alice, classID: id, asset: .units(id, 7),
                lots: buckets, measure: 7, amountDue: 3, currency: .euro, deadline: 99, reference: .named("4"))),
        .refunded(Refunded(receipt: ReceiptID(1), holder: alice, classID: id, measure: 7, expired: 2)),
        .redemptionFinal(
            RedemptionFinal(receipt: ReceiptID(1), classID: id, burned: 1, returned: 2, expired: 3)),
        .obligationBooked(
            ObligationBooked(
                epoch: 720, currency: .euro, debtor: alice, creditor: bob, amount: 5, receipt: ReceiptID(1))),
        .epochNetted(
            EpochNetted(
                epoch: 720, currency: .dollar,
                positions: [
                    NetPosition(account: alice, amount: -Int128(UInt64.max) * 3),
                    NetPosition(account: bob, amount: Int128(UInt64.max) * 3),
                ],
                settlements: [
                    NetSettlement(debtor: alice, creditor: bob, amount: UInt128(UInt64.max) * 3)
                ])),
        .settlementConfirmed(
            SettlementConfirmed(
                epoch: 720, currency: .euro, debtor: alice, creditor: bob, party: bob, reference: .named("5"),
                settled: true)),
    ]

    static let all = rights + programmes
}
