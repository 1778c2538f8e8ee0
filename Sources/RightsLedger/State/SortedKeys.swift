/// Keys in ascending order, in chunks, so that one is inserted or removed without moving all that come after it.
struct SortedKeys: Sendable {
    /// No chunk is empty.
    private var chunks: [[[UInt8]]] = []

    /// A chunk that has grown to twice this is split.
    private static let chunkCount = 256

    /// Inserts a key that is not there yet.
    ///
    /// - Complexity: O(log n) comparisons, and the moves within one chunk.
    mutating func insert(_ key: [UInt8]) {
        guard !chunks.isEmpty else {
            chunks = [[key]]
            return
        }
        let index = max(chunkIndex(after: key) - 1, 0)
        chunks[index].insert(key, at: SortedKeys.position(of: key, in: chunks[index]))
        if chunks[index].count >= 2 * SortedKeys.chunkCount {
            let upper = Array(chunks[index][SortedKeys.chunkCount...])
            chunks[index].removeSubrange(SortedKeys.chunkCount...)
            chunks.insert(upper, at: index + 1)
        }
    }

    /// Removes a key that is there.
    ///
    /// - Complexity: As for ``insert(_:)``.
    mutating func remove(_ key: [UInt8]) {
        let index = chunkIndex(after: key) - 1
        guard index >= 0 else { return }
        let position = SortedKeys.position(of: key, in: chunks[index])
        guard position < chunks[index].count, chunks[index][position] == key else { return }
        chunks[index].remove(at: position)
        if chunks[index].isEmpty { chunks.remove(at: index) }
    }

    /// Returns the first keys with `from <= key < upTo`, in ascending order.
    func keys(from: [UInt8], upTo: [UInt8], limit: Int) -> [[UInt8]] {
        var keys: [[UInt8]] = []
        var index = max(chunkIndex(after: from) - 1, 0)
        guard index < chunks.count else { return keys }
        var position = SortedKeys.position(of: from, in: chunks[index])
        while keys.count < limit, index < chunks.count {
            if position == chunks[index].count {
                index += 1
                position = 0
                continue
            }
            let key = chunks[index][position]
            if !key.lexicographicallyPrecedes(upTo) { break }
            keys.append(key)
            position += 1
        }
        return keys
    }

    /// The index of the first chunk whose first key comes after a key.
    private func chunkIndex(after key: [UInt8]) -> Int {
        var lower = 0
        var upper = chunks.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if let first = chunks[middle].first, key.lexicographicallyPrecedes(first) {
                upper = middle
            } else {
                lower = middle + 1
            }
        }
        return lower
    }

    /// The position of the first key of a chunk that does not come before a key.
    private static func position(of key: [UInt8], in chunk: [[UInt8]]) -> Int {
        var lower = 0
        var upper = chunk.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if chunk[middle].lexicographicallyPrecedes(key) {
                lower = middle + 1
            } else {
                upper = middle
            }
        }
        return lower
    }
}
