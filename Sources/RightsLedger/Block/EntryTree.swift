package import Signatures

/// The Merkle tree over a list of a block, as in RFC 6962, section 2.1.
///
/// Leaf SHA-256(0x00 || entry), inner node SHA-256(0x01 || left || right); the left side has the largest power of two
/// below the count. The root of an empty list is the SHA-256 of nothing.
package enum EntryTree {
    /// The hash of one entry.
    package static func leaf(_ entry: [UInt8]) -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.count + 1)
        bytes.append(0)
        bytes.append(contentsOf: entry)
        return SHA256.hash(bytes)
    }

    /// The root over the hashes of the entries.
    ///
    /// - Complexity: O(n); one array of half the leaves.
    package static func root(leaves: [Digest]) -> Digest {
        guard !leaves.isEmpty else { return SHA256.hash([]) }
        // Joining neighbours level by level and letting an odd one move up gives exactly the tree of the RFC.
        var level = leaves
        while level.count > 1 {
            var next: [Digest] = []
            next.reserveCapacity((level.count + 1) / 2)
            var index = 0
            while index + 1 < level.count {
                next.append(SHA256.hash(prefix: 1, level[index], level[index + 1]))
                index += 2
            }
            if index < level.count { next.append(level[index]) }
            level = next
        }
        return level[0]
    }
}
