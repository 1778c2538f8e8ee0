package import Signatures

/// The last committed block as the store sees it: its height and the root of the state after it.
package struct StateHead: Sendable, Hashable {
    /// What a store shows in which nothing was committed yet: height 0 and the root of the empty tree.
    package static let empty = StateHead(height: 0, root: .zero)

    package var height: UInt64

    /// Root of the sparse Merkle tree over all keys (ICS-23 `smtSpec`); 32 zero bytes for the empty state.
    package var root: Digest

    package init(height: UInt64, root: Digest) {
        self.height = height
        self.root = root
    }
}
