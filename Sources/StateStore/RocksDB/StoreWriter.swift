internal import Signatures

/// What the one writer of a ``RocksDBStore`` works on; guarded by the store's lock.
struct StoreWriter {
    let database: Database
    let pool: WorkerPool

    /// The database as it is at the head; what staging reads from.
    var view: DatabaseView
    var tree: StateTree
    var head: StateHead?
    var oldestHeight: UInt64

    /// Nothing is left to prune below this height.
    var prunedHeight: UInt64 = 0

    /// Whether entries are being loaded into a store without blocks.
    var isLoading = false

    /// What went wrong in a commit; the state of the disk is unknown since.
    var failure: StoreError?
    var metrics = StoreMetrics()

    func requireHealth() throws(StoreError) {
        if let failure {
            throw StoreError(.failedBefore, "open the store again; an earlier write failed: \(failure.reason)")
        }
    }

    /// A view of the head for readers.
    var snapshot: RocksDBSnapshot {
        RocksDBSnapshot(
            view: view, pool: pool, root: tree.storedRoot, committed: head, oldestHeight: oldestHeight)
    }

    /// What was counted so far, the tree's part included.
    var currentMetrics: StoreMetrics {
        var metrics = metrics
        metrics.nodeReads = tree.nodeReads
        metrics.nodeCacheHits = tree.nodeVisits - min(tree.nodeReads, tree.nodeVisits)
        metrics.nodeCacheBytes = UInt64(tree.nodeCacheBytes)
        return metrics
    }

    /// Writes a batch; a failure puts the store out of service.
    mutating func write(_ batch: borrowing WriteBatch, isSynced: Bool) throws(StoreError) {
        do {
            try database.write(batch, isSynced: isSynced)
        } catch {
            failure = error
            throw error
        }
        metrics.bytesWritten += UInt64(batch.byteCount)
        view = DatabaseView(of: database)
    }
}

// MARK: - Preparing changes

extension StoreWriter {
    /// Changes that one thread prepares at a time.
    private static let partCount = 256

    /// A block with the previous values filled in, and the same for the tree.
    struct PreparedBlock {
        var block: [StateChange]
        var changes: [[TreeChange]]
    }

    /// Checks and hashes a block's changes, and reads the previous values that the caller does not tell.
    func prepare(_ block: [StateChange]) throws(StoreError) -> PreparedBlock {
        let view = view
        let partCount = (block.count + Self.partCount - 1) / Self.partCount
        let parts = try pool.map(count: partCount) { part throws(StoreError) -> PreparedPart in
            var prepared = PreparedPart()
            let start = part * Self.partCount
            for index in start..<min(start + Self.partCount, block.count) {
                try prepared.add(block[index], index: index, view: view)
            }
            return prepared
        }
        var filled = block
        for part in parts {
            for (index, previous) in part.previous { filled[index].previous = previous }
        }
        return PreparedBlock(block: filled, changes: TreeChange.grouped(parts.map(\.changes)))
    }

    private struct PreparedPart: Sendable {
        var changes: [TreeChange] = []
        var previous: [(index: Int, value: StateChange.PreviousValue)] = []

        mutating func add(_ change: StateChange, index: Int, view: DatabaseView) throws(StoreError) {
            try StoreLimits.check(key: change.key)
            if let value = change.value { try StoreLimits.check(value: value) }
            let keyHash = SHA256.hash(change.key)
            let previousLeafHash: Digest
            switch change.previous {
            case .absent:
                previousLeafHash = .zero
            case .value(let value):
                previousLeafHash = TreeChange.leafHash(keyHash: keyHash, value: value)
            case .unknown:
                let value = try view.value(.state, change.key)
                previous.append((index, value.map { .value($0) } ?? .absent))
                previousLeafHash = value.map { TreeChange.leafHash(keyHash: keyHash, value: $0) } ?? .zero
            }
            changes.append(
                TreeChange(
                    keyHash: keyHash,
                    leafHash: change.value.map { TreeChange.leafHash(keyHash: keyHash, value: $0) } ?? .zero,
                    previousLeafHash: previousLeafHash, index: index, isClaimed: change.previous != .unknown))
        }
    }
}

// MARK: - Filling batches

extension StoreWriter {
    /// Puts the nodes of an update into a batch.
    func addNodes(of update: TreeUpdate, to batch: borrowing WriteBatch) {
        for (output, index) in update.recordsInKeyOrder {
            let output = update.outputs[output]
            let record = output.records[index]
            let middle = record.start + record.keyCount
            unsafe output.bytes.withUnsafeBytes { bytes in
                unsafe batch.put(
                    .nodes, UnsafeRawBufferPointer(rebasing: bytes[record.start..<middle]),
                    UnsafeRawBufferPointer(rebasing: bytes[middle..<(middle + record.valueCount)]), in: database)
            }
        }
    }

    /// Puts the latest values into a batch, and, where a height is given, the values that ended at it.
    func addValues(
        of update: TreeUpdate, block: [StateChange], endingAt height: UInt64?, to batch: borrowing WriteBatch
    ) {
        var historyKey: [UInt8] = []
        var historyValue: [UInt8] = []
        // In the order of the keys, so that RocksDB finds their places from one to the next in its processor's cache.
        let order = update.outputs.flatMap(\.effective).sorted { ByteOrder.precedes(block[$0].key, block[$1].key) }
        for index in order { batch.set(.state, block[index].key, block[index].value, in: database) }
        guard let height else { return }
        for index in order {
            let change = block[index]
            historyKey.removeAll(keepingCapacity: true)
            historyValue.removeAll(keepingCapacity: true)
            HistoryKey.append(change.key, height: height, to: &historyKey)
            if case .value(let value) = change.previous {
                HistoryValue.append(value, to: &historyValue)
            } else {
                HistoryValue.append(nil, to: &historyValue)
            }
            batch.set(.history, historyKey, historyValue, in: database)
        }
    }

    /// Puts the record of a height, as one of the heights and as the head, into a batch.
    func addHead(_ record: HeightRecord, to batch: borrowing WriteBatch) {
        let bytes = record.encode()
        batch.set(.versions, VersionKey.root(record.height), bytes, in: database)
        batch.set(.store, StoreRecord.headKey, bytes, in: database)
    }

    func addColumns(_ writes: [ColumnWrite], to batch: borrowing WriteBatch) {
        for write in writes { batch.set(ColumnFamily(write.column), write.key, write.value, in: database) }
    }
}

extension TreeUpdate {
    /// All records in the order of their keys, which RocksDB takes in faster than any other.
    fileprivate var recordsInKeyOrder: [(output: Int, index: Int)] {
        var order: [(place: UInt64, output: Int, index: Int)] = []
        order.reserveCapacity(outputs.reduce(0) { $0 + $1.records.count })
        for (output, content) in outputs.enumerated() {
            for (index, record) in content.records.enumerated() {
                order.append((record.place(in: content.bytes), output, index))
            }
        }
        order.sort { $0.place < $1.place }
        return order.map { ($0.output, $0.index) }
    }

    /// The list of superfluous nodes as the database keeps it; nil when there are none.
    var staleList: [UInt8]? {
        guard outputs.contains(where: { $0.staleCount > 0 }) else { return nil }
        var bytes: [UInt8] = []
        bytes.append(bigEndian: root.version)
        for output in outputs { bytes.append(contentsOf: output.stale) }
        return bytes
    }
}
