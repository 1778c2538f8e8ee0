/// One change of a key in a block.
///
/// Within one block a key may appear once. A change that leaves the value as it was is allowed and writes nothing.
package struct StateChange: Sendable, Equatable {
    /// What the caller knows of the key's value before the block.
    package enum PreviousValue: Sendable, Equatable {
        /// The caller did not read the key; the store reads it itself.
        case unknown
        /// The caller read the key and it was absent.
        case absent
        /// The caller read the key and this was its value.
        case value([UInt8])
    }

    /// The raw key: 1 to ``StoreLimits/keyBytesMax`` bytes.
    package var key: [UInt8]

    /// The new value, 1 to ``StoreLimits/valueBytesMax`` bytes; nil deletes the key.
    ///
    /// An empty value is refused, because ICS-23 has no proof for one.
    package var value: [UInt8]?

    /// The value before the block; telling it saves the store a read.
    ///
    /// A wrong claim is found, since the tree knows the hash of the value before, and refused when the block is staged.
    package var previous: PreviousValue

    package init(key: [UInt8], value: [UInt8]?, previous: PreviousValue = .unknown) {
        self.key = key
        self.value = value
        self.previous = previous
    }
}

/// Bounds of what the store takes; they keep hostile imports and proofs small.
package enum StoreLimits {
    /// Longest key in bytes; the shortest has one byte.
    package static let keyBytesMax = 1_024

    /// Longest value in bytes; the shortest has one byte.
    package static let valueBytesMax = 1 << 20

    /// Highest height, as in CometBFT.
    package static let heightMax = UInt64(Int64.max)

    static func check(key: [UInt8]) throws(StoreError) {
        guard (1...keyBytesMax).contains(key.count) else {
            throw StoreError(.keyLength, "a key has 1 to \(keyBytesMax) bytes, not \(key.count)")
        }
    }

    static func check(value: [UInt8]) throws(StoreError) {
        guard (1...valueBytesMax).contains(value.count) else {
            throw StoreError(.valueLength, "a value has 1 to \(valueBytesMax) bytes, not \(value.count)")
        }
    }
}
