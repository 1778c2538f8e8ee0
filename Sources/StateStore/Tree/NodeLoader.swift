internal import Signatures

/// Reads nodes from the database and checks that they are what the tree says they are.
struct NodeLoader {
    let source: any NodeSource

    /// Reads a stored node: a bucket, or the inner nodes of a page with stored children below them.
    ///
    /// The path is any digest that begins with the bits that lead to the node. A record that is missing, malformed or
    /// does not have the hash that the node above knows is ``StoreError/Code/corrupted``.
    func load(_ subtree: Subtree, depth: Int, path: Digest) throws(StoreError) -> TreeNode {
        let record = try record(version: subtree.version, depth: depth, path: path)
        let node: TreeNode? =
            if subtree.isPage {
                try page(record, of: subtree, depth: depth, path: path).map { .inner($0) }
            } else {
                try bucket(record, of: subtree, depth: depth, path: path).map { .bucket($0) }
            }
        guard let node else {
            throw StoreError(
                .corrupted, "a tree node is damaged: version \(subtree.version), depth \(depth), \(path)")
        }
        return node
    }

    private func record(version: UInt64, depth: Int, path: Digest) throws(StoreError) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(16)
        NodeKey.append(version: version, depth: depth, path: path, to: &key)
        guard let record = try source.node(forKey: key) else {
            throw StoreError(.corrupted, "a tree node is missing: version \(version), depth \(depth), \(path)")
        }
        return record
    }
}

// MARK: - Pages

extension NodeLoader {
    /// - Returns: Nil where the record is damaged.
    private func page(
        _ record: [UInt8], of subtree: Subtree, depth: Int, path: Digest
    ) throws(StoreError) -> InnerNode? {
        var reader = ByteReader(record)
        var pageRecord = PageRecord(base: subtree.version)
        var children: [PageChild]
        switch reader.byte() {
        case NodeRecord.page:
            guard let whole = Self.readChildren(&reader, version: subtree.version, changed: .max) else { return nil }
            children = whole
        case NodeRecord.pageChange:
            guard let distance = reader.varint(), distance > 0, distance < subtree.version,
                let changedSlots = reader.integer(UInt16.self),
                let changed = Self.readChildren(&reader, version: subtree.version, changed: changedSlots)
            else { return nil }
            pageRecord = PageRecord(base: subtree.version - distance, changedSlots: changedSlots)
            var base = ByteReader(try self.record(version: pageRecord.base, depth: depth, path: path))
            guard base.byte() == NodeRecord.page,
                let whole = Self.readChildren(&base, version: pageRecord.base, changed: .max)
            else { return nil }
            children = whole.filter { $0.slots & changedSlots == 0 } + changed
        default:
            return nil
        }
        guard Self.areDisjoint(children) else { return nil }
        children.sort { $0.slot < $1.slot }
        let top = Self.join(children[...], slot: 0, level: 0)
        guard case .inner(let inner) = top.node, top.hash == subtree.hash, top.count == subtree.count else {
            return nil
        }
        inner.page = pageRecord
        return inner
    }

    /// Reads the rest of a record as children, all of which lie in the changed slots.
    private static func readChildren(_ reader: inout ByteReader, version: UInt64, changed: UInt16) -> [PageChild]? {
        guard let count = reader.varint(max: 16) else { return nil }
        var children: [PageChild] = []
        for _ in 0..<count {
            guard let child = PageChild.read(from: &reader, pageVersion: version), child.slots & ~changed == 0 else {
                return nil
            }
            children.append(child)
        }
        return reader.isAtEnd ? children : nil
    }

    private static func areDisjoint(_ children: [PageChild]) -> Bool {
        var taken: UInt16 = 0
        for child in children {
            guard taken & child.slots == 0 else { return false }
            taken |= child.slots
        }
        return true
    }

    /// The inner nodes above some children, which all lie below the given place.
    private static func join(_ children: ArraySlice<PageChild>, slot: Int, level: Int) -> Subtree {
        guard let first = children.first else { return .empty }
        if children.count == 1, first.level == level { return first.subtree }
        guard level < TreeShape.pageLevels else { return .empty }
        let middleSlot = slot + (8 >> level)
        let middle = children.firstIndex { $0.slot >= middleSlot } ?? children.endIndex
        let left = join(children[..<middle], slot: slot, level: level + 1)
        let right = join(children[middle...], slot: middleSlot, level: level + 1)
        let (count, overflow) = left.count.addingReportingOverflow(right.count)
        guard !overflow else { return .empty }
        return Subtree(
            node: .inner(InnerNode(left: left, right: right)), hash: SHA256.hash(prefix: 1, left.hash, right.hash),
            count: count, version: 0)
    }
}

// MARK: - Buckets

extension NodeLoader {
    private struct Leaf {
        let keyHash: Digest
        let leafHash: Digest
        let key: [UInt8]
        let origin: UInt8
    }

    /// - Returns: Nil where the record is damaged.
    private func bucket(
        _ record: [UInt8], of subtree: Subtree, depth: Int, path: Digest
    ) throws(StoreError) -> Bucket? {
        var reader = ByteReader(record)
        var leaves: [Leaf]
        var bucketRecord = BucketRecord(base: subtree.version, baseCount: 0)
        switch reader.byte() {
        case NodeRecord.bucket:
            guard let whole = Self.readLeaves(&reader, areBase: true), reader.isAtEnd else { return nil }
            leaves = whole
            bucketRecord.baseCount = whole.count
        case NodeRecord.bucketChange:
            guard let distance = reader.varint(), distance > 0, distance < subtree.version else { return nil }
            bucketRecord.base = subtree.version - distance
            var base = ByteReader(try self.record(version: bucketRecord.base, depth: depth, path: path))
            guard base.byte() == NodeRecord.bucket,
                let whole = Self.readLeaves(&base, areBase: true), base.isAtEnd,
                let changed = reader.varint(), let removed = reader.varint(),
                let rest = Self.apply(changed: changed, removed: removed, to: whole, from: &reader),
                let added = Self.readLeaves(&reader, areBase: false), reader.isAtEnd
            else { return nil }
            bucketRecord.changedLeaves = changed
            bucketRecord.baseCount = whole.count
            leaves = rest + added
            leaves.sort { $0.keyHash < $1.keyHash }
        default:
            return nil
        }
        guard (1...TreeShape.bucketCountMax).contains(leaves.count), UInt64(leaves.count) == subtree.count,
            leaves.allSatisfy({ $0.keyHash.commonPrefixBitCount(with: path) >= depth }),
            zip(leaves, leaves.dropFirst()).allSatisfy({ $0.keyHash < $1.keyHash })
        else { return nil }
        let digests = leaves.map(\.keyHash) + leaves.map(\.leafHash)
        guard Bucket.hash(of: digests, range: leaves.indices, depth: depth) == subtree.hash else { return nil }
        return Bucket(digests: digests, keys: Self.joinKeys(leaves), record: bucketRecord)
    }

    private static func readLeaves(_ reader: inout ByteReader, areBase: Bool) -> [Leaf]? {
        guard let count = reader.varint(max: TreeShape.bucketCountMax) else { return nil }
        var leaves: [Leaf] = []
        leaves.reserveCapacity(count)
        for index in 0..<count {
            guard let keyCount = reader.varint(max: StoreLimits.keyBytesMax), keyCount > 0,
                let key = reader.take(count: keyCount), let leafHash = reader.digest()
            else { return nil }
            let origin = areBase ? UInt8(index) : LeafRun.noOrigin
            leaves.append(Leaf(keyHash: SHA256.hash(key), leafHash: leafHash, key: key, origin: origin))
        }
        return leaves
    }

    /// The leaves of the base record with their changed hashes, which follow in the reader, and without the removed.
    private static func apply(
        changed: UInt64, removed: UInt64, to base: [Leaf], from reader: inout ByteReader
    ) -> [Leaf]? {
        let present: UInt64 = (1 << UInt64(base.count)) - 1
        guard changed & ~present == 0, removed & ~present == 0, changed & removed == 0 else { return nil }
        var leaves: [Leaf] = []
        leaves.reserveCapacity(base.count)
        for (index, leaf) in base.enumerated() {
            let bit: UInt64 = 1 << UInt64(index)
            if changed & bit != 0 {
                guard let hash = reader.digest() else { return nil }
                leaves.append(Leaf(keyHash: leaf.keyHash, leafHash: hash, key: leaf.key, origin: leaf.origin))
            } else if removed & bit == 0 {
                leaves.append(leaf)
            }
        }
        return leaves
    }

    private static func joinKeys(_ leaves: [Leaf]) -> [UInt8] {
        var keys: [UInt8] = []
        keys.reserveCapacity(leaves.reduce(0) { $0 + 3 + $1.key.count })
        for leaf in leaves {
            keys.append(leaf.origin)
            keys.append(bigEndian: UInt16(leaf.key.count))
            keys.append(contentsOf: leaf.key)
        }
        return keys
    }
}
