package import Signatures
internal import Synchronization

/// A charge that was written down; its query may now read the data.
package struct BudgetReservation: Sendable, Hashable {
    /// The number of the reservation.
    package let number: UInt64
    /// What it charged.
    package let cost: PrivacyCost
}

/// What a dataset's budget stands at.
public struct BudgetStatus: Sendable {
    /// In what it is counted.
    public let unit: BudgetUnit
    /// What could be spent at the beginning.
    public let total: PrivacyCost
    /// What was spent; reservations that were never answered count.
    public let spent: PrivacyCost
    /// What each analyst may spend, and has spent.
    package let analysts: [String: (quota: PrivacyCost, spent: PrivacyCost)]
    /// The reservations without an answer.
    public let openReservations: [UInt64]
    /// All entries.
    package let entries: [LedgerEntry]

    /// What is left.
    public var remaining: PrivacyCost { total.remaining(after: spent) }
}

/// The append-only, hash-chained account of a dataset's privacy budget.
///
/// A query is charged before it reads data (reserve) and shown after its answer is bound to the charge (commit). A
/// crash between the two leaves the charge. One budget holds for the whole dataset; quotas only divide it, because
/// analysts who compare notes are one analyst. Every use locks the storage, so that concurrent spenders take turns.
///
/// The chain shows changes of lines that others follow; who can rewrite the whole file can forge it, so its last digest
/// is worth keeping elsewhere.
package final class BudgetLedger: Sendable {
    private let storage: any LedgerStorage
    /// What was read and checked so far; later reads continue there.
    private let books = Mutex(LedgerBooks())

    /// The terms that the first line must have; `nil` where any will do.
    private let expectedTerms: LedgerEntry.Terms?

    /// Uses a ledger that exists.
    ///
    /// - Parameter expectedTerms: The terms that the first line must have, as the dataset's document states them.
    package init(storage: any LedgerStorage, expecting expectedTerms: LedgerEntry.Terms? = nil) {
        self.storage = storage
        self.expectedTerms = expectedTerms
    }

    /// Writes the first line of an empty ledger.
    ///
    /// - Throws: ``PrivacyError/parameterInvalid(_:)`` where a quota exceeds the total, or the storage is not empty.
    package static func open(storage: any LedgerStorage, terms: LedgerEntry.Terms) throws(PrivacyError) -> BudgetLedger
    {
        for (analyst, quota) in terms.quotas where !quota.isWithin(terms.total) {
            throw .parameterInvalid("the quota of \(analyst) exceeds the budget of the dataset")
        }
        let ledger = BudgetLedger(storage: storage)
        try ledger.update { books, access throws(PrivacyError) in
            guard books.entries.isEmpty else { throw .parameterInvalid("the budget ledger is not empty") }
            var entry = LedgerEntry(index: 0, previous: .zero, kind: .open)
            entry.terms = terms
            try BudgetLedger.append(entry, to: &books, access)
        }
        return ledger
    }

    /// Refuses what a reservation would refuse, and changes nothing either way.
    ///
    /// - Throws: As ``reserve(analyst:query:cost:events:)``.
    package func check(analyst: String, cost: PrivacyCost) throws(PrivacyError) {
        try update { books, _ throws(PrivacyError) in try books.check(analyst: analyst, cost: cost) }
    }

    /// Charges a query, or refuses it and changes nothing.
    ///
    /// The dataset's budget is checked first, the analyst's quota second.
    /// - Throws: ``PrivacyError/budgetExceeded(_:)``, ``PrivacyError/analystUnknown(_:)``,
    ///   ``PrivacyError/quotaExceeded(analyst:_:)``, or that the storage failed.
    package func reserve(
        analyst: String, query: Digest, cost: PrivacyCost, events: [String]
    ) throws(PrivacyError) -> BudgetReservation {
        try update { books, access throws(PrivacyError) in
            try books.check(analyst: analyst, cost: cost)
            let number = UInt64(books.entries.count)
            var entry = LedgerEntry(index: number, previous: books.lastDigest, kind: .reserve)
            entry.reservation = number
            entry.analyst = analyst
            entry.cost = cost
            entry.document = query.hex
            entry.events = events
            try BudgetLedger.append(entry, to: &books, access)
            return BudgetReservation(number: number, cost: cost)
        }
    }

    /// Binds an answer to its reservation; it may be shown once this returns.
    ///
    /// - Throws: ``PrivacyError/reservationNotOpen(_:)`` where it was answered already, or that the storage failed.
    package func commit(_ reservation: UInt64, release: Digest) throws(PrivacyError) {
        try update { books, access throws(PrivacyError) in
            guard books.open.contains(reservation) else { throw .reservationNotOpen(reservation) }
            var entry = LedgerEntry(
                index: UInt64(books.entries.count), previous: books.lastDigest, kind: .commit)
            entry.reservation = reservation
            entry.document = release.hex
            try BudgetLedger.append(entry, to: &books, access)
        }
    }

    /// What the budget stands at.
    package func status() throws(PrivacyError) -> BudgetStatus {
        try update { books, _ throws(PrivacyError) in
            guard let terms = books.terms else { throw .ledgerDamaged(line: 1, reason: "it has no terms") }
            var analysts: [String: (quota: PrivacyCost, spent: PrivacyCost)] = [:]
            for (analyst, quota) in terms.quotas {
                analysts[analyst] = (quota, books.spentByAnalyst[analyst, default: .zero])
            }
            return BudgetStatus(
                unit: terms.unit, total: terms.total, spent: books.spent, analysts: analysts,
                openReservations: books.open.sorted(), entries: books.entries)
        }
    }

    private func update<Result: Sendable>(
        _ body: (inout LedgerBooks, any LedgerAccess) throws(PrivacyError) -> Result
    ) throws(PrivacyError) -> Result {
        try storage.withExclusiveAccess { access throws(PrivacyError) in
            try books.withLock { books throws(PrivacyError) in
                let available = try access.byteCount()
                guard available >= books.byteCount else {
                    throw .ledgerDamaged(line: books.entries.count, reason: "lines that were there are gone")
                }
                try books.read(try access.read(from: books.byteCount))
                if let expectedTerms, let terms = books.terms, terms != expectedTerms {
                    throw .ledgerDamaged(line: 1, reason: "its budget is not the one of the dataset's document")
                }
                return try body(&books, access)
            }
        }
    }

    private static func append(
        _ entry: LedgerEntry, to books: inout LedgerBooks, _ access: any LedgerAccess
    ) throws(PrivacyError) {
        let line = entry.line
        try access.append(line, at: books.byteCount)
        try books.read(line)
    }
}
