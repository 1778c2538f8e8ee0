import Signatures
import StateStore
import TestSupport
import Testing

/// Both stores' roots against the definition of the tree.
@Suite struct TreeReferenceTests {
    @Test func emptyStateHasTheZeroRoot() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let memory = MemoryStore()
        #expect(store.head == nil)
        #expect(try store.snapshot().head == .empty)
        #expect(try memory.snapshot().head == .empty)
        let staged = try store.stage(height: 5, changes: [])
        #expect(staged.root == .zero)
        try store.commit(staged, columns: [])
        #expect(store.head == StateHead(height: 5, root: .zero))
        #expect(try store.snapshot().keyCount == 0)
        try store.verify()
    }

    @Test func singleLeafIsTheRoot() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let memory = MemoryStore()
        let key = bytes("key")
        let keyHash = SHA256.hash(key)
        let leaf = SHA256.hash([0] + keyHash.bytes + SHA256.hash(bytes("value")).bytes)
        #expect(try store.commitBlock([key: bytes("value")]).root == leaf)
        #expect(try memory.commitBlock([key: bytes("value")]).root == leaf)
        #expect(try store.commitBlock([key: nil]).root == .zero)
        #expect(try memory.commitBlock([key: nil]).root == .zero)
    }

    @Test func twoLeavesHashAtTheirParting() throws {
        let memory = MemoryStore()
        let entries = [bytes("a"): bytes("1"), bytes("b"): bytes("2")]
        #expect(try memory.commitBlock(entries.mapValues { $0 }).root == ReferenceTree.root(of: entries))
    }

    /// Batches of every size, with deletions, among few keys, so that subtrees grow, shrink, split and join.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func randomBatchesGiveTheDefinedRoot(seed: UInt64) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        let memory = MemoryStore()
        var entries: [[UInt8]: [UInt8]] = [:]
        for block in 0..<60 {
            // Phases of growth and of decline.
            let deletesInTen = block % 20 < 10 ? 2 : 8
            var writes: [[UInt8]: [UInt8]?] = [:]
            for _ in 0..<generator.below(block % 7 == 0 ? 1_200 : 60) {
                let key = bytes("key-\(generator.below(1_500))")
                let value: [UInt8]? =
                    generator.below(10) < deletesInTen ? nil : generator.bytes(count: 1 + generator.below(40))
                writes[key] = .some(value)
            }
            for (key, value) in writes { entries[key] = value }
            let root = ReferenceTree.root(of: entries)
            #expect(try store.commitBlock(writes).root == root, "seed \(seed), block \(block)")
            #expect(try memory.commitBlock(writes).root == root, "seed \(seed), block \(block)")
            #expect(try store.snapshot().keyCount == UInt64(entries.count))
        }
        try store.verify()
    }

    @Test func hashesWithLongSharedPrefixesGiveTheDefinedRoot() throws {
        let crowd = CraftedKeys.crowd
        #expect(crowd.count > 60)
        let pairs = CraftedKeys.closestPairs
        #expect(try #require(pairs.first).sharedBits >= 32)
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        let memory = MemoryStore()
        var entries: [[UInt8]: [UInt8]] = [:]
        var generator = SeededGenerator(seed: 4)
        let keys = crowd + pairs.flatMap(\.keys)
        for block in 0..<40 {
            var writes: [[UInt8]: [UInt8]?] = [:]
            for key in keys where generator.below(4) == 0 {
                writes[key] = generator.below(block < 20 ? 4 : 2) == 0 ? .some(nil) : generator.bytes(count: 8)
            }
            for (key, value) in writes { entries[key] = value }
            let root = ReferenceTree.root(of: entries)
            #expect(try store.commitBlock(writes).root == root, "block \(block)")
            #expect(try memory.commitBlock(writes).root == root, "block \(block)")
        }
        try store.verify()
        // Two keys alone, whose leaves part at the very end of a long chain.
        let lonely = try RocksDBStore.open(path: directory.file("lonely"))
        let pair = try #require(pairs.first).keys
        let two = [pair[0]: bytes("left"), pair[1]: bytes("right")]
        #expect(try lonely.commitBlock(two.mapValues { $0 }).root == ReferenceTree.root(of: two))
        let proof = try lonely.snapshot().proof(forKey: pair[0], height: nil)
        try proof.verify(against: try #require(lonely.head).root)
    }

    /// Two places at depth 4 that several threads update, one emptied and one changed in place, become one bucket.
    @Test func placesMergedAfterAParallelUpdateKeepTheirNewValues() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let memory = MemoryStore()
        var keys = [[[UInt8]]](repeating: [], count: 16)
        for index in 0..<2_000 {
            let key = bytes("key-\(index)")
            keys[Int(SHA256.hash(key).bytes[0] >> 4)].append(key)
        }
        #expect(keys.allSatisfy { $0.count > 60 })
        var first: [[UInt8]: [UInt8]?] = [:]
        for (place, keys) in keys.enumerated() {
            for key in keys.prefix(place == 0 ? 14 : place == 1 ? 3 : 12) { first[key] = bytes("first") }
        }
        var second: [[UInt8]: [UInt8]?] = [:]
        for key in keys[0].prefix(14) { second[key] = .some(nil) }
        for key in keys[1].prefix(3) { second[key] = bytes("second") }
        for place in 2..<16 { for key in keys[place][20..<45] { second[key] = bytes("new") } }
        #expect(second.count > 256)
        var entries: [[UInt8]: [UInt8]] = [:]
        for writes in [first, second, [keys[1][0]: bytes("third")]] {
            for (key, value) in writes { entries[key] = value }
            let root = ReferenceTree.root(of: entries)
            #expect(try store.commitBlock(writes).root == root)
            #expect(try memory.commitBlock(writes).root == root)
            try store.verify()
        }
    }

    @Test func oneThreadAndManyGiveTheSameRoot() throws {
        let directory = try TemporaryDirectory()
        var roots: [Digest] = []
        for workerCount in [1, 2, 5] {
            var options = RocksDBStore.Options.small
            options.workerCount = workerCount
            let store = try RocksDBStore.open(path: directory.file("db-\(workerCount)"), options: options)
            var generator = SeededGenerator(seed: 9)
            for _ in 0..<4 {
                var writes: [[UInt8]: [UInt8]?] = [:]
                for _ in 0..<3_000 { writes[generator.bytes(count: 2)] = generator.bytes(count: 4) }
                try store.commitBlock(writes)
            }
            roots.append(try #require(store.head).root)
            try store.verify()
        }
        #expect(Set(roots).count == 1)
    }
}
