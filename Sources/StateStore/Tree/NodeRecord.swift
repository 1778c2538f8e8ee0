internal import Signatures

/// Records of tree nodes: one byte for the kind, then what the kind says.
enum NodeRecord {
    /// Number of leaves, then key length, key and leaf hash of each.
    static let bucket: UInt8 = 1
    /// Distance to the base, masks of changed and of removed leaves, the changed hashes, then leaves that were added.
    static let bucketChange: UInt8 = 2
    /// Number of children, then each child, in any order.
    static let page: UInt8 = 3
    /// Distance to the base, mask of changed slots, then as for a page but only the children in these slots.
    static let pageChange: UInt8 = 4
}

/// A child of a page: a subtree below it that has a record of its own.
struct PageChild {
    /// First of the sixteen slots that the child covers.
    let slot: Int
    /// Levels between the page's topmost node and the child, 1 to 4; the child covers `16 >> level` slots.
    let level: Int
    let hash: Digest
    let count: UInt64
    let version: UInt64
    let isPage: Bool

    init(slot: Int, level: Int, hash: Digest, count: UInt64, version: UInt64, isPage: Bool) {
        self.slot = slot
        self.level = level
        self.hash = hash
        self.count = count
        self.version = version
        self.isPage = isPage
    }

    init(_ subtree: Subtree, slot: Int, level: Int) {
        self.init(
            slot: slot, level: level, hash: subtree.hash, count: subtree.count, version: subtree.version,
            isPage: subtree.isPage)
    }

    var subtree: Subtree {
        Subtree(node: isPage ? .storedPage : .storedBucket, hash: hash, count: count, version: version)
    }

    var slots: UInt16 { PageChild.slots(from: slot, level: level) }

    /// The slots that a place covers, as a mask.
    static func slots(from slot: Int, level: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: ((1 << (16 >> level)) - 1) << slot)
    }

    /// The first slot and the level of a place, in the page that has it as a child.
    static func position(ofPlaceAt depth: Int, path: Digest) -> (slot: Int, level: Int) {
        let top = (depth - 1) / TreeShape.pageLevels * TreeShape.pageLevels
        let byte = path[byte: top / 8]
        let nibble = Int(top.isMultiple(of: 8) ? byte >> 4 : byte & 15)
        let level = depth - top
        return (nibble & ~((16 >> level) - 1), level)
    }

    /// Appends the child; versions are written as the distance to the page's, which is short for what is fresh.
    func append(to bytes: inout [UInt8], pageVersion: UInt64) {
        bytes.append(UInt8(slot << 4 | (level - 1) << 2 | (isPage ? 1 : 0)))
        hash.append(to: &bytes)
        bytes.append(varint: pageVersion - version)
        bytes.append(varint: count)
    }

    static func read(from reader: inout ByteReader, pageVersion: UInt64) -> PageChild? {
        guard let head = reader.byte(), head & 2 == 0, let hash = reader.digest(), let distance = reader.varint(),
            distance < pageVersion, let count = reader.varint(), count > 0
        else { return nil }
        let level = Int(head >> 2 & 3) + 1
        let slot = Int(head >> 4)
        guard slot % (16 >> level) == 0, head & 1 == 0 || level == TreeShape.pageLevels else { return nil }
        return PageChild(
            slot: slot, level: level, hash: hash, count: count, version: pageVersion - distance, isPage: head & 1 == 1)
    }
}

extension InnerNode {
    /// Calls the body for the children, in some of the slots, of the page whose topmost node this is, in order.
    func forEachPageChild(in slots: UInt16 = .max, _ body: (PageChild) -> Void) {
        Self.visit(left, slot: 0, level: 1, slots: slots, body)
        Self.visit(right, slot: 8, level: 1, slots: slots, body)
    }

    private static func visit(
        _ subtree: Subtree, slot: Int, level: Int, slots: UInt16, _ body: (PageChild) -> Void
    ) {
        guard PageChild.slots(from: slot, level: level) & slots != 0, subtree.count > 0 else { return }
        if level < TreeShape.pageLevels, case .inner(let inner) = subtree.node {
            visit(inner.left, slot: slot, level: level + 1, slots: slots, body)
            visit(inner.right, slot: slot + (8 >> level), level: level + 1, slots: slots, body)
        } else {
            body(PageChild(subtree, slot: slot, level: level))
        }
    }
}

/// A bucket on its way into a record.
struct BucketImage {
    let digests: [Digest]
    let keys: [UInt8]
    let record: BucketRecord

    private var count: Int { digests.count / 2 }

    /// Appends the record of the whole bucket.
    func appendWhole(to bytes: inout [UInt8]) {
        bytes.append(NodeRecord.bucket)
        bytes.append(varint: UInt64(count))
        var cursor = BucketKeyCursor()
        for index in 0..<count { appendLeaf(index, at: &cursor, to: &bytes) }
    }

    /// Appends a record of what has changed since the base record.
    func appendChange(to bytes: inout [UInt8], version: UInt64) {
        bytes.append(NodeRecord.bucketChange)
        bytes.append(varint: version - record.base)
        bytes.append(varint: record.changedLeaves)
        bytes.append(varint: removedLeaves)
        var cursor = BucketKeyCursor()
        var addedCount = 0
        for index in 0..<count {
            let origin = keys[cursor.next(in: keys).lowerBound]
            if origin == LeafRun.noOrigin {
                addedCount += 1
            } else if record.changedLeaves & 1 << UInt64(origin) != 0 {
                digests[count + index].append(to: &bytes)
            }
        }
        bytes.append(varint: UInt64(addedCount))
        guard addedCount > 0 else { return }
        cursor = BucketKeyCursor()
        for index in 0..<count {
            var here = cursor
            let entry = cursor.next(in: keys)
            if keys[entry.lowerBound] == LeafRun.noOrigin { appendLeaf(index, at: &here, to: &bytes) }
        }
    }

    /// Whether a record of the change is so short that it should be written instead of the whole bucket.
    ///
    /// Changes gather until the next whole record, so the shortest sum is near a third.
    var prefersChange: Bool { 3 * changeByteCount <= keys.count + count * (Digest.byteCount - 1) }

    private var changeByteCount: Int {
        var bytes = record.changedLeaves.nonzeroBitCount * Digest.byteCount
        var cursor = BucketKeyCursor()
        for _ in 0..<count {
            let entry = cursor.next(in: keys)
            if keys[entry.lowerBound] == LeafRun.noOrigin { bytes += entry.count + Digest.byteCount }
        }
        return bytes
    }

    /// The leaves of the base record that are gone.
    private var removedLeaves: UInt64 {
        var removed: UInt64 = (1 << UInt64(record.baseCount)) - 1
        var cursor = BucketKeyCursor()
        for _ in 0..<count {
            let origin = keys[cursor.next(in: keys).lowerBound]
            if origin != LeafRun.noOrigin { removed &= ~(1 << UInt64(origin)) }
        }
        return removed
    }

    private func appendLeaf(_ index: Int, at cursor: inout BucketKeyCursor, to bytes: inout [UInt8]) {
        let key = cursor.nextKey(in: keys)
        bytes.append(varint: UInt64(key.count))
        bytes.append(contentsOf: keys[key])
        digests[count + index].append(to: &bytes)
    }
}
