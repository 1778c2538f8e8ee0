import ChainNode
import RightsLedger
import Signatures
import SymbolonClient

/// A little history in which every kind of record and most kinds of events come up.
struct Story {
    static let points = ClassID(1)
    static let stable = ClassID(2)
    static let entitlement = ClassID(3)
    static let collectible = ClassID(4)
    static let reference = Digest(1, 2, 3, 4)
    static let eventID = Digest(5, 6, 7, 8)

    /// The epoch in which the redemptions of the story were booked.
    static let epoch = UInt64(ServedNode.genesisTime / 3_600)

    /// Lets the story happen on a node in step mode.
    static func tell(on served: ServedNode) async throws {
        try await createClasses(served)
        try await grant(served)
        try await move(served)
        try await payForEvents(served)
        try await redeem(served)
        try await burn(served)
        try await administer(served)
        try await settle(served)
    }

    private static func createClasses(_ served: ServedNode) async throws {
        guard let euro = CurrencyCode("EUR") else { throw TestFailure("EUR is a currency") }
        let brand = served.cast.brand
        func create(_ kind: ClassKind, _ symbol: String, _ policy: ClassPolicy) -> Operation {
            .createClass(
                CreateClass(
                    kind: kind, symbol: symbol, name: "\(symbol) of the \"tests\"\n", currency: euro,
                    faceValue: Ratio(1, 100), policy: policy))
        }
        try await served.apply(
            [
                create(
                    .points, "COFFEE",
                    ClassPolicy(
                        cap: 1_000_000,
                        emission: Emission(
                            start: ServedNode.genesisTime + 60, epochSeconds: 3_600, epochs: 100,
                            beneficiary: brand.id, curve: .geometric(first: 500, ratio: Ratio(1, 2))),
                        minters: [served.cast.partner.id], quota: Quota(units: 100_000, periodSeconds: 86_400),
                        expiry: .rolling(months: 12), transferability: .free, transferFeeBasisPoints: 100,
                        redemptionBurnBasisPoints: 5_000)),
                create(.points, "STABLE", ClassPolicy(transferability: .free)),
                create(.entitlement, "GYM", ClassPolicy(transferability: .free, scopeCount: 4)),
                create(.collectible, "ART", ClassPolicy(transferability: .free, royaltyBasisPoints: 500)),
            ], by: brand)
    }

    private static func grant(_ served: ServedNode) async throws {
        let cast = served.cast
        let today = UInt16(ServedNode.genesisTime / 86_400)
        try await served.apply(
            [
                .grantPoints(GrantPoints(classID: points, recipient: cast.alice.id, amount: 10_000)),
                .grantPoints(GrantPoints(classID: stable, recipient: cast.bob.id, amount: 10_000)),
                .grantPoints(GrantPoints(classID: stable, recipient: cast.brand.id, amount: 10_000)),
                .grantEntitlement(
                    GrantEntitlement(
                        classID: entitlement, recipient: cast.alice.id, quantity: 5, tier: 2, scope: 3,
                        validFrom: today, validUntil: today + 30)),
                .grantCollectible(
                    GrantCollectible(classID: collectible, recipient: cast.alice.id, metadataHash: reference)),
            ], by: cast.brand)
    }

    private static func move(_ served: ServedNode) async throws {
        let cast = served.cast
        let item = Item(classID: collectible, serial: 1)
        let price = Units(classID: stable, amount: 1_000)
        try await served.apply(
            [
                .transfer(Transfer(asset: .units(points, 1_000), recipient: cast.bob.id)),
                .split(Split(lot: LotID(1), part: .quantity(2))), .split(Split(lot: LotID(1), part: .scope(1))),
                .combine(Combine(into: LotID(1), from: LotID(3))),
                .transfer(Transfer(asset: .lot(LotID(2)), recipient: cast.bob.id)),
                .offerItem(OfferItem(item: item, price: price)),
            ], by: cast.alice)
        try await served.apply([.buyItem(BuyItem(item: item, price: price))], by: cast.bob)
        try await served.apply([.offerItem(OfferItem(item: item, price: price))], by: cast.bob)
        // One that stays with its owner to the end of the story.
        try await served.apply(
            [
                .grantCollectible(
                    GrantCollectible(classID: collectible, recipient: cast.bob.id, metadataHash: reference))
            ], by: cast.brand)
    }

    private static func payForEvents(_ served: ServedNode) async throws {
        let cast = served.cast
        try await served.apply(
            [
                .createCampaign(
                    CreateCampaign(
                        classID: points, eventType: "purchase", oracles: [cast.till.id], rate: Ratio(1, 10),
                        tiers: [CampaignTier(minimumValue: 1_000, multiplier: Ratio(3, 2))], multiplier: Ratio(2),
                        budgetPerPerson: 5_000, budget: 50_000, start: ServedNode.genesisTime,
                        end: ServedNode.genesisTime + 1_000_000))
            ], by: cast.brand)
        try await served.apply(
            [
                .attestEvent(
                    AttestEvent(
                        eventID: eventID, subject: cast.alice.id, eventType: "purchase", value: 2_000,
                        time: ServedNode.genesisTime + 1))
            ], by: cast.till)
    }

    private static func redeem(_ served: ServedNode) async throws {
        let cast = served.cast
        guard let euro = CurrencyCode("EUR") else { throw TestFailure("EUR is a currency") }
        func propose(_ classID: ClassID, window: UInt64) -> Operation {
            .proposeAgreement(
                ProposeAgreement(
                    platform: cast.partner.id, classID: classID, currency: euro, rate: Ratio(1, 2),
                    feeBasisPoints: 200, dailyCap: 100_000, start: ServedNode.genesisTime,
                    end: ServedNode.genesisTime + 1_000_000, refundWindowSeconds: window))
        }
        try await served.apply(
            [propose(points, window: 600), propose(entitlement, window: 600), propose(collectible, window: 600)],
            by: cast.brand)
        try await served.apply(
            (1...3).map { .acceptAgreement(AcceptAgreement(agreement: AgreementID($0))) }, by: cast.partner)
        try await served.apply(
            [
                .redeem(Redeem(agreement: AgreementID(1), asset: .units(points, 100), reference: reference)),
                .redeem(Redeem(agreement: AgreementID(1), asset: .units(points, 200), reference: reference)),
                .redeem(Redeem(agreement: AgreementID(2), asset: .lot(LotID(1)), reference: reference)),
            ], by: cast.alice)
        try await served.apply(
            [.redeem(Redeem(agreement: AgreementID(3), asset: .item(collectible, serial: 1), reference: reference))],
            by: cast.bob)
        try await served.apply([.refund(Refund(receipt: ReceiptID(1)))], by: cast.partner)
    }

    private static func burn(_ served: ServedNode) async throws {
        let cast = served.cast
        try await served.apply(
            [
                .scheduleBurn(ScheduleBurn(classID: stable, time: ServedNode.genesisTime + 90_000, amount: 10)),
                .openBuyBack(
                    OpenBuyBack(
                        classID: points, paymentClass: stable, price: Ratio(1, 2), revenueBasisPoints: 5_000)),
                .depositRevenue(DepositRevenue(classID: points, amount: 1_000)),
            ], by: cast.brand)
        try await served.apply(
            [
                .sellToBuyBack(SellToBuyBack(classID: points, amount: 100)),
                .burn(Burn(asset: .units(points, 10))),
            ], by: cast.alice)
    }

    private static func administer(_ served: ServedNode) async throws {
        let cast = served.cast
        try await served.apply(
            [
                .setRoles(SetRoles(account: cast.bob.id, roles: [.issuer, .person])),
                .setAccountFrozen(SetAccountFrozen(account: cast.bob.id, frozen: true)),
                .setAccountFrozen(SetAccountFrozen(account: cast.bob.id, frozen: false)),
                .setClassFrozen(SetClassFrozen(classID: points, frozen: true)),
                .setClassFrozen(SetClassFrozen(classID: points, frozen: false)),
                .setAllowed(SetAllowed(classID: points, account: cast.bob.id, allowed: true)),
                .setMinter(SetMinter(classID: points, account: cast.bob.id, allowed: true)),
            ], by: cast.brand)
        let newKey = try SigningKey(seed: Array(repeating: 55, count: 32))
        let nonce = try await served.client.account(cast.bob.id).nonce
        let rotation = Wallet(key: cast.bob.key).rotation(to: newKey, chainID: "api-tests", nonce: nonce)
        try await served.apply([rotation], by: cast.bob)
    }

    /// Lets the epoch end, so that it is netted, and confirms the one payment.
    private static func settle(_ served: ServedNode) async throws {
        let cast = served.cast
        guard let euro = CurrencyCode("EUR") else { throw TestFailure("EUR is a currency") }
        _ = try await served.node.produceBlock(time: served.node.head.time + 7_200)
        let confirmation = Operation.confirmSettlement(
            ConfirmSettlement(
                epoch: epoch, currency: euro, debtor: cast.brand.id, creditor: cast.partner.id, reference: reference))
        try await served.apply([confirmation], by: cast.brand)
        try await served.apply(
            [confirmation, .endAgreement(EndAgreement(agreement: AgreementID(1)))], by: cast.partner)
        try await served.apply([.endCampaign(EndCampaign(campaign: CampaignID(1)))], by: cast.brand)
        try await served.apply(
            [
                .createCampaign(
                    CreateCampaign(
                        classID: points, eventType: "visit", oracles: [cast.till.id], rate: Ratio(1),
                        start: ServedNode.genesisTime, end: ServedNode.genesisTime + 1_000_000))
            ], by: cast.brand)
    }
}
