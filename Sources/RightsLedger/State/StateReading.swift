/// A read-only view of committed state, in which the ledger looks up what a block has not yet touched.
///
/// Keys are ordered as their bytes are. A view never changes while it is used.
package protocol StateReading: Sendable {
    /// Returns the value of a key; `nil` where there is none.
    func value(forKey key: [UInt8]) throws(StateFailure) -> [UInt8]?

    /// Returns the entries with `from <= key < upTo` in ascending order, at most `limit` of them.
    func scan(
        from: [UInt8], upTo: [UInt8], limit: Int
    ) throws(StateFailure) -> [(key: [UInt8], value: [UInt8])]
}

/// A state could not be read.
package struct StateFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, in the words of the store.
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }

    /// The same as ``reason``.
    package var description: String { reason }
}
