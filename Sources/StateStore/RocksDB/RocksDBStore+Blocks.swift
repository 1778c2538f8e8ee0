/// A block that was staged on a ``RocksDBStore``.
struct RocksDBBlock: Sendable {
    /// Version of the tree on which the block was staged.
    let baseVersion: UInt64
    let update: TreeUpdate
    let block: [StateChange]
}

extension RocksDBStore {
    package func stage(height: UInt64, changes: [StateChange]) throws(StoreError) -> StagedBlock {
        try withWriter(publishes: false) { writer throws(StoreError) in
            try StagedBlock.checkHeight(height, after: writer.head)
            guard !writer.isLoading else { throw StoreError(.loadingUnfinished, "entries are being loaded") }
            let prepared = try writer.prepare(changes)
            let update = try writer.tree.update(prepared.changes, of: prepared.block, source: writer.view)
            return StagedBlock(
                height: height, root: update.root.hash, keyCount: update.root.count,
                changedKeyCount: update.effectiveCount,
                payload: RocksDBBlock(baseVersion: writer.tree.root.version, update: update, block: prepared.block))
        }
    }

    package func commit(_ staged: StagedBlock, columns: [ColumnWrite]) throws(StoreError) {
        try withWriter { writer throws(StoreError) in
            guard let block = staged.payload as? RocksDBBlock, block.baseVersion == writer.tree.root.version,
                !writer.isLoading
            else {
                throw StoreError(
                    .stagedBlockOutdated, "the block at height \(staged.height) was staged on another head")
            }
            let record = HeightRecord(height: staged.height, root: block.update.root)
            let batch = WriteBatch()
            writer.addNodes(of: block.update, to: batch)
            // Nobody can ask for a height before the first one, so nothing ends there.
            let endingAt = writer.head == nil ? nil : staged.height
            writer.addValues(of: block.update, block: block.block, endingAt: endingAt, to: batch)
            if let stale = block.update.staleList {
                batch.set(.versions, VersionKey.stale(staged.height), stale, in: writer.database)
            }
            writer.addHead(record, to: batch)
            if writer.head == nil { writer.addOldest(staged.height, to: batch) }
            writer.addColumns(columns, to: batch)
            try writer.write(batch, isSynced: true)
            writer.becomeHead(record, update: block.update, batchBytes: batch.byteCount)
        }
    }
}

extension StoreWriter {
    func addOldest(_ height: UInt64, to batch: borrowing WriteBatch) {
        var bytes: [UInt8] = []
        bytes.append(bigEndian: height)
        batch.set(.store, StoreRecord.oldestKey, bytes, in: database)
    }

    /// Takes over what was just written.
    fileprivate mutating func becomeHead(_ record: HeightRecord, update: TreeUpdate, batchBytes: Int) {
        if head == nil { oldestHeight = record.height }
        head = record.head
        tree.adopt(update)
        metrics.commits += 1
        metrics.changedKeys += UInt64(update.effectiveCount)
        metrics.nodesWritten += UInt64(update.outputs.reduce(0) { $0 + $1.records.count })
        metrics.lastCommitBytes = UInt64(batchBytes)
    }
}
