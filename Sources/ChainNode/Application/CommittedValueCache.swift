internal import RightsLedger
internal import Synchronization

/// The values that blocks have read and written lately, so that the next block need not ask the database.
///
/// It holds what the last committed block left behind and is brought up to date at each commit. Two generations bound
/// its memory: what is used moves into the young one; when that is full the old one is forgotten.
final class CommittedValueCache: Sendable {
    /// What is known of a key.
    enum Entry {
        case value([UInt8])
        case absent

        init(_ value: [UInt8]?) {
            if let value { self = .value(value) } else { self = .absent }
        }

        var value: [UInt8]? {
            if case .value(let value) = self { value } else { nil }
        }
    }

    private struct State {
        var young: [[UInt8]: Entry] = [:]
        var old: [[UInt8]: Entry] = [:]
        /// An estimate of the memory that the young generation takes.
        var youngBytes = 0
    }

    private let state = Mutex(State())
    private let generationBytesMax: Int

    /// What an entry takes beside its key and value: two array headers and the dictionary's slot.
    private static let overheadBytes = 128

    /// - Parameter bytesMax: The most memory that the cache takes, in bytes; 0 for no cache.
    init(bytesMax: Int) {
        generationBytesMax = bytesMax / 2
    }

    /// What is known of a key; `nil` where nothing is.
    func entry(for key: [UInt8]) -> Entry? {
        state.withLock { state in
            if let entry = state.young[key] { return entry }
            guard let entry = state.old[key] else { return nil }
            insert(entry, for: key, into: &state)
            return entry
        }
    }

    /// Keeps what was read from the committed state.
    func insert(_ entry: Entry, for key: [UInt8]) {
        state.withLock { insert(entry, for: key, into: &$0) }
    }

    /// Takes over what a block that has just been committed changed.
    func update(_ changes: [LedgerChange]) {
        state.withLock { state in
            for change in changes { insert(Entry(change.value), for: change.key, into: &state) }
        }
    }

    private func insert(_ entry: Entry, for key: [UInt8], into state: inout State) {
        guard generationBytesMax > 0 else { return }
        let bytes = key.count + (entry.value?.count ?? 0) + CommittedValueCache.overheadBytes
        if state.youngBytes + bytes > generationBytesMax {
            state.old = state.young
            state.young = [:]
            state.youngBytes = 0
        }
        if let replaced = state.young.updateValue(entry, forKey: key) {
            state.youngBytes += (entry.value?.count ?? 0) - (replaced.value?.count ?? 0)
        } else {
            state.youngBytes += bytes
        }
    }
}
