/// Keys of superseded values: epoch, key, height.
///
/// An epoch is a run of 256 heights. It comes first so that old history is one range of the key space, which pruning
/// removes at once and compaction never touches again. Within an epoch the last byte of the height suffices.
enum HistoryKey {
    static let epochHeights: UInt64 = 256

    /// The key of the value that ended at a height.
    static func make(_ key: [UInt8], height: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(11 + key.count)
        append(key, height: height, to: &bytes)
        return bytes
    }

    static func append(_ key: [UInt8], height: UInt64, to bytes: inout [UInt8]) {
        bytes.append(bigEndian: height / epochHeights)
        bytes.append(bigEndian: UInt16(truncatingIfNeeded: key.count))
        bytes.append(contentsOf: key)
        bytes.append(UInt8(truncatingIfNeeded: height % epochHeights))
    }

    /// The lowest key of an epoch.
    static func start(ofEpoch epoch: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: epoch)
        return bytes
    }

    /// The first height of the next epoch.
    static func firstHeight(afterEpochOf height: UInt64) -> UInt64 {
        // Heights leave a bit free, so this does not overflow.
        (height / epochHeights + 1) * epochHeights
    }

    /// Whether a history key belongs to the same epoch and key as another.
    static func isSameKey(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && left.dropLast().elementsEqual(right.dropLast())
    }
}

/// A superseded value: one byte says whether there was one, then the value.
enum HistoryValue {
    private static let absent: UInt8 = 0
    private static let present: UInt8 = 1

    static func append(_ value: [UInt8]?, to bytes: inout [UInt8]) {
        bytes.append(value == nil ? absent : present)
        if let value { bytes.append(contentsOf: value) }
    }

    static func decode(_ bytes: [UInt8]) throws(StoreError) -> [UInt8]? {
        switch bytes.first {
        case absent where bytes.count == 1: nil
        case present: Array(bytes.dropFirst())
        default: throw StoreError(.corrupted, "a superseded value is damaged")
        }
    }
}
