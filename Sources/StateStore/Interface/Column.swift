/// A kind of data that the node writes beside the authenticated state, each in a key space of its own.
///
/// Columns are not part of the root. Keys are ordered as byte strings.
package enum Column: String, CaseIterable, Sendable {
    case blocks
    case transactions
    case events
    case metadata
}

/// One write to a column: a value to set, or nil to remove the key.
package struct ColumnWrite: Sendable, Equatable {
    package var column: Column
    package var key: [UInt8]
    package var value: [UInt8]?

    package init(column: Column, key: [UInt8], value: [UInt8]?) {
        self.column = column
        self.key = key
        self.value = value
    }
}
