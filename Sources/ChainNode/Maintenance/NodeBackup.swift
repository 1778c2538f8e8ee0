internal import RightsLedger
internal import Signatures
internal import StateStore

/// What a backup holds.
package struct BackupSummary: Hashable, Sendable {
    /// The backup's directory.
    package let path: String
    /// The last block in it.
    package let head: ChainHead
    /// The number of entries of its state, all of which were checked.
    package let keyCount: UInt64
    /// The bytes of its files.
    package let bytes: UInt64
}

/// A backup: a copy of the database, the genesis file, and a description with the signed header of the last block.
///
/// It is written under another name and gets its own when it is complete and checked.
enum NodeBackup {
    static func dataDirectory(of backup: String) -> String { backup + "/data" }
    static func genesisFile(of backup: String) -> String { backup + "/genesis.yaml" }
    static func descriptionFile(of backup: String) -> String { backup + "/backup.yaml" }

    /// Makes a backup; `checkpoint` copies the database into a directory that does not exist yet.
    static func make(
        at path: String, checkpoint: (String) throws(StoreError) -> Void
    ) throws(NodeError) -> BackupSummary {
        guard !FileAccess.exists(path) else {
            throw .archive(path: path, reason: "it exists already; choose another directory")
        }
        let partial = path + ".partial"
        FileAccess.remove(partial)
        try FileAccess.createDirectory(partial)
        do throws(NodeError) {
            try NodeError.store { () throws(StoreError) in try checkpoint(dataDirectory(of: partial)) }
            let (genesis, header, keyCount) = try check(dataDirectory(of: partial))
            try FileAccess.create(genesisFile(of: partial), bytes: Array(genesis.text().utf8))
            try FileAccess.create(
                descriptionFile(of: partial), bytes: Array(ArchiveDescription(header: header).text.utf8))
            let bytes = FileAccess.byteCount(ofDirectory: partial)
            try FileAccess.move(partial, to: path)
            return BackupSummary(path: path, head: ChainHead(header.header), keyCount: keyCount, bytes: bytes)
        } catch {
            FileAccess.remove(partial)
            throw error
        }
    }

    /// Opens a copy of a database and checks all of its state.
    static func check(
        _ dataDirectory: String
    ) throws(NodeError) -> (genesis: Genesis, header: SignedBlockHeader, keyCount: UInt64) {
        try NodeMaintenance.withChain(in: dataDirectory) { chain throws(NodeError) in
            _ = try NodeError.store { () throws(StoreError) in try chain.store.verify() }
            guard let header = try chain.reader.header(at: chain.head.height) else {
                throw .databaseInconsistent(reason: "the last block is missing")
            }
            return (chain.genesis, header, chain.reader.snapshot.keyCount)
        }
    }
}

extension NodeMaintenance {
    /// Copies a database that no node uses into a directory that does not exist yet, and checks the copy.
    package static func backup(dataDirectory: String, to backup: String) throws(NodeError) -> BackupSummary {
        try withChain(in: dataDirectory) { chain throws(NodeError) in
            try NodeBackup.make(at: backup) { path throws(StoreError) in try chain.store.checkpoint(to: path) }
        }
    }

    /// Puts a backup in the place of a database that does not exist, and checks all of it.
    ///
    /// - Throws: ``NodeError/archive(path:reason:)`` where there is a database already or the backup is not what its
    ///   description says; then nothing is left behind.
    package static func restore(from backup: String, to dataDirectory: String) throws(NodeError) -> BackupSummary {
        guard !FileAccess.isNonEmptyDirectory(dataDirectory) else {
            throw .archive(path: dataDirectory, reason: "there is a database already, which is not overwritten")
        }
        let description = try ArchiveDescription(file: NodeBackup.descriptionFile(of: backup))
        // The store wants to make the directory itself.
        FileAccess.remove(dataDirectory)
        _ = try NodeError.store { () throws(StoreError) in
            try RocksDBStore.restore(from: NodeBackup.dataDirectory(of: backup), to: dataDirectory)
        }
        do throws(NodeError) {
            return try withChain(in: dataDirectory) { chain throws(NodeError) in
                guard try chain.reader.header(at: chain.head.height) == description.header else {
                    throw .archive(path: backup, reason: "its last block is not the one that backup.yaml names")
                }
                return BackupSummary(
                    path: dataDirectory, head: chain.head, keyCount: chain.reader.snapshot.keyCount,
                    bytes: FileAccess.byteCount(ofDirectory: dataDirectory))
            }
        } catch {
            FileAccess.remove(dataDirectory)
            throw error
        }
    }
}

extension Node {
    /// Copies the database, while the node works, into a directory that does not exist yet, and checks the copy.
    package func backup(to path: String) async throws(NodeError) -> BackupSummary {
        guard let store = store as? RocksDBStore else {
            throw .archive(path: path, reason: "a node in memory has nothing to copy")
        }
        return try await upkeep.thread.run { () throws(NodeError) in
            try NodeBackup.make(at: path) { path throws(StoreError) in try store.checkpoint(to: path) }
        }
    }

    /// Forgets old versions of the state now; those of `heightsKept` heights before the last can still be proven.
    ///
    /// - Returns: The number of records removed; their space is given back by and by.
    package func prune(heightsKept: UInt64) async throws(NodeError) -> Int {
        let oldest = head.height - min(heightsKept, head.height)
        return try await upkeep.thread.run { [store] () throws(NodeError) in
            try StateUpkeep.prune(store, keepingFrom: oldest)
        }
    }
}
