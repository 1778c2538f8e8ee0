import FieldHashes
import FiniteFields
import TestSupport
import Testing

@Suite struct PoseidonMerkleTreeTests {
    /// The root by the definition, with every leaf in place.
    private func plainRoot(_ leaves: [Fr], depth: Int) -> Fr {
        var nodes = leaves + [Fr](repeating: .zero, count: 1 << depth - leaves.count)
        while nodes.count > 1 {
            nodes = stride(from: 0, to: nodes.count, by: 2).map { Poseidon.hash(nodes[$0], nodes[$0 + 1]) }
        }
        return nodes[0]
    }

    @Test(arguments: 0...5)
    func rootIsThatOfTheDefinitionForEveryNumberOfLeaves(depth: Int) throws {
        for count in 0...(1 << depth) {
            let leaves = (0..<count).map { Fr(UInt64($0) + 1) }
            let tree = try #require(PoseidonMerkleTree(leaves: leaves, depth: depth, threads: 2))
            #expect(tree.root == plainRoot(leaves, depth: depth), "\(count) leaves")
            for index in 0..<(1 << depth) {
                let siblings = try #require(tree.siblings(ofLeaf: index))
                let leaf = index < count ? leaves[index] : .zero
                #expect(PoseidonMerkleTree.root(leaf: leaf, index: index, siblings: siblings) == tree.root)
            }
        }
    }

    /// The zero hashes that circomlib-style trees publish: levels 1, 2 and 32 of the tree of zeros.
    @Test func emptyRootsAreTheKnownOnes() {
        let known = [
            1: "14744269619966411208579211824598458697587494354926760081771325075741142829156",
            2: "7423237065226347324353380772367382631490014989348495481811164164159255474657",
            32: "21443572485391568159800782191812935835534334817699172242223315142338162256601",
        ]
        for (level, root) in known { #expect(PoseidonMerkleTree.emptyRoots[level].decimal == root) }
    }

    @Test func siblingsOfAnotherLeafDoNotLeadToTheRoot() throws {
        let leaves = (1...8).map { Fr(UInt64($0)) }
        let tree = try #require(PoseidonMerkleTree(leaves: leaves, depth: 3, threads: 1))
        let siblings = try #require(tree.siblings(ofLeaf: 3))
        #expect(PoseidonMerkleTree.root(leaf: leaves[3], index: 2, siblings: siblings) != tree.root)
        #expect(PoseidonMerkleTree.root(leaf: leaves[4], index: 3, siblings: siblings) != tree.root)
    }

    @Test func treesAndLeavesOutOfBoundsAreRefused() throws {
        #expect(PoseidonMerkleTree(leaves: [.one, .one, .one], depth: 1, threads: 1) == nil)
        #expect(PoseidonMerkleTree(leaves: [], depth: 33, threads: 1) == nil)
        #expect(PoseidonMerkleTree(leaves: [], depth: -1, threads: 1) == nil)
        let tree = try #require(PoseidonMerkleTree(leaves: [.one], depth: 2, threads: 1))
        #expect(tree.siblings(ofLeaf: 4) == nil)
        #expect(tree.siblings(ofLeaf: -1) == nil)
    }
}
