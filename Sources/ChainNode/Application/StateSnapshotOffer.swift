package import Signatures

/// A state that can be fetched in chunks.
package struct StateSnapshotOffer: Equatable, Sendable {
    /// The height of the state.
    package var height: UInt64
    /// The number of chunks.
    package var chunkCount: UInt32
    /// The hash that names the snapshot.
    package var hash: Digest
    /// The manifest: the hashes of the chunks and the signed header.
    package var metadata: [UInt8]
}
