internal import struct Foundation.Data

/// The shape that every proof about one kind of tree must have.
///
/// - SeeAlso: ICS-23, `ProofSpec` in
///   <https://github.com/cosmos/ics23/blob/master/proto/cosmos/ics23/v1/proofs.proto>.
package struct ProofSpecification: Sendable {
    /// How leaves are hashed; a proof's leaf prefix may be longer than this one.
    package var leaf: ICS23LeafOp?
    package var inner: InnerSpecification?

    /// Longest path, in steps.
    package var depthMax = 128

    /// Shortest path, in steps.
    package var depthMin = 0

    /// Whether keys are ordered by their hashes, as the leaf specification hashes them.
    package var comparesHashedKeys = false

    package init(leaf: ICS23LeafOp?, inner: InnerSpecification?) {
        self.leaf = leaf
        self.inner = inner
    }

    /// Whether two specifications describe the same kind of tree, as far as ICS-23 compares them.
    func describesSameTree(as other: ProofSpecification) -> Bool {
        leaf?.hash == other.leaf?.hash && leaf?.prehashKey == other.leaf?.prehashKey
            && leaf?.prehashValue == other.leaf?.prehashValue && leaf?.length == other.leaf?.length
            && inner?.hash == other.inner?.hash && inner?.prefixBytesMin == other.inner?.prefixBytesMin
            && inner?.prefixBytesMax == other.inner?.prefixBytesMax && inner?.childBytes == other.inner?.childBytes
            && inner?.childOrder.count == other.inner?.childOrder.count
    }
}

/// How an inner node lays out its children, from which a verifier tells which paths are neighbours.
package struct InnerSpecification: Sendable {
    package var hash: ICS23HashOp
    /// For each place in the preimage, the branch that stands there.
    package var childOrder: [Int]
    package var childBytes: Int
    /// Bytes before the first child.
    package var prefixBytesMin: Int
    package var prefixBytesMax: Int
    /// What stands for an empty branch; no bytes where the tree has no empty branches.
    package var emptyChild: [UInt8]

    package init(
        hash: ICS23HashOp, childOrder: [Int], childBytes: Int, prefixBytesMin: Int, prefixBytesMax: Int,
        emptyChild: [UInt8]
    ) {
        self.hash = hash
        self.childOrder = childOrder
        self.childBytes = childBytes
        self.prefixBytesMin = prefixBytesMin
        self.prefixBytesMax = prefixBytesMax
        self.emptyChild = emptyChild
    }

    /// Whether the numbers fit together.
    ///
    /// A prefix that had room for a child would let a child pass as a prefix.
    var isConsistent: Bool {
        !childOrder.isEmpty && childBytes > 0 && prefixBytesMin >= 0 && prefixBytesMax >= prefixBytesMin
            && prefixBytesMax < prefixBytesMin + childBytes
    }
}

extension ProofSpecification {
    /// The leaf of this store's tree: H(0x00, H(key), H(value)) with SHA-256.
    static let sparseMerkleLeaf: ICS23LeafOp = {
        var leaf = ICS23LeafOp()
        leaf.hash = .sha256
        leaf.prehashKey = .sha256
        leaf.prehashValue = .sha256
        leaf.length = .noPrefix
        leaf.prefix = Data([0])
        return leaf
    }()

    /// The tree of this store: a sparse Merkle tree over SHA-256, ICS-23's `smtSpec`.
    package static let sparseMerkleTree: ProofSpecification = {
        var specification = ProofSpecification(
            leaf: sparseMerkleLeaf,
            inner: InnerSpecification(
                hash: .sha256, childOrder: [0, 1], childBytes: 32, prefixBytesMin: 1, prefixBytesMax: 1,
                emptyChild: [UInt8](repeating: 0, count: 32)))
        specification.depthMax = 256
        specification.comparesHashedKeys = true
        return specification
    }()

    /// The leaf that IAVL and CometBFT's simple tree share.
    private static let lengthPrefixedLeaf: ICS23LeafOp = {
        var leaf = ICS23LeafOp()
        leaf.hash = .sha256
        leaf.prehashValue = .sha256
        leaf.length = .varProto
        leaf.prefix = Data([0])
        return leaf
    }()

    /// The IAVL tree of Cosmos chains; verifiers apply extra rules to any specification that is equal to it.
    package static let iavlTree = ProofSpecification(
        leaf: lengthPrefixedLeaf,
        inner: InnerSpecification(
            hash: .sha256, childOrder: [0, 1], childBytes: 33, prefixBytesMin: 4, prefixBytesMax: 12, emptyChild: []))

    /// The simple Merkle tree of CometBFT; verifiers apply extra rules to any specification that is equal to it.
    package static let tendermintTree = ProofSpecification(
        leaf: lengthPrefixedLeaf,
        inner: InnerSpecification(
            hash: .sha256, childOrder: [0, 1], childBytes: 32, prefixBytesMin: 1, prefixBytesMax: 1, emptyChild: []))
}
