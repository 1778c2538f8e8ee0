internal import RightsLedger

/// The committed records of the accounts that were active lately.
///
/// Two generations bound the memory without a list to keep in order: what is used moves into the young one, and when that
/// is full the old one is forgotten and the young one grows old.
struct AccountCache {
    /// What is known of an account: its record, or that it has none.
    enum Entry {
        case record(AccountRecord)
        case absent

        init(_ record: AccountRecord?) {
            if let record { self = .record(record) } else { self = .absent }
        }

        var record: AccountRecord? {
            if case .record(let record) = self { record } else { nil }
        }
    }

    private var young: [AccountID: Entry] = [:]
    private var old: [AccountID: Entry] = [:]
    private let generationCountMax: Int

    /// - Parameter countMax: The most accounts that are kept.
    init(countMax: Int) {
        generationCountMax = max(1, countMax / 2)
    }

    /// The number of accounts that are kept; an account may count twice.
    var count: Int { young.count + old.count }

    /// What is known of an account; `nil` where nothing is.
    mutating func entry(for id: AccountID) -> Entry? {
        if let entry = young[id] { return entry }
        guard let entry = old[id] else { return nil }
        insert(entry, for: id)
        return entry
    }

    /// Whether something is known of an account.
    func contains(_ id: AccountID) -> Bool { young[id] != nil || old[id] != nil }

    /// Keeps what is known of an account.
    mutating func insert(_ entry: Entry, for id: AccountID) {
        if young.count >= generationCountMax, young[id] == nil {
            old = young
            young = [:]
            young.reserveCapacity(generationCountMax)
        }
        young[id] = entry
    }
}
