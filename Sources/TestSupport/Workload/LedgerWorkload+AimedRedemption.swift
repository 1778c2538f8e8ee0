import RightsLedger

/// Drafts aimed at the refusals of redemptions and refunds.
extension LedgerWorkload {
    mutating func redeemDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        let now = Int64(auditor.now)
        let sender = person()
        switch code {
        case .agreementNotFound:
            return redemption(AgreementID(auditor.books.lastAgreement + 1), .units(ClassID(1), 1), by: sender)
        case .agreementNotActive:
            return agreement(auditor, where: { $0.status != .active }).map {
                redemption($0.id, .units($0.agreement.terms.classID, 1), by: sender)
            }
        case .outsideAgreementWindow:
            let wanted = agreement(auditor) {
                $0.status == .active && (now < $0.terms.start || $0.terms.end <= now)
            }
            return wanted.map { redemption($0.id, .units($0.agreement.terms.classID, 1), by: sender) }
        case .lotNotFound:
            return openAgreement(auditor).map {
                redemption($0.id, .lot(foreignLot(to: sender, auditor)), by: sender)
            }
        case .itemNotFound:
            return openAgreement(auditor).map {
                redemption($0.id, .item(foreignItem(to: sender, auditor)), by: sender)
            }
        case .classAgreementMismatch:
            return mismatchDraft(auditor)
        case .wrongKind:
            let wanted = openAgreement(auditor) { auditor.books.classes[$0.terms.classID]?.terms.kind != .points }
            return wanted.map { redemption($0.id, .units($0.agreement.terms.classID, 1), by: sender) }
        case .classFrozen:
            guard
                let (id, agreement) = openAgreement(
                    auditor, where: { auditor.books.classes[$0.terms.classID]?.terms.kind == .points })
            else { return nil }
            let freeze = SetClassFrozen(classID: agreement.terms.classID, frozen: true)
            var draft = redemption(id, .units(agreement.terms.classID, 1), by: regulator())
            draft.operations.insert(.setClassFrozen(freeze), at: 0)
            return draft
        case .lotExpired:
            let wanted = openAgreement(auditor) { auditor.books.classes[$0.terms.classID]?.terms.kind == .entitlement }
            guard let (id, agreement) = wanted,
                let (lotID, lot) = deadLot(auditor, where: { $0.classID == agreement.terms.classID })
            else { return nil }
            return redemption(id, .lot(lotID), by: lot.owner)
        case .dailyCapExceeded:
            return openAgreement(auditor, where: { $0.terms.dailyCap > 0 }).map {
                redemption($0.id, .units($0.agreement.terms.classID, $0.agreement.terms.dailyCap + 1), by: sender)
            }
        case .balanceTooLow:
            let wanted = openAgreement(auditor) {
                $0.terms.dailyCap == 0 && auditor.books.classes[$0.terms.classID]?.terms.kind == .points
            }
            guard let (id, agreement) = wanted else { return nil }
            let balance = auditor.liveBalance(of: agreement.terms.classID, account: sender)
            return balance < .max ? redemption(id, .units(agreement.terms.classID, balance + 1), by: sender) : nil
        default:
            return hugeRedemption(auditor, isTooMuch: true)
        }
    }

    private mutating func redemption(_ id: AgreementID, _ asset: Asset, by sender: AccountID) -> TransactionDraft {
        TransactionDraft(sender, [.redeem(Redeem(agreement: id, asset: asset, reference: digest()))])
    }

    private mutating func mismatchDraft(_ auditor: Auditor) -> TransactionDraft? {
        guard let (id, agreement) = openAgreement(auditor) else { return nil }
        let classID = agreement.terms.classID
        switch random.below(3) {
        case 0:
            guard let (lotID, lot) = liveLot(auditor, where: { $0.classID != classID }) else { return nil }
            return redemption(id, .lot(lotID), by: lot.owner)
        case 1:
            guard let (item, record) = item(auditor, where: { item, _ in item.classID != classID }) else { return nil }
            return redemption(id, .item(item), by: record.owner)
        default:
            let other = anyClassID(auditor)
            return other == classID ? nil : redemption(id, .units(other, 1), by: person())
        }
    }

    /// A redemption of the class with huge amounts at the highest rate: near 2^63 or beyond 2^64 minor units.
    ///
    /// Until there is such an agreement, the draft brings it about.
    private mutating func hugeRedemption(_ auditor: Auditor, isTooMuch: Bool) -> TransactionDraft? {
        let giant = ClassID(16)
        guard auditor.books.classes[giant]?.terms.kind == .points, let issuer = issuer(of: giant, auditor),
            let currency = currency()
        else { return nil }
        func isHuge(_ agreement: AuditorBooks.Agreement) -> Bool {
            agreement.terms.classID == giant && agreement.terms.rate == Ratio(Ratio.partMax, 1)
                && agreement.terms.dailyCap == 0 && agreement.terms.refundWindowSeconds > 1_000_000
        }
        if random.chance(5, in: 6), let (id, _) = openAgreement(auditor, where: isHuge) {
            guard let holder = holder(of: giant, auditor), holder.units > 1 << 33 else {
                let grant = GrantPoints(classID: giant, recipient: person(), amount: 1 << 50)
                return TransactionDraft(issuer, [.grantPoints(grant)])
            }
            let isBeyond = isTooMuch && random.chance(1, in: 2)
            let amount: UInt64 = isBeyond ? 1 << 33 : (1 << 31) + 10 + random.below(1 << 31 as UInt64)
            return redemption(id, .units(giant, amount), by: holder.account)
        }
        if let (id, agreement) = agreement(auditor, where: { $0.status == .proposed && isHuge($0) }) {
            return TransactionDraft(agreement.terms.platform, [.acceptAgreement(AcceptAgreement(agreement: id))])
        }
        let now = Int64(auditor.now)
        let terms = ProposeAgreement(
            platform: people.platforms[random.below(3)], classID: giant, currency: currency,
            rate: Ratio(Ratio.partMax, 1), feeBasisPoints: 0, dailyCap: 0, start: now, end: now + 366 * 86_400,
            refundWindowSeconds: 200 * 86_400)
        return TransactionDraft(issuer, [.proposeAgreement(terms)])
    }

    mutating func refundDraft(aimedAt code: RefusalCode, _ auditor: Auditor) -> TransactionDraft? {
        func draft(_ sender: AccountID, _ id: ReceiptID) -> TransactionDraft {
            TransactionDraft(sender, [.refund(Refund(receipt: id))])
        }
        func platform(_ receipt: AuditorBooks.Receipt) -> AccountID? {
            auditor.books.agreements[receipt.agreement]?.terms.platform
        }
        switch code {
        case .receiptNotFound:
            let id = ReceiptID(random.chance(1, in: 3) ? 0 : auditor.books.lastReceipt + 1 + random.below(4))
            return draft(people.platforms[0], id)
        case .notPartyToAgreement:
            guard let (id, receipt) = receipt(auditor, where: { _ in true }), let platform = platform(receipt) else {
                return nil
            }
            return draft(random.chance(1, in: 2) ? person(except: platform) : receipt.holder, id)
        case .receiptNotOpen:
            guard let (id, receipt) = receipt(auditor, where: { $0.status != .open }) else { return nil }
            return platform(receipt).map { draft($0, id) }
        case .refundWindowClosed:
            let wanted = receipt(auditor) { $0.status == .open && $0.deadline <= auditor.now }
            guard let (id, receipt) = wanted else { return nil }
            return platform(receipt).map { draft($0, id) }
        default:
            // Two refunds of more than 2^63 in one epoch; the redemptions must lie in two epochs.
            let huge = auditor.books.openReceipts.sorted().filter {
                (auditor.books.receipts[$0]?.due ?? 0) > UInt64(Int64.max)
            }
            if huge.count >= 2, let receipt = auditor.books.receipts[huge[0]], let platform = platform(receipt) {
                return TransactionDraft(platform, huge.prefix(2).map { .refund(Refund(receipt: $0)) })
            }
            return hugeRedemption(auditor, isTooMuch: false)
        }
    }
}
