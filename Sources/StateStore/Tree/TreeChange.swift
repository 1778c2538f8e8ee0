internal import Signatures

/// A change of a key as the tree sees it.
struct TreeChange {
    /// SHA-256 of the key: the key's place in the tree.
    let keyHash: Digest

    /// Hash of the new leaf; zero when the key is deleted.
    let leafHash: Digest

    /// Hash of the leaf before; zero when the key was absent.
    let previousLeafHash: Digest

    /// Index of the change in the block.
    let index: Int

    /// Whether the caller told the previous value; otherwise it was read from the state.
    let isClaimed: Bool

    /// The changes in ascending order of their key hashes.
    /// - Throws: ``StoreError/Code/duplicateKey``.
    static func sorted(_ changes: [TreeChange]) throws(StoreError) -> [TreeChange] {
        let sorted = changes.sorted { $0.keyHash < $1.keyHash }
        for index in sorted.indices.dropFirst() where sorted[index - 1].keyHash == sorted[index].keyHash {
            throw StoreError(.duplicateKey, "a block changes the same key twice")
        }
        return sorted
    }

    /// Changes in sixteen groups by the first four bits of their key hashes.
    static func grouped(_ parts: [[TreeChange]]) -> [[TreeChange]] {
        var groups = [[TreeChange]](repeating: [], count: 16)
        let count = parts.reduce(0) { $0 + $1.count }
        for index in groups.indices { groups[index].reserveCapacity(count / 14) }
        for part in parts {
            for change in part { groups[Int(change.keyHash[byte: 0] >> 4)].append(change) }
        }
        return groups
    }

    /// The hash of a leaf.
    static func leafHash(keyHash: Digest, value: [UInt8]) -> Digest {
        SHA256.hash(prefix: 0, keyHash, SHA256.hash(value))
    }
}
