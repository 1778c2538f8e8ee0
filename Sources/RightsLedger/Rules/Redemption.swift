internal import Signatures

extension BlockExecution {
    mutating func redeem(_ operation: Redeem, sender: AccountID) throws(Stop) {
        let agreement = try requireAgreement(operation.agreement)
        guard agreement.status == .active else { throw .refused(.agreementNotActive) }
        guard agreement.terms.start <= now, now < agreement.terms.end else {
            throw .refused(
                .outsideAgreementWindow, ("start", agreement.terms.start), ("end", agreement.terms.end))
        }
        let (terms, found) = try findRedeemable(operation.asset, of: sender, under: agreement.terms)
        let measure = found.measure
        try countDay(operation.agreement, agreement.terms, terms, measure)
        let right = try reserve(found, terms, from: sender)
        let amountDue = try agreement.terms.amountDue(for: measure)

        let receipt = ReceiptID(try nextNumber(.receiptID))
        // At most 2^37 + 366 days.
        let deadline = now + Int64(clamping: agreement.terms.refundWindowSeconds)
        state.create(
            ReceiptRecord(
                agreement: operation.agreement, holder: sender, right: right, measure: measure,
                amountDue: amountDue, reference: operation.reference, time: now, deadline: deadline),
            .receipt(receipt))
        state.create(.receiptDeadline(deadline: deadline, receipt))
        try changeSupply(of: terms.id) { (supply) throws(Stop) in try supply.moveCirculatingToReserved(measure) }
        events.append(
            .redeemed(
                Redeemed(
                    receipt: receipt, agreement: operation.agreement, holder: sender, classID: terms.id,
                    asset: operation.asset, lots: right.lots, measure: measure, amountDue: amountDue,
                    currency: agreement.terms.currency, deadline: deadline, reference: operation.reference)))
        try bookObligation(
            debtor: agreement.issuer, creditor: agreement.terms.platform, amountDue, agreement.terms.currency,
            receipt)
    }

    mutating func refund(_ operation: Refund, sender: AccountID) throws(Stop) {
        let id = operation.receipt
        guard var receipt: ReceiptRecord = try state.read(.receipt(id)) else {
            throw .refused(.receiptNotFound, ("receipt", id))
        }
        let agreement = try knownAgreement(receipt.agreement)
        guard sender == agreement.terms.platform else { throw .refused(.notPartyToAgreement) }
        guard receipt.status == .open else { throw .refused(.receiptNotOpen, ("receipt", id)) }
        guard now < receipt.deadline else {
            throw .refused(.refundWindowClosed, ("deadline", receipt.deadline))
        }
        let terms = try knownClass(receipt.right.classID)
        let expired = try restore(receipt.right, terms, to: receipt.holder)
        receipt.status = .refunded
        state.write(receipt, .receipt(id))
        state.remove(.receiptDeadline(deadline: receipt.deadline, id))
        events.append(
            .refunded(
                Refunded(
                    receipt: id, holder: receipt.holder, classID: terms.id, measure: receipt.measure,
                    expired: expired)))
        try bookObligation(
            debtor: agreement.terms.platform, creditor: agreement.issuer, receipt.amountDue,
            agreement.terms.currency, id)
    }

    /// What a holder wants to redeem, found but not yet taken.
    private enum Redeemable {
        case units(UInt64)
        case lot(LotID, LotRecord)
        case item(Item, ItemRecord)

        var measure: UInt64 {
            switch self {
            case .units(let amount): amount
            case .lot(_, let record): record.measure
            case .item: 1
            }
        }
    }

    /// Finds what a holder wants to redeem and checks that it may be.
    private mutating func findRedeemable(
        _ asset: Asset, of holder: AccountID, under agreement: ProposeAgreement
    ) throws(Stop) -> (ClassTerms, Redeemable) {
        let found: Redeemable
        let classID: ClassID
        let kind: ClassKind
        switch asset {
        case .units(let units):
            found = .units(units.amount)
            classID = units.classID
            kind = .points
        case .lot(let lot):
            let record = try requireLot(lot, of: holder).record
            found = .lot(lot, record)
            classID = record.classID
            kind = .entitlement
        case .item(let item):
            found = .item(item, try requireItem(item, of: holder).record)
            classID = item.classID
            kind = .collectible
        }
        guard classID == agreement.classID else {
            throw .refused(.classAgreementMismatch, ("class", classID), ("agreed", agreement.classID))
        }
        let terms = try requireClass(classID)
        try terms.requireKind(kind)
        try terms.requireNotFrozen()
        if case .lot(let lot, let record) = found { try terms.requireLive(record, lot, now: now) }
        return (terms, found)
    }

    /// Counts a redemption against the daily cap, where there is one.
    ///
    /// - Throws: `dailyCapExceeded`.
    private mutating func countDay(
        _ id: AgreementID, _ agreement: ProposeAgreement, _ terms: ClassTerms, _ measure: UInt64
    ) throws(Stop) {
        guard agreement.dailyCap > 0 else { return }
        let day = UInt32(clamping: terms.calendar.day(at: now))
        let tally: NumberRecord? = try state.read(.agreementDay(id, day: day))
        let redeemed = tally?.value ?? 0
        let remaining = try agreement.dailyCap.minus(redeemed, "what a daily cap leaves")
        if measure > remaining {
            throw .refused(
                .dailyCapExceeded, ("cap", agreement.dailyCap), ("remaining", remaining), ("required", measure))
        }
        state.write(NumberRecord(redeemed + measure), .agreementDay(id, day: day))
    }

    /// Takes a right away from its holder; the supply is changed by the caller.
    ///
    /// - Throws: `balanceTooLow`.
    private mutating func reserve(
        _ found: Redeemable, _ terms: ClassTerms, from holder: AccountID
    ) throws(Stop) -> ReservedRight {
        switch found {
        case .units(let amount):
            let lots = try debit(holder, terms, amount)
            try lowerDueTotals(terms, for: lots)
            return .units(terms.id, lots)
        case .lot(let lot, let record):
            state.remove(.lot(holder, lot))
            try lowerDueTotal(terms.id, due: terms.end(of: record), by: record.measure)
            return .lot(lot, record)
        case .item(let item, let record):
            removeItem(item, owner: holder)
            return .item(item, metadataHash: record.metadataHash)
        }
    }

    /// Gives a reserved right to an account; what has died goes from reserved to expired.
    ///
    /// - Returns: The measure that has died.
    mutating func restore(
        _ right: ReservedRight, _ terms: ClassTerms, to account: AccountID
    ) throws(Stop) -> UInt64 {
        var live: UInt64 = 0
        var dead: UInt64 = 0
        switch right {
        case .units(_, let lots):
            let alive = lots.filter { !terms.isDead($0.bucket) }
            live = try alive.sum()
            dead = try lots.sum() - live
            try credit(account, terms, alive)
            try raiseDueTotals(terms, for: alive)
        case .lot(let lot, let record):
            if now >= terms.end(of: record) {
                dead = record.measure
            } else {
                live = record.measure
                state.create(record, .lot(account, lot))
                try raiseDueTotal(terms.id, due: terms.end(of: record), by: live)
            }
        case .item(let item, let metadataHash):
            live = 1
            place(item, metadataHash: metadataHash, owner: account)
        }
        try changeSupply(of: terms.id) { (supply) throws(Stop) in
            try supply.moveReservedToCirculating(live)
            try supply.moveReservedToExpired(dead)
        }
        if dead > 0 { events.append(.expired(Expired(classID: terms.id, measure: dead, due: now))) }
        return dead
    }

    /// Returns an agreement that a receipt names, which therefore exists.
    mutating func knownAgreement(_ id: AgreementID) throws(Stop) -> AgreementRecord {
        do throws(Stop) {
            return try requireAgreement(id)
        } catch {
            throw .failed(error.failure)
        }
    }
}

extension ReservedRight {
    /// Units by bucket; empty for lots and items.
    var lots: [BucketUnits] {
        if case .units(_, let lots) = self { lots } else { [] }
    }

    /// The right as an asset.
    func asset(measure: UInt64) -> Asset {
        switch self {
        case .units(let classID, _): .units(classID, measure)
        case .lot(let lot, _): .lot(lot)
        case .item(let item, _): .item(item)
        }
    }
}

extension ProposeAgreement {
    /// Returns `gross - floor(gross × fee / 10000)` with `gross = floor(measure × rate)`, in minor currency units.
    ///
    /// - Throws: `amountOverflow` where the gross amount does not fit 64 bits.
    func amountDue(for measure: UInt64) throws(Stop) -> UInt64 {
        // 64 bits by 32 bits.
        let product = UInt128(measure) * UInt128(min(rate.numerator, Ratio.partMax))
        guard let gross = UInt64(exactly: product / UInt128(max(rate.denominator, 1))) else {
            throw .refused(.amountOverflow)
        }
        return gross - BasisPoints.share(feeBasisPoints, of: gross)
    }
}
