internal import Signatures

extension RocksDBSnapshot {
    /// Checks each node's hash, each value against its leaf, and that no value is without a leaf.
    func verify() throws(StoreError) -> StateHead {
        var walk = Walk(view: view, loader: NodeLoader(source: view))
        try walk.visit(root.subtree, depth: 0, path: .zero)
        guard walk.leafCount == root.count else {
            throw StoreError(.corrupted, "the tree has \(walk.leafCount) leaves, not \(root.count)")
        }
        let cursor = DatabaseCursor(.state, of: view)
        var valueCount: UInt64 = 0
        cursor.seek([])
        while cursor.isValid {
            valueCount += 1
            cursor.step()
        }
        try cursor.check()
        guard valueCount == root.count else {
            throw StoreError(.corrupted, "the state has \(valueCount) values and the tree \(root.count) leaves")
        }
        return head
    }

    /// A walk over all nodes.
    private struct Walk {
        let view: DatabaseView
        let loader: NodeLoader
        var leafCount: UInt64 = 0

        mutating func visit(_ subtree: Subtree, depth: Int, path: Digest) throws(StoreError) {
            // The loader compares the hash with what the node above says.
            let node = try subtree.node.isStored ? loader.load(subtree, depth: depth, path: path) : subtree.node
            switch node {
            case .inner(let inner):
                try visit(inner.left, depth: depth + 1, path: path.settingBit(depth, to: false))
                try visit(inner.right, depth: depth + 1, path: path.settingBit(depth, to: true))
            case .bucket(let bucket):
                try visit(bucket)
            case .empty, .storedBucket, .storedPage:
                return
            }
        }

        private mutating func visit(_ bucket: Bucket) throws(StoreError) {
            var cursor = BucketKeyCursor()
            for index in 0..<bucket.count {
                let key = Array(bucket.keys[cursor.nextKey(in: bucket.keys)])
                guard let value = try view.value(.state, key),
                    TreeChange.leafHash(keyHash: bucket.digests[index], value: value)
                        == bucket.digests[bucket.count + index]
                else { throw StoreError(.corrupted, "a value does not belong to its leaf in the tree") }
            }
            leafCount += UInt64(bucket.count)
        }
    }
}
