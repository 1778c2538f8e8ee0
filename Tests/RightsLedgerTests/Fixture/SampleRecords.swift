import RightsLedger
import Signatures

/// Records of every type, with every alternative and with values at the ends of their ranges.
enum SampleRecords {
    private static let alice = Party.alice.id
    private static let lots = [
        BucketUnits(1, .january), BucketUnits(.max, MonthBucket(rawValue: 65_534)), BucketUnits(7, .never),
    ]
    static let lot = LotRecord(
        classID: ClassID(.max), quantity: .max, tier: .max, scope: .max, validFrom: 0, validUntil: .max)

    static let accounts: [AccountRecord] = [
        AccountRecord(), AccountRecord(nonce: .max, publicKey: Party.alice.key, roles: .all, frozen: true),
        AccountRecord(roles: []),
    ]

    static let chains: [ChainRecord] = [
        ChainRecord(
            chainID: "c", epochRule: .month(utcOffsetMinutes: -840), openEpoch: 0, height: 0, time: 86_400),
        ChainRecord(
            chainID: String(repeating: "c", count: 50), epochRule: .seconds(.max), openEpoch: .max, height: .max,
            time: 1 << 37),
    ]

    static let classes: [ClassRecord] = (SampleOperations.all + SampleOperations.variants).compactMap {
        guard case .createClass(var definition) = $0 else { return nil }
        definition.policy.minters = []
        return ClassRecord(issuer: alice, definition: definition, frozen: definition.decimals == 9)
    }

    static let supplies: [SupplyRecord] = [
        SupplyRecord(),
        SupplyRecord(
            minted: .max, circulating: 2, reserved: 3, burnedByHolder: 4, burnedByRedemption: 5, burnedByCalendar: 6,
            burnedByBuyBack: 7, expired: .max - 27),
    ]

    static let balances: [BalanceRecord] = [BalanceRecord(), BalanceRecord(entries: lots)]

    static let items: [ItemRecord] = [
        ItemRecord(owner: alice, metadataHash: .named("x")),
        ItemRecord(owner: alice, metadataHash: .zero, offer: Units(classID: ClassID(.max), amount: .max)),
    ]

    static let campaigns: [CampaignRecord] = (SampleOperations.all + SampleOperations.variants).compactMap {
        guard case .createCampaign(let terms) = $0 else { return nil }
        return CampaignRecord(terms: terms, spent: .max - 1, ended: terms.tiers.isEmpty)
    }

    static let attestedEvents: [AttestedEventRecord] = [
        AttestedEventRecord(oracle: alice, subject: Party.bob.id, paid: 0, height: 1),
        AttestedEventRecord(oracle: alice, subject: Party.bob.id, paid: UInt128(UInt64.max) * 16, height: .max),
    ]

    static let agreements: [AgreementRecord] = AgreementRecord.Status.allCases.flatMap { status in
        SampleOperations.all.compactMap {
            guard case .proposeAgreement(let terms) = $0 else { return nil }
            return AgreementRecord(issuer: alice, terms: terms, status: status)
        }
    }

    static let receipts: [ReceiptRecord] = {
        let rights: [ReservedRight] = [
            .units(ClassID(1), lots), .lot(LotID(.max), lot),
            .item(Item(classID: ClassID(2), serial: .max), metadataHash: .named("x")),
        ]
        return zip(rights, ReceiptRecord.Status.allCases).map { right, status in
            ReceiptRecord(
                agreement: AgreementID(3), holder: alice, right: right, measure: .max, amountDue: 5,
                reference: .named("order"), time: 1, deadline: .max, status: status)
        }
    }()

    static let settlements: [SettlementRecord] = [
        SettlementRecord(amount: 1),
        SettlementRecord(amount: .max, debtorReference: .named("d"), creditorReference: .named("c")),
        SettlementRecord(amount: 9, creditorReference: .named("c")),
    ]

    static let buyBacks: [BuyBackRecord] = [
        BuyBackRecord(
            terms: BuyBackTerms(
                paymentClass: ClassID(.max), price: Ratio(Ratio.partMax, Ratio.partMax), revenueBasisPoints: 10_000),
            fund: .max)
    ]
}
