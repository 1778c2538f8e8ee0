internal import Signatures

/// The state as a block sees it: a committed state with the block's own writes on top.
///
/// What is read or written stays in one dictionary. A journal of overwritten entries takes a refused transaction back
/// without copying anything.
struct WorkingSet: Sendable {
    private struct Entry {
        /// What is there now.
        var value: [UInt8]?
        /// What was there before the block.
        var previous: LedgerChange.Previous
        /// Whether the block has written it.
        var isWritten: Bool
    }

    private let base: any StateReading
    private var entries: [PackedKey: Entry] = [:]
    /// The keys of each kind that the block has written, in no order and perhaps more than once, for the kinds that are
    /// scanned.
    private var writtenKeys = [[[UInt8]]](repeating: [], count: 256)
    /// What each write since the last ``commit()`` has replaced, oldest first.
    private var journal: [(key: PackedKey, replaced: Entry?)] = []

    private static let isScanned: [Bool] = {
        var tags = [Bool](repeating: false, count: 256)
        let scanned: [StateKey.Tag] = [
            .dueTotal, .emission, .campaignByEventType, .receiptDeadline, .obligation, .scheduledBurn,
        ]
        for tag in scanned { tags[Int(tag.rawValue)] = true }
        return tags
    }()

    init(base: any StateReading) {
        self.base = base
    }

    /// Makes room for what a number of transactions usually touches, because a dictionary that grows is filled anew.
    mutating func reserve(transactionCount: Int) {
        entries.reserveCapacity(4 * min(max(transactionCount, 0), WorkingSet.reservedTransactionsMax))
    }

    /// The most transactions for which room is made.
    private static let reservedTransactionsMax = 50_000

    // MARK: Records

    /// Returns a record; `nil` where there is none.
    mutating func read<Record: StateRecord>(
        _ key: StateKey, as type: Record.Type = Record.self
    ) throws(Stop) -> Record? {
        try read(at: key.bytes)
    }

    /// Returns the record under a key's bytes; `nil` where there is none.
    mutating func read<Record: StateRecord>(
        at key: [UInt8], as type: Record.Type = Record.self
    ) throws(Stop) -> Record? {
        guard let bytes = try value(at: key) else { return nil }
        do throws(MalformedRecord) {
            return try Record(decoding: bytes)
        } catch {
            throw .failed(.corruptRecord(key: Hex.encode(key)))
        }
    }

    /// Whether there is anything under a key.
    mutating func contains(_ key: StateKey) throws(Stop) -> Bool {
        try value(at: key.bytes) != nil
    }

    /// Writes a record.
    mutating func write(_ record: some StateRecord, _ key: StateKey) {
        set(record.encoded(), at: key.bytes)
    }

    /// Writes a record under a key's bytes.
    mutating func write(_ record: some StateRecord, at key: [UInt8]) {
        set(record.encoded(), at: key)
    }

    /// Writes a record under a key that nothing is under, as new numbers have it.
    mutating func create(_ record: some StateRecord, _ key: StateKey) {
        set(record.encoded(), at: key.bytes, previous: .known(nil))
    }

    /// Writes a mark under a key that nothing is under.
    mutating func create(_ key: StateKey) {
        create(PresenceMark(), key)
    }

    /// Writes or removes a mark whose presence says everything, whether it was there before or not.
    mutating func mark(_ key: StateKey, _ present: Bool) throws(Stop) {
        if try contains(key) == present { return }
        if present {
            write(PresenceMark(), key)
        } else {
            remove(key)
        }
    }

    /// Removes what is under a key.
    mutating func remove(_ key: StateKey) {
        set(nil, at: key.bytes)
    }

    /// Removes what is under a key's bytes.
    mutating func remove(at key: [UInt8]) {
        set(nil, at: key)
    }

    private mutating func value(at key: [UInt8]) throws(Stop) -> [UInt8]? {
        let packedKey = PackedKey(key)
        if let entry = entries[packedKey] { return entry.value }
        let value: [UInt8]?
        do throws(StateFailure) {
            value = try base.value(forKey: key)
        } catch {
            throw .failed(.storage(error))
        }
        entries[packedKey] = Entry(value: value, previous: .known(value), isWritten: false)
        return value
    }

    /// Writes a value; `previous` is what is known to be under a key that the block has not looked at.
    private mutating func set(
        _ value: [UInt8]?, at key: [UInt8], previous: LedgerChange.Previous = .unknown
    ) {
        let packedKey = PackedKey(key)
        let wasWritten: Bool
        if let index = entries.index(forKey: packedKey) {
            let replaced = entries.values[index]
            wasWritten = replaced.isWritten
            journal.append((packedKey, replaced))
            entries.values[index] = Entry(value: value, previous: replaced.previous, isWritten: true)
        } else {
            wasWritten = false
            journal.append((packedKey, nil))
            entries[packedKey] = Entry(value: value, previous: previous, isWritten: true)
        }
        if !wasWritten, let tag = key.first, WorkingSet.isScanned[Int(tag)] { writtenKeys[Int(tag)].append(key) }
    }

    // MARK: Transactions

    /// Makes what was written since the last commit part of the block.
    mutating func commit() {
        journal.removeAll(keepingCapacity: true)
    }

    /// Takes back what was written since the last commit.
    ///
    /// - Returns: The keys that were taken back.
    mutating func undo() -> [[UInt8]] {
        let keys = journal.map(\.key.bytes)
        while let (key, replaced) = journal.popLast() { entries[key] = replaced }
        return keys
    }

    // MARK: Scans and changes

    /// Returns the first entries of a range in ascending order, with the block's own writes.
    func scan(_ range: StateKeyRange, limit: Int) throws(Stop) -> [(key: [UInt8], value: [UInt8])] {
        let written = writtenKeys(in: range)
        let committed: [(key: [UInt8], value: [UInt8])]
        do throws(StateFailure) {
            // As many more as could turn out to be overwritten.
            committed = try base.scan(from: range.from, upTo: range.upTo, limit: limit + written.count)
        } catch {
            throw .failed(.storage(error))
        }
        if written.isEmpty { return committed }
        var merged: [(key: [UInt8], value: [UInt8])] = []
        var next = 0
        for key in written {
            while next < committed.count, committed[next].key.lexicographicallyPrecedes(key) {
                merged.append(committed[next])
                next += 1
            }
            if next < committed.count, committed[next].key == key { next += 1 }
            if let value = entries[PackedKey(key)]?.value { merged.append((key, value)) }
        }
        merged.append(contentsOf: committed[next...])
        return Array(merged.prefix(limit))
    }

    /// The keys of a range that the block has written, ascending, each once.
    private func writtenKeys(in range: StateKeyRange) -> [[UInt8]] {
        guard let tag = range.from.first else { return [] }
        var keys: [[UInt8]] = []
        for key in writtenKeys[Int(tag)] where range.contains(key) && entries[PackedKey(key)]?.isWritten == true {
            keys.append(key)
        }
        keys.sort { $0.lexicographicallyPrecedes($1) }
        var unique: [[UInt8]] = []
        for key in keys where unique.last != key { unique.append(key) }
        return unique
    }

    /// Every key whose value the block has changed, ascending.
    func changes() -> [LedgerChange] {
        var changed: [(key: PackedKey, entry: Entry)] = []
        changed.reserveCapacity(entries.count)
        // The order in which a dictionary is walked does not show: the keys are sorted below.
        for (key, entry) in entries where entry.isWritten {
            if case .known(let previous) = entry.previous, previous == entry.value { continue }
            changed.append((key, entry))
        }
        changed.sort { $0.key < $1.key }
        return changed.map { LedgerChange(key: $0.key.bytes, previous: $0.entry.previous, value: $0.entry.value) }
    }
}
