internal import Signatures

extension Bucket {
    /// The hash of a subtree of leaves, by the rules of the sparse Merkle tree.
    ///
    /// The digests are the key hashes in ascending order, then the leaf hashes; the key hashes of the range agree on as
    /// many bits as the depth says.
    static func hash(of digests: [Digest], range: Range<Int>, depth: Int) -> Digest {
        let offset = digests.count / 2
        switch range.count {
        case 0: return .zero
        case 1: return digests[offset + range.lowerBound]
        default: break
        }
        // Below the place where the first and the last key part, all above is one long chain with empty siblings.
        let parting = digests[range.lowerBound].commonPrefixBitCount(with: digests[range.upperBound - 1])
        let middle = firstIndex(in: digests, range: range, withBit: parting)
        var result = SHA256.hash(
            prefix: 1, hash(of: digests, range: range.lowerBound..<middle, depth: parting + 1),
            hash(of: digests, range: middle..<range.upperBound, depth: parting + 1))
        var level = parting
        while level > depth {
            level -= 1
            let goesRight = digests[range.lowerBound][bit: level]
            result = goesRight ? SHA256.hash(prefix: 1, .zero, result) : SHA256.hash(prefix: 1, result, .zero)
        }
        return result
    }

    /// The first leaf of a range whose key hash has the bit set; the bits before are the same in the whole range.
    static func firstIndex(in digests: [Digest], range: Range<Int>, withBit bit: Int) -> Int {
        var index = range.lowerBound
        while index < range.upperBound, !digests[index][bit: bit] { index += 1 }
        return index
    }
}

extension Bucket {
    /// The key of a leaf.
    func key(_ index: Int) -> [UInt8] {
        var cursor = BucketKeyCursor()
        for _ in 0..<index { _ = cursor.next(in: keys) }
        return Array(keys[cursor.nextKey(in: keys)])
    }

    /// Marks the leaves as those of a base record that lists just these.
    static func markAsBase(_ keys: inout [UInt8], count: Int) {
        var cursor = BucketKeyCursor()
        for index in 0..<count {
            let entry = cursor.next(in: keys)
            keys[entry.lowerBound] = UInt8(truncatingIfNeeded: index)
        }
    }
}
