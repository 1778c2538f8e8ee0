internal import Signatures

/// A view of a ``RocksDBStore`` after one block.
package final class RocksDBSnapshot: StateSnapshot {
    let view: DatabaseView
    let root: TreeRoot
    private let pool: WorkerPool
    /// The head, or nil when nothing was committed yet.
    let committed: StateHead?
    package let oldestHeight: UInt64

    init(view: DatabaseView, pool: WorkerPool, root: TreeRoot, committed: StateHead?, oldestHeight: UInt64) {
        self.view = view
        self.pool = pool
        self.root = root
        self.committed = committed
        self.oldestHeight = oldestHeight
    }

    package var head: StateHead { committed ?? .empty }
    package var keyCount: UInt64 { root.count }

    package func value(forKey key: [UInt8]) throws(StoreError) -> [UInt8]? {
        try view.value(.state, key)
    }

    package func values(forKeys keys: [[UInt8]]) throws(StoreError) -> [[UInt8]?] {
        let partCount = (keys.count + Self.lookupCount - 1) / Self.lookupCount
        guard partCount > 1 else { return try view.values(.state, keys[...]) }
        let view = view
        let parts = try pool.map(count: partCount) { part throws(StoreError) in
            let start = part * Self.lookupCount
            return try view.values(.state, keys[start..<min(start + Self.lookupCount, keys.count)])
        }
        return parts.flatMap(\.self)
    }

    /// Keys that one thread looks up at a time.
    private static let lookupCount = 256

    package func scan(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        try view.entries(.state, from: lower, upTo: upper, limit: limit)
    }

    package func scanBackwards(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        try view.entries(.state, from: lower, upTo: upper, limit: limit, descending: true)
    }

    package func read(_ column: Column, key: [UInt8]) throws(StoreError) -> [UInt8]? {
        try view.value(ColumnFamily(column), key)
    }

    package func scan(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        try view.entries(ColumnFamily(column), from: lower, upTo: upper, limit: limit)
    }

    package func scanBackwards(
        _ column: Column, from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) throws(StoreError) -> [(key: [UInt8], value: [UInt8])] {
        try view.entries(ColumnFamily(column), from: lower, upTo: upper, limit: limit, descending: true)
    }

    package func value(forKey key: [UInt8], height: UInt64) throws(StoreError) -> [UInt8]? {
        try head.checkReadable(height, oldest: oldestHeight)
        guard height < head.height else { return try value(forKey: key) }
        // The first value that ended above the height is the one that it had.
        let cursor = DatabaseCursor(.history, of: view)
        var next = height + 1
        while next <= head.height {
            let wanted = HistoryKey.make(key, height: next)
            cursor.seek(wanted)
            if let found = cursor.key, HistoryKey.isSameKey(found, wanted) {
                return try HistoryValue.decode(cursor.value)
            }
            try cursor.check()
            next = HistoryKey.firstHeight(afterEpochOf: next)
        }
        return try value(forKey: key)
    }

    package func proof(forKey key: [UInt8], height: UInt64?) throws(StoreError) -> StateProof {
        let height = height ?? head.height
        let root = try root(at: height)
        let prover = Prover(root: StoredTree(root: root, source: view)) { (key: [UInt8]) throws(StoreError) in
            try self.value(forKey: key, height: height)
        }
        let (value, commitment) = try prover.prove(key)
        return StateProof(key: key, value: value, commitment: commitment, height: height, root: root.hash)
    }

    /// The root of the tree after the block of a height.
    private func root(at height: UInt64) throws(StoreError) -> TreeRoot {
        try head.checkReadable(height, oldest: oldestHeight)
        guard height < head.height else { return root }
        guard let bytes = try view.value(.versions, VersionKey.root(height)) else {
            throw StoreError(.corrupted, "the record of height \(height) is missing")
        }
        return try HeightRecord(decoding: bytes).root
    }
}
