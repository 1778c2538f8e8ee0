extension RocksDBStore {
    /// How a database is opened, above all how much memory it may take.
    ///
    /// The defaults keep a node with 1,000,000 accounts under 1.5 GB.
    package struct Options: Sendable, Equatable {
        /// RocksDB's cache of uncompressed blocks, indexes and filters, in bytes.
        package var blockCacheBytes = 192 << 20

        /// Writes that RocksDB holds in memory before it makes a file of them, over all column families, in bytes.
        package var writeBufferBytes = 256 << 20

        /// Tree nodes that the writer holds in memory, in bytes.
        package var nodeCacheBytes = 384 << 20

        /// Threads that stage a block, the caller's included.
        package var workerCount = 2

        /// Whether a path without a database becomes an empty one.
        package var createsIfMissing = true

        package init() {}
    }
}
