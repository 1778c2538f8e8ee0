extension RocksDBStore {
    package func prune(keepingFrom height: UInt64, limit: Int) throws(StoreError) -> PruneProgress {
        try withWriter { writer throws(StoreError) in
            guard let head = writer.head else { return PruneProgress(recordsRemoved: 0, isComplete: true) }
            let oldest = max(min(height, head.height), writer.oldestHeight)
            try writer.forgetHistory(below: oldest)
            return try writer.removeStaleNodes(upTo: oldest, limit: max(limit, 1))
        }
    }
}

extension StoreWriter {
    /// Refuses heights below the given one from now on, and removes the values that only they need.
    fileprivate mutating func forgetHistory(below height: UInt64) throws(StoreError) {
        guard height > oldestHeight else { return }
        let batch = WriteBatch()
        addOldest(height, to: batch)
        // An epoch can go when all its heights are at most the oldest: values that ended there are not asked for.
        let firstEpoch = (oldestHeight + 1) / HistoryKey.epochHeights
        let endEpoch = (height + 1) / HistoryKey.epochHeights
        if endEpoch > firstEpoch {
            batch.removeRange(
                .history, from: HistoryKey.start(ofEpoch: firstEpoch), upTo: HistoryKey.start(ofEpoch: endEpoch),
                in: database)
        }
        try write(batch, isSynced: false)
        oldestHeight = height
    }

    /// Removes the nodes that heights up to the given one have made superfluous, and the roots before it.
    fileprivate mutating func removeStaleNodes(upTo height: UInt64, limit: Int) throws(StoreError) -> PruneProgress {
        let cursor = DatabaseCursor(.versions, of: view)
        let batch = WriteBatch()
        var removed = 0
        var isComplete = true
        cursor.seek(VersionKey.start(ofHeight: prunedHeight))
        while let key = cursor.key {
            let (entryHeight, isStale) = try VersionKey.decode(key)
            guard entryHeight < height || (entryHeight == height && isStale) else {
                if entryHeight > height { break }
                cursor.step()
                continue
            }
            guard removed < limit else {
                isComplete = false
                break
            }
            if isStale {
                let nodes = try StaleList.decode(cursor.value)
                for node in nodes { batch.set(.nodes, node, nil, in: database) }
                removed += nodes.count
            }
            batch.set(.versions, key, nil, in: database)
            removed += 1
            cursor.step()
        }
        try cursor.check()
        if removed > 0 { try write(batch, isSynced: false) }
        if isComplete { prunedHeight = height }
        return PruneProgress(recordsRemoved: removed, isComplete: isComplete)
    }
}
