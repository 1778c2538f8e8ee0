/// What a block does to one key of the state.
package struct LedgerChange: Hashable, Sendable {
    /// The key.
    package var key: [UInt8]
    /// What was there before, as far as the ledger has looked.
    package var previous: Previous
    /// What is there from now on; `nil` where the entry goes.
    package var value: [UInt8]?

    package init(key: [UInt8], previous: Previous, value: [UInt8]?) {
        self.key = key
        self.previous = previous
        self.value = value
    }

    /// What was under a key before a block.
    package enum Previous: Hashable, Sendable {
        /// The ledger has read the value; `nil` where there was none.
        case known([UInt8]?)
        /// The ledger has not looked.
        case unknown
    }
}
