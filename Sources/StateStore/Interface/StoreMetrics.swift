/// What a store has counted since it was opened.
package struct StoreMetrics: Sendable, Equatable {
    /// Blocks committed.
    package var commits: UInt64 = 0

    /// Keys whose value changed, over all commits.
    package var changedKeys: UInt64 = 0

    /// Tree nodes that staging needed and found in memory.
    package var nodeCacheHits: UInt64 = 0

    /// Tree nodes that staging had to read from the database.
    package var nodeReads: UInt64 = 0

    /// Estimated bytes of the tree nodes held in memory.
    package var nodeCacheBytes: UInt64 = 0

    /// Tree nodes written, over all commits.
    package var nodesWritten: UInt64 = 0

    /// Bytes of all write batches: what went into the write-ahead log.
    package var bytesWritten: UInt64 = 0

    /// Bytes of the last commit's write batch.
    package var lastCommitBytes: UInt64 = 0

    package init() {}
}
