import StateStore

extension AuthenticatedStore {
    /// Stages and commits a block of writes at the next height; nil deletes.
    @discardableResult
    func commitBlock(
        _ writes: [[UInt8]: [UInt8]?], columns: [ColumnWrite] = []
    ) throws -> StagedBlock {
        let changes = writes.map { StateChange(key: $0.key, value: $0.value) }
        let staged = try stage(height: (head?.height ?? 0) + 1, changes: changes)
        try commit(staged, columns: columns)
        return staged
    }
}

extension RocksDBStore.Options {
    /// Little memory and short buffers, so that small tests reach the disk, and nodes are dropped and read again.
    static var small: RocksDBStore.Options {
        var options = RocksDBStore.Options()
        options.blockCacheBytes = 4 << 20
        options.writeBufferBytes = 4 << 20
        options.nodeCacheBytes = 128 << 10
        return options
    }
}

/// A short text as a key or a value.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
