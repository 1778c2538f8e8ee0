import RightsLedger

/// Drafts aimed at the refusals of campaigns, agreements, redemptions, settlements and buy-backs.
extension LedgerWorkload {
    mutating func campaignDraft(aimedAt goal: RefusalGoal, _ auditor: Auditor) -> TransactionDraft? {
        if goal.kind == .endCampaign { return endCampaignDraft(aimedAt: goal.code, auditor) }
        switch goal.code {
        case .classNotFound:
            return TransactionDraft(
                people.issuers[0], [.createCampaign(newCampaign(for: missingClassID(auditor), auditor))])
        case .notIssuer:
            guard let id = classID(auditor, where: { _ in true }), let issuer = issuer(of: id, auditor) else {
                return nil
            }
            return TransactionDraft(
                person(except: issuer), [.createCampaign(newCampaign(for: id, auditor))])
        case .wrongKind:
            guard let id = classID(auditor, not: .points), let issuer = issuer(of: id, auditor) else { return nil }
            return TransactionDraft(issuer, [.createCampaign(newCampaign(for: id, auditor))])
        default:
            guard let id = classID(auditor, .points), let issuer = issuer(of: id, auditor) else { return nil }
            var terms = newCampaign(for: id, auditor)
            if random.chance(1, in: 2) { terms.eventType = "crowd-\(random.below(1_000))" }
            return TransactionDraft(issuer, Array(repeating: .createCampaign(terms), count: 17))
        }
    }

    private mutating func endCampaignDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        func draft(_ sender: AccountID, _ id: CampaignID) -> TransactionDraft {
            TransactionDraft(sender, [.endCampaign(EndCampaign(campaign: id))])
        }
        if code == .campaignNotFound {
            return draft(people.issuers[0], CampaignID(auditor.books.lastCampaign + 1 + UInt32(random.below(3))))
        }
        guard let (id, campaign) = campaign(auditor, where: { $0.hasEnded || code == .notIssuer }),
            let issuer = issuer(of: campaign.terms.classID, auditor)
        else { return nil }
        return draft(code == .notIssuer ? person(except: issuer) : issuer, id)
    }

    mutating func attestDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let now = Int64(auditor.now)
        let running = campaign(auditor) { !$0.hasEnded }?.campaign.terms
        var payload = AttestEvent(
            eventID: digest(), subject: person(), eventType: running?.eventType ?? eventType(), value: 7, time: now)
        var sender = running.flatMap { random.element(of: $0.oracles) } ?? people.oracles[0]
        switch code {
        case .roleMissing:
            sender = people.issuers[random.below(people.issuers.count)]
        case .eventInFuture:
            payload.time = now + 1 + Int64(random.below(100))
        case .eventAlreadyPaid:
            guard let known = random.element(of: knownEvents) else { return nil }
            payload.eventID = known
        default:
            switch random.below(3) {
            case 0: payload.eventType = "unheard-of"
            case 1: payload.time = max(0, (running?.start ?? 1) - 1)
            default:
                guard let (_, ended) = campaign(auditor, where: { $0.terms.end <= now }) else { return nil }
                payload.eventType = ended.terms.eventType
                payload.time = ended.terms.end
            }
        }
        return TransactionDraft(sender, [.attestEvent(payload)])
    }

    mutating func agreementDraft(aimedAt goal: RefusalGoal, _ auditor: Auditor) -> TransactionDraft? {
        let missing = AgreementID(random.chance(1, in: 2) ? 0 : auditor.books.lastAgreement + 1)
        switch (goal.kind, goal.code) {
        case (.proposeAgreement, .classNotFound):
            return newAgreement(for: missingClassID(auditor), auditor).map {
                TransactionDraft(people.issuers[0], [.proposeAgreement($0)])
            }
        case (.proposeAgreement, _):
            guard let id = classID(auditor, where: { _ in true }), let issuer = issuer(of: id, auditor),
                let terms = newAgreement(for: id, auditor)
            else { return nil }
            return TransactionDraft(person(except: issuer), [.proposeAgreement(terms)])
        case (.acceptAgreement, .agreementNotFound):
            return TransactionDraft(people.platforms[0], [.acceptAgreement(AcceptAgreement(agreement: missing))])
        case (.acceptAgreement, .notPartyToAgreement):
            guard let (id, agreement) = agreement(auditor) else { return nil }
            let sender = person(except: agreement.terms.platform)
            return TransactionDraft(sender, [.acceptAgreement(AcceptAgreement(agreement: id))])
        case (.acceptAgreement, let code):
            let wanted = agreement(auditor) {
                code == .roleMissing
                    ? !auditor.roles(of: $0.terms.platform).contains(.platform) : $0.status != .proposed
            }
            return wanted.map {
                TransactionDraft($0.agreement.terms.platform, [.acceptAgreement(AcceptAgreement(agreement: $0.id))])
            }
        case (_, .agreementNotFound):
            return TransactionDraft(people.platforms[0], [.endAgreement(EndAgreement(agreement: missing))])
        case (_, .notPartyToAgreement):
            guard let (id, _) = agreement(auditor) else { return nil }
            return TransactionDraft(people.oracles[0], [.endAgreement(EndAgreement(agreement: id))])
        default:
            return agreement(auditor, where: { $0.status == .ended }).map {
                TransactionDraft($0.agreement.issuer, [.endAgreement(EndAgreement(agreement: $0.id))])
            }
        }
    }

    mutating func confirmDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        guard let key = random.element(of: auditor.books.settlementKeys.suffix(100)),
            let settlement = auditor.books.settlements[key]
        else { return nil }
        switch code {
        case .settlementNotFound:
            var other = key
            switch random.below(3) {
            case 0: other.epoch += 1 + random.below(3)
            case 1: other.debtor = anyone()
            default: (other.debtor, other.creditor) = (key.creditor, key.debtor)
            }
            return confirmation(of: other, by: key.debtor)
        case .notPartyToSettlement:
            return confirmation(of: key, by: people.oracles[0])
        default:
            if settlement.debtorReference != nil { return confirmation(of: key, by: key.debtor) }
            if settlement.creditorReference != nil { return confirmation(of: key, by: key.creditor) }
            let once = confirmation(of: key, by: key.debtor)
            return TransactionDraft(key.debtor, once.operations + confirmation(of: key, by: key.debtor).operations)
        }
    }

    mutating func scheduleBurnDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let wanted: ClassID? =
            switch code {
            case .classNotFound: missingClassID(auditor)
            case .wrongKind: classID(auditor, not: .points)
            case .burnInPast: classID(auditor, .points)
            default: classID(auditor, where: { _ in true })
            }
        guard let id = wanted else { return nil }
        let issuer = issuer(of: id, auditor) ?? people.issuers[0]
        let sender = code == .notIssuer ? person(except: issuer) : issuer
        let time = Int64(auditor.now) + (code == .burnInPast ? -Int64(random.below(2)) : 1_000)
        return TransactionDraft(sender, [.scheduleBurn(ScheduleBurn(classID: id, time: time, amount: 5))])
    }

    mutating func openBuyBackDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let isMissing = code == .classNotFound && random.chance(1, in: 2)
        let closed = classID(auditor) { $0.terms.kind == .points && $0.buyBack == nil }
        let wanted: ClassID? =
            switch code {
            case .classNotFound where isMissing: missingClassID(auditor)
            case .wrongKind: classID(auditor, not: .points)
            case .notIssuer: classID(auditor, where: { _ in true })
            default: closed
            }
        guard let id = wanted else { return nil }
        let issuer = issuer(of: id, auditor) ?? people.issuers[0]
        var payload = OpenBuyBack(
            classID: id, paymentClass: missingClassID(auditor), price: Ratio(1, 2), revenueBasisPoints: 5_000)
        switch code {
        case .buyBackNotOpen:
            payload.price = Ratio(0, 1)
        case .buyBackPaymentInvalid:
            let unfit = classID(auditor) {
                let policy = $0.terms.policy
                return $0.terms.kind != .points || policy.expiry != nil || policy.transferability != .free
                    || policy.transferFeeBasisPoints > 0
            }
            payload.paymentClass = random.chance(1, in: 4) ? id : unfit ?? id
        default: break
        }
        return TransactionDraft(code == .notIssuer ? person(except: issuer) : issuer, [.openBuyBack(payload)])
    }

    /// A class with a buy-back, or one without.
    private mutating func boughtBackClass(_ auditor: Auditor, isOpen: Bool) -> ClassID? {
        classID(auditor) { ($0.buyBack != nil) == isOpen }
    }

    mutating func depositDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let sender = person()
        if code == .classNotFound || code == .buyBackNotOpen {
            let id = code == .classNotFound ? missingClassID(auditor) : boughtBackClass(auditor, isOpen: false)
            return id.map { TransactionDraft(sender, [.depositRevenue(DepositRevenue(classID: $0, amount: 1))]) }
        }
        guard let id = boughtBackClass(auditor, isOpen: true), let buyBack = auditor.books.classes[id]?.buyBack else {
            return nil
        }
        if code == .classFrozen {
            let freeze = SetClassFrozen(classID: buyBack.paymentClass, frozen: true)
            let deposit = DepositRevenue(classID: id, amount: 1)
            return TransactionDraft(regulator(), [.setClassFrozen(freeze), .depositRevenue(deposit)])
        }
        let balance = auditor.liveBalance(of: buyBack.paymentClass, account: sender)
        guard balance < .max else { return nil }
        return TransactionDraft(sender, [.depositRevenue(DepositRevenue(classID: id, amount: balance + 1))])
    }

    mutating func sellDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let sender = person()
        switch code {
        case .classNotFound, .buyBackNotOpen:
            let id = code == .classNotFound ? missingClassID(auditor) : boughtBackClass(auditor, isOpen: false)
            return id.map { TransactionDraft(sender, [.sellToBuyBack(SellToBuyBack(classID: $0, amount: 1))]) }
        case .classFrozen:
            guard let id = boughtBackClass(auditor, isOpen: true), let buyBack = auditor.books.classes[id]?.buyBack
            else { return nil }
            let frozen = random.chance(1, in: 2) ? id : buyBack.paymentClass
            let freeze = SetClassFrozen(classID: frozen, frozen: true)
            let sale = SellToBuyBack(classID: id, amount: 1)
            return TransactionDraft(regulator(), [.setClassFrozen(freeze), .sellToBuyBack(sale)])
        case .balanceTooLow:
            guard let id = boughtBackClass(auditor, isOpen: true) else { return nil }
            let balance = auditor.liveBalance(of: id, account: sender)
            guard balance < .max else { return nil }
            return TransactionDraft(sender, [.sellToBuyBack(SellToBuyBack(classID: id, amount: balance + 1))])
        default:
            return payoutDraft(aimedAt: code, auditor)
        }
    }

    /// Opens a buy-back and sells to it in one transaction, so that price and fund are known.
    private mutating func payoutDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        func isMoney(_ rightsClass: AuditorBooks.RightsClass) -> Bool {
            let policy = rightsClass.terms.policy
            return rightsClass.terms.kind == .points && policy.expiry == nil && policy.transferability == .free
                && policy.transferFeeBasisPoints == 0 && !rightsClass.isFrozen
        }
        let sold = classID(auditor) {
            $0.terms.kind == .points && $0.terms.policy.cap == 0 && $0.terms.policy.quota == nil && !$0.isFrozen
        }
        guard let sold, let payment = classID(auditor, where: isMoney), payment != sold,
            let issuer = issuer(of: sold, auditor)
        else { return nil }
        let (price, amount): (Ratio, UInt64) =
            switch code {
            case .amountOverflow: (Ratio(Ratio.partMax, 1), 1 << 33)
            case .payoutIsZero: (Ratio(1, 2 + random.below(9)), 1)
            default: (ratio(denominatorMax: 1), 1 + random.below(100))
            }
        return TransactionDraft(
            issuer,
            [
                .grantPoints(GrantPoints(classID: sold, recipient: issuer, amount: amount)),
                .openBuyBack(
                    OpenBuyBack(classID: sold, paymentClass: payment, price: price, revenueBasisPoints: 1)),
                .sellToBuyBack(SellToBuyBack(classID: sold, amount: amount)),
            ])
    }
}
