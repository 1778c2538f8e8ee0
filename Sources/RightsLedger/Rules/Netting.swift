internal import Signatures

extension BlockExecution {
    /// How many obligations are read at a time.
    static let obligationsPerPage = 1_000

    /// Books an amount as owed in the epoch of the block's time; nothing for an amount of 0.
    ///
    /// - Throws: `amountOverflow` where the sum between the two does not fit 64 bits.
    mutating func bookObligation(
        debtor: AccountID, creditor: AccountID, _ amount: UInt64, _ currency: CurrencyCode, _ receipt: ReceiptID
    ) throws(Stop) {
        guard amount > 0, let chain else { return }
        let epoch = chain.epochRule.epoch(at: now)
        let key = StateKey.obligation(epoch: epoch, currency, debtor: debtor, creditor: creditor).bytes
        let owed: NumberRecord? = try state.read(at: key)
        let (sum, overflow) = (owed?.value ?? 0).addingReportingOverflow(amount)
        if overflow { throw .refused(.amountOverflow) }
        state.write(NumberRecord(sum), at: key)
        events.append(
            .obligationBooked(
                ObligationBooked(
                    epoch: epoch, currency: currency, debtor: debtor, creditor: creditor, amount: amount,
                    receipt: receipt)))
    }

    /// Step 4: nets every epoch that has closed.
    ///
    /// - Returns: The epoch that is open from now on.
    mutating func netClosedEpochs(openEpoch: UInt64, rule: EpochRule) throws(Stop) -> UInt64 {
        let current = rule.epoch(at: now)
        guard current > openEpoch else { return openEpoch }
        var group: [Obligation] = []
        var range = StateKeyRange(.obligation, epochs: openEpoch..<current)
        var page: [(key: [UInt8], value: [UInt8])]
        repeat {
            page = try state.scan(range, limit: BlockExecution.obligationsPerPage)
            for (key, value) in page {
                let obligation = try Obligation(key: key, value: value)
                if let last = group.last, last.epoch != obligation.epoch || last.currency != obligation.currency {
                    try net(group)
                    group = []
                }
                group.append(obligation)
            }
            if let last = page.last { range = range.after(last.key) }
        } while page.count == BlockExecution.obligationsPerPage
        try net(group)
        return current
    }

    /// What one account owes another in an epoch and a currency.
    private struct Obligation {
        let epoch: UInt64
        let currency: CurrencyCode
        let debtor: AccountID
        let creditor: AccountID
        let amount: UInt64

        init(key: [UInt8], value: [UInt8]) throws(Stop) {
            guard case .obligation(let epoch, let currency, let debtor, let creditor) = StateKey(bytes: key),
                let record = try? NumberRecord(decoding: value)
            else { throw .failed(.corruptRecord(key: Hex.encode(key))) }
            self.epoch = epoch
            self.currency = currency
            self.debtor = debtor
            self.creditor = creditor
            amount = record.value
        }
    }

    /// Nets the obligations of one epoch and one currency.
    private mutating func net(_ obligations: [Obligation]) throws(Stop) {
        guard let first = obligations.first else { return }
        let positions = try Netting.positions(
            obligations.map { ($0.debtor, $0.creditor, $0.amount) })
        let settlements = try Netting.settlements(of: positions)
        for position in positions {
            state.create(
                SignedNumberRecord(position.amount),
                .position(epoch: first.epoch, first.currency, position.account))
        }
        for settlement in settlements {
            state.create(
                SettlementRecord(amount: settlement.amount),
                .settlement(
                    epoch: first.epoch, first.currency, debtor: settlement.debtor, creditor: settlement.creditor))
        }
        events.append(
            .epochNetted(
                EpochNetted(
                    epoch: first.epoch, currency: first.currency, positions: positions,
                    settlements: settlements)))
    }

    mutating func confirmSettlement(_ operation: ConfirmSettlement, sender: AccountID) throws(Stop) {
        let key = StateKey.settlement(
            epoch: operation.epoch, operation.currency, debtor: operation.debtor, creditor: operation.creditor)
        guard var settlement: SettlementRecord = try state.read(key) else {
            throw .refused(.settlementNotFound, ("epoch", operation.epoch), ("currency", operation.currency))
        }
        if sender == operation.debtor {
            guard settlement.debtorReference == nil else { throw .refused(.alreadyConfirmed) }
            settlement.debtorReference = operation.reference
        } else if sender == operation.creditor {
            guard settlement.creditorReference == nil else { throw .refused(.alreadyConfirmed) }
            settlement.creditorReference = operation.reference
        } else {
            throw .refused(.notPartyToSettlement)
        }
        state.write(settlement, key)
        events.append(
            .settlementConfirmed(
                SettlementConfirmed(
                    epoch: operation.epoch, currency: operation.currency, debtor: operation.debtor,
                    creditor: operation.creditor, party: sender, reference: operation.reference,
                    settled: settlement.isSettled)))
    }
}

extension SettlementRecord {
    /// Whether both sides have confirmed.
    package var isSettled: Bool { debtorReference != nil && creditorReference != nil }
}

/// Multilateral netting: what everybody owes everybody becomes one position for each.
enum Netting {
    /// Returns what each account is owed less what it owes, ascending by account, without those at zero.
    static func positions(
        _ obligations: [(debtor: AccountID, creditor: AccountID, amount: UInt64)]
    ) throws(Stop) -> [NetPosition] {
        var movements: [NetPosition] = []
        for (debtor, creditor, amount) in obligations {
            movements.append(NetPosition(account: debtor, amount: -Int128(amount)))
            movements.append(NetPosition(account: creditor, amount: Int128(amount)))
        }
        movements.sort { $0.account < $1.account }
        var positions: [NetPosition] = []
        var sum: Int128 = 0
        for movement in movements {
            sum = try sum.plus(movement.amount, "the sum of net positions")
            if let last = positions.indices.last, positions[last].account == movement.account {
                positions[last].amount = try positions[last].amount.plus(movement.amount, "a net position")
            } else {
                positions.append(movement)
            }
        }
        guard sum == 0 else { throw .failed(.brokenInvariant("net positions do not sum up to zero")) }
        positions.removeAll { $0.amount == 0 }
        return positions
    }

    /// Returns payments that bring every position to zero.
    ///
    /// Debtors and creditors stand in two rows by account; each step pays the smaller of what the first debtor still owes
    /// and the first creditor is still owed. So there are fewer payments than accounts.
    static func settlements(of positions: [NetPosition]) throws(Stop) -> [NetSettlement] {
        var debtors = positions.filter { $0.amount < 0 }.map { ($0.account, $0.amount.magnitude) }[...]
        var creditors = positions.filter { $0.amount > 0 }.map { ($0.account, $0.amount.magnitude) }[...]
        var settlements: [NetSettlement] = []
        while var debtor = debtors.popFirst(), var creditor = creditors.popFirst() {
            let amount = min(debtor.1, creditor.1)
            settlements.append(NetSettlement(debtor: debtor.0, creditor: creditor.0, amount: amount))
            debtor.1 -= amount
            creditor.1 -= amount
            if debtor.1 > 0 { debtors = [debtor] + debtors }
            if creditor.1 > 0 { creditors = [creditor] + creditors }
        }
        return settlements
    }
}
