import RightsLedger
import Signatures

/// Promising drafts of trade, campaigns, agreements and buy-backs.
extension LedgerWorkload {
    mutating func offerDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (item, record) = item(auditor) else { return nil }
        if record.offer != nil, random.chance(1, in: 5) {
            return TransactionDraft(record.owner, [.offerItem(OfferItem(item: item))])
        }
        guard let payment = classID(auditor, .points) else { return nil }
        let price = Units(classID: payment, amount: amount(upTo: 3_000))
        return TransactionDraft(record.owner, [.offerItem(OfferItem(item: item, price: price))])
    }

    mutating func buyDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (item, record) = item(auditor, where: { $1.offer != nil }), let price = record.offer else {
            return nil
        }
        let issuer = issuer(of: item.classID, auditor)
        if random.chance(1, in: 6), let issuer, issuer != record.owner {
            return TransactionDraft(issuer, [.buyItem(BuyItem(item: item, price: price))])
        }
        let holder = holder(of: price.classID, auditor) {
            $0 != record.owner && auditor.liveBalance(of: price.classID, account: $0) >= price.amount
        }
        guard let holder else { return nil }
        return TransactionDraft(holder.account, [.buyItem(BuyItem(item: item, price: price))])
    }

    mutating func campaignDraft(_ auditor: Auditor) -> TransactionDraft? {
        let running = auditor.books.campaigns.values.count { !$0.hasEnded }
        if running > 14 || (running > 4 && random.chance(1, in: 2)) {
            guard let (id, campaign) = campaign(auditor, where: { !$0.hasEnded }),
                let issuer = issuer(of: campaign.terms.classID, auditor)
            else { return nil }
            return TransactionDraft(issuer, [.endCampaign(EndCampaign(campaign: id))])
        }
        guard let id = classID(auditor, .points), let issuer = issuer(of: id, auditor) else { return nil }
        return TransactionDraft(issuer, [.createCampaign(newCampaign(for: id, auditor))])
    }

    mutating func newCampaign(for id: ClassID, _ auditor: Auditor) -> CreateCampaign {
        let now = Int64(auditor.now)
        let huge = random.chance(1, in: 10)
        var tiers: [CampaignTier] = []
        for step in 0..<random.below(5) {
            let minimum = UInt64(step) * 40 + random.below(40)
            tiers.append(CampaignTier(minimumValue: minimum, multiplier: ratio()))
        }
        return CreateCampaign(
            classID: id, eventType: eventType(),
            oracles: random.chance(2, in: 3) ? people.oracles.sorted() : [people.oracles[0]],
            rate: huge ? Ratio(Ratio.partMax, 1) : ratio(),
            tiers: tiers, multiplier: random.chance(1, in: 2) ? ratio(numeratorMax: huge ? Ratio.partMax : 20) : nil,
            budgetPerPerson: random.chance(1, in: 3) ? 1 + random.below(5_000) : 0,
            budget: random.chance(1, in: 3) ? 1 + random.below(30_000) : 0,
            start: max(0, now - 86_400 * Int64(random.below(30))), end: now + 86_400 * Int64(1 + random.below(200)))
    }

    mutating func attestDraft(_ auditor: Auditor) -> TransactionDraft? {
        let now = Int64(auditor.now)
        guard
            let (_, campaign) = campaign(
                auditor, where: { !$0.hasEnded && $0.terms.start <= now && now < $0.terms.end })
        else { return nil }
        let oracle = random.element(of: campaign.terms.oracles) ?? people.oracles[0]
        let age = Int64(random.below(100_000))
        let payload = AttestEvent(
            eventID: digest(), subject: person(), eventType: campaign.terms.eventType,
            value: random.chance(1, in: 20) ? random.below(Ratio.partMax + 1) : random.below(400),
            time: max(0, random.chance(3, in: 4) ? max(campaign.terms.start, now - age) : now - age))
        return TransactionDraft(oracle, [.attestEvent(payload)])
    }

    mutating func agreementDraft(_ auditor: Auditor) -> TransactionDraft? {
        let now = Int64(auditor.now)
        if random.chance(1, in: 2), let (id, agreement) = agreement(auditor, where: { $0.status == .proposed }) {
            return TransactionDraft(agreement.terms.platform, [.acceptAgreement(AcceptAgreement(agreement: id))])
        }
        if random.chance(1, in: 4),
            let (id, agreement) = agreement(auditor, where: { $0.status != .ended && $0.terms.end < now + 86_400 })
        {
            let sender = random.chance(1, in: 2) ? agreement.issuer : agreement.terms.platform
            return TransactionDraft(sender, [.endAgreement(EndAgreement(agreement: id))])
        }
        let running = auditor.books.agreements.values.count { $0.status != .ended && $0.terms.end > now }
        guard running < 60, let id = classID(auditor, where: { _ in true }), let issuer = issuer(of: id, auditor),
            let terms = newAgreement(for: id, auditor)
        else { return nil }
        return TransactionDraft(issuer, [.proposeAgreement(terms)])
    }

    mutating func newAgreement(for id: ClassID, _ auditor: Auditor) -> ProposeAgreement? {
        guard let currency = currency() else { return nil }
        let now = Int64(auditor.now)
        let windows: [UInt64] = [0, 0, 600, 7_200, 86_400, 5 * 86_400, 14 * 86_400, 60 * 86_400]
        let platform = random.chance(1, in: 10) ? person() : people.platforms[random.below(people.platforms.count)]
        return ProposeAgreement(
            platform: platform, classID: id, currency: currency,
            rate: random.chance(1, in: 8) ? Ratio(Ratio.partMax, 1) : ratio(),
            feeBasisPoints: UInt32(random.chance(1, in: 3) ? 0 : random.below(10_001)),
            dailyCap: random.chance(1, in: 3) ? 100 + random.below(5_000) : 0,
            start: max(0, now - Int64(random.below(1_000))), end: now + 86_400 * Int64(1 + random.below(400)),
            refundWindowSeconds: windows[random.below(windows.count)])
    }

    mutating func redeemDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (id, agreement) = openAgreement(auditor) else { return nil }
        let classID = agreement.terms.classID
        let reference = digest()
        switch auditor.books.classes[classID]?.terms.kind {
        case .points?:
            guard let holder = holder(of: classID, auditor) else { return nil }
            let bound =
                agreement.terms.dailyCap > 0 ? min(holder.units, agreement.terms.dailyCap / 3 + 1) : holder.units
            let asset = Asset.units(classID, amount(upTo: bound))
            return TransactionDraft(
                holder.account, [.redeem(Redeem(agreement: id, asset: asset, reference: reference))])
        case .entitlement?:
            guard let (lotID, lot) = liveLot(auditor, where: { $0.classID == classID }) else { return nil }
            return TransactionDraft(
                lot.owner, [.redeem(Redeem(agreement: id, asset: .lot(lotID), reference: reference))])
        case .collectible?:
            guard let (item, record) = item(auditor, where: { item, _ in item.classID == classID }) else { return nil }
            return TransactionDraft(
                record.owner, [.redeem(Redeem(agreement: id, asset: .item(item), reference: reference))])
        case nil:
            return nil
        }
    }

    mutating func refundDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (id, receipt) = receipt(auditor, where: { $0.status == .open }),
            let agreement = auditor.books.agreements[receipt.agreement]
        else { return nil }
        return TransactionDraft(agreement.terms.platform, [.refund(Refund(receipt: id))])
    }

    mutating func confirmDraft(_ auditor: Auditor) -> TransactionDraft? {
        for _ in 0..<20 {
            guard let key = random.element(of: auditor.books.settlementKeys.suffix(60)),
                let settlement = auditor.books.settlements[key]
            else { return nil }
            if settlement.debtorReference == nil { return confirmation(of: key, by: key.debtor) }
            if settlement.creditorReference == nil { return confirmation(of: key, by: key.creditor) }
        }
        return nil
    }

    mutating func confirmation(of key: AuditorBooks.DebtKey, by sender: AccountID) -> TransactionDraft {
        let payload = ConfirmSettlement(
            epoch: key.epoch, currency: key.currency, debtor: key.debtor, creditor: key.creditor, reference: digest())
        return TransactionDraft(sender, [.confirmSettlement(payload)])
    }

    mutating func scheduleBurnDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let id = classID(auditor, .points), let issuer = issuer(of: id, auditor) else { return nil }
        let time = Int64(auditor.now) + Int64(1 + random.below(random.chance(1, in: 2) ? 90_000 : 5_000_000))
        let payload = ScheduleBurn(classID: id, time: time, amount: amount(upTo: 5_000))
        return TransactionDraft(issuer, [.scheduleBurn(payload)])
    }

    mutating func buyBackDraft(_ auditor: Auditor) -> TransactionDraft? {
        let open = classID(auditor) { $0.buyBack != nil }
        guard let id = open, let rightsClass = auditor.books.classes[id], let buyBack = rightsClass.buyBack,
            !random.chance(1, in: 12)
        else { return openBuyBackDraft(auditor) }
        if random.chance(1, in: 40) {
            let payload = OpenBuyBack(
                classID: id, paymentClass: buyBack.paymentClass, price: Ratio(0, 1), revenueBasisPoints: 0)
            return TransactionDraft(rightsClass.issuer, [.openBuyBack(payload)])
        }
        if buyBack.fund < 1_000 || random.chance(1, in: 2) {
            guard let holder = holder(of: buyBack.paymentClass, auditor) else { return nil }
            let payload = DepositRevenue(classID: id, amount: amount(upTo: holder.units))
            return TransactionDraft(holder.account, [.depositRevenue(payload)])
        }
        guard let holder = holder(of: id, auditor) else { return nil }
        let affordable = UInt128(buyBack.fund) * UInt128(buyBack.price.denominator) / UInt128(buyBack.price.numerator)
        let bound = min(holder.units, UInt64(clamping: affordable))
        return TransactionDraft(
            holder.account, [.sellToBuyBack(SellToBuyBack(classID: id, amount: amount(upTo: bound)))])
    }

    private mutating func openBuyBackDraft(_ auditor: Auditor) -> TransactionDraft? {
        let payment = classID(auditor) {
            let policy = $0.terms.policy
            return $0.terms.kind == .points && policy.expiry == nil && policy.transferability == .free
                && policy.transferFeeBasisPoints == 0
        }
        guard let payment, let id = classID(auditor, .points), id != payment, let issuer = issuer(of: id, auditor)
        else {
            return nil
        }
        let payload = OpenBuyBack(
            classID: id, paymentClass: payment, price: random.chance(1, in: 6) ? Ratio(Ratio.partMax, 1) : ratio(),
            revenueBasisPoints: UInt32(random.chance(1, in: 4) ? 10_000 : random.below(10_001)))
        return TransactionDraft(issuer, [.openBuyBack(payload)])
    }
}
