package import Signatures

/// A block whose root is known but which is neither visible nor durable.
///
/// Only the store that staged it can commit it. Dropping it costs nothing.
package final class StagedBlock: Sendable {
    package let height: UInt64

    /// The root of the state after this block; what the chain calls the app hash.
    package let root: Digest

    /// The number of keys in the state after this block.
    package let keyCount: UInt64

    /// The number of keys whose value really differs from the one before.
    package let changedKeyCount: Int

    /// What the store that staged the block needs to commit it.
    let payload: any Sendable

    init(height: UInt64, root: Digest, keyCount: UInt64, changedKeyCount: Int, payload: any Sendable) {
        self.height = height
        self.root = root
        self.keyCount = keyCount
        self.changedKeyCount = changedKeyCount
        self.payload = payload
    }
}
