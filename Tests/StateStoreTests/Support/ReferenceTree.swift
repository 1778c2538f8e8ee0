import Signatures

/// ICS-23's sparse Merkle tree straight from its definition: no nodes, no memory of the block before.
enum ReferenceTree {
    /// The root over some entries.
    static func root(of entries: [[UInt8]: [UInt8]]) -> Digest {
        let leaves: [(place: Digest, hash: Digest)] = entries.map { key, value in
            let keyHash = SHA256.hash(key)
            return (keyHash, SHA256.hash([0] + keyHash.bytes + SHA256.hash(value).bytes))
        }
        return root(of: leaves.sorted { $0.place < $1.place }[...], depth: 0)
    }

    private static func root(of leaves: ArraySlice<(place: Digest, hash: Digest)>, depth: Int) -> Digest {
        guard let first = leaves.first else { return .zero }
        guard leaves.count > 1 else { return first.hash }
        let middle = leaves.firstIndex { $0.place[bit: depth] } ?? leaves.endIndex
        let left = root(of: leaves[..<middle], depth: depth + 1)
        let right = root(of: leaves[middle...], depth: depth + 1)
        return SHA256.hash([1] + left.bytes + right.bytes)
    }
}
