internal import Signatures

/// Applies a part of a block's changes to the tree: computes the new hashes and collects what is to be written.
///
/// The nodes in memory stay as they are until ``TreeOutput/apply()``, except that those read from the database are kept.
struct SubtreeUpdate {
    /// In ascending order of distinct key hashes.
    let changes: [TreeChange]

    /// The block that the changes come from.
    let block: [StateChange]

    /// The version that the new nodes get.
    let version: UInt64

    let loader: NodeLoader

    /// Results at depth 4, by the first four bits, that were computed before, nil where nothing has changed; and what
    /// is to be written for each.
    var prepared: [(subtree: Subtree?, output: TreeOutput)] = []

    var output = TreeOutput()

    /// New children of the pages on the way from the root to the current place, those of the lowest page last.
    var pageChildren: [PageChild] = []

    /// Digests of the bucket at hand; kept to spare an allocation for each.
    var scratch: [Digest] = []

    init(changes: [TreeChange], block: [StateChange], version: UInt64, loader: NodeLoader) {
        self.changes = changes
        self.block = block
        self.version = version
        self.loader = loader
    }

    /// Applies some of the changes below a place; nil means that nothing has changed there.
    ///
    /// The range has the changes whose key hashes begin with the bits that lead to the place, at least one. `slots`
    /// gathers the slots of the page around the place that have changed.
    mutating func update(
        _ subtree: Subtree, _ range: Range<Int>, depth: Int, slots: inout UInt16
    ) throws(StoreError) -> Subtree? {
        output.nodeVisits += 1
        switch subtree.node {
        case .empty:
            return try fillEmpty(range, depth: depth)
        case .bucket(let bucket):
            return try updateBucket(bucket, version: subtree.version, range, depth: depth)
        case .inner(let inner) where depth.isMultiple(of: TreeShape.pageLevels):
            return try updatePage(inner, version: subtree.version, range, depth: depth)
        case .inner(let inner):
            return try updateInner(inner, range, depth: depth, slots: &slots)
        case .storedBucket, .storedPage:
            var loaded = subtree
            try load(&loaded, range, depth: depth)
            return try update(loaded, range, depth: depth, slots: &slots)
        }
    }

    /// Reads a stored node that lies on the way of some changes.
    mutating func load(_ subtree: inout Subtree, _ range: Range<Int>, depth: Int) throws(StoreError) {
        subtree.node = try loader.load(subtree, depth: depth, path: changes[range.lowerBound].keyHash)
        output.nodeReads += 1
        output.loadedBytes += NodeWeight.fresh(subtree.node)
    }

    mutating func updatePage(
        _ top: InnerNode, version oldVersion: UInt64, _ range: Range<Int>, depth: Int
    ) throws(StoreError) -> Subtree? {
        let mark = pageChildren.count
        defer { pageChildren.removeLast(pageChildren.count - mark) }
        var slots: UInt16 = 0
        guard var result = try updateInner(top, range, depth: depth, slots: &slots) else { return nil }
        let path = changes[range.lowerBound].keyHash
        if case .inner = result.node {
            let page = writePage(
                top, replacing: oldVersion, changedSlots: slots, children: mark, depth: depth, path: path)
            output.pagePatches.append(TreeOutput.PagePatch(node: top, page: page))
            result.version = version
        } else {
            addStale(oldVersion, base: top.page.base, depth: depth, path: path)
        }
        return result
    }

    mutating func updateInner(
        _ inner: InnerNode, _ range: Range<Int>, depth: Int, slots: inout UInt16
    ) throws(StoreError) -> Subtree? {
        let middle = firstIndex(in: range, withBit: depth)
        var left: Subtree?
        var right: Subtree?
        if middle > range.lowerBound {
            let part = range.lowerBound..<middle
            if inner.left.node.isStored { try load(&inner.left, part, depth: depth + 1) }
            left = try updateChild(inner.left, part, depth: depth + 1, slots: &slots)
        }
        if middle < range.upperBound {
            let part = middle..<range.upperBound
            if inner.right.node.isStored { try load(&inner.right, part, depth: depth + 1) }
            right = try updateChild(inner.right, part, depth: depth + 1, slots: &slots)
        }
        guard left != nil || right != nil else { return nil }

        let count = (left?.count ?? inner.left.count) + (right?.count ?? inner.right.count)
        guard count > TreeShape.mergeCountMax else {
            output.replacedBytes -= NodeWeight.inner
            return try merge(
                left ?? inner.left, right ?? inner.right, depth: depth, path: changes[range.lowerBound].keyHash)
        }
        let hash = SHA256.hash(prefix: 1, left?.hash ?? inner.left.hash, right?.hash ?? inner.right.hash)
        output.innerPatches.append(TreeOutput.InnerPatch(node: inner, left: left, right: right))
        return Subtree(node: .inner(inner), hash: hash, count: count, version: 0)
    }

    /// Updates a child and notes it as a new child of the page, unless it is an inner node of the page itself.
    mutating func updateChild(
        _ child: Subtree, _ range: Range<Int>, depth: Int, slots: inout UInt16
    ) throws(StoreError) -> Subtree? {
        let mark = pageChildren.count
        let path = changes[range.lowerBound].keyHash
        let isPrepared = depth == TreeShape.pageLevels && !prepared.isEmpty
        let updated =
            try isPrepared
            ? prepared[Int(path[byte: 0] >> 4)].subtree : update(child, range, depth: depth, slots: &slots)
        guard let result = updated else { return nil }
        let isInsidePage = !depth.isMultiple(of: TreeShape.pageLevels) && result.node.isInner
        if isInsidePage, child.node.isInner { return result }
        let (slot, level) = PageChild.position(ofPlaceAt: depth, path: path)
        slots |= PageChild.slots(from: slot, level: level)
        // An inner node that is new in the page has noted its children when it was built.
        if !isInsidePage {
            pageChildren.removeLast(pageChildren.count - mark)
            if result.count > 0 { pageChildren.append(PageChild(result, slot: slot, level: level)) }
        }
        return result
    }

    /// Makes one bucket, or nothing, of two subtrees that have become small.
    mutating func merge(
        _ left: Subtree, _ right: Subtree, depth: Int, path: Digest
    ) throws(StoreError) -> Subtree {
        var run = LeafRun(capacity: TreeShape.bucketCountMax)
        for (child, isRight) in [(left, false), (right, true)] where child.count > 0 {
            let childPath = path.settingBit(depth, to: isRight)
            var node = child.node
            if node.isStored {
                node = try loader.load(child, depth: depth + 1, path: childPath)
                output.nodeReads += 1
            } else {
                output.replacedBytes -= NodeWeight.fresh(node)
            }
            guard case .bucket(let bucket) = node else {
                throw StoreError(.corrupted, "an inner node has too few leaves at depth \(depth)")
            }
            addStale(child.version, base: bucket.record.base, depth: depth + 1, path: childPath)
            try appendLeaves(of: bucket, version: child.version, to: &run)
        }
        return build(run, 0..<run.count, depth: depth)
    }

    /// Appends a bucket's leaves as they are after this block.
    func appendLeaves(
        of bucket: Bucket, version bucketVersion: UInt64, to run: inout LeafRun
    ) throws(StoreError) {
        let first = run.count
        run.appendAll(of: bucket)
        // A bucket that this block has updated in place has its new hashes in a patch yet: in one of this update, or of
        // the one that prepared the subtree.
        guard bucketVersion == version else { return }
        for output in [output] + prepared.map(\.output) {
            guard let patch = output.bucketPatches.last(where: { $0.bucket === bucket }) else { continue }
            for leaf in output.leafPatches[patch.leaves] { run.setLeafHash(first + leaf.index, leaf.hash) }
            return
        }
    }

    func firstIndex(in range: Range<Int>, withBit bit: Int) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].keyHash[bit: bit] { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Digest {
    /// The digest with one bit set or cleared.
    func settingBit(_ index: Int, to isSet: Bool) -> Digest {
        guard self[bit: index] != isSet else { return self }
        var bytes = bytes
        bytes[index / 8] ^= 0x80 >> UInt8(index % 8)
        return Digest(bytes: bytes) ?? self
    }
}
