import RightsLedger
import Signatures
import Testing

/// Each row breaks one bound of one field; its neighbour within the bound passes.
@Suite struct FieldBoundTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let field: String
        let operation: Operation
        let isValid: Bool
        var testDescription: String { "\(isValid ? "valid" : "invalid") \(field)" }

        init(_ field: String, _ isValid: Bool, _ operation: Operation) {
            self.field = field
            self.isValid = isValid
            self.operation = operation
        }
    }

    @Test(arguments: FieldBoundTests.rows) func aBoundHoldsOnBothSides(row: Row) throws {
        let refusal = SignedFixture.refusal(of: try SignedFixture().transaction([row.operation]))
        if row.isValid {
            #expect(refusal == nil)
        } else {
            #expect(refusal == Refusal(.fieldInvalid, operationIndex: 0, facts: [.init("field", row.field)]))
        }
    }

    @Test func aTransferToTheSenderIsRefused() throws {
        let fixture = try SignedFixture()
        for asset in [Asset.units(1, of: ClassID(1)), .lot(LotID(1)), .item(ClassID(1), serial: 1)] {
            let transfer = Operation.transfer(Transfer(asset: asset, recipient: fixture.sender))
            let refusal = SignedFixture.refusal(of: fixture.transaction([transfer]))
            #expect(refusal == Refusal(.fieldInvalid, operationIndex: 0, facts: [.init("field", "recipient")]))
        }
    }

    private static var rows: [Row] { classRows + policyRows + emissionRows + rightsRows + programmeRows }

    private static func createClass(
        _ kind: ClassKind = .points, _ policy: ClassPolicy = ClassPolicy(transferability: .free),
        _ change: (inout CreateClass) -> Void = { _ in }
    ) -> Operation {
        var operation = CreateClass(
            kind: kind, symbol: "AB", name: "x", currency: .euro, faceValue: Ratio(1), policy: policy)
        if kind == .entitlement, policy.scopeCount == 0 { operation.policy.scopeCount = 1 }
        change(&operation)
        return .createClass(operation)
    }

    static let classRows: [Row] =
        [
            ("A", false), ("AB", true), ("A23456789012", true), ("A234567890123", false), ("1A", false), ("Ab", false),
            ("A-", false), ("", false), ("ÄB", false),
        ].map { symbol, isValid in Row("symbol", isValid, createClass { $0.symbol = symbol }) }
        + [("", false), (String(repeating: "é", count: 32), true), (String(repeating: "é", count: 32) + "x", false)]
        .map { name, isValid in Row("name", isValid, createClass { $0.name = name }) }
        + [(0, true), (9, true), (10, false)].map { decimals, isValid in
            Row("decimals", isValid, createClass { $0.decimals = decimals })
        }
        + [(-841, false), (-840, true), (840, true), (841, false)].map { offset, isValid in
            Row("utc_offset_minutes", isValid, createClass { $0.utcOffsetMinutes = offset })
        }
        + ratios.map { ratio, isValid in Row("face_value", isValid, createClass { $0.faceValue = ratio }) }

    private static let ratios: [(Ratio, Bool)] = [
        (Ratio(0, 1), true), (Ratio(1, 0), false), (Ratio(Ratio.partMax, Ratio.partMax), true),
        (Ratio(Ratio.partMax + 1, 1), false), (Ratio(1, Ratio.partMax + 1), false),
    ]

    private static func policy(_ change: (inout ClassPolicy) -> Void) -> ClassPolicy {
        var policy = ClassPolicy(transferability: .free)
        change(&policy)
        return policy
    }

    private static let sixteen = (1...16).map { AccountID(rawValue: Digest(0, 0, 0, $0)) }
    private static let last = AccountID(rawValue: Digest(0, 0, 0, 17))

    static let policyRows: [Row] = [
        Row("minters", true, createClass(.points, policy { $0.minters = sixteen })),
        Row(
            "minters", false,
            createClass(.points, policy { $0.minters = sixteen + [last] })),
        Row("minters", false, createClass(.points, policy { $0.minters = [sixteen[1], sixteen[0]] })),
        Row("minters", false, createClass(.points, policy { $0.minters = [sixteen[1], sixteen[1]] })),
        Row("expiry", true, createClass(.points, policy { $0.expiry = .rolling(months: 1) })),
        Row("expiry", true, createClass(.points, policy { $0.expiry = .rolling(months: 120) })),
        Row("expiry", false, createClass(.points, policy { $0.expiry = .rolling(months: 0) })),
        Row("expiry", false, createClass(.points, policy { $0.expiry = .rolling(months: 121) })),
        Row("expiry", true, createClass(.points, policy { $0.expiry = .fixed(MonthBucket(rawValue: 1)) })),
        Row("expiry", false, createClass(.points, policy { $0.expiry = .fixed(MonthBucket(rawValue: 0)) })),
        Row("expiry", false, createClass(.points, policy { $0.expiry = .fixed(.never) })),
        Row(
            "expiry", false,
            createClass(
                .entitlement,
                policy {
                    $0.expiry = .rolling(months: 1); $0.scopeCount = 1
                })),
        Row("transfer_fee_basis_points", true, createClass(.points, policy { $0.transferFeeBasisPoints = 10_000 })),
        Row("transfer_fee_basis_points", false, createClass(.points, policy { $0.transferFeeBasisPoints = 10_001 })),
        Row("transfer_fee_basis_points", false, createClass(.collectible, policy { $0.transferFeeBasisPoints = 1 })),
        Row("royalty_basis_points", true, createClass(.collectible, policy { $0.royaltyBasisPoints = 10_000 })),
        Row("royalty_basis_points", false, createClass(.collectible, policy { $0.royaltyBasisPoints = 10_001 })),
        Row("royalty_basis_points", false, createClass(.points, policy { $0.royaltyBasisPoints = 1 })),
        Row(
            "redemption_burn_basis_points", true,
            createClass(.points, policy { $0.redemptionBurnBasisPoints = 10_000 })),
        Row(
            "redemption_burn_basis_points", false,
            createClass(.points, policy { $0.redemptionBurnBasisPoints = 10_001 })),
        Row(
            "redemption_burn_basis_points", false,
            createClass(
                .entitlement,
                policy {
                    $0.redemptionBurnBasisPoints = 1; $0.scopeCount = 1
                })),
        Row("scope_count", true, createClass(.entitlement, policy { $0.scopeCount = 64 })),
        Row("scope_count", false, createClass(.entitlement, policy { $0.scopeCount = 65 })),
        Row("scope_count", false, createClass(.points, policy { $0.scopeCount = 1 })),
        Row("scope_count", false, createClass(.entitlement) { $0.policy.scopeCount = 0 }),
    ]

    private static func emission(
        start: Int64 = 0, seconds: UInt64 = 1, curve: EmissionCurve = .constant(amount: 1), kind: ClassKind = .points
    ) -> Operation {
        createClass(
            kind,
            policy {
                $0.emission = Emission(
                    start: start, epochSeconds: seconds, epochs: 0, beneficiary: Party.alice.id, curve: curve)
            })
    }

    static let emissionRows: [Row] = [
        Row("emission", true, emission()),
        Row("emission", false, emission(kind: .collectible)),
        Row("emission", false, emission(start: -1)),
        Row("emission", true, emission(start: 1 << 40)),
        Row("emission", false, emission(start: 1 << 40 + 1)),
        Row("emission", false, emission(seconds: 0)),
        Row("emission", true, emission(seconds: 1 << 40)),
        Row("emission", false, emission(seconds: 1 << 40 + 1)),
        Row("emission", true, emission(curve: .geometric(first: 1, ratio: Ratio(1)))),
        Row("emission", false, emission(curve: .geometric(first: 1, ratio: Ratio(3, 2)))),
        Row("emission", false, emission(curve: .geometric(first: 1, ratio: Ratio(0, 0)))),
        Row("emission", false, emission(curve: .halving(first: 1, interval: 0))),
    ]

    private static let id = ClassID(1)
    private static let bob = Party.bob.id

    static let rightsRows: [Row] = [
        Row("roles", false, .setRoles(SetRoles(account: bob, roles: Roles(rawValue: 32)))),
        Row("roles", true, .setRoles(SetRoles(account: bob, roles: Roles(rawValue: 31)))),
        Row("amount", false, .grantPoints(GrantPoints(classID: id, recipient: bob, amount: 0))),
        Row("amount", false, .transfer(Transfer(asset: .units(id, 0), recipient: bob))),
        Row("amount", false, .burn(Burn(asset: .units(id, 0)))),
        Row(
            "amount", false,
            .redeem(Redeem(agreement: AgreementID(1), asset: .units(id, 0), reference: .named("x")))),
        Row("quantity", false, entitlement { $0.quantity = 0 }),
        Row("scope", false, entitlement { $0.scope = 0 }),
        Row("valid_until", false, entitlement { $0.validUntil = $0.validFrom }),
        Row("valid_until", true, entitlement { $0.validUntil = $0.validFrom + 1 }),
        Row("quantity", false, .split(Split(lot: LotID(1), part: .quantity(0)))),
        Row("scope", false, .split(Split(lot: LotID(1), part: .scope(0)))),
        Row("day", true, .split(Split(lot: LotID(1), part: .day(0)))),
        Row("from", false, .combine(Combine(into: LotID(1), from: LotID(1)))),
        Row(
            "price", false,
            .offerItem(OfferItem(item: Item(classID: id, serial: 1), price: Units(classID: id, amount: 0)))),
        Row("time", false, .scheduleBurn(ScheduleBurn(classID: id, time: -1, amount: 1))),
        Row("time", false, .scheduleBurn(ScheduleBurn(classID: id, time: 1 << 40 + 1, amount: 1))),
        Row("amount", false, .scheduleBurn(ScheduleBurn(classID: id, time: 1, amount: 0))),
        Row("amount", false, .depositRevenue(DepositRevenue(classID: id, amount: 0))),
        Row("amount", false, .sellToBuyBack(SellToBuyBack(classID: id, amount: 0))),
        Row("price", false, buyBack(Ratio(1, 0), 1)),
        Row("price", false, buyBack(Ratio(0, 0), 1)),
        Row("revenue_basis_points", false, buyBack(Ratio(1), 10_001)),
        Row("revenue_basis_points", true, buyBack(Ratio(1), 10_000)),
    ]

    private static func entitlement(_ change: (inout GrantEntitlement) -> Void) -> Operation {
        var operation = GrantEntitlement(
            classID: id, recipient: bob, quantity: 1, tier: 0, scope: 1, validFrom: 10, validUntil: 20)
        change(&operation)
        return .grantEntitlement(operation)
    }

    private static func buyBack(_ price: Ratio, _ share: UInt32) -> Operation {
        .openBuyBack(OpenBuyBack(classID: id, paymentClass: ClassID(2), price: price, revenueBasisPoints: share))
    }

    private static func campaign(_ change: (inout CreateCampaign) -> Void) -> Operation {
        var operation = CreateCampaign(
            classID: id, eventType: "purchase", oracles: [bob], rate: Ratio(1), start: 5, end: 6)
        change(&operation)
        return .createCampaign(operation)
    }

    private static func agreement(_ change: (inout ProposeAgreement) -> Void) -> Operation {
        var operation = ProposeAgreement(
            platform: bob, classID: id, currency: .euro, rate: Ratio(1), feeBasisPoints: 0,
            dailyCap: 0, start: 5, end: 6, refundWindowSeconds: 0)
        change(&operation)
        return .proposeAgreement(operation)
    }

    private static func event(_ change: (inout AttestEvent) -> Void) -> Operation {
        var operation = AttestEvent(
            eventID: .named("x"), subject: bob, eventType: "purchase", value: 1, time: 1)
        change(&operation)
        return .attestEvent(operation)
    }

    private static func tiers(_ minima: UInt64...) -> [CampaignTier] {
        minima.map { CampaignTier(minimumValue: $0, multiplier: Ratio(1)) }
    }

    static let programmeRows: [Row] =
        ["", "Purchase", "pur chase", "é", String(repeating: "x", count: 33)].flatMap { text in
            [
                Row("event_type", false, campaign { $0.eventType = text }),
                Row("event_type", false, event { $0.eventType = text }),
            ]
        } + [
            Row("event_type", true, campaign { $0.eventType = String(repeating: "x", count: 32) }),
            Row("oracles", false, campaign { $0.oracles = [] }),
            Row("oracles", true, campaign { $0.oracles = sixteen }),
            Row("oracles", false, campaign { $0.oracles = sixteen + [last] }),
            Row("oracles", false, campaign { $0.oracles = [sixteen[2], sixteen[1]] }),
            Row("rate", false, campaign { $0.rate = Ratio(1, 0) }),
            Row("tiers", true, campaign { $0.tiers = tiers(0, 1, 2) }),
            Row("tiers", false, campaign { $0.tiers = tiers(0, 1, 1) }),
            Row("tiers", false, campaign { $0.tiers = [CampaignTier(minimumValue: 0, multiplier: Ratio(1, 0))] }),
            Row(
                "tiers", false,
                campaign { $0.tiers = (0..<17).map { CampaignTier(minimumValue: $0, multiplier: Ratio(1)) } }),
            Row("multiplier", false, campaign { $0.multiplier = Ratio(1 << 32) }),
            Row("start", false, campaign { $0.start = -1 }),
            Row("end", false, campaign { $0.end = 1 << 40 + 1 }),
            Row("end", false, campaign { $0.end = $0.start }),
            Row("value", true, event { $0.value = 1 << 32 - 1 }),
            Row("value", false, event { $0.value = 1 << 32 }),
            Row("time", false, event { $0.time = -1 }),
            Row("time", false, event { $0.time = 1 << 40 + 1 }),
            Row("rate", false, agreement { $0.rate = Ratio(0, 0) }),
            Row("fee_basis_points", false, agreement { $0.feeBasisPoints = 10_001 }),
            Row("end", false, agreement { $0.end = 4 }),
            Row("start", false, agreement { $0.start = -1 }),
            Row("refund_window_seconds", true, agreement { $0.refundWindowSeconds = 31_622_400 }),
            Row("refund_window_seconds", false, agreement { $0.refundWindowSeconds = 31_622_401 }),
        ]
}
