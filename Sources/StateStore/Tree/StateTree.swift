internal import Signatures

/// The root of one version of the tree.
struct TreeRoot {
    /// Counts the batches that changed the tree; 0 for the tree that was never written.
    var version: UInt64
    var subtree: Subtree

    static let empty = TreeRoot(version: 0, subtree: .empty)

    var hash: Digest { subtree.hash }
    var count: UInt64 { subtree.count }
}

/// What staging a block on a tree gives.
struct TreeUpdate: Sendable {
    let root: TreeRoot
    let outputs: [TreeOutput]

    var effectiveCount: Int { outputs.reduce(0) { $0 + $1.effective.count } }
}

/// The writer's tree: applies blocks with several threads and keeps as many nodes in memory as it is allowed to.
///
/// The caller serialises all calls.
struct StateTree {
    /// Fewer changes than this are applied by the calling thread alone.
    static let parallelCountMin = 256

    private(set) var root: TreeRoot
    private let pool: WorkerPool
    private let nodeCacheBytesMax: Int

    /// Estimated weight of the nodes in memory.
    private(set) var nodeCacheBytes = 0
    private(set) var nodeVisits: UInt64 = 0
    private(set) var nodeReads: UInt64 = 0

    /// Where the next sweep begins: the first byte of the paths.
    private var sweepPosition: UInt8 = 0

    init(root: TreeRoot, pool: WorkerPool, nodeCacheBytesMax: Int) {
        self.root = root
        self.pool = pool
        self.nodeCacheBytesMax = nodeCacheBytesMax
    }

    /// The root with everything below it on disk, as a snapshot holds it.
    var storedRoot: TreeRoot { TreeRoot(version: root.version, subtree: root.subtree.stored) }

    /// Applies a block's changes, without making them the tree's own.
    ///
    /// The changes come in sixteen groups by the first four bits of their key hashes, each in any order.
    mutating func update(
        _ changes: [[TreeChange]], of block: [StateChange], source: any NodeSource
    ) throws(StoreError) -> TreeUpdate {
        let version = root.version + 1
        let count = changes.reduce(0) { $0 + $1.count }
        guard count > 0 else {
            return TreeUpdate(root: TreeRoot(version: version, subtree: root.subtree), outputs: [])
        }
        try loadRoot(from: source)
        let loader = NodeLoader(source: source)
        let result: Subtree?
        let outputs: [TreeOutput]
        if count >= Self.parallelCountMin, let places = try loadPlaces(of: changes, with: loader) {
            (result, outputs) = try updateInParallel(places, changes, of: block, version: version, loader: loader)
        } else {
            let sorted = try TreeChange.sorted(changes.flatMap(\.self))
            var update = SubtreeUpdate(changes: sorted, block: block, version: version, loader: loader)
            var slots: UInt16 = 0
            result = try update.update(root.subtree, 0..<count, depth: 0, slots: &slots)
            outputs = [update.output]
        }
        for output in outputs {
            nodeVisits += output.nodeVisits
            nodeReads += output.nodeReads
            nodeCacheBytes += output.loadedBytes
        }
        return TreeUpdate(root: TreeRoot(version: version, subtree: result ?? root.subtree), outputs: outputs)
    }

    /// Makes an update's tree the head's; no other update staged on the same tree may be adopted after it.
    mutating func adopt(_ update: TreeUpdate) {
        root = update.root
        let outputs = update.outputs
        // Each output changes the nodes of its own subtree.
        pool.run(count: outputs.count) { outputs[$0].apply() }
        for output in outputs { nodeCacheBytes += output.replacedBytes }
        nodeCacheBytes = max(nodeCacheBytes, 0)
        if nodeCacheBytes > nodeCacheBytesMax { sweep() }
    }

    /// Reads the root, which finds out early whether the database is whole.
    mutating func loadRoot(from source: any NodeSource) throws(StoreError) {
        guard root.subtree.node.isStored else { return }
        root.subtree.node = try NodeLoader(source: source).load(root.subtree, depth: 0, path: .zero)
        nodeReads += 1
        nodeCacheBytes += NodeWeight.fresh(root.subtree.node)
    }
}

// MARK: - Several threads

extension StateTree {
    /// The subtrees at depth 4, or nil where the tree has not grown so far; those that the changes touch are read.
    private mutating func loadPlaces(
        of changes: [[TreeChange]], with loader: NodeLoader
    ) throws(StoreError) -> [Subtree]? {
        var level: [Subtree] = [root.subtree]
        for depth in 1...TreeShape.pageLevels {
            var next: [Subtree] = []
            for subtree in level {
                guard case .inner(let inner) = subtree.node else { return nil }
                if depth == TreeShape.pageLevels {
                    try load(&inner.left, changes[next.count].first, with: loader)
                    try load(&inner.right, changes[next.count + 1].first, with: loader)
                }
                next.append(inner.left)
                next.append(inner.right)
            }
            level = next
        }
        return level
    }

    /// Reads a stored subtree at depth 4 if there is a change below it.
    private mutating func load(
        _ place: inout Subtree, _ change: TreeChange?, with loader: NodeLoader
    ) throws(StoreError) {
        guard let change, place.node.isStored else { return }
        place.node = try loader.load(place, depth: TreeShape.pageLevels, path: change.keyHash)
        nodeReads += 1
        nodeCacheBytes += NodeWeight.fresh(place.node)
    }

    /// Updates the subtrees at depth 4, each by one thread, and then the page above them.
    private func updateInParallel(
        _ places: [Subtree], _ changes: [[TreeChange]], of block: [StateChange], version: UInt64, loader: NodeLoader
    ) throws(StoreError) -> (Subtree?, [TreeOutput]) {
        let results = try pool.map(count: places.count) {
            part throws(StoreError) -> (subtree: Subtree?, output: TreeOutput) in
            guard !changes[part].isEmpty else { return (nil, TreeOutput()) }
            let sorted = try TreeChange.sorted(changes[part])
            var update = SubtreeUpdate(changes: sorted, block: block, version: version, loader: loader)
            var slots: UInt16 = 0
            let result = try update.update(
                places[part], 0..<sorted.count, depth: TreeShape.pageLevels, slots: &slots)
            update.output.sortForDatabase(block)
            return (result, update.output)
        }
        // One change of each group stands for all of it on the way to depth 4.
        let touched = changes.compactMap(\.first)
        var top = SubtreeUpdate(changes: touched, block: block, version: version, loader: loader)
        top.prepared = results
        var slots: UInt16 = 0
        let result = try top.update(root.subtree, 0..<touched.count, depth: 0, slots: &slots)
        return (result, results.map(\.output) + [top.output])
    }
}

// MARK: - Memory

extension StateTree {
    /// Drops nodes that were not written lately until a quarter of the allowed memory is free again.
    private mutating func sweep() {
        let goal = nodeCacheBytesMax / 4 * 3
        // Nodes of the last blocks stay in the first round; later rounds are stricter.
        var keptVersions: UInt64 = 64
        while nodeCacheBytes > goal {
            for _ in 0..<256 where nodeCacheBytes > goal {
                let newest = root.version > keptVersions ? root.version - keptVersions : 0
                nodeCacheBytes -= root.subtree.drop(upTo: newest, below: sweepPosition)
                sweepPosition &+= 1
            }
            guard keptVersions > 0 else { return }
            keptVersions /= 2
        }
    }
}

extension Subtree {
    /// Drops old buckets, and pages without a child in memory, below one path of eight bits.
    /// - Returns: The weight that is gone.
    fileprivate func drop(upTo version: UInt64, below byte: UInt8) -> Int {
        var node = node
        for bit in 0..<8 {
            guard case .inner(let inner) = node else { return 0 }
            node = byte & 0x80 >> UInt8(bit) != 0 ? inner.right.node : inner.left.node
        }
        guard case .inner(let inner) = node else { return 0 }
        return inner.left.drop(upTo: version, depth: 9) + inner.right.drop(upTo: version, depth: 9)
    }

    private mutating func drop(upTo newest: UInt64, depth: Int) -> Int {
        switch node {
        case .empty, .storedBucket, .storedPage:
            return 0
        case .bucket(let bucket):
            guard version <= newest else { return 0 }
            node = .storedBucket
            return NodeWeight.bucket(bucket)
        case .inner(let inner):
            let below =
                inner.left.drop(upTo: newest, depth: depth + 1) + inner.right.drop(upTo: newest, depth: depth + 1)
            let isPage = depth.isMultiple(of: TreeShape.pageLevels)
            guard isPage, version <= newest, inner.holdsNothing(depth: depth) else { return below }
            let weight = NodeWeight.fresh(node)
            node = .storedPage
            return below + weight
        }
    }
}

extension InnerNode {
    /// Whether no child of the page around is in memory.
    fileprivate func holdsNothing(depth: Int) -> Bool {
        [left, right].allSatisfy { child in
            guard case .inner(let inner) = child.node else { return child.node.isStored || child.count == 0 }
            return !(depth + 1).isMultiple(of: TreeShape.pageLevels) && inner.holdsNothing(depth: depth + 1)
        }
    }
}
