import RightsLedger
import Signatures

/// Operations with well-formed fields: every kind, every choice within a kind, and smallest and largest values.
enum SampleOperations {
    /// A class of points with every policy that fits it.
    static let createClass = CreateClass(
        kind: .points, symbol: "MILES7", name: "Meilen für alle", decimals: 9, utcOffsetMinutes: -840,
        currency: .dollar, faceValue: Ratio(3, 200),
        policy: ClassPolicy(
            cap: .max, emission: emission(.geometric(first: 1 << 40, ratio: Ratio(9, 10))),
            minters: sorted(.alice, .bob, .carol), quota: Quota(units: 500, periodSeconds: 86_400),
            expiry: .rolling(months: 120), transferability: .allowList, transferFeeBasisPoints: 10_000,
            redemptionBurnBasisPoints: 2_500))

    /// One operation of each kind, in the order of the schema.
    static let all: [Operation] = accounts + classes + rights + events + redemptions + burns

    /// Further operations: each choice that a field offers, and fields at the ends of their ranges.
    static let variants: [Operation] = classVariants + rightsVariants + otherVariants

    static func emission(_ curve: EmissionCurve) -> Emission {
        Emission(start: 1 << 40, epochSeconds: 1 << 40, epochs: .max, beneficiary: Party.bob.id, curve: curve)
    }

    /// The ids of parties in ascending order.
    static func sorted(_ parties: Party...) -> [AccountID] { parties.map(\.id).sorted() }

    /// 64 bytes that are no signature.
    static let noSignature: Signature = {
        guard let signature = Signature(bytes: [UInt8](repeating: 7, count: 64)) else {
            preconditionFailure("a signature has 64 bytes")
        }
        return signature
    }()

    private static let accounts: [Operation] = [
        .setRoles(.all, of: .alice),
        .rotateKey(to: .bob),
        .freeze(.alice),
    ]

    private static let classes: [Operation] = [
        .createClass(createClass),
        .freeze(ClassID(300)),
        .allow(.alice, in: ClassID(1)),
        .letMint(.bob, ClassID(.max)),
    ]

    private static let rights: [Operation] = [
        .grant(.max, of: ClassID(1), to: .alice),
        .grantLot(
            of: ClassID(2), to: .bob, quantity: .max, tier: .max, scope: .max, from: .max - 1, until: .max),
        .grantItem(of: ClassID(3), to: .carol),
        .send(128, of: ClassID(127), to: .bob),
        .split(LotID(5), .quantity(1 << 40)),
        .combine(LotID(5), into: LotID(.max)),
        .offer(Item(classID: ClassID(3), serial: .max), for: 1, of: ClassID(1)),
        .buy(Item(classID: ClassID(3), serial: 1), for: .max, of: ClassID(1)),
    ]

    private static let events: [Operation] = [
        .createCampaign(
            CreateCampaign(
                classID: ClassID(1), eventType: "a-z_09", oracles: sorted(.oracle, .otherOracle),
                rate: Ratio(Ratio.partMax, Ratio.partMax),
                tiers: [
                    CampaignTier(minimumValue: 1, multiplier: Ratio(3, 2)),
                    CampaignTier(minimumValue: .max, multiplier: Ratio(2)),
                ],
                multiplier: Ratio(7, 5), budgetPerPerson: 9, budget: .max, start: 1, end: 1 << 40)),
        .endCampaign(CampaignID(.max)),
        .attest("event", for: .alice, value: (1 << 32) - 1, time: 1 << 40),
    ]

    private static let redemptions: [Operation] = [
        .proposeAgreement(
            ProposeAgreement(
                platform: Party.shop.id, classID: ClassID(1), currency: .euro, rate: Ratio(5, 2),
                feeBasisPoints: 10_000, dailyCap: .max, start: 7, end: 8, refundWindowSeconds: 366 * 86_400)),
        .accept(AgreementID(1)),
        .end(AgreementID(.max)),
        .redeem(.units(77, of: ClassID(1)), under: AgreementID(4)),
        .refund(ReceiptID(.max)),
        .confirm(.never, .dollar, from: .brand, to: .shop),
    ]

    private static let burns: [Operation] = [
        .burn(.units(1, of: ClassID(1))),
        .scheduleBurn(.max, of: ClassID(1), at: 1 << 40),
        .openBuyBack(of: ClassID(1), paying: ClassID(2), price: Ratio(1, 3), share: 10_000),
        .deposit(.max, for: ClassID(1)),
        .sell(1, of: ClassID(1)),
    ]

    private static let classVariants: [Operation] = {
        var definitions: [CreateClass] = []
        let curves: [EmissionCurve] = [
            .constant(amount: 1), .linear(first: 9, decrease: 1), .linear(first: 0, decrease: 0),
            .geometric(first: 0, ratio: Ratio(0)), .geometric(first: .max, ratio: Ratio(1)),
            .halving(first: 1 << 63, interval: 1), .halving(first: 1, interval: .max), .constant(amount: 0),
        ]
        for curve in curves {
            var definition = createClass
            definition.policy.emission = emission(curve)
            definitions.append(definition)
        }
        for transferability in Transferability.allCases {
            let policy = ClassPolicy(transferability: transferability)
            definitions.append(
                CreateClass(
                    kind: .points, symbol: "AB", name: "x", currency: .euro, faceValue: Ratio(0), policy: policy))
        }
        var fixed = createClass
        fixed.policy.expiry = .fixed(MonthBucket(rawValue: 65_534))
        fixed.utcOffsetMinutes = 840
        definitions.append(fixed)
        fixed.policy.expiry = .fixed(MonthBucket(rawValue: 1))
        fixed.policy.quota = Quota(units: 0, periodSeconds: 0)
        definitions.append(fixed)
        definitions.append(
            CreateClass(
                kind: .entitlement, symbol: "PASS", name: String(repeating: "n", count: 64), currency: .euro,
                faceValue: Ratio(1), policy: ClassPolicy(transferability: .soulbound, scopeCount: 64)))
        definitions.append(
            CreateClass(
                kind: .collectible, symbol: "ABCDEFGHIJ12", name: "art", currency: .euro, faceValue: Ratio(1),
                policy: ClassPolicy(transferability: .free, royaltyBasisPoints: 10_000)))
        return definitions.map { .createClass($0) }
    }()

    private static let rightsVariants: [Operation] = [
        .thaw(.alice), .thaw(ClassID(1)), .allow(.alice, in: ClassID(1), false), .letMint(.bob, ClassID(1), false),
        .setRoles([], of: .alice), .freeze(ClassID(0)),
        .grantLot(of: ClassID(2), to: .bob, quantity: 1, tier: 0, scope: 1, from: 0, until: 1),
        .send(LotID(0), to: .bob), .send(LotID(.max), to: .bob),
        .send(Item(classID: ClassID(0), serial: 0), to: .bob), .send(Item(classID: ClassID(3), serial: 1), to: .bob),
        .split(LotID(5), .day(0)), .split(LotID(5), .day(.max)), .split(LotID(5), .scope(1 << 63)),
        .withdrawOffer(of: Item(classID: ClassID(3), serial: 2)),
        .buy(Item(classID: ClassID(3), serial: 1), for: 0, of: ClassID(0)),
    ]

    private static let otherVariants: [Operation] = [
        .createCampaign(
            CreateCampaign(
                classID: ClassID(0), eventType: "x", oracles: [Party.oracle.id], rate: Ratio(0), start: 0, end: 1)),
        .attest("event", for: .alice, type: String(repeating: "t", count: 32), value: 0, time: 0),
        .redeem(.lot(LotID(1)), under: AgreementID(4)),
        .redeem(.item(ClassID(3), serial: 1), under: AgreementID(0)),
        .burn(.lot(LotID(1))), .burn(.item(ClassID(3), serial: 1)),
        .openBuyBack(of: ClassID(1), paying: ClassID(2), price: Ratio(0), share: 0),
    ]
}
