internal import Synchronization

/// Keys and values under one Merkle root in a RocksDB database.
///
/// A block is one write batch: values, tree nodes, columns and the new head become durable together or not at all. After
/// a crash the store opens at its last committed block.
package final class RocksDBStore: AuthenticatedStore {
    /// What readers see without waiting for the writer.
    private struct Published: Sendable {
        let database: Database
        let snapshot: RocksDBSnapshot
        let metrics: StoreMetrics

        init(_ writer: StoreWriter) {
            database = writer.database
            snapshot = writer.snapshot
            metrics = writer.currentMetrics
        }
    }

    private let writer: Mutex<StoreWriter?>
    private let published: Mutex<Published?>

    private init(writer: StoreWriter) {
        published = Mutex(Published(writer))
        self.writer = Mutex(writer)
    }

    /// Opens the store of a directory, which becomes an empty one where the options allow it.
    ///
    /// - Throws: ``StoreError/Code/missing``, ``StoreError/Code/locked`` when another process has it open,
    ///   ``StoreError/Code/formatVersion`` when another version of the program wrote it,
    ///   ``StoreError/Code/loadingUnfinished``, ``StoreError/Code/corrupted``, or a failure of the disk.
    package static func open(path: String, options: Options = Options()) throws(StoreError) -> RocksDBStore {
        let database = try Database(path: path, options: options)
        let view = DatabaseView(of: database)
        let head = try view.value(.store, StoreRecord.headKey)
        try checkFormat(of: database, view: view, hasHead: head != nil)
        guard try view.value(.store, StoreRecord.loadingKey) == nil else {
            throw StoreError(
                .loadingUnfinished, "a genesis or an import was not finished here; remove \(path) and start again")
        }

        var root = TreeRoot.empty
        var storeHead: StateHead?
        var oldestHeight: UInt64 = 0
        if let head {
            let record = try HeightRecord(decoding: head)
            root = record.root
            storeHead = record.head
            oldestHeight = try Self.oldestHeight(in: view, upTo: record.height)
        }
        let pool = WorkerPool(threadCount: options.workerCount)
        var tree = StateTree(root: root, pool: pool, nodeCacheBytesMax: options.nodeCacheBytes)
        try tree.loadRoot(from: view)
        return RocksDBStore(
            writer: StoreWriter(
                database: database, pool: pool, view: view, tree: tree, head: storeHead, oldestHeight: oldestHeight))
    }

    /// Ends the use of the store; the database itself is closed when the last snapshot is gone.
    ///
    /// What was committed is safe without this call.
    package func close() {
        published.withLock { $0 = nil }
        writer.withLock { $0 = nil }
    }

    package var head: StateHead? { published.withLock { $0?.snapshot.committed } }

    package func snapshot() throws(StoreError) -> RocksDBSnapshot {
        guard let published = published.withLock({ $0 }) else { throw Self.closed }
        return published.snapshot
    }

    /// The database, for work that neither the writer nor readers notice.
    func database() throws(StoreError) -> Database {
        guard let published = published.withLock({ $0 }) else { throw Self.closed }
        return published.database
    }

    package var metrics: StoreMetrics { published.withLock { $0?.metrics ?? StoreMetrics() } }

    package func write(_ columns: [ColumnWrite]) throws(StoreError) {
        try withWriter { writer throws(StoreError) in
            let batch = WriteBatch()
            writer.addColumns(columns, to: batch)
            try writer.write(batch, isSynced: true)
        }
    }

    package func removeRange(of column: Column, from lower: [UInt8], upTo upper: [UInt8]) throws(StoreError) {
        guard ByteOrder.precedes(lower, upper) else { return }
        try withWriter { writer throws(StoreError) in
            let batch = WriteBatch()
            batch.removeRange(ColumnFamily(column), from: lower, upTo: upper, in: writer.database)
            try writer.write(batch, isSynced: true)
        }
    }

    private static let closed = StoreError(.closed, "the store is closed")

    /// Lets one caller at a time write, and publishes what it has written.
    func withWriter<Result: Sendable>(
        publishes: Bool = true, _ body: (inout StoreWriter) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try writer.withLock { slot throws(StoreError) in
            guard var writer = slot.take() else { throw Self.closed }
            defer { slot = writer }
            try writer.requireHealth()
            let result = try body(&writer)
            if publishes {
                let news = Published(writer)
                published.withLock { $0 = news }
            }
            return result
        }
    }

    private static func checkFormat(
        of database: Database, view: DatabaseView, hasHead: Bool
    ) throws(StoreError) {
        guard let format = try view.value(.store, StoreRecord.formatKey) else {
            guard !hasHead else { throw StoreError(.corrupted, "the database does not say its format") }
            let batch = WriteBatch()
            batch.set(.store, StoreRecord.formatKey, StoreRecord.format, in: database)
            return try database.write(batch, isSynced: true)
        }
        guard format == StoreRecord.format else {
            throw StoreError(
                .formatVersion,
                "the database has format \(format.map(String.init).joined(separator: ".")), this program needs "
                    + "\(StoreRecord.format.map(String.init).joined(separator: "."))")
        }
    }

    private static func oldestHeight(in view: DatabaseView, upTo height: UInt64) throws(StoreError) -> UInt64 {
        var reader = ByteReader(try view.value(.store, StoreRecord.oldestKey) ?? [])
        guard let oldest = reader.integer(UInt64.self), reader.isAtEnd, oldest <= height else {
            throw StoreError(.corrupted, "the record of the oldest height is damaged")
        }
        return oldest
    }
}
