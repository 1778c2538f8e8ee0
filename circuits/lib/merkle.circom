pragma circom 2.1.0;

include "multiplexers.circom";
include "poseidon.circom";

// Binary Merkle trees with Poseidon.

// root is the root of the tree that has leaf at the place whose bits are path, lowest level first.
//
// path[i] is 1 where the node is the right child on level i. Constraints: 242 with a product and 2 linear for each level.
template MerkleRoot(depth) {
    signal input leaf;
    signal input path[depth];
    signal input siblings[depth];
    signal output root;
    signal {binary} isRight[depth];
    signal pairs[depth][2];
    signal nodes[depth + 1];
    nodes[0] <== leaf;
    for (var i = 0; i < depth; i++) {
        isRight[i] <== path[i];
        isRight[i] * (isRight[i] - 1) === 0;
        pairs[i] <== Swap()(isRight[i], [nodes[i], siblings[i]]);
        nodes[i + 1] <== Poseidon(2)(pairs[i]);
    }
    root <== nodes[depth];
}

// The tree with this root has leaf at the place path.
//
// Constraints: 242 with a product and 2 linear for each level.
template MerkleInclusion(depth) {
    signal input root;
    signal input leaf;
    signal input path[depth];
    signal input siblings[depth];
    signal computed <== MerkleRoot(depth)(leaf, path, siblings);
    computed === root;
}
