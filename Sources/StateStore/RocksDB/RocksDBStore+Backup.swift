internal import Foundation

extension RocksDBStore {
    /// Copies the store, while it is in use, into a directory that does not exist yet.
    ///
    /// The copy is the store after its last committed block. On the same file system it takes hard links and hardly any
    /// space.
    package func checkpoint(to path: String) throws(StoreError) {
        try database().checkpoint(to: path)
    }

    /// Puts a checkpoint's copy into place as a store of its own, and checks all of it.
    ///
    /// The backup is a directory that ``checkpoint(to:)`` made, and stays as it is. The path must not exist yet; after a
    /// failure it does not exist either.
    /// - Throws: ``StoreError/Code/missing``, ``StoreError/Code/notEmpty``, ``StoreError/Code/corrupted``, and others.
    @discardableResult
    package static func restore(
        from backup: String, to path: String, options: Options = Options()
    ) throws(StoreError) -> StateHead {
        let files = FileManager.default
        guard files.fileExists(atPath: backup) else { throw StoreError(.missing, "there is no backup at \(backup)") }
        guard !files.fileExists(atPath: path) else { throw StoreError(.notEmpty, "\(path) exists already") }
        do {
            try files.copyItem(atPath: backup, toPath: path)
        } catch {
            try? files.removeItem(atPath: path)
            throw StoreError(.inputOutput, "the backup cannot be copied: \(error.localizedDescription)")
        }
        do {
            var options = options
            options.createsIfMissing = false
            let store = try open(path: path, options: options)
            defer { store.close() }
            return try store.verify()
        } catch {
            try? files.removeItem(atPath: path)
            throw error
        }
    }

    /// Checks the whole store: each node's hash, each value against its leaf, and that no value is without a leaf.
    ///
    /// Readers and the writer go on meanwhile. Reads everything: seconds per million keys.
    /// - Throws: ``StoreError/Code/corrupted`` with the first difference.
    @discardableResult
    package func verify() throws(StoreError) -> StateHead {
        try snapshot().verify()
    }

    /// The space that each column family takes.
    package func columnFamilySizes() throws(StoreError) -> [ColumnFamilySize] {
        let database = try database()
        return ColumnFamily.allCases.map { family in
            ColumnFamilySize(
                name: family.name,
                fileBytes: database.property("rocksdb.total-sst-files-size", of: family),
                memoryBytes: database.property("rocksdb.cur-size-all-mem-tables", of: family),
                estimatedKeys: database.property("rocksdb.estimate-num-keys", of: family))
        }
    }

    /// Bytes of RocksDB's block cache in use.
    package func blockCacheUsageBytes() throws(StoreError) -> UInt64 {
        try database().blockCacheUsageBytes
    }

    /// Rewrites the files of what pruning shrinks, so that its space is free at once and not by and by.
    package func compact() throws(StoreError) {
        let database = try database()
        try database.flush()
        for family in ColumnFamily.allCases { database.compact(family) }
    }
}

/// The space that a column family takes.
package struct ColumnFamilySize: Sendable, Equatable {
    package let name: String
    /// Bytes of its files.
    package let fileBytes: UInt64
    /// Bytes of its writes that are in memory yet.
    package let memoryBytes: UInt64
    /// RocksDB's estimate of the number of keys.
    package let estimatedKeys: UInt64
}
