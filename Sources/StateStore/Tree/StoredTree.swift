internal import Signatures

/// A place in a tree on disk, for provers: it reads what it needs and keeps nothing.
struct StoredTree: ProvableNode {
    private enum Content {
        case subtree(Subtree)
        /// Some leaves of a bucket: the subtree below the bucket's own place.
        case leaves(Bucket, Range<Int>)
    }

    private let content: Content
    private let depth: Int
    /// Begins with the bits that lead to this place.
    private let path: Digest
    private let loader: NodeLoader

    init(root: TreeRoot, source: any NodeSource) {
        self.init(.subtree(root.subtree), depth: 0, path: .zero, loader: NodeLoader(source: source))
    }

    private init(_ content: Content, depth: Int, path: Digest, loader: NodeLoader) {
        self.content = content
        self.depth = depth
        self.path = path
        self.loader = loader
    }

    var hash: Digest {
        switch content {
        case .subtree(let subtree): subtree.hash
        case .leaves(let bucket, let range): Bucket.hash(of: bucket.digests, range: range, depth: depth)
        }
    }

    func branches() throws(StoreError) -> Branches<StoredTree> {
        switch content {
        case .leaves(let bucket, let range):
            return branches(of: bucket, range)
        case .subtree(let subtree):
            let node = try subtree.node.isStored ? loader.load(subtree, depth: depth, path: path) : subtree.node
            switch node {
            case .inner(let inner):
                return .inner(
                    left: child(.subtree(inner.left), isRight: false),
                    right: child(.subtree(inner.right), isRight: true))
            case .bucket(let bucket):
                return branches(of: bucket, 0..<bucket.count)
            case .empty, .storedBucket, .storedPage:
                return .empty
            }
        }
    }

    private func branches(of bucket: Bucket, _ range: Range<Int>) -> Branches<StoredTree> {
        switch range.count {
        case 0:
            return .empty
        case 1:
            return .leaf(keyHash: bucket.digests[range.lowerBound], key: bucket.key(range.lowerBound))
        default:
            let middle = Bucket.firstIndex(in: bucket.digests, range: range, withBit: depth)
            return .inner(
                left: child(.leaves(bucket, range.lowerBound..<middle), isRight: false),
                right: child(.leaves(bucket, middle..<range.upperBound), isRight: true))
        }
    }

    private func child(_ content: Content, isRight: Bool) -> StoredTree {
        StoredTree(content, depth: depth + 1, path: path.settingBit(depth, to: isRight), loader: loader)
    }
}

extension TreeRoot {
    /// Appends the root as the database keeps it: version, kind, the node's version, hash and number of keys.
    func append(to bytes: inout [UInt8]) {
        bytes.append(bigEndian: version)
        bytes.append(count == 0 ? 0 : subtree.isPage ? 2 : 1)
        bytes.append(bigEndian: subtree.version)
        hash.append(to: &bytes)
        bytes.append(bigEndian: count)
    }

    static func read(from reader: inout ByteReader) -> TreeRoot? {
        guard let version = reader.integer(UInt64.self), let kind = reader.byte(), kind <= 2,
            let nodeVersion = reader.integer(UInt64.self), nodeVersion <= version, let hash = reader.digest(),
            let count = reader.integer(UInt64.self), (kind == 0) == (count == 0), (kind == 0) == (hash == .zero)
        else { return nil }
        let node: TreeNode = kind == 0 ? .empty : kind == 1 ? .storedBucket : .storedPage
        return TreeRoot(
            version: version, subtree: Subtree(node: node, hash: hash, count: count, version: nodeVersion))
    }
}
