/// A consistent view of the store as it was after one block.
///
/// It stays valid, and says the same, while later blocks are written. Methods may be called from many threads at once.
/// Holding a snapshot keeps superseded data on disk, so hold it for a request, not for the life of the program.
package protocol StateSnapshot: Sendable {
    /// The block that this view shows; ``StateHead/empty`` when nothing was committed before the snapshot was taken.
    var head: StateHead { get }

    /// The oldest height at which ``value(forKey:height:)`` and ``proof(forKey:height:)`` answer.
    var oldestHeight: UInt64 { get }

    /// The number of keys in the state.
    var keyCount: UInt64 { get }

    /// Returns the value of a key, or nil when the key is absent.
    func value(forKey key: [UInt8]) throws(StoreError) -> [UInt8]?

    /// Returns the values of many keys, in the order of the keys; cheaper than one call for each.
    func values(forKeys keys: [[UInt8]]) throws(StoreError) -> [[UInt8]?]

    /// Returns the entries with `lower <= key < upper` in ascending order, at most `limit` of them.
    func scan(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])]

    /// Returns the entries with `lower <= key < upper` in descending order, at most `limit` of them.
    func scanBackwards(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])]

    /// Returns what the node wrote under a key of a column, or nil.
    func read(_ column: Column, key: [UInt8]) throws(StoreError) -> [UInt8]?

    /// Returns the entries of a column with `lower <= key < upper` in ascending order, at most `limit` of them.
    func scan(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])]

    /// Returns the entries of a column with `lower <= key < upper` in descending order, at most `limit` of them.
    func scanBackwards(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])]

    /// Returns the value that a key had after the block of the given height, or nil when it was absent then.
    /// - Throws: ``StoreError/Code/heightUnknown`` above the head, ``StoreError/Code/heightPruned`` below the window.
    func value(forKey key: [UInt8], height: UInt64) throws(StoreError) -> [UInt8]?

    /// Proves the value or the absence of a key after the block of the given height; nil means this snapshot's head.
    /// - Throws: ``StoreError/Code/heightUnknown`` above the head, ``StoreError/Code/heightPruned`` below the window.
    func proof(forKey key: [UInt8], height: UInt64?) throws(StoreError) -> StateProof
}
