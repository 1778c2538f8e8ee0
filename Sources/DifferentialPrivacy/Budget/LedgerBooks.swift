internal import Signatures

/// What a ledger's lines add up to.
struct LedgerBooks: Sendable {
    private(set) var terms: LedgerEntry.Terms?
    private(set) var entries: [LedgerEntry] = []
    private(set) var spent = PrivacyCost.zero
    private(set) var spentByAnalyst: [String: PrivacyCost] = [:]
    /// Reservations without an answer yet; they count as spent.
    private(set) var open: Set<UInt64> = []
    private(set) var lastDigest = Digest.zero
    /// The bytes of the complete lines.
    private(set) var byteCount: UInt64 = 0

    /// Reads complete lines; what follows the last line end is an append that a crash cut short, and was never relied
    /// on.
    ///
    /// - Throws: ``PrivacyError/ledgerDamaged(line:reason:)``.
    mutating func read(_ bytes: [UInt8]) throws(PrivacyError) {
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            try take(bytes[start...end])
            start = end + 1
        }
    }

    /// Refuses a charge that the budget or the analyst's quota does not cover.
    ///
    /// The dataset's budget is checked first, the analyst's quota second.
    /// - Throws: ``PrivacyError/budgetExceeded(_:)``, ``PrivacyError/analystUnknown(_:)`` or
    ///   ``PrivacyError/quotaExceeded(analyst:_:)``.
    func check(analyst: String, cost: PrivacyCost) throws(PrivacyError) {
        guard let terms else { throw .ledgerDamaged(line: 1, reason: "it has no terms") }
        guard spent.adding(cost).isWithin(terms.total) else {
            throw .budgetExceeded(BudgetShortfall(asked: cost, remaining: terms.total.remaining(after: spent)))
        }
        guard let quota = terms.quotas[analyst] else { throw .analystUnknown(analyst) }
        let own = spentByAnalyst[analyst, default: .zero]
        guard own.adding(cost).isWithin(quota) else {
            throw .quotaExceeded(
                analyst: analyst, BudgetShortfall(asked: cost, remaining: quota.remaining(after: own)))
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>) throws(PrivacyError) {
        let number = entries.count + 1
        func damaged(_ reason: String) -> PrivacyError { .ledgerDamaged(line: number, reason: reason) }
        guard let entry = LedgerEntry(line: line) else { throw damaged("it is not an entry in canonical form") }
        guard entry.index == UInt64(entries.count), entry.previous == lastDigest.hex else {
            throw damaged("it does not follow from the line before")
        }
        switch entry.kind {
        case .open:
            guard entries.isEmpty, let stated = entry.terms else { throw damaged("terms stand in the first line only") }
            terms = stated
        case .reserve:
            guard let terms, let cost = entry.cost, let analyst = entry.analyst, entry.reservation == entry.index else {
                throw damaged("a reservation is incomplete")
            }
            let sum = spent.adding(cost)
            let own = spentByAnalyst[analyst, default: .zero].adding(cost)
            guard sum.isWithin(terms.total), let quota = terms.quotas[analyst], own.isWithin(quota) else {
                throw damaged("it spends more than there is")
            }
            (spent, spentByAnalyst[analyst]) = (sum, own)
            open.insert(entry.index)
        case .commit:
            guard let reservation = entry.reservation, open.remove(reservation) != nil else {
                throw damaged("it answers a reservation that is not open")
            }
        }
        entries.append(entry)
        lastDigest = SHA256.hash(Array(line))
        byteCount += UInt64(line.count)
    }
}
