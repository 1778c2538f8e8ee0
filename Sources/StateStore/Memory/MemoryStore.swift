package import Signatures
internal import Synchronization

/// The in-memory twin of ``RocksDBStore``: the same interface, nothing on disk.
///
/// For ledger tests and the simulator. Every height stays readable until it is pruned, at the cost of memory.
package final class MemoryStore: AuthenticatedStore {
    private let content: Mutex<MemoryContent>

    package init() {
        content = Mutex(MemoryContent())
    }

    package var head: StateHead? { content.withLock { $0.head } }

    package var metrics: StoreMetrics { content.withLock { $0.metrics } }

    package func snapshot() throws(StoreError) -> MemorySnapshot {
        MemorySnapshot(content: content.withLock { $0 })
    }

    package func stage(height: UInt64, changes: [StateChange]) throws(StoreError) -> StagedBlock {
        let content = content.withLock { $0 }
        try StagedBlock.checkHeight(height, after: content.head)
        try content.requireNoLoading()
        let prepared = try content.prepare(changes)
        let tree = content.tree.applying(prepared.changes[...])
        return StagedBlock(
            height: height, root: tree.hash, keyCount: UInt64(tree.count), changedKeyCount: prepared.changes.count,
            payload: MemoryBlock(generation: content.generation, tree: tree, writes: prepared.writes))
    }

    package func commit(_ staged: StagedBlock, columns: [ColumnWrite]) throws(StoreError) {
        try content.withLock { content throws(StoreError) in
            guard let block = staged.payload as? MemoryBlock, block.generation == content.generation else {
                throw StoreError(
                    .stagedBlockOutdated, "the block at height \(staged.height) was staged on another head")
            }
            content.apply(block, height: staged.height)
            content.apply(columns)
            content.metrics.commits += 1
            content.metrics.changedKeys += UInt64(block.writes.count)
        }
    }

    package func write(_ columns: [ColumnWrite]) throws(StoreError) {
        content.withLock { $0.apply(columns) }
    }

    package func removeRange(of column: Column, from lower: [UInt8], upTo upper: [UInt8]) throws(StoreError) {
        content.withLock { content in
            let entries = content.columns[column, default: SortedMap()].entries(from: lower, upTo: upper, limit: .max)
            for entry in entries { content.columns[column]?[entry.key] = nil }
        }
    }

    package func prune(keepingFrom height: UInt64, limit: Int) throws(StoreError) -> PruneProgress {
        content.withLock { content in
            guard let head = content.head, let oldest = content.oldestHeight else {
                return PruneProgress(recordsRemoved: 0, isComplete: true)
            }
            let wanted = Int(clamping: min(height, head.height)) - Int(clamping: oldest)
            let removed = min(max(wanted, 0), limit)
            content.versions.removeFirst(removed)
            return PruneProgress(recordsRemoved: removed, isComplete: removed == max(wanted, 0))
        }
    }

    package func load(_ entries: [(key: [UInt8], value: [UInt8])]) throws(StoreError) {
        try content.withLock { content throws(StoreError) in try content.load(entries) }
    }

    @discardableResult
    package func finishLoading(
        height: UInt64, expectedRoot: Digest?, columns: [ColumnWrite]
    ) throws(StoreError) -> StateHead {
        try content.withLock { content throws(StoreError) in
            guard content.head == nil else { throw StoreError(.notEmpty, "the store has blocks already") }
            try StagedBlock.checkHeight(height, after: nil)
            let tree = content.loading?.tree ?? .empty
            if let expectedRoot, expectedRoot != tree.hash {
                throw StoreError(.rootMismatch, "the entries give the root \(tree.hash), not \(expectedRoot)")
            }
            let block = MemoryBlock(generation: content.generation, tree: tree, writes: [])
            content.state = content.loading?.state ?? SortedMap()
            content.loading = nil
            content.apply(block, height: height)
            content.apply(columns)
            return StateHead(height: height, root: tree.hash)
        }
    }
}

/// A block that was staged on a ``MemoryStore``.
struct MemoryBlock: Sendable {
    /// Of the head on which the block was staged.
    let generation: UInt64
    let tree: MemoryTree
    let writes: [(key: [UInt8], value: [UInt8]?)]
}

extension StagedBlock {
    /// Checks that a block of this height may follow the head.
    static func checkHeight(_ height: UInt64, after head: StateHead?) throws(StoreError) {
        guard height <= StoreLimits.heightMax, head.map({ $0.height + 1 == height }) ?? true else {
            throw StoreError(
                .heightNotNext, "height \(height) does not follow \(head?.height.description ?? "nothing")")
        }
    }
}
