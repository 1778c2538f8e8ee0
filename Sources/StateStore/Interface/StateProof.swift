package import Signatures

/// Proof that a key had a value, or was absent, under a root.
///
/// The proof itself is an ICS-23 `CommitmentProof` for `smtSpec`, as any ICS-23 verifier takes it. The absence of a key
/// in the empty state (root of 32 zero bytes) needs no proof: `commitment` is empty then.
package struct StateProof: Sendable, Equatable {
    package var key: [UInt8]

    /// The value, or nil when the proof is one of absence.
    package var value: [UInt8]?

    /// Encoded `cosmos.ics23.v1.CommitmentProof`.
    package var commitment: [UInt8]

    /// Height of the block after which the state had this root.
    package var height: UInt64

    /// The root that the prover says the proof leads to; ``verify(against:)`` does not trust it.
    package var root: Digest

    package init(key: [UInt8], value: [UInt8]?, commitment: [UInt8], height: UInt64, root: Digest) {
        self.key = key
        self.value = value
        self.commitment = commitment
        self.height = height
        self.root = root
    }
}
