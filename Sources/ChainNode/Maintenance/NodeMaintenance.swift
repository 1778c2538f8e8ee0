internal import StateStore

/// Work on a node's database while no node uses it.
package enum NodeMaintenance {
    /// An open database with what it holds.
    struct OpenChain {
        let store: RocksDBStore
        let reader: ChainReader
        let genesis: Genesis
        let head: ChainHead
    }

    /// Opens an existing database, checks its last block, and closes it afterwards.
    static func withChain<Result>(
        in dataDirectory: String, _ body: (OpenChain) throws(NodeError) -> Result
    ) throws(NodeError) -> Result {
        guard FileAccess.isNonEmptyDirectory(dataDirectory) else { throw .noChain(path: dataDirectory) }
        var options = RocksDBStore.Options()
        options.createsIfMissing = false
        let store = try NodeError.store { () throws(StoreError) in
            try RocksDBStore.open(path: dataDirectory, options: options)
        }
        defer { store.close() }
        return try body(try openChain(in: store, path: dataDirectory))
    }

    /// What an open database holds, checked.
    static func openChain(in store: RocksDBStore, path: String) throws(NodeError) -> OpenChain {
        let reader = ChainReader(snapshot: try NodeError.store { () throws(StoreError) in try store.snapshot() })
        guard let genesis = try ChainRecovery.genesis(in: reader),
            let head = try ChainRecovery(genesis: genesis, storeHead: store.head).head(in: reader)
        else { throw .noChain(path: path) }
        return OpenChain(store: store, reader: reader, genesis: genesis, head: head)
    }

    /// What a database holds.
    ///
    /// - Throws: ``NodeError/noChain(path:)``, or ``NodeError/store(_:)`` with the code `locked` while a node uses it.
    package static func status(dataDirectory: String) throws(NodeError) -> NodeStatus {
        try withChain(in: dataDirectory) { chain throws(NodeError) in
            NodeStatus(
                genesis: chain.genesis, head: chain.head, oldestHeight: chain.reader.snapshot.oldestHeight,
                keyCount: chain.reader.snapshot.keyCount,
                databaseBytes: FileAccess.byteCount(ofDirectory: dataDirectory))
        }
    }

    /// Forgets old versions of the state and gives their space back.
    ///
    /// Those of `heightsKept` heights before the last can still be proven.
    package static func prune(dataDirectory: String, heightsKept: UInt64) throws(NodeError) -> PruneSummary {
        try withChain(in: dataDirectory) { chain throws(NodeError) in
            let before = FileAccess.byteCount(ofDirectory: dataDirectory)
            let oldest = chain.head.height - min(heightsKept, chain.head.height)
            let removed = try StateUpkeep.prune(chain.store, keepingFrom: oldest)
            try NodeError.store { () throws(StoreError) in try chain.store.compact() }
            return PruneSummary(
                recordsRemoved: removed, oldestHeight: max(oldest, chain.reader.snapshot.oldestHeight),
                bytesBefore: before, bytesAfter: FileAccess.byteCount(ofDirectory: dataDirectory))
        }
    }
}

/// What a database holds.
package struct NodeStatus: Hashable, Sendable {
    /// The genesis of the chain.
    package let genesis: Genesis
    /// The last block in short.
    package let head: ChainHead
    /// The oldest height at which the state can be proven.
    package let oldestHeight: UInt64
    /// The number of entries of the state.
    package let keyCount: UInt64
    /// The bytes of the database's files.
    package let databaseBytes: UInt64
}

/// What pruning did.
package struct PruneSummary: Hashable, Sendable {
    /// Records removed.
    package let recordsRemoved: Int
    /// The oldest height at which the state can be proven from now on.
    package let oldestHeight: UInt64
    /// The bytes of the database's files before.
    package let bytesBefore: UInt64
    /// The bytes of the database's files after.
    package let bytesAfter: UInt64
}
