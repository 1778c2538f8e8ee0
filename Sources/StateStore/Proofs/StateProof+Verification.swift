package import Signatures
internal import SwiftProtobuf

extension StateProof {
    /// Most bytes of an encoded proof: two neighbours with the longest keys, values and paths, and some room.
    package static let commitmentBytesMax = 3 * (StoreLimits.valueBytesMax + StoreLimits.keyBytesMax) + 256 * 256

    /// Checks that the key has the value, or is absent where the value is nil, under a root that the caller trusts.
    package func verify(against root: Digest) throws(ProofRefusal) {
        if root == .zero {
            // Nothing exists under the empty root, and ICS-23 has no proof for it.
            guard value == nil else { throw .rootDiffers }
            guard commitment.isEmpty else { throw .malformed }
            return
        }
        guard commitment.count <= Self.commitmentBytesMax else { throw .malformed }
        let proof: ICS23CommitmentProof
        do {
            proof = try ICS23CommitmentProof(serializedBytes: commitment)
        } catch {
            throw .malformed
        }
        switch (proof.proof, value) {
        case (.exist(let existence), .some(let value)):
            try existence.verify(against: .sparseMerkleTree, root: root.bytes, key: key, value: value)
        case (.nonexist(let absence), nil):
            try absence.verify(against: .sparseMerkleTree, root: root.bytes, key: key)
            // ICS-23 leaves this field unread; a proof that names another key is refused here.
            guard [UInt8](absence.key) == key else { throw .keyDiffers }
        case (.none, _):
            throw .malformed
        default:
            throw .wrongKind
        }
    }
}
