internal import Signatures

/// What stands at a place of the writer's tree.
///
/// The tree is binary. Its lower end is made of buckets, each with the leaves of a whole subtree; above them, four
/// levels at a time are stored together as a page. A node that was not read yet, or was dropped from memory, is stored.
enum TreeNode {
    case empty
    case bucket(Bucket)
    case inner(InnerNode)
    case storedBucket
    case storedPage

    /// Whether this is an inner node in memory.
    var isInner: Bool {
        if case .inner = self { true } else { false }
    }

    /// Whether this is on disk only.
    var isStored: Bool {
        switch self {
        case .storedBucket, .storedPage: true
        case .empty, .bucket, .inner: false
        }
    }
}

/// A subtree as the node above knows it, which is enough to hash and to store that node without looking below.
struct Subtree {
    var node: TreeNode

    /// The hash that the tree's rules give the subtree; zero when it is empty.
    var hash: Digest

    /// The number of leaves.
    var count: UInt64

    /// Version of the latest record of the bucket or page; 0 for an inner node inside a page.
    var version: UInt64

    static let empty = Subtree(node: .empty, hash: .zero, count: 0, version: 0)

    /// The same subtree with its node on disk only; a subtree inside a page stays as it is.
    var stored: Subtree {
        var subtree = self
        switch node {
        case .bucket: subtree.node = .storedBucket
        case .inner where version > 0: subtree.node = .storedPage
        case .empty, .inner, .storedBucket, .storedPage: break
        }
        return subtree
    }

    /// Whether the subtree's topmost node is a page, in memory or not.
    var isPage: Bool {
        switch node {
        case .inner, .storedPage: true
        case .empty, .bucket, .storedBucket: false
        }
    }
}

/// Shape of the tree on disk.
///
/// Changing a number changes the format of the database.
enum TreeShape {
    /// Most leaves of a bucket; one more splits it.
    static let bucketCountMax = 16

    /// A subtree that shrinks to this many leaves becomes one bucket again.
    ///
    /// Half of the maximum, so that a key which comes and goes does not split and join each time.
    static let mergeCountMax = 8

    /// Levels of the binary tree that one page holds.
    static let pageLevels = 4
}

/// An inner node of the binary tree, with at least two leaves below it.
// Nodes change under the store's writer lock only: children are replaced by equal ones when they are read or dropped,
// and by new ones when a block is committed. While a block is staged, each worker touches nodes of its own subtree.
final class InnerNode: @unchecked Sendable {
    var left: Subtree
    var right: Subtree

    /// Which records hold the page whose topmost node this is; unused inside a page.
    var page: PageRecord

    init(left: Subtree, right: Subtree, page: PageRecord = PageRecord()) {
        self.left = left
        self.right = right
        self.page = page
    }
}

/// Which records hold a page; the version of the latest one stands in the ``Subtree``.
struct PageRecord {
    /// Version of the last record that holds the whole page; less than the latest one's where that only says what has
    /// changed since.
    var base: UInt64 = 0

    /// The slots, of sixteen, that have changed since the base; slot 0 is the lowest bit.
    var changedSlots: UInt16 = 0
}

/// The leaves of a whole subtree, in the order of their key hashes.
// Buckets change under the store's writer lock only, when a block is committed.
final class Bucket: @unchecked Sendable {
    /// The key hashes, then the leaf hashes.
    var digests: [Digest]

    /// For each leaf its index in the base record (255 where it is not there), the key's length in two bytes, and the
    /// key.
    var keys: [UInt8]

    var record: BucketRecord

    var count: Int { digests.count / 2 }

    init(digests: [Digest], keys: [UInt8], record: BucketRecord) {
        self.digests = digests
        self.keys = keys
        self.record = record
    }
}

/// Which records hold a bucket; the version of the latest one stands in the ``Subtree``.
struct BucketRecord {
    /// Version of the last record that holds the whole bucket.
    var base: UInt64

    /// The number of leaves in the base record.
    var baseCount: Int

    /// The leaves of the base record whose hash has changed since; leaf 0 is the lowest bit.
    var changedLeaves: UInt64 = 0
}

/// What the nodes in memory weigh, roughly: the objects, their arrays and the allocator's part.
enum NodeWeight {
    static let inner = 160

    static func bucket(digestCount: Int, keyBytes: Int) -> Int { 192 + digestCount * Digest.byteCount + keyBytes }

    static func bucket(_ bucket: Bucket) -> Int {
        self.bucket(digestCount: bucket.digests.count, keyBytes: bucket.keys.count)
    }

    /// Weight of a node that was just read: a bucket, or a page's inner nodes with nothing below them.
    static func fresh(_ node: TreeNode) -> Int {
        switch node {
        case .empty, .storedBucket, .storedPage: 0
        case .bucket(let bucket): self.bucket(bucket)
        case .inner(let inner): self.inner + fresh(inner.left.node) + fresh(inner.right.node)
        }
    }
}
