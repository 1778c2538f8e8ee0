internal import Signatures
internal import SwiftProtobuf

internal import struct Foundation.Data

/// Makes ICS-23 proofs of existence and of absence from a tree and the values under it.
struct Prover<Node: ProvableNode> {
    let root: Node

    /// Reads the value of a key at the tree's height.
    let value: (_ key: [UInt8]) throws(StoreError) -> [UInt8]?

    /// One inner node on the way from the root to a leaf.
    private struct Step {
        let taken: Node
        let sibling: Node
        let tookRight: Bool
    }

    /// A leaf with its way from the root.
    private struct Place {
        let keyHash: Digest
        let key: [UInt8]
        let trail: [Step]
    }

    /// Proves that the key has its value, or that it is absent.
    /// - Returns: The value, and the encoded `CommitmentProof`; both empty for the empty tree.
    func prove(_ key: [UInt8]) throws(StoreError) -> (value: [UInt8]?, commitment: [UInt8]) {
        guard root.hash != .zero else { return (nil, []) }
        let keyHash = SHA256.hash(key)
        let (trail, end) = try walk(towards: keyHash)
        var commitment = ICS23CommitmentProof()
        if let end, end.keyHash == keyHash {
            let existence = try existence(of: end)
            commitment.exist = existence
            return ([UInt8](existence.value), try encode(commitment))
        }
        commitment.nonexist.key = Data(key)
        if let left = try neighbour(left: true, of: keyHash, trail: trail, end: end) {
            commitment.nonexist.left = try existence(of: left)
        }
        if let right = try neighbour(left: false, of: keyHash, trail: trail, end: end) {
            commitment.nonexist.right = try existence(of: right)
        }
        return (nil, try encode(commitment))
    }

    private func encode(_ commitment: ICS23CommitmentProof) throws(StoreError) -> [UInt8] {
        do {
            return try commitment.serializedBytes()
        } catch {
            throw StoreError(.corrupted, "a proof cannot be encoded: \(error)")
        }
    }

    /// Goes down as far as the key hash leads: to a leaf, which may be another key's, or to an empty place.
    private func walk(towards keyHash: Digest) throws(StoreError) -> (trail: [Step], end: Place?) {
        var trail: [Step] = []
        var node = root
        while true {
            switch try node.branches() {
            case .empty:
                return (trail, nil)
            case .leaf(let leafKeyHash, let key):
                return (trail, Place(keyHash: leafKeyHash, key: key, trail: trail))
            case .inner(let left, let right):
                guard trail.count < 256 else { throw StoreError(.corrupted, "the tree is deeper than its keys") }
                let tookRight = keyHash[bit: trail.count]
                node = tookRight ? right : left
                trail.append(Step(taken: node, sibling: tookRight ? left : right, tookRight: tookRight))
            }
        }
    }

    /// The closest leaf on one side of an absent key, or nil at that end of the tree.
    private func neighbour(
        left: Bool, of keyHash: Digest, trail: [Step], end: Place?
    ) throws(StoreError) -> Place? {
        if let end, (end.keyHash < keyHash) == left { return end }
        // The deepest node where the way could have turned to that side, and there something is.
        guard let turn = trail.lastIndex(where: { $0.tookRight == left && $0.sibling.hash != .zero }) else {
            return nil
        }
        let other = trail[turn]
        var way = Array(trail[..<turn])
        way.append(Step(taken: other.sibling, sibling: other.taken, tookRight: !left))
        var node = other.sibling
        while true {
            switch try node.branches() {
            case .empty:
                throw StoreError(.corrupted, "a subtree with a hash is empty")
            case .leaf(let leafKeyHash, let key):
                return Place(keyHash: leafKeyHash, key: key, trail: way)
            case .inner(let leftBranch, let rightBranch):
                guard way.count < 256 else { throw StoreError(.corrupted, "the tree is deeper than its keys") }
                // Keep to the side of the absent key, unless nothing is there.
                let tookRight = left ? rightBranch.hash != .zero : leftBranch.hash == .zero
                node = tookRight ? rightBranch : leftBranch
                way.append(Step(taken: node, sibling: tookRight ? leftBranch : rightBranch, tookRight: tookRight))
            }
        }
    }

    private func existence(of place: Place) throws(StoreError) -> ICS23ExistenceProof {
        guard let value = try value(place.key) else {
            throw StoreError(.corrupted, "the tree has a key that the state has not")
        }
        var existence = ICS23ExistenceProof()
        existence.key = Data(place.key)
        existence.value = Data(value)
        existence.leaf = ProofSpecification.sparseMerkleLeaf
        existence.path = place.trail.reversed().map { step in
            var operation = ICS23InnerOp()
            operation.hash = .sha256
            if step.tookRight {
                operation.prefix = Data([1] + step.sibling.hash.bytes)
            } else {
                operation.prefix = Data([1])
                operation.suffix = Data(step.sibling.hash.bytes)
            }
            return operation
        }
        return existence
    }
}
