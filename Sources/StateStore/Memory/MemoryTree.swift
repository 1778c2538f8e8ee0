internal import Signatures

/// The sparse Merkle tree of ``MemoryStore``: binary, immutable, each version sharing what it did not change.
///
/// Written for clarity and apart from the tree of ``RocksDBStore``, so that each can be held against the other.
indirect enum MemoryTree: Sendable {
    case empty
    case leaf(Leaf)
    case inner(hash: Digest, count: Int, left: MemoryTree, right: MemoryTree)

    struct Leaf: Sendable {
        let keyHash: Digest
        let hash: Digest
        let key: [UInt8]
        let value: [UInt8]

        init(keyHash: Digest, key: [UInt8], value: [UInt8]) {
            self.keyHash = keyHash
            self.hash = SHA256.hash(prefix: 0, keyHash, SHA256.hash(value))
            self.key = key
            self.value = value
        }
    }

    /// What a block does at one place of the tree.
    struct Change {
        let keyHash: Digest
        let leaf: Leaf?
    }

    var hash: Digest {
        switch self {
        case .empty: .zero
        case .leaf(let leaf): leaf.hash
        case .inner(let hash, _, _, _): hash
        }
    }

    var count: Int {
        switch self {
        case .empty: 0
        case .leaf: 1
        case .inner(_, let count, _, _): count
        }
    }

    /// The leaf of a key hash, or nil.
    func leaf(at keyHash: Digest) -> Leaf? {
        var node = self
        var depth = 0
        while case .inner(_, _, let left, let right) = node {
            node = keyHash[bit: depth] ? right : left
            depth += 1
        }
        guard case .leaf(let leaf) = node, leaf.keyHash == keyHash else { return nil }
        return leaf
    }

    /// The tree after the changes, which are in ascending order of distinct key hashes.
    func applying(_ changes: ArraySlice<Change>, depth: Int = 0) -> MemoryTree {
        guard !changes.isEmpty else { return self }
        switch self {
        case .empty:
            return Self.building(changes.compactMap(\.leaf)[...], depth: depth)
        case .leaf(let leaf):
            var leaves = changes.compactMap(\.leaf)
            if !changes.contains(where: { $0.keyHash == leaf.keyHash }) {
                let index = leaves.firstIndex { leaf.keyHash < $0.keyHash } ?? leaves.count
                leaves.insert(leaf, at: index)
            }
            return Self.building(leaves[...], depth: depth)
        case .inner(_, _, let left, let right):
            let middle = changes.firstIndex { $0.keyHash[bit: depth] } ?? changes.endIndex
            return Self.joining(
                left.applying(changes[..<middle], depth: depth + 1),
                right.applying(changes[middle...], depth: depth + 1))
        }
    }

    private static func building(_ leaves: ArraySlice<Leaf>, depth: Int) -> MemoryTree {
        guard let first = leaves.first else { return .empty }
        guard leaves.count > 1 else { return .leaf(first) }
        let middle = leaves.firstIndex { $0.keyHash[bit: depth] } ?? leaves.endIndex
        return joining(
            building(leaves[..<middle], depth: depth + 1), building(leaves[middle...], depth: depth + 1))
    }

    /// A leaf that is alone under a node takes the node's place.
    private static func joining(_ left: MemoryTree, _ right: MemoryTree) -> MemoryTree {
        switch (left, right) {
        case (.empty, .empty): .empty
        case (.leaf, .empty): left
        case (.empty, .leaf): right
        default:
            .inner(
                hash: SHA256.hash(prefix: 1, left.hash, right.hash), count: left.count + right.count,
                left: left, right: right)
        }
    }
}

extension MemoryTree: ProvableNode {
    func branches() throws(StoreError) -> Branches<MemoryTree> {
        switch self {
        case .empty: .empty
        case .leaf(let leaf): .leaf(keyHash: leaf.keyHash, key: leaf.key)
        case .inner(_, _, let left, let right): .inner(left: left, right: right)
        }
    }
}
