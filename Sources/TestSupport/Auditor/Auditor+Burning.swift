import RightsLedger

extension Auditor {
    mutating func burn(_ payload: Burn, sender: AccountID) throws(Denial) {
        let asset = try found(payload.asset, sender: sender)
        let rightsClass = try require(books.classes[asset.classID], .classNotFound)
        try require(rightsClass.terms.kind == asset.kind, .wrongKind)
        try require(!rightsClass.isFrozen, .classFrozen)
        try require(!asset.isDead, .lotExpired)
        switch payload.asset {
        case .units(let units):
            try require(liveBalance(of: units.classID, account: sender) >= units.amount, .balanceTooLow)
            _ = take(units.amount, of: units.classID, from: sender)
        case .lot(let id):
            books.lots[id] = nil
        case .item(let item):
            books.items[item] = nil
        }
        books.classes[asset.classID]?.counters.burnedByHolder += asset.measure
    }

    mutating func scheduleBurn(_ payload: ScheduleBurn, sender: AccountID) throws(Denial) {
        _ = try ownPoints(payload.classID, sender: sender)
        try require(payload.time > Int64(now), .burnInPast)
        books.lastScheduledBurn += 1
        books.scheduledBurns[ScheduledBurnID(books.lastScheduledBurn)] = AuditorBooks.ScheduledBurn(
            classID: payload.classID, due: Int(payload.time), amount: payload.amount)
    }

    /// Step 2b: up to 1,000 calendar burns that are due, in order.
    mutating func burnByCalendar() {
        let due = books.scheduledBurns.filter { $0.value.due <= now }
            .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
        for (id, scheduled) in due.prefix(1_000) {
            books.scheduledBurns[id] = nil
            guard let issuer = books.classes[scheduled.classID]?.issuer else { continue }
            let amount = min(scheduled.amount, liveBalance(of: scheduled.classID, account: issuer))
            _ = take(amount, of: scheduled.classID, from: issuer)
            books.classes[scheduled.classID]?.counters.burnedByCalendar += amount
        }
    }

    mutating func openBuyBack(_ payload: OpenBuyBack, sender: AccountID) throws(Denial) {
        let rightsClass = try ownPoints(payload.classID, sender: sender)
        let isClosing = payload.price.numerator == 0
        if isClosing {
            try require(rightsClass.buyBack != nil, .buyBackNotOpen)
        } else {
            let payment = try require(books.classes[payload.paymentClass], .classNotFound)
            let policy = payment.terms.policy
            let isGood =
                payload.paymentClass != payload.classID && payment.terms.kind == .points && policy.expiry == nil
                && policy.transferability == .free && policy.transferFeeBasisPoints == 0
            try require(isGood, .buyBackPaymentInvalid)
        }
        if let old = rightsClass.buyBack { add(old.fund, bucket: .never, of: old.paymentClass, to: rightsClass.issuer) }
        books.classes[payload.classID]?.buyBack =
            isClosing
            ? nil
            : AuditorBooks.BuyBack(
                paymentClass: payload.paymentClass, price: payload.price,
                revenueBasisPoints: payload.revenueBasisPoints)
    }

    mutating func depositRevenue(_ payload: DepositRevenue, sender: AccountID) throws(Denial) {
        let rightsClass = try require(books.classes[payload.classID], .classNotFound)
        let buyBack = try require(rightsClass.buyBack, .buyBackNotOpen)
        let payment = buyBack.paymentClass
        try require(books.classes[payment]?.isFrozen == false, .classFrozen)
        try require(liveBalance(of: payment, account: sender) >= payload.amount, .balanceTooLow)
        let intoFund = share(payload.amount, basisPoints: buyBack.revenueBasisPoints)
        _ = take(payload.amount, of: payment, from: sender)
        add(payload.amount - intoFund, bucket: .never, of: payment, to: rightsClass.issuer)
        books.classes[payload.classID]?.buyBack?.fund += intoFund
    }

    mutating func sellToBuyBack(_ payload: SellToBuyBack, sender: AccountID) throws(Denial) {
        let rightsClass = try require(books.classes[payload.classID], .classNotFound)
        let buyBack = try require(rightsClass.buyBack, .buyBackNotOpen)
        try require(!rightsClass.isFrozen && books.classes[buyBack.paymentClass]?.isFrozen == false, .classFrozen)
        try require(liveBalance(of: payload.classID, account: sender) >= payload.amount, .balanceTooLow)
        let payout = multiple(payload.amount, by: buyBack.price)
        try require(payout <= UInt128(UInt64.max), .amountOverflow)
        try require(payout > 0, .payoutIsZero)
        try require(payout <= UInt128(buyBack.fund), .buyBackFundTooLow)
        _ = take(payload.amount, of: payload.classID, from: sender)
        books.classes[payload.classID]?.counters.burnedByBuyBack += payload.amount
        books.classes[payload.classID]?.buyBack?.fund -= UInt64(payout)
        add(UInt64(payout), bucket: .never, of: buyBack.paymentClass, to: sender)
    }
}
