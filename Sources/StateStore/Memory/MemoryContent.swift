internal import Signatures

/// All that a ``MemoryStore`` holds; a value, so that a copy is a snapshot.
struct MemoryContent: Sendable {
    /// The tree after one block.
    struct Version: Sendable {
        let height: UInt64
        let tree: MemoryTree
    }

    /// Entries of a state that has no block yet.
    struct Loading: Sendable {
        var state = SortedMap()
        var tree = MemoryTree.empty
    }

    var state = SortedMap()
    var columns: [Column: SortedMap] = [:]
    /// One per height, the oldest readable first.
    var versions: [Version] = []
    var loading: Loading?
    /// Counts the heads that this store had.
    var generation: UInt64 = 0
    var metrics = StoreMetrics()

    var head: StateHead? { versions.last.map { StateHead(height: $0.height, root: $0.tree.hash) } }
    var oldestHeight: UInt64? { versions.first?.height }
    var tree: MemoryTree { versions.last?.tree ?? .empty }

    func requireNoLoading() throws(StoreError) {
        guard loading == nil else { throw StoreError(.loadingUnfinished, "entries are being loaded") }
    }

    /// Checks the changes and puts those that change something into the order of the tree.
    func prepare(
        _ changes: [StateChange]
    ) throws(StoreError) -> (changes: [MemoryTree.Change], writes: [(key: [UInt8], value: [UInt8]?)]) {
        var prepared: [(change: MemoryTree.Change, key: [UInt8], isReal: Bool)] = []
        for change in changes {
            try StoreLimits.check(key: change.key)
            if let value = change.value { try StoreLimits.check(value: value) }
            let current = state[change.key]
            switch change.previous {
            case .unknown: break
            case .absent where current == nil: break
            case .value(let claimed) where claimed == current: break
            default: throw StoreError(.previousValue, "a key had another value before than the caller says")
            }
            let keyHash = SHA256.hash(change.key)
            let leaf = change.value.map { MemoryTree.Leaf(keyHash: keyHash, key: change.key, value: $0) }
            prepared.append((MemoryTree.Change(keyHash: keyHash, leaf: leaf), change.key, change.value != current))
        }
        prepared.sort { $0.change.keyHash < $1.change.keyHash }
        for (left, right) in zip(prepared, prepared.dropFirst()) where left.change.keyHash == right.change.keyHash {
            throw StoreError(.duplicateKey, "a block changes the same key twice")
        }
        prepared.removeAll { !$0.isReal }
        return (prepared.map(\.change), prepared.map { ($0.key, $0.change.leaf?.value) })
    }

    mutating func apply(_ block: MemoryBlock, height: UInt64) {
        for write in block.writes { state[write.key] = write.value }
        versions.append(Version(height: height, tree: block.tree))
        generation += 1
    }

    mutating func apply(_ writes: [ColumnWrite]) {
        for write in writes { columns[write.column, default: SortedMap()][write.key] = write.value }
    }

    mutating func load(_ entries: [(key: [UInt8], value: [UInt8])]) throws(StoreError) {
        guard head == nil else { throw StoreError(.notEmpty, "the store has blocks already") }
        var loading = loading ?? Loading()
        var changes: [MemoryTree.Change] = []
        for (key, value) in entries {
            try StoreLimits.check(key: key)
            try StoreLimits.check(value: value)
            guard loading.state[key] == nil else { throw StoreError(.duplicateKey, "an entry repeats a key") }
            loading.state[key] = value
            let keyHash = SHA256.hash(key)
            let leaf = MemoryTree.Leaf(keyHash: keyHash, key: key, value: value)
            changes.append(MemoryTree.Change(keyHash: keyHash, leaf: leaf))
        }
        changes.sort { $0.keyHash < $1.keyHash }
        loading.tree = loading.tree.applying(changes[...])
        self.loading = loading
    }
}
