package import Signatures

extension RocksDBStore {
    package func load(_ entries: [(key: [UInt8], value: [UInt8])]) throws(StoreError) {
        try withWriter(publishes: false) { writer throws(StoreError) in
            guard writer.head == nil else { throw StoreError(.notEmpty, "the store has blocks already") }
            let changes = entries.map { StateChange(key: $0.key, value: $0.value, previous: .absent) }
            let prepared = try writer.prepare(changes)
            let update: TreeUpdate
            do throws(StoreError) {
                update = try writer.tree.update(prepared.changes, of: prepared.block, source: writer.view)
            } catch {
                guard error.code == .previousValue else { throw error }
                throw StoreError(.duplicateKey, "an entry repeats a key")
            }
            let batch = WriteBatch()
            writer.addNodes(of: update, to: batch)
            writer.addValues(of: update, block: prepared.block, endingAt: nil, to: batch)
            // There is no older version that could need them.
            for key in try StaleList.decode(update.staleList ?? []) {
                batch.set(.nodes, key, nil, in: writer.database)
            }
            batch.set(
                .store, StoreRecord.loadingKey, HeightRecord(height: 0, root: update.root).encode(), in: writer.database
            )
            try writer.write(batch, isSynced: false)
            writer.tree.adopt(update)
            writer.isLoading = true
        }
    }

    @discardableResult
    package func finishLoading(
        height: UInt64, expectedRoot: Digest?, columns: [ColumnWrite]
    ) throws(StoreError) -> StateHead {
        try withWriter { writer throws(StoreError) in
            guard writer.head == nil else { throw StoreError(.notEmpty, "the store has blocks already") }
            try StagedBlock.checkHeight(height, after: nil)
            let root = writer.tree.root
            if let expectedRoot, expectedRoot != root.hash {
                throw StoreError(.rootMismatch, "the entries give the root \(root.hash), not \(expectedRoot)")
            }
            let record = HeightRecord(height: height, root: root)
            let batch = WriteBatch()
            writer.addHead(record, to: batch)
            writer.addOldest(height, to: batch)
            writer.addColumns(columns, to: batch)
            batch.set(.store, StoreRecord.loadingKey, nil, in: writer.database)
            // A synced write also makes the log before it durable.
            try writer.write(batch, isSynced: true)
            writer.isLoading = false
            writer.head = record.head
            writer.oldestHeight = height
            return record.head
        }
    }
}
