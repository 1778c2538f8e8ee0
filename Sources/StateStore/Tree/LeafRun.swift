internal import Signatures

/// Leaves in the order of their key hashes, taken apart into arrays: what buckets are made of.
struct LeafRun {
    /// Marks a leaf that is not in the base record of its bucket.
    static let noOrigin: UInt8 = 255

    private(set) var keyHashes: [Digest] = []
    private(set) var leafHashes: [Digest] = []
    /// As in ``Bucket/keys``.
    private(set) var keys: [UInt8] = []
    /// Where each leaf begins in `keys`.
    private var starts: [Int] = []

    var count: Int { keyHashes.count }

    init(capacity: Int) {
        keyHashes.reserveCapacity(capacity)
        leafHashes.reserveCapacity(capacity)
        starts.reserveCapacity(capacity)
        keys.reserveCapacity(capacity * 48)
    }

    /// Appends a leaf that is not in the base record.
    mutating func append(keyHash: Digest, leafHash: Digest, key: [UInt8]) {
        keyHashes.append(keyHash)
        leafHashes.append(leafHash)
        starts.append(keys.count)
        keys.append(Self.noOrigin)
        keys.append(bigEndian: UInt16(truncatingIfNeeded: key.count))
        keys.append(contentsOf: key)
    }

    /// Appends a leaf of a bucket, with its origin, and moves the cursor behind it.
    mutating func append(_ bucket: Bucket, leaf index: Int, at cursor: inout BucketKeyCursor, leafHash: Digest? = nil) {
        let entry = cursor.next(in: bucket.keys)
        keyHashes.append(bucket.digests[index])
        leafHashes.append(leafHash ?? bucket.digests[bucket.count + index])
        starts.append(keys.count)
        keys.append(contentsOf: bucket.keys[entry])
    }

    /// Appends all leaves of a bucket as leaves of a new one.
    mutating func appendAll(of bucket: Bucket) {
        let first = starts.count
        var cursor = BucketKeyCursor()
        for index in 0..<bucket.count { append(bucket, leaf: index, at: &cursor) }
        for start in starts[first...] { keys[start] = Self.noOrigin }
    }

    mutating func setLeafHash(_ index: Int, _ hash: Digest) {
        leafHashes[index] = hash
    }

    /// Marks the leaves as those of a base record that lists just these.
    mutating func becomeBase() {
        for (index, start) in starts.enumerated() { keys[start] = UInt8(truncatingIfNeeded: index) }
    }

    /// The keys of some of the leaves, each marked as the leaf of a base record that lists just these.
    func keysOfBase(_ range: Range<Int>) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        let end = range.upperBound < starts.count ? starts[range.upperBound] : keys.count
        let offset = starts[range.lowerBound]
        var result = Array(keys[offset..<end])
        for index in range { result[starts[index] - offset] = UInt8(index - range.lowerBound) }
        return result
    }

    /// The key hashes and the leaf hashes of some of the leaves, as in ``Bucket/digests``.
    func digests(_ range: Range<Int>) -> [Digest] {
        var result: [Digest] = []
        result.reserveCapacity(2 * range.count)
        result.append(contentsOf: keyHashes[range])
        result.append(contentsOf: leafHashes[range])
        return result
    }
}

/// Walks over the keys of a bucket.
struct BucketKeyCursor {
    private(set) var position = 0

    /// The range of the next entry: origin, length and key.
    mutating func next(in keys: [UInt8]) -> Range<Int> {
        let count = Int(keys[position + 1]) << 8 | Int(keys[position + 2])
        let start = position
        position += 3 + count
        return start..<position
    }

    /// The range of the key alone.
    mutating func nextKey(in keys: [UInt8]) -> Range<Int> {
        let entry = next(in: keys)
        return (entry.lowerBound + 3)..<entry.upperBound
    }
}
