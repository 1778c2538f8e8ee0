package import Signatures

/// Keys and values under one Merkle root, kept by blocks: stage a block to learn its root, commit it to make it last.
///
/// One writer at a time (the store serialises them), many readers through snapshots.
package protocol AuthenticatedStore: Sendable {
    associatedtype Snapshot: StateSnapshot

    /// The last committed block, or nil when nothing was committed yet.
    var head: StateHead? { get }

    /// Returns a view of the last committed block; cheap enough for every request.
    func snapshot() throws(StoreError) -> Snapshot

    /// Computes the root that the changes would give, without making anything visible or durable.
    ///
    /// Several blocks may be staged on the same head, and dropped; at most one of them can be committed. The height is
    /// the head's plus one; any height when the store is empty.
    /// - Throws: ``StoreError/Code/heightNotNext``, ``StoreError/Code/keyLength``, ``StoreError/Code/valueLength``,
    ///   ``StoreError/Code/duplicateKey``, ``StoreError/Code/previousValue``, or a failure of the database.
    func stage(height: UInt64, changes: [StateChange]) throws(StoreError) -> StagedBlock

    /// Makes a staged block the head: all its changes and the column writes, or nothing.
    ///
    /// When this returns, the block survives a crash.
    /// - Throws: ``StoreError/Code/stagedBlockOutdated`` when another block was committed since; or a failure of the
    ///   database, after which the store refuses further blocks until it is opened again.
    func commit(_ staged: StagedBlock, columns: [ColumnWrite]) throws(StoreError)

    /// Writes to columns outside a block, atomically and durably; for the node's own housekeeping.
    func write(_ columns: [ColumnWrite]) throws(StoreError)

    /// Removes the keys of a column with `lower <= key < upper`.
    func removeRange(of column: Column, from lower: [UInt8], upTo upper: [UInt8]) throws(StoreError)

    /// Forgets what only heights below `height` need; reads and proofs below it are refused from now on.
    ///
    /// The height is clamped to the head. A call stops soon after it has removed `limit` records, so that a long pruning
    /// can be interleaved with blocks; call it again while its result is not complete.
    func prune(keepingFrom height: UInt64, limit: Int) throws(StoreError) -> PruneProgress

    /// Adds entries to a store that has no block yet, without history; for genesis and for imports of any size.
    ///
    /// Call it as often as needed, then ``finishLoading(height:expectedRoot:columns:)``. Until then the entries are
    /// invisible, and a store that was closed half way refuses to open.
    /// - Throws: ``StoreError/Code/notEmpty`` when the store has a block; ``StoreError/Code/duplicateKey`` when an entry
    ///   repeats a key of this or an earlier call.
    func load(_ entries: [(key: [UInt8], value: [UInt8])]) throws(StoreError)

    /// Makes the loaded entries the state after the block of the given height.
    ///
    /// Where a root is expected, another one is refused with ``StoreError/Code/rootMismatch`` and nothing becomes
    /// visible.
    @discardableResult
    func finishLoading(
        height: UInt64, expectedRoot: Digest?, columns: [ColumnWrite]
    ) throws(StoreError) -> StateHead

    /// What the store has counted since it was opened.
    var metrics: StoreMetrics { get }
}

/// What one call of ``AuthenticatedStore/prune(keepingFrom:limit:)`` did.
package struct PruneProgress: Sendable, Equatable {
    /// Records removed by this call: tree nodes and old values.
    package var recordsRemoved: Int

    /// False when the call stopped at its limit and another call would remove more.
    package var isComplete: Bool

    package init(recordsRemoved: Int, isComplete: Bool) {
        self.recordsRemoved = recordsRemoved
        self.isComplete = isComplete
    }
}
