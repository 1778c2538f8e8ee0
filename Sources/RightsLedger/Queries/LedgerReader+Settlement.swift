extension LedgerReader {
    /// An agreement.
    package func agreement(_ id: AgreementID) throws(LedgerFailure) -> AgreementRecord? {
        try record(.agreement(id))
    }

    /// Agreements with their ids.
    package func agreements(
        after: AgreementID? = nil, limit: Int
    ) throws(LedgerFailure) -> [(AgreementID, AgreementRecord)] {
        try page(StateKeyRange(.agreement), after: after.map { .agreement($0) }, limit: limit) {
            (key, record: AgreementRecord) -> (AgreementID, AgreementRecord)? in
            guard case .agreement(let id) = key else { return nil }
            return (id, record)
        }
    }

    /// The measure redeemed under an agreement on a day, where the agreement has a daily cap.
    ///
    /// Days are counted from 1970-01-01 in the class's offset.
    package func redeemed(
        under agreement: AgreementID, onDay day: UInt32
    ) throws(LedgerFailure) -> UInt64 {
        try number(.agreementDay(agreement, day: day))
    }

    /// A redemption.
    package func receipt(_ id: ReceiptID) throws(LedgerFailure) -> ReceiptRecord? {
        try record(.receipt(id))
    }

    /// Redemptions with their ids.
    package func receipts(
        after: ReceiptID? = nil, limit: Int
    ) throws(LedgerFailure) -> [(ReceiptID, ReceiptRecord)] {
        try page(StateKeyRange(.receipt), after: after.map { .receipt($0) }, limit: limit) {
            (key, record: ReceiptRecord) -> (ReceiptID, ReceiptRecord)? in
            guard case .receipt(let id) = key else { return nil }
            return (id, record)
        }
    }

    /// What accounts owe each other over an epoch, before netting; by currency, debtor and creditor.
    package func obligations(
        epoch: UInt64, after: Obligation? = nil, limit: Int
    ) throws(LedgerFailure) -> [Obligation] {
        try page(
            StateKeyRange(.obligation, epoch: epoch),
            after: after.map {
                .obligation(epoch: epoch, $0.currency, debtor: $0.debtor, creditor: $0.creditor)
            }, limit: limit
        ) { (key, record: NumberRecord) -> Obligation? in
            guard case .obligation(_, let currency, let debtor, let creditor) = key else { return nil }
            return Obligation(currency: currency, debtor: debtor, creditor: creditor, amount: record.value)
        }
    }

    /// The net positions of an epoch, by currency and account.
    package func positions(
        epoch: UInt64, after: (currency: CurrencyCode, account: AccountID)? = nil, limit: Int
    ) throws(LedgerFailure) -> [(CurrencyCode, NetPosition)] {
        try page(
            StateKeyRange(.position, epoch: epoch),
            after: after.map { .position(epoch: epoch, $0.currency, $0.account) }, limit: limit
        ) { (key, record: SignedNumberRecord) -> (CurrencyCode, NetPosition)? in
            guard case .position(_, let currency, let account) = key else { return nil }
            return (currency, NetPosition(account: account, amount: record.value))
        }
    }

    /// A settlement; `nil` where the two have nothing to settle.
    package func settlement(
        epoch: UInt64, _ currency: CurrencyCode, debtor: AccountID, creditor: AccountID
    ) throws(LedgerFailure) -> SettlementRecord? {
        try record(.settlement(epoch: epoch, currency, debtor: debtor, creditor: creditor))
    }

    /// The settlements of an epoch, by currency, debtor and creditor.
    package func settlements(
        epoch: UInt64, after: Settlement? = nil, limit: Int
    ) throws(LedgerFailure) -> [Settlement] {
        try page(
            StateKeyRange(.settlement, epoch: epoch),
            after: after.map {
                .settlement(epoch: epoch, $0.currency, debtor: $0.debtor, creditor: $0.creditor)
            }, limit: limit
        ) { (key, record: SettlementRecord) -> Settlement? in
            guard case .settlement(_, let currency, let debtor, let creditor) = key else { return nil }
            return Settlement(currency: currency, debtor: debtor, creditor: creditor, record: record)
        }
    }

    /// What one account owes another over an epoch.
    package struct Obligation: Hashable, Sendable {
        /// The currency.
        package var currency: CurrencyCode
        /// Who owes.
        package var debtor: AccountID
        /// To whom.
        package var creditor: AccountID
        /// In minor currency units.
        package var amount: UInt64

        package init(currency: CurrencyCode, debtor: AccountID, creditor: AccountID, amount: UInt64) {
            self.currency = currency
            self.debtor = debtor
            self.creditor = creditor
            self.amount = amount
        }
    }

    /// A settlement with its parties.
    package struct Settlement: Hashable, Sendable {
        /// The currency.
        package var currency: CurrencyCode
        /// Who pays.
        package var debtor: AccountID
        /// Who is paid.
        package var creditor: AccountID
        /// The amount and what was confirmed.
        package var record: SettlementRecord

        package init(
            currency: CurrencyCode, debtor: AccountID, creditor: AccountID, record: SettlementRecord
        ) {
            self.currency = currency
            self.debtor = debtor
            self.creditor = creditor
            self.record = record
        }
    }
}
