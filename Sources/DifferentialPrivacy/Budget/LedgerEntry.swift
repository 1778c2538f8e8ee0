internal import Foundation
internal import Signatures

/// One line of the budget ledger.
package struct LedgerEntry: Sendable, Hashable, Codable {
    /// What the line says.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// The first line: the dataset's budget and the analysts' quotas.
        case open
        /// A query is charged; its answer is not known yet.
        case reserve
        /// The answer of a reservation was made; from here on it may be shown.
        case commit
    }

    /// What may be spent on the whole dataset, and by whom.
    package struct Terms: Sendable, Hashable, Codable {
        /// In what it is counted.
        package var unit: BudgetUnit
        /// The budget of all analysts together.
        package var total: PrivacyCost
        /// What each analyst may spend of it.
        package var quotas: [String: PrivacyCost]

        /// States terms.
        package init(unit: BudgetUnit, total: PrivacyCost, quotas: [String: PrivacyCost]) {
            self.unit = unit
            self.total = total
            self.quotas = quotas
        }
    }

    /// Counted from 0.
    package var index: UInt64
    /// The digest of the line before, in hexadecimal digits; zeros for the first.
    package var previous: String
    package var kind: Kind
    /// The terms, in the first line.
    package var terms: Terms?
    /// Which reservation; its number is the index of the line that made it.
    package var reservation: UInt64?
    package var analyst: String?
    /// What is charged.
    package var cost: PrivacyCost?
    /// The digest of the query, or of the release record.
    package var document: String?
    /// The mechanism events that are charged, so that other accountants can add them up again.
    package var events: [String]?

    /// The line as it is stored, with its end.
    var line: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return [] }
        return [UInt8](data) + [UInt8(ascii: "\n")]
    }

    /// Reads a line that has exactly the form that is written.
    init?(line: ArraySlice<UInt8>) {
        guard let entry = try? JSONDecoder().decode(LedgerEntry.self, from: Data(line)) else { return nil }
        guard entry.line == Array(line) else { return nil }
        self = entry
    }

    init(index: UInt64, previous: Digest, kind: Kind) {
        self.index = index
        self.previous = previous.hex
        self.kind = kind
    }
}
