/// A state in memory, for simulations and tests.
///
/// A value: a copy keeps what it has when the original goes on.
package struct DictionaryState: StateReading {
    private var values: [PackedKey: [UInt8]] = [:]
    private var sortedKeys = SortedKeys()

    /// Creates an empty state.
    package init() {}

    /// Creates the state of a genesis.
    ///
    /// - Throws: ``LedgerFailure/invalidGenesis(_:)``.
    package init(genesis: LedgerGenesis) throws(LedgerFailure) {
        apply(try genesis.changes())
    }

    /// The number of entries.
    package var count: Int { values.count }

    /// Every entry, ascending by key.
    package var entries: [(key: [UInt8], value: [UInt8])] {
        entries(from: [], upTo: [255], limit: .max)
    }

    package func value(forKey key: [UInt8]) throws(StateFailure) -> [UInt8]? {
        values[PackedKey(key)]
    }

    package func scan(
        from: [UInt8], upTo: [UInt8], limit: Int
    ) throws(StateFailure) -> [(key: [UInt8], value: [UInt8])] {
        entries(from: from, upTo: upTo, limit: limit)
    }

    /// Applies what a block changed.
    package mutating func apply(_ changes: [LedgerChange]) {
        for change in changes { set(change.value, forKey: change.key) }
    }

    /// Sets the value of a key, or removes the key.
    package mutating func set(_ value: [UInt8]?, forKey key: [UInt8]) {
        let packedKey = PackedKey(key)
        if let value {
            if values.updateValue(value, forKey: packedKey) == nil { sortedKeys.insert(key) }
        } else {
            if values.removeValue(forKey: packedKey) != nil { sortedKeys.remove(key) }
        }
    }

    private func entries(from: [UInt8], upTo: [UInt8], limit: Int) -> [(key: [UInt8], value: [UInt8])] {
        var entries: [(key: [UInt8], value: [UInt8])] = []
        for key in sortedKeys.keys(from: from, upTo: upTo, limit: limit) {
            if let value = values[PackedKey(key)] { entries.append((key, value)) }
        }
        return entries
    }
}
