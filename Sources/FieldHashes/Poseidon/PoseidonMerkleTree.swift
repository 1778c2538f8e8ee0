public import FiniteFields

/// A complete binary tree of Poseidon hashes with all its nodes, made at once.
///
/// Leaves that are not given are zero. A node is the hash of its left and right child, as in circomlib-style trees; a
/// leaf is used as it is, so callers hash their data into it first.
public struct PoseidonMerkleTree: Sendable {
    /// The greatest depth: a tree of that depth has 2^32 leaves.
    public static let depthMax = 32

    /// The number of levels above the leaves.
    public let depth: Int

    /// The nodes of each level from the leaves up, without the nodes at the right whose leaves are all absent.
    private let levels: [[Fr]]

    /// Builds the tree of some leaves.
    ///
    /// - Parameters:
    ///   - leaves: At most 2^`depth` of them; the rest are zero.
    ///   - threads: How many threads share the work at most.
    /// - Returns: Nil where the leaves do not fit or the depth is not in `0...32`.
    /// - Complexity: O(n) hashes and nodes for n leaves.
    public init?(leaves: [Fr], depth: Int, threads: Int) {
        guard (0...PoseidonMerkleTree.depthMax).contains(depth), leaves.count <= 1 << depth else { return nil }
        self.depth = depth
        var levels = [leaves]
        for level in 0..<depth {
            var nodes = levels[level]
            if nodes.count % 2 == 1 { nodes.append(PoseidonMerkleTree.emptyRoots[level]) }
            levels.append(Poseidon.hashAll(nodes, inputCount: 2, threads: threads))
        }
        self.levels = levels
    }

    /// The hash at the top.
    public var root: Fr { levels[depth].first ?? PoseidonMerkleTree.emptyRoots[depth] }

    /// The siblings on the way from a leaf to the root, from the bottom up; nil for a leaf that the tree does not have.
    public func siblings(ofLeaf index: Int) -> [Fr]? {
        guard index >= 0, index < 1 << depth else { return nil }
        return (0..<depth).map { level in
            let sibling = index >> level ^ 1
            return sibling < levels[level].count ? levels[level][sibling] : PoseidonMerkleTree.emptyRoots[level]
        }
    }

    /// Returns the root that a leaf and its siblings lead to.
    ///
    /// - Parameter index: The leaf's place: bit `i` tells whether the node at level `i` is a right child.
    /// - Precondition: There are at most 32 siblings and the index is below 2^(their number).
    public static func root(leaf: Fr, index: Int, siblings: [Fr]) -> Fr {
        precondition(siblings.count <= depthMax && index >= 0 && index < 1 << siblings.count)
        var node = leaf
        for (level, sibling) in siblings.enumerated() {
            node = index >> level & 1 == 0 ? Poseidon.hash(node, sibling) : Poseidon.hash(sibling, node)
        }
        return node
    }

    /// The roots of trees whose leaves are all zero, by their depth.
    public static let emptyRoots: [Fr] = (0..<depthMax).reduce(into: [.zero]) { roots, level in
        roots.append(Poseidon.hash(roots[level], roots[level]))
    }
}
