import RightsLedger

extension Auditor {
    /// The settlement epoch of a time.
    static func epoch(at time: Int, rule: EpochRule) -> UInt64 {
        switch rule {
        case .month(let offset): UInt64(AuditorCalendar.bucket(at: time, offsetMinutes: Int(offset)))
        case .seconds(let seconds): UInt64(time) / seconds
        }
    }

    /// The epoch that the block's obligations belong to.
    package var epochNow: UInt64 { Auditor.epoch(at: now, rule: epochRule) }

    func debtKey(from debtor: AccountID, to creditor: AccountID, currency: CurrencyCode) -> AuditorBooks.DebtKey {
        AuditorBooks.DebtKey(epoch: epochNow, currency: currency, debtor: debtor, creditor: creditor)
    }

    func requireRoom(for amount: UInt64, in debt: AuditorBooks.DebtKey) throws(Denial) {
        try require(amount <= UInt64.max - books.debts[debt, default: 0], .amountOverflow)
    }

    mutating func book(_ amount: UInt64, in debt: AuditorBooks.DebtKey) {
        if amount > 0 { books.debts[debt, default: 0] += amount }
    }

    /// Step 4: nets every epoch before the present one that was not netted yet.
    mutating func netIfEpochEnded() {
        guard epochNow > openEpoch else { return }
        let epochs = Set(books.debts.keys.map(\.epoch)).filter { $0 >= openEpoch && $0 < epochNow }
        for epoch in epochs.sorted() {
            let currencies = Set(books.debts.keys.filter { $0.epoch == epoch }.map(\.currency))
            for currency in currencies.sorted() { net(epoch: epoch, currency: currency) }
        }
        openEpoch = epochNow
    }

    private mutating func net(epoch: UInt64, currency: CurrencyCode) {
        var nets: [AccountID: Int128] = [:]
        for (debt, amount) in books.debts where debt.epoch == epoch && debt.currency == currency {
            nets[debt.creditor, default: 0] += Int128(amount)
            nets[debt.debtor, default: 0] -= Int128(amount)
        }
        for (account, amount) in nets where amount != 0 {
            let key = AuditorBooks.PositionKey(epoch: epoch, currency: currency, account: account)
            books.positions[key] = amount
        }
        var debtors = nets.filter { $0.value < 0 }.sorted { $0.key < $1.key }.map { ($0.key, -$0.value) }
        var creditors = nets.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        while let (debtor, owes) = debtors.first, let (creditor, isOwed) = creditors.first {
            let paid = min(owes, isOwed)
            let key = AuditorBooks.DebtKey(epoch: epoch, currency: currency, debtor: debtor, creditor: creditor)
            books.settlements[key] = AuditorBooks.Settlement(amount: UInt128(paid))
            books.settlementKeys.append(key)
            debtors[0].1 -= paid
            creditors[0].1 -= paid
            if debtors[0].1 == 0 { debtors.removeFirst() }
            if creditors[0].1 == 0 { creditors.removeFirst() }
        }
    }

    mutating func confirmSettlement(_ payload: ConfirmSettlement, sender: AccountID) throws(Denial) {
        let key = AuditorBooks.DebtKey(
            epoch: payload.epoch, currency: payload.currency, debtor: payload.debtor, creditor: payload.creditor)
        let settlement = try require(books.settlements[key], .settlementNotFound)
        try require(sender == key.debtor || sender == key.creditor, .notPartyToSettlement)
        if sender == key.debtor {
            try require(settlement.debtorReference == nil, .alreadyConfirmed)
            books.settlements[key]?.debtorReference = payload.reference
        } else {
            try require(settlement.creditorReference == nil, .alreadyConfirmed)
            books.settlements[key]?.creditorReference = payload.reference
        }
    }
}
