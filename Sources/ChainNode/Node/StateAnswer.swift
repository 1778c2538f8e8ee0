package import RightsLedger
package import StateStore

/// The value of a key of the state, or its absence, with the proof of it.
package struct StateAnswer: Sendable {
    /// The ICS-23 proof; its key, value, height and root are in it.
    package var proof: StateProof
    /// The signed header of that height: its app hash is the proof's root.
    package var header: SignedBlockHeader
}
