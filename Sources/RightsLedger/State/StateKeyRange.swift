internal import Signatures

/// A half-open range of keys: `from <= key < upTo`.
package struct StateKeyRange: Hashable, Sendable {
    /// The first key.
    package var from: [UInt8]
    /// The first key after the range.
    package var upTo: [UInt8]

    init(from: [UInt8], upTo: [UInt8]) {
        self.from = from
        self.upTo = upTo
    }

    /// All keys that begin with some bytes.
    ///
    /// - Precondition: The prefix begins with a tag, so that it has a successor.
    init(prefix: [UInt8]) {
        from = prefix
        upTo = StateKeyRange.successor(ofPrefix: prefix)
    }

    /// All keys of a kind.
    init(_ tag: StateKey.Tag) {
        self.init(prefix: [tag.rawValue])
    }

    /// All keys of a kind that begin with an account.
    init(_ tag: StateKey.Tag, of account: AccountID) {
        self.init(prefix: StateKey.compose(tag, 32) { $0.append(account) })
    }

    /// All keys of a kind whose second is at or before a time.
    init(_ tag: StateKey.Tag, dueBy time: Int64) {
        from = [tag.rawValue]
        upTo = StateKey.compose(tag, 8) { $0.appendBigEndian(time + 1) }
    }

    /// All keys of a kind with an epoch of a range.
    init(_ tag: StateKey.Tag, epochs: Range<UInt64>) {
        from = StateKey.compose(tag, 8) { $0.appendBigEndian(epochs.lowerBound) }
        upTo = StateKey.compose(tag, 8) { $0.appendBigEndian(epochs.upperBound) }
    }

    /// All keys of a kind and one epoch.
    init(_ tag: StateKey.Tag, epoch: UInt64) {
        self.init(prefix: StateKey.compose(tag, 8) { $0.appendBigEndian(epoch) })
    }

    /// The part of the range that comes after a key.
    func after(_ key: [UInt8]?) -> StateKeyRange {
        guard let key else { return self }
        return StateKeyRange(from: key + [0], upTo: upTo)
    }

    /// Whether a key lies in the range.
    func contains(_ key: [UInt8]) -> Bool {
        !key.lexicographicallyPrecedes(from) && key.lexicographicallyPrecedes(upTo)
    }

    private static func successor(ofPrefix prefix: [UInt8]) -> [UInt8] {
        var key = prefix
        while let last = key.popLast() {
            if last < 255 {
                key.append(last + 1)
                return key
            }
        }
        return [255]
    }
}
