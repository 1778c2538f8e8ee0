/// Why a verifier does not believe a proof.
package enum ProofRefusal: String, Error, CaseIterable, Sendable {
    /// The bytes are no `CommitmentProof`, or there are more of them than any proof needs.
    case malformed
    /// The proof shows existence where absence is claimed, or the other way round.
    case wrongKind = "wrong-kind"
    /// The specification lacks a part that the check needs, or contradicts itself.
    case specificationIncomplete = "specification-incomplete"
    /// The existence proof has no leaf.
    case leafMissing = "leaf-missing"
    /// The leaf is not hashed as the specification says.
    case leafDiffers = "leaf-differs"
    /// A step of the path is not laid out as the specification says.
    case stepDiffers = "step-differs"
    /// The path is shorter or longer than the specification allows.
    case depth
    /// A key, a value or a child that must have bytes has none.
    case emptyInput = "empty-input"
    /// The proof names a hash function that cannot be computed.
    case unsupportedHash = "unsupported-hash"
    /// The proof names a length prefix that is not defined, or the data has not the length that it demands.
    case unsupportedLength = "unsupported-length"
    /// The proof is about another key.
    case keyDiffers = "key-differs"
    /// The proof is about another value.
    case valueDiffers = "value-differs"
    /// The proof leads to another root.
    case rootDiffers = "root-differs"
    /// The key does not lie between the neighbours of the absence proof.
    case keyOutsideNeighbours = "key-outside-neighbours"
    /// The two paths of the absence proof are not next to each other, or the only one does not end the tree.
    case notNeighbours = "not-neighbours"
}
