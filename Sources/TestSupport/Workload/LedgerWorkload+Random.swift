import RightsLedger
import Signatures

/// Drafts whose fields are drawn without regard to the books, also from beyond their bounds.
extension LedgerWorkload {
    /// A transaction of one to three operations of any kind.
    mutating func randomDraft(_ auditor: Auditor) -> TransactionDraft {
        if random.chance(1, in: 60) {
            // Neither none nor more than 256 operations.
            let operation = randomOperation(auditor)
            return TransactionDraft(anyone(), random.chance(1, in: 2) ? [] : Array(repeating: operation, count: 257))
        }
        let operations = (0..<random.number(in: 1...3)).map { _ in randomOperation(auditor) }
        return TransactionDraft(anyone(), operations)
    }

    private mutating func anyAmount() -> UInt64 {
        random.chance(1, in: 2) ? 1 + random.below(500) : random.skewedNumber()
    }

    private mutating func anyTime(_ auditor: Auditor) -> Int64 {
        switch random.below(12) {
        case 0: -1 - Int64(random.below(9))
        case 1: Int64.min
        case 2: Int64.max
        case 3: 1 << 40
        case 4: 1 << 40 + 1
        default: Int64(auditor.now) + Int64(86_400 * random.number(in: -30...30))
        }
    }

    private mutating func anyRatio() -> Ratio {
        switch random.below(10) {
        case 0: Ratio(1, 0)
        case 1: Ratio(Ratio.partMax + 1, 1)
        case 2: Ratio(1, Ratio.partMax + 1)
        case 3: Ratio(random.skewedNumber(), random.skewedNumber())
        default: ratio()
        }
    }

    private mutating func anyBasisPoints() -> UInt32 {
        random.chance(1, in: 6) ? 10_000 + UInt32(random.below(3)) : UInt32(random.below(10_001))
    }

    private mutating func anyText(_ good: String) -> String {
        let bad = [
            "", "A", "a", "AB\u{0}", "TOOLONGSYMBOL1", "1ABC", "A-B", "É", "AB C", String(repeating: "a", count: 65),
        ]
        return random.chance(1, in: 4) ? bad[random.below(bad.count)] : good
    }

    private mutating func anyAsset(_ auditor: Auditor) -> Asset {
        switch random.below(3) {
        case 0: .units(anyClassID(auditor), anyAmount())
        case 1: .lot(LotID(random.below(auditor.books.lastLot + 2)))
        default: .item(anyClassID(auditor), serial: random.below(30))
        }
    }

    private mutating func randomOperation(_ auditor: Auditor) -> Operation {
        let kind = OperationKind.allCases[random.below(OperationKind.allCases.count)]
        let id = anyClassID(auditor)
        let account = anyone()
        let flag = random.chance(1, in: 2)
        switch kind {
        case .setRoles:
            // Those who keep the world going keep their roles.
            let person = people.persons[random.below(people.persons.count)]
            return .setRoles(SetRoles(account: person, roles: Roles(rawValue: UInt32(random.below(40)) & ~1)))
        case .rotateKey:
            return .setAllowed(SetAllowed(classID: id, account: account, allowed: flag))
        case .setAccountFrozen:
            return .setAccountFrozen(SetAccountFrozen(account: account, frozen: false))
        case .createClass: return .createClass(randomClass(auditor))
        case .setClassFrozen: return .setClassFrozen(SetClassFrozen(classID: id, frozen: false))
        case .setAllowed: return .setAllowed(SetAllowed(classID: id, account: account, allowed: flag))
        case .setMinter: return .setMinter(SetMinter(classID: id, account: account, allowed: flag))
        case .grantPoints:
            return .grantPoints(GrantPoints(classID: id, recipient: account, amount: anyAmount()))
        case .grantEntitlement:
            let from = UInt16(truncatingIfNeeded: random.next())
            return .grantEntitlement(
                GrantEntitlement(
                    classID: id, recipient: account, quantity: UInt32(truncatingIfNeeded: anyAmount()), tier: 1,
                    scope: random.skewedNumber(), validFrom: from, validUntil: UInt16(truncatingIfNeeded: random.next())
                ))
        case .grantCollectible:
            return .grantCollectible(GrantCollectible(classID: id, recipient: account, metadataHash: digest()))
        case .transfer: return .transfer(Transfer(asset: anyAsset(auditor), recipient: account))
        case .split:
            let lot = LotID(random.below(auditor.books.lastLot + 2))
            let parts: [Split.Part] = [
                .quantity(random.skewedNumber()), .day(UInt32(truncatingIfNeeded: random.skewedNumber())),
                .scope(random.skewedNumber()),
            ]
            return .split(Split(lot: lot, part: parts[random.below(3)]))
        case .combine:
            let into = LotID(random.below(auditor.books.lastLot + 2))
            return .combine(Combine(into: into, from: flag ? into : LotID(random.below(auditor.books.lastLot + 2))))
        default:
            return randomProgrammeOperation(kind, id, account, auditor)
        }
    }

    private mutating func randomProgrammeOperation(
        _ kind: OperationKind, _ id: ClassID, _ account: AccountID, _ auditor: Auditor
    ) -> Operation {
        let agreement = AgreementID(UInt32(random.below(Int(auditor.books.lastAgreement) + 2)))
        let item = Item(classID: id, serial: random.below(20))
        switch kind {
        case .offerItem:
            let price = Units(classID: anyClassID(auditor), amount: random.chance(1, in: 4) ? 0 : anyAmount())
            return .offerItem(OfferItem(item: item, price: random.chance(1, in: 2) ? price : nil))
        case .buyItem:
            return .buyItem(BuyItem(item: item, price: Units(classID: anyClassID(auditor), amount: random.below(9))))
        case .createCampaign: return .createCampaign(randomCampaign(id, auditor))
        case .endCampaign:
            return .endCampaign(
                EndCampaign(campaign: CampaignID(UInt32(random.below(Int(auditor.books.lastCampaign) + 2)))))
        case .attestEvent:
            return .attestEvent(
                AttestEvent(
                    eventID: digest(), subject: account, eventType: anyText(eventType()), value: random.skewedNumber(),
                    time: anyTime(auditor)))
        case .proposeAgreement:
            guard var terms = newAgreement(for: id, auditor) else { break }
            terms.rate = anyRatio()
            terms.feeBasisPoints = anyBasisPoints()
            terms.start = anyTime(auditor)
            terms.end = anyTime(auditor)
            terms.refundWindowSeconds = UInt64(random.number(in: 0...(2 * 366 * 86_400)))
            return .proposeAgreement(terms)
        case .acceptAgreement: return .acceptAgreement(AcceptAgreement(agreement: agreement))
        case .endAgreement: return .endAgreement(EndAgreement(agreement: agreement))
        case .redeem:
            return .redeem(Redeem(agreement: agreement, asset: anyAsset(auditor), reference: digest()))
        case .refund: return .refund(Refund(receipt: ReceiptID(random.below(auditor.books.lastReceipt + 2))))
        case .scheduleBurn:
            return .scheduleBurn(ScheduleBurn(classID: id, time: anyTime(auditor), amount: random.below(9)))
        case .openBuyBack:
            return .openBuyBack(
                OpenBuyBack(
                    classID: id, paymentClass: anyClassID(auditor), price: anyRatio(),
                    revenueBasisPoints: anyBasisPoints()))
        case .depositRevenue:
            return .depositRevenue(DepositRevenue(classID: id, amount: random.chance(1, in: 3) ? 0 : anyAmount()))
        case .sellToBuyBack:
            return .sellToBuyBack(SellToBuyBack(classID: id, amount: random.below(3)))
        default: break
        }
        return .burn(Burn(asset: anyAsset(auditor)))
    }

    private mutating func randomClass(_ auditor: Auditor) -> CreateClass {
        let index = random.below(30)
        guard var payload = newClass(index: index, auditor) else {
            preconditionFailure("the currencies of the workload are good")
        }
        // One field beyond its bounds, or a policy that does not fit the kind.
        switch random.below(16) {
        case 0: payload.symbol = anyText(payload.symbol)
        case 1: payload.name = anyText(payload.name)
        case 2: payload.decimals = UInt32(random.below(20))
        case 3: payload.utcOffsetMinutes = Int32(random.number(in: -900...900))
        case 4: payload.faceValue = anyRatio()
        case 5: payload.kind = ClassKind.allCases[random.below(3)]
        case 6: payload.policy.scopeCount = UInt32(random.below(70))
        case 7: payload.policy.minters = (0..<random.below(19)).map { _ in anyone() }
        case 8: payload.policy.expiry = .rolling(months: UInt16(random.below(125)))
        case 9: payload.policy.expiry = .fixed(MonthBucket(rawValue: random.chance(1, in: 2) ? 0 : .max))
        case 10: payload.policy.transferFeeBasisPoints = anyBasisPoints()
        case 11: payload.policy.royaltyBasisPoints = anyBasisPoints()
        case 12: payload.policy.redemptionBurnBasisPoints = anyBasisPoints()
        default: payload.policy.emission = randomEmission(auditor)
        }
        // These are to be refused: symbols that are taken keep the good ones among them from piling up.
        if auditor.books.lastClass >= LedgerWorkload.classCountMax, payload.symbol.utf8.count == 10,
            let first = auditor.books.classes[ClassID(1)]
        {
            payload.symbol = first.terms.symbol
        }
        return payload
    }

    private mutating func randomEmission(_ auditor: Auditor) -> Emission {
        var emission = mixedEmission(auditor)
        switch random.below(6) {
        case 0: emission.start = anyTime(auditor)
        case 1: emission.epochSeconds = random.chance(1, in: 2) ? 0 : 1 << 40 + 1
        case 2: emission.curve = .halving(first: 5, interval: 0)
        case 3: emission.curve = .geometric(first: 5, ratio: anyRatio())
        case 4: emission.epochSeconds = 1 << 40
        default: break
        }
        return emission
    }

    private mutating func randomCampaign(_ id: ClassID, _ auditor: Auditor) -> CreateCampaign {
        var terms = newCampaign(for: id, auditor)
        switch random.below(8) {
        case 0: terms.eventType = anyText(terms.eventType)
        case 1: terms.oracles = (0..<random.below(19)).map { _ in anyone() }
        case 2: terms.oracles = []
        case 3: terms.rate = anyRatio()
        case 4: terms.multiplier = anyRatio()
        case 5:
            let minimum = UInt64(random.below(5))
            terms.tiers = (0..<random.below(19)).map {
                CampaignTier(minimumValue: UInt64($0) * minimum, multiplier: anyRatio())
            }
        case 6: terms.start = anyTime(auditor)
        default: terms.end = anyTime(auditor)
        }
        return terms
    }
}
