extension BlockExecution {
    mutating func openBuyBack(_ operation: OpenBuyBack, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        try terms.requireIssuer(sender)
        try terms.requireKind(.points)
        let opens = operation.price.numerator > 0
        if opens { try requirePayable(try requireClass(operation.paymentClass), for: terms) }
        let existing: BuyBackRecord? = try state.read(.buyBack(terms.id))
        if !opens, existing == nil { throw .refused(.buyBackNotOpen, ("class", terms.id)) }

        var returned: Units?
        if let existing {
            returned = Units(classID: existing.terms.paymentClass, amount: existing.fund)
            try payFromFund(existing, existing.fund, to: terms.issuer)
        }
        var newTerms: BuyBackTerms?
        if opens {
            let record = BuyBackRecord(
                terms: BuyBackTerms(
                    paymentClass: operation.paymentClass, price: operation.price,
                    revenueBasisPoints: operation.revenueBasisPoints))
            newTerms = record.terms
            state.write(record, .buyBack(terms.id))
        } else {
            state.remove(.buyBack(terms.id))
        }
        events.append(.buyBackSet(BuyBackSet(classID: terms.id, terms: newTerms, returnedFund: returned)))
    }

    mutating func depositRevenue(_ operation: DepositRevenue, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        var buyBack = try requireBuyBack(terms)
        let payment = try knownClass(buyBack.terms.paymentClass)
        try payment.requireNotFrozen()
        var lots = try debit(sender, payment, operation.amount)

        let toFund = BasisPoints.share(buyBack.terms.revenueBasisPoints, of: operation.amount)
        _ = lots.takeFirst(toFund)
        try credit(terms.issuer, payment, lots)
        buyBack.fund = try buyBack.fund.plus(toFund, "a buy-back's fund")
        state.write(buyBack, .buyBack(terms.id))
        if toFund > 0 {
            try changeSupply(of: payment.id) { (supply) throws(Stop) in
                try supply.moveCirculatingToReserved(toFund)
            }
        }
        events.append(
            .revenueDeposited(
                RevenueDeposited(
                    classID: terms.id, paymentClass: payment.id, depositor: sender, toFund: toFund,
                    toIssuer: operation.amount - toFund)))
    }

    mutating func sellToBuyBack(_ operation: SellToBuyBack, sender: AccountID) throws(Stop) {
        let terms = try requireClass(operation.classID)
        var buyBack = try requireBuyBack(terms)
        let payment = try knownClass(buyBack.terms.paymentClass)
        try terms.requireNotFrozen()
        try payment.requireNotFrozen()
        let available = try liveBalance(of: sender, in: terms).total()
        if available < operation.amount {
            throw .refused(
                .balanceTooLow, ("class", terms.id), ("available", available), ("required", operation.amount))
        }
        let payout = try buyBack.terms.payout(for: operation.amount)
        if payout == 0 { throw .refused(.payoutIsZero) }
        if payout > buyBack.fund {
            throw .refused(.buyBackFundTooLow, ("available", buyBack.fund), ("required", payout))
        }

        try burnUnits(operation.amount, of: sender, terms, cause: .buyBack)
        try payFromFund(buyBack, payout, to: sender)
        buyBack.fund -= payout
        state.write(buyBack, .buyBack(terms.id))
        events.append(
            .boughtBack(
                BoughtBack(
                    classID: terms.id, seller: sender, amount: operation.amount,
                    payout: Units(classID: payment.id, amount: payout))))
    }

    /// - Throws: `buyBackNotOpen`.
    private mutating func requireBuyBack(_ terms: ClassTerms) throws(Stop) -> BuyBackRecord {
        guard let buyBack: BuyBackRecord = try state.read(.buyBack(terms.id)) else {
            throw .refused(.buyBackNotOpen, ("class", terms.id))
        }
        return buyBack
    }

    /// Checks that a class can pay for another: units that never expire and that move freely.
    ///
    /// - Throws: `buyBackPaymentInvalid`.
    private func requirePayable(_ payment: ClassTerms, for terms: ClassTerms) throws(Stop) {
        let policy = payment.policy
        guard payment.id != terms.id, payment.kind == .points, policy.expiry == nil,
            policy.transferability == .free, policy.transferFeeBasisPoints == 0
        else { throw .refused(.buyBackPaymentInvalid, ("paymentClass", payment.id)) }
    }

    /// Pays units out of a fund; the fund's own record is changed by the caller.
    private mutating func payFromFund(
        _ buyBack: BuyBackRecord, _ amount: UInt64, to account: AccountID
    ) throws(Stop) {
        if amount == 0 { return }
        let payment = try knownClass(buyBack.terms.paymentClass)
        try credit(account, payment, [BucketUnits(bucket: .never, units: amount)])
        try changeSupply(of: payment.id) { (supply) throws(Stop) in try supply.moveReservedToCirculating(amount) }
    }
}

extension BuyBackTerms {
    /// Returns `floor(amount × price)` in units of the payment class.
    ///
    /// - Throws: `amountOverflow` where it does not fit 64 bits.
    func payout(for amount: UInt64) throws(Stop) -> UInt64 {
        // 64 bits by 32 bits.
        let product = UInt128(amount) * UInt128(min(price.numerator, Ratio.partMax))
        guard let payout = UInt64(exactly: product / UInt128(max(price.denominator, 1))) else {
            throw .refused(.amountOverflow)
        }
        return payout
    }
}
