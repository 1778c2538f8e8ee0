internal import Signatures

/// A place in a sparse Merkle tree, as a prover walks it from the root down.
protocol ProvableNode {
    /// The hash of the subtree; 32 zero bytes for an empty one.
    var hash: Digest { get }

    /// What is below this place; may read the database.
    func branches() throws(StoreError) -> Branches<Self>
}

/// What a prover finds at a place of the tree.
enum Branches<Node> {
    case empty
    /// The only leaf of the subtree.
    case leaf(keyHash: Digest, key: [UInt8])
    /// At least two leaves somewhere below.
    case inner(left: Node, right: Node)
}
