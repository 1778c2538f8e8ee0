internal import Signatures

extension SubtreeUpdate {
    mutating func fillEmpty(_ range: Range<Int>, depth: Int) throws(StoreError) -> Subtree? {
        var run = LeafRun(capacity: range.count)
        for change in changes[range] where try isEffective(change, leafHash: .zero) {
            run.append(keyHash: change.keyHash, leafHash: change.leafHash, key: block[change.index].key)
        }
        return run.count == 0 ? nil : build(run, 0..<run.count, depth: depth)
    }

    mutating func updateBucket(
        _ bucket: Bucket, version oldVersion: UInt64, _ range: Range<Int>, depth: Int
    ) throws(StoreError) -> Subtree? {
        if setsPresentKeys(of: bucket, range) {
            return try updateInPlace(bucket, version: oldVersion, range, depth: depth)
        }
        let effectiveCount = output.effective.count
        var (run, changedLeaves) = try mergeChanges(into: bucket, range)
        guard output.effective.count > effectiveCount else { return nil }
        output.replacedBytes -= NodeWeight.bucket(bucket)
        let path = changes[range.lowerBound].keyHash
        guard (1...TreeShape.bucketCountMax).contains(run.count) else {
            addStale(oldVersion, base: bucket.record.base, depth: depth, path: path)
            return build(run, 0..<run.count, depth: depth)
        }
        let digests = run.digests(0..<run.count)
        var record = bucket.record
        record.changedLeaves = changedLeaves
        let image = BucketImage(digests: digests, keys: run.keys, record: record)
        let isWhole = writeBucket(image, replacing: oldVersion, depth: depth, path: path)
        if isWhole {
            record = BucketRecord(base: version, baseCount: run.count)
            run.becomeBase()
        }
        let updated = Bucket(digests: digests, keys: run.keys, record: record)
        output.replacedBytes += NodeWeight.bucket(updated)
        return Subtree(
            node: .bucket(updated), hash: Bucket.hash(of: digests, range: 0..<run.count, depth: depth),
            count: UInt64(run.count), version: version)
    }

    /// Whether all changes set keys that the bucket has: the common case, in which no leaf moves.
    private func setsPresentKeys(of bucket: Bucket, _ range: Range<Int>) -> Bool {
        let count = bucket.count
        var index = 0
        for change in changes[range] {
            while index < count, bucket.digests[index] < change.keyHash { index += 1 }
            guard index < count, bucket.digests[index] == change.keyHash, change.leafHash != .zero else { return false }
        }
        return true
    }

    private mutating func updateInPlace(
        _ bucket: Bucket, version oldVersion: UInt64, _ range: Range<Int>, depth: Int
    ) throws(StoreError) -> Subtree? {
        let count = bucket.count
        let firstPatch = output.leafPatches.count
        var record = bucket.record
        var cursor = BucketKeyCursor()
        var cursorIndex = 0
        var index = 0
        for change in changes[range] {
            while bucket.digests[index] < change.keyHash { index += 1 }
            guard try isEffective(change, leafHash: bucket.digests[count + index]) else { continue }
            output.leafPatches.append((index, change.leafHash))
            while cursorIndex < index {
                _ = cursor.next(in: bucket.keys)
                cursorIndex += 1
            }
            let origin = bucket.keys[cursor.position]
            if origin != LeafRun.noOrigin { record.changedLeaves |= 1 << UInt64(origin) }
        }
        let patches = firstPatch..<output.leafPatches.count
        guard !patches.isEmpty else { return nil }

        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: bucket.digests)
        for patch in output.leafPatches[patches] { scratch[count + patch.index] = patch.hash }
        let hash = Bucket.hash(of: scratch, range: 0..<count, depth: depth)
        let isWhole = writeBucket(
            BucketImage(digests: scratch, keys: bucket.keys, record: record), replacing: oldVersion, depth: depth,
            path: changes[range.lowerBound].keyHash)
        if isWhole { record = BucketRecord(base: version, baseCount: count) }
        output.bucketPatches.append(
            TreeOutput.BucketPatch(bucket: bucket, leaves: patches, record: record, isWhole: isWhole))
        return Subtree(node: .bucket(bucket), hash: hash, count: UInt64(count), version: version)
    }

    /// Merges leaves and changes, both in the order of their key hashes.
    private mutating func mergeChanges(
        into bucket: Bucket, _ range: Range<Int>
    ) throws(StoreError) -> (run: LeafRun, changedLeaves: UInt64) {
        var run = LeafRun(capacity: bucket.count + range.count)
        var changedLeaves = bucket.record.changedLeaves
        var cursor = BucketKeyCursor()
        var index = 0
        for change in changes[range] {
            while index < bucket.count, bucket.digests[index] < change.keyHash {
                run.append(bucket, leaf: index, at: &cursor)
                index += 1
            }
            guard index < bucket.count, bucket.digests[index] == change.keyHash else {
                if try isEffective(change, leafHash: .zero) {
                    run.append(keyHash: change.keyHash, leafHash: change.leafHash, key: block[change.index].key)
                }
                continue
            }
            let origin = bucket.keys[cursor.position]
            let bit: UInt64 = origin == LeafRun.noOrigin ? 0 : 1 << UInt64(origin)
            if try !isEffective(change, leafHash: bucket.digests[bucket.count + index]) {
                run.append(bucket, leaf: index, at: &cursor)
            } else if change.leafHash != .zero {
                run.append(bucket, leaf: index, at: &cursor, leafHash: change.leafHash)
                changedLeaves |= bit
            } else {
                _ = cursor.next(in: bucket.keys)
                changedLeaves &= ~bit
            }
            index += 1
        }
        while index < bucket.count {
            run.append(bucket, leaf: index, at: &cursor)
            index += 1
        }
        return (run, changedLeaves)
    }

    /// Checks what the block says of the value before, and notes the change if it is one.
    private mutating func isEffective(_ change: TreeChange, leafHash: Digest) throws(StoreError) -> Bool {
        guard change.previousLeafHash == leafHash else {
            guard change.isClaimed else {
                throw StoreError(.corrupted, "the state and the tree disagree about a key's value")
            }
            throw StoreError(.previousValue, "a key had another value before than the caller says")
        }
        guard change.leafHash != leafHash else { return false }
        output.effective.append(change.index)
        return true
    }

    /// Builds a new subtree: one bucket, or as many as needed with the pages above them.
    mutating func build(_ run: LeafRun, _ range: Range<Int>, depth: Int) -> Subtree {
        guard !range.isEmpty else { return .empty }
        let path = run.keyHashes[range.lowerBound]
        guard range.count > TreeShape.bucketCountMax else { return buildBucket(run, range, depth: depth) }
        let isPage = depth.isMultiple(of: TreeShape.pageLevels)
        let mark = pageChildren.count
        let middle = Bucket.firstIndex(in: run.keyHashes, range: range, withBit: depth)
        let left = buildChild(run, range.lowerBound..<middle, depth: depth + 1)
        let right = buildChild(run, middle..<range.upperBound, depth: depth + 1)
        let inner = InnerNode(left: left, right: right)
        output.replacedBytes += NodeWeight.inner
        if isPage {
            inner.page = writePage(
                inner, replacing: nil, changedSlots: .max, children: mark, depth: depth, path: path)
            pageChildren.removeLast(pageChildren.count - mark)
        }
        return Subtree(
            node: .inner(inner), hash: SHA256.hash(prefix: 1, left.hash, right.hash), count: UInt64(range.count),
            version: isPage ? version : 0)
    }

    /// Builds a child of a new inner node, and notes it as a child of the page unless it is inside the page.
    private mutating func buildChild(_ run: LeafRun, _ range: Range<Int>, depth: Int) -> Subtree {
        let child = build(run, range, depth: depth)
        if child.version > 0 {
            let (slot, level) = PageChild.position(ofPlaceAt: depth, path: run.keyHashes[range.lowerBound])
            pageChildren.append(PageChild(child, slot: slot, level: level))
        }
        return child
    }

    private mutating func buildBucket(_ run: LeafRun, _ range: Range<Int>, depth: Int) -> Subtree {
        let bucket = Bucket(
            digests: run.digests(range), keys: run.keysOfBase(range),
            record: BucketRecord(base: version, baseCount: range.count))
        output.replacedBytes += NodeWeight.bucket(bucket)
        let image = BucketImage(digests: bucket.digests, keys: bucket.keys, record: bucket.record)
        writeBucket(image, replacing: nil, depth: depth, path: run.keyHashes[range.lowerBound])
        return Subtree(
            node: .bucket(bucket), hash: Bucket.hash(of: bucket.digests, range: 0..<range.count, depth: depth),
            count: UInt64(range.count), version: version)
    }
}
