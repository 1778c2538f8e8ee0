package import RightsLedger
package import Signatures

/// One digest for a whole state.
package enum StateDigest {
    /// The hash of all entries with the lengths of their parts.
    package static func of(_ state: DictionaryState) -> Digest {
        var stream = SHA256.Stream()
        for (key, value) in state.entries {
            stream.update(bigEndian: UInt32(key.count))
            stream.update(key)
            stream.update(bigEndian: UInt32(value.count))
            stream.update(value)
        }
        return stream.finalize()
    }

    /// The first key whose entries differ between two ledgers that count heights differently; `nil` where none does.
    static func differenceApartFromHeights(_ first: DictionaryState, _ second: DictionaryState) -> [UInt8]? {
        let (entries, others) = (first.entries, second.entries)
        for (entry, other) in zip(entries, others) {
            if entry.key != other.key { return min(entry.key, other.key) { $0.lexicographicallyPrecedes($1) } }
            guard entry.value != other.value else { continue }
            switch StateKey(bytes: entry.key) {
            case .chain?: continue
            case .attestedEvent?:
                let record = try? AttestedEventRecord(decoding: entry.value)
                var otherRecord = try? AttestedEventRecord(decoding: other.value)
                otherRecord?.height = record?.height ?? 0
                if record == nil || record != otherRecord { return entry.key }
            default: return entry.key
            }
        }
        if entries.count != others.count { return entries.count > others.count ? entries.last?.key : others.last?.key }
        return nil
    }

    private static func min(_ first: [UInt8], _ second: [UInt8], by isBefore: ([UInt8], [UInt8]) -> Bool) -> [UInt8] {
        isBefore(second, first) ? second : first
    }
}
