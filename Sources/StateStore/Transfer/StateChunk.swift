/// A part of an export: entries in ascending order of their keys.
///
/// Encoding: for each entry the key's length, the key, the value's length and the value; lengths are LEB128 in their
/// shortest form. A chunk ends with the entry that brings it to its size, so the same state gives the same chunks.
enum StateChunk {
    /// Size at which a chunk is full, in bytes.
    static let byteCount = 4 << 20

    /// Most bytes of a chunk: full but for one byte, and then the largest entry with its lengths.
    static let byteCountMax = byteCount + StoreLimits.keyBytesMax + StoreLimits.valueBytesMax + 8

    static func append(_ entry: (key: [UInt8], value: [UInt8]), to bytes: inout [UInt8]) {
        bytes.append(varint: UInt64(entry.key.count))
        bytes.append(contentsOf: entry.key)
        bytes.append(varint: UInt64(entry.value.count))
        bytes.append(contentsOf: entry.value)
    }

    /// Reads a chunk entry by entry.
    struct Reader {
        private var reader: ByteReader
        private(set) var lastKey: [UInt8]

        /// Begins with a chunk, all of whose keys come after the last one of the chunk before.
        /// - Throws: ``StoreError/Code/chunkMalformed``.
        init(_ bytes: [UInt8], after lastKey: [UInt8]) throws(StoreError) {
            guard (1...StateChunk.byteCountMax).contains(bytes.count) else {
                throw StoreError(.chunkMalformed, "a chunk has 1 to \(byteCountMax) bytes, not \(bytes.count)")
            }
            reader = ByteReader(bytes)
            self.lastKey = lastKey
        }

        /// The next entry, or nil at the end.
        /// - Throws: ``StoreError/Code/chunkMalformed``.
        mutating func next() throws(StoreError) -> (key: [UInt8], value: [UInt8])? {
            guard !reader.isAtEnd else { return nil }
            guard let keyCount = reader.varint(max: StoreLimits.keyBytesMax), keyCount > 0,
                let key = reader.take(count: keyCount),
                let valueCount = reader.varint(max: StoreLimits.valueBytesMax), valueCount > 0,
                let value = reader.take(count: valueCount)
            else { throw StoreError(.chunkMalformed, "a chunk has a damaged entry at byte \(reader.position)") }
            guard ByteOrder.precedes(lastKey, key) else {
                throw StoreError(.chunkMalformed, "a chunk's keys do not ascend at byte \(reader.position)")
            }
            lastKey = key
            return (key, value)
        }
    }
}
