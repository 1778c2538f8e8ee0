internal import Signatures

/// What staging a part of a block has made: the records to write, and how the nodes in memory change at the commit.
struct TreeOutput: Sendable {
    /// A node record that lies in `bytes`: the key, then the value.
    struct Record: Sendable {
        let start: Int
        let keyCount: Int
        let valueCount: Int

        /// The first eight bytes of the key behind the version, as a number; ties are as good as in order.
        func place(in bytes: [UInt8]) -> UInt64 {
            var place: UInt64 = 0
            for index in (start + 8)..<(start + 16) {
                place = place << 8 | (index < start + keyCount ? UInt64(bytes[index]) : 0)
            }
            return place
        }
    }

    /// New children of an inner node.
    struct InnerPatch {
        let node: InnerNode
        let left: Subtree?
        let right: Subtree?
    }

    /// A new record of a page.
    struct PagePatch {
        let node: InnerNode
        let page: PageRecord
    }

    /// New leaf hashes of a bucket: a range of `leafPatches`.
    struct BucketPatch {
        let bucket: Bucket
        let leaves: Range<Int>
        let record: BucketRecord
        /// Whether the record is a whole one, so that the leaves are numbered anew.
        let isWhole: Bool
    }

    var bytes: [UInt8] = []
    var records: [Record] = []

    /// Records that no later version needs: for each, the distance from this version to its own, and its place.
    var stale: [UInt8] = []
    var staleCount = 0

    /// Indices of the changes that really change something.
    var effective: [Int] = []

    var innerPatches: [InnerPatch] = []
    var pagePatches: [PagePatch] = []
    var bucketPatches: [BucketPatch] = []
    var leafPatches: [(index: Int, hash: Digest)] = []

    /// Nodes on the way of the changes, and how many of them had to be read.
    var nodeVisits: UInt64 = 0
    var nodeReads: UInt64 = 0

    /// Weight of the nodes that were read into the tree.
    var loadedBytes = 0

    /// Weight of the new nodes less that of those they replace.
    var replacedBytes = 0

    /// Puts records and changes into the order of their keys in the database.
    ///
    /// The outputs of a block are merged later; that is quick when each of them is in order.
    mutating func sortForDatabase(_ block: [StateChange]) {
        let bytes = bytes
        records.sort { $0.place(in: bytes) < $1.place(in: bytes) }
        effective.sort { ByteOrder.precedes(block[$0].key, block[$1].key) }
    }

    /// Puts the new children and hashes into the nodes in memory.
    func apply() {
        for patch in innerPatches {
            if let left = patch.left { patch.node.left = left }
            if let right = patch.right { patch.node.right = right }
        }
        for patch in pagePatches { patch.node.page = patch.page }
        for patch in bucketPatches {
            let bucket = patch.bucket
            let count = bucket.count
            for leaf in leafPatches[patch.leaves] { bucket.digests[count + leaf.index] = leaf.hash }
            bucket.record = patch.record
            if patch.isWhole { Bucket.markAsBase(&bucket.keys, count: count) }
        }
    }
}
