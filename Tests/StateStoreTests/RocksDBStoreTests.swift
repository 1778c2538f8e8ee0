import Foundation
import Signatures
import StateStore
import TestSupport
import Testing

/// Opening, closing, crashing and damaging a database.
@Suite struct RocksDBStoreTests {
    private func entries(_ range: Range<Int>, _ prefix: String = "v") -> [[UInt8]: [UInt8]?] {
        var writes: [[UInt8]: [UInt8]?] = [:]
        for index in range { writes[bytes("key-\(index)")] = bytes("\(prefix)-\(index)") }
        return writes
    }

    @Test func committedBlocksAreThereAfterReopening() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        try store.commitBlock(entries(0..<500), columns: [ColumnWrite(column: .blocks, key: [1], value: [2])])
        try store.commitBlock(entries(100..<200, "w"))
        let head = store.head
        store.close()
        let reopened = try RocksDBStore.open(path: directory.file("db"))
        #expect(reopened.head == head)
        let snapshot = try reopened.snapshot()
        #expect(snapshot.keyCount == 500)
        #expect(try snapshot.value(forKey: bytes("key-150")) == bytes("w-150"))
        #expect(try snapshot.value(forKey: bytes("key-150"), height: 1) == bytes("v-150"))
        #expect(try snapshot.read(.blocks, key: [1]) == [2])
        try reopened.verify()
        try reopened.commitBlock(entries(0..<10, "x"))
    }

    @Test func closedStoreRefusesEverythingAndSnapshotsLiveOn() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let staged = try store.commitBlock(entries(0..<20))
        let snapshot = try store.snapshot()
        store.close()
        store.close()
        #expect(store.head == nil)
        #expect(throws: StoreError(.closed, "")) { try store.snapshot() }
        #expect(throws: StoreError(.closed, "")) { try store.stage(height: 2, changes: []) }
        #expect(throws: StoreError(.closed, "")) { try store.commit(staged, columns: []) }
        #expect(throws: StoreError(.closed, "")) { try store.write([]) }
        #expect(throws: StoreError(.closed, "")) { try store.checkpoint(to: directory.file("copy")) }
        #expect(try snapshot.value(forKey: bytes("key-3")) == bytes("v-3"))
    }

    @Test func droppedStoreLosesNothing() throws {
        let directory = try TemporaryDirectory()
        var head: StateHead?
        do {
            let store = try RocksDBStore.open(path: directory.file("db"))
            try store.commitBlock(entries(0..<300))
            // Staged and never committed.
            _ = try store.stage(height: 2, changes: [StateChange(key: bytes("key-1"), value: nil)])
            head = store.head
        }
        let store = try RocksDBStore.open(path: directory.file("db"))
        #expect(store.head == head)
        #expect(try store.snapshot().value(forKey: bytes("key-1")) == bytes("v-1"))
        try store.verify()
    }

    /// A power failure in the middle of the last write: the log ends at some byte of it.
    @Test func logThatEndsInsideABlockOpensAtTheOneBefore() throws {
        let directory = try TemporaryDirectory()
        let database = directory.file("db")
        let store = try RocksDBStore.open(path: database)
        try store.commitBlock(entries(0..<20))
        let log = try #require(
            FileManager.default.contentsOfDirectory(atPath: database).filter { $0.hasSuffix(".log") }.max())
        func logBytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: "\(database)/\(log)"))) }
        let before = try #require(store.head)
        let start = try logBytes().count
        try store.commitBlock(entries(5..<15, "second"))
        let after = try #require(store.head)
        let whole = try logBytes()
        #expect(whole.count - start > 1_000)
        var cuts = Array(stride(from: start, to: whole.count, by: (whole.count - start) / 60 + 1))
        cuts += [whole.count - 1, whole.count]
        for (index, cut) in cuts.enumerated() {
            let image = directory.file("image-\(index)")
            try FileManager.default.copyItem(atPath: database, toPath: image)
            try Data(whole[..<cut]).write(to: URL(filePath: "\(image)/\(log)"))
            let torn = try RocksDBStore.open(path: image)
            #expect(torn.head == (cut == whole.count ? after : before), "the log ends at \(cut) of \(whole.count)")
            try torn.verify()
            torn.close()
            try FileManager.default.removeItem(atPath: image)
        }
    }

    /// What pruning forgets is gone from the disk: nothing is left of a state that was emptied.
    @Test func prunedStoreOfTheEmptyStateHoldsNoNodes() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        var generator = SeededGenerator(seed: 12)
        for round in 0..<80 {
            var writes: [[UInt8]: [UInt8]?] = [:]
            for _ in 0..<40 { writes[bytes("key-\(generator.below(600))")] = bytes("round-\(round)") }
            try store.commitBlock(writes)
        }
        try store.commitBlock(Dictionary(uniqueKeysWithValues: (0..<600).map { (bytes("key-\($0)"), nil) }))
        let head = try #require(store.head)
        #expect(head.root == .zero)
        while try !store.prune(keepingFrom: head.height, limit: 500).isComplete {}
        // Readers of the store as it was before keep RocksDB from dropping what they could still see.
        store.close()
        let compacted = try RocksDBStore.open(path: directory.file("db"), options: .small)
        try compacted.compact()
        compacted.close()
        // Counted anew from the files.
        let reopened = try RocksDBStore.open(path: directory.file("db"), options: .small)
        let sizes = try reopened.columnFamilySizes().filter { ["state", "nodes"].contains($0.name) }
        #expect(sizes.map(\.estimatedKeys) == [0, 0])
    }

    /// The files as they are at some instant, while the store is open: what a power failure leaves.
    @Test func filesCopiedUnderAnOpenStoreOpenAtTheLastBlock() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        for round in 0..<12 {
            try store.commitBlock(entries((round * 40)..<(round * 40 + 200), "round-\(round)"))
            let image = directory.file("image-\(round)")
            try FileManager.default.copyItem(atPath: directory.file("db"), toPath: image)
            let crashed = try RocksDBStore.open(path: image, options: .small)
            #expect(crashed.head == store.head)
            try crashed.verify()
        }
    }

    @Test func tornLogEndsAtAWholeBlock() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        var heads: [StateHead?] = [nil]
        for round in 0..<6 {
            try store.commitBlock(entries((round * 10)..<(round * 10 + 30), "round-\(round)"))
            heads.append(store.head)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.file("db"))
        let log = try #require(names.filter { $0.hasSuffix(".log") }.max())
        let size = try Data(contentsOf: URL(fileURLWithPath: directory.file("db/\(log)"))).count
        var seen: Set<Int> = []
        for cut in stride(from: 0, through: size, by: max(size / 24, 1)) {
            let image = directory.file("cut-\(cut)")
            try FileManager.default.copyItem(atPath: directory.file("db"), toPath: image)
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(image)/\(log)"))
            try handle.truncate(atOffset: UInt64(size - cut))
            try handle.close()
            let torn = try RocksDBStore.open(path: image)
            let index = try #require(heads.firstIndex(of: torn.head))
            seen.insert(index)
            try torn.verify()
        }
        // Every whole block was the end of some torn log, down to none.
        #expect(seen.contains(0) && seen.contains(6) && seen.count >= 4)
    }

    @Test func secondOpeningIsLockedOut() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        #expect(throws: StoreError(.locked, "")) { try RocksDBStore.open(path: directory.file("db")) }
        try store.commitBlock(entries(0..<3))
    }

    @Test func missingDatabaseIsRefusedWhereNoneMayBeMade() throws {
        let directory = try TemporaryDirectory()
        var options = RocksDBStore.Options()
        options.createsIfMissing = false
        #expect(throws: StoreError(.missing, "")) {
            try RocksDBStore.open(path: directory.file("nothing"), options: options)
        }
        #expect(throws: StoreError(.missing, "")) {
            try RocksDBStore.restore(from: directory.file("nothing"), to: directory.file("db"))
        }
    }

    @Test func unusablePathIsATypedError() throws {
        let directory = try TemporaryDirectory()
        try Data("a file".utf8).write(to: URL(fileURLWithPath: directory.file("file")))
        #expect(throws: StoreError(.inputOutput, "")) { try RocksDBStore.open(path: directory.file("file/db")) }
    }

    @Test func heightsFollowEachOther() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        #expect(throws: StoreError(.heightNotNext, "")) {
            try store.stage(height: StoreLimits.heightMax + 1, changes: [])
        }
        try store.commit(store.stage(height: 41, changes: []), columns: [])
        for height in [0, 40, 41, 43, .max] as [UInt64] {
            #expect(throws: StoreError(.heightNotNext, "")) { try store.stage(height: height, changes: []) }
        }
        try store.commit(store.stage(height: 42, changes: []), columns: [])
        let snapshot = try store.snapshot()
        #expect(snapshot.oldestHeight == 41)
        #expect(throws: StoreError(.heightUnknown, "")) { try snapshot.value(forKey: [1], height: 43) }
        #expect(throws: StoreError(.heightPruned, "")) { try snapshot.value(forKey: [1], height: 40) }
        #expect(throws: StoreError(.heightUnknown, "")) { try snapshot.proof(forKey: [1], height: 43) }
        #expect(throws: StoreError(.heightPruned, "")) { try snapshot.proof(forKey: [1], height: 40) }
    }

    @Test func onlyOneOfSeveralStagedBlocksIsCommitted() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let memory = MemoryStore()
        for (head, stage, commit) in [
            (
                { store.head }, { try store.stage(height: 1, changes: $0) },
                { try store.commit($0, columns: []) }
            ),
            (
                { memory.head }, { try memory.stage(height: 1, changes: $0) },
                { try memory.commit($0, columns: []) }
            ),
        ] as [(() -> StateHead?, ([StateChange]) throws -> StagedBlock, (StagedBlock) throws -> Void)] {
            let first = try stage([StateChange(key: [1], value: [1])])
            let second = try stage([StateChange(key: [2], value: [2])])
            #expect(head() == nil)
            try commit(second)
            #expect(throws: StoreError(.stagedBlockOutdated, "")) { try commit(first) }
            #expect(throws: StoreError(.stagedBlockOutdated, "")) { try commit(second) }
            #expect(head()?.root == second.root)
        }
    }

    @Test func blockOfAnotherStoreIsRefused() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let staged = try MemoryStore().stage(height: 1, changes: [StateChange(key: [1], value: [1])])
        #expect(throws: StoreError(.stagedBlockOutdated, "")) { try store.commit(staged, columns: []) }
    }

    @Test func impossibleChangesAreRefused() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let memory = MemoryStore()
        try store.commitBlock([[1]: [1]])
        try memory.commitBlock([[1]: [1]])
        let rows: [([StateChange], StoreError.Code)] = [
            ([StateChange(key: [], value: [1])], .keyLength),
            ([StateChange(key: [UInt8](repeating: 7, count: StoreLimits.keyBytesMax + 1), value: [1])], .keyLength),
            ([StateChange(key: [1], value: [])], .valueLength),
            ([StateChange(key: [1], value: [UInt8](repeating: 7, count: StoreLimits.valueBytesMax + 1))], .valueLength),
            ([StateChange(key: [1], value: [2]), StateChange(key: [1], value: nil)], .duplicateKey),
            ([StateChange(key: [1], value: [2], previous: .absent)], .previousValue),
            ([StateChange(key: [1], value: [2], previous: .value([3]))], .previousValue),
            ([StateChange(key: [2], value: [2], previous: .value([3]))], .previousValue),
            ([StateChange(key: [2], value: nil, previous: .value([3]))], .previousValue),
            ([StateChange(key: [1], value: nil, previous: .absent)], .previousValue),
        ]
        for (changes, code) in rows {
            #expect(throws: StoreError(code, "")) { try store.stage(height: 2, changes: changes) }
            #expect(throws: StoreError(code, "")) { try memory.stage(height: 2, changes: changes) }
        }
        // The longest of both fit.
        let longest = StateChange(
            key: [UInt8](repeating: 7, count: StoreLimits.keyBytesMax),
            value: [UInt8](repeating: 7, count: StoreLimits.valueBytesMax))
        let staged = try store.stage(height: 2, changes: [longest])
        #expect(try memory.stage(height: 2, changes: [longest]).root == staged.root)
        try store.commit(staged, columns: [])
        let proof = try store.snapshot().proof(forKey: longest.key, height: nil)
        try proof.verify(against: staged.root)
    }

    @Test func changesThatChangeNothingWriteNothing() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let root = try store.commitBlock(entries(0..<50)).root
        let staged = try store.stage(
            height: 2,
            changes: [
                StateChange(key: bytes("key-1"), value: bytes("v-1")), StateChange(key: bytes("none"), value: nil),
            ])
        #expect(staged.root == root)
        #expect(staged.changedKeyCount == 0)
        let before = store.metrics
        try store.commit(staged, columns: [])
        #expect(store.metrics.nodesWritten == before.nodesWritten)
        #expect(store.metrics.changedKeys == before.changedKeys)
        #expect(store.metrics.commits == before.commits + 1)
        #expect(store.metrics.lastCommitBytes < 400)
    }

    @Test func snapshotShowsItsBlockWhileLaterOnesAreWritten() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        try store.commitBlock(entries(0..<200))
        let old = try store.snapshot()
        for round in 0..<8 { try store.commitBlock(entries(0..<200, "round-\(round)")) }
        try store.commitBlock([bytes("key-7"): nil])
        #expect(old.head.height == 1)
        #expect(try old.value(forKey: bytes("key-7")) == bytes("v-7"))
        #expect(try old.scan(from: bytes("key-7"), upTo: bytes("key-8"), limit: 99).count == 11)
        let proof = try old.proof(forKey: bytes("key-7"), height: nil)
        try proof.verify(against: old.head.root)
    }

    @Test func columnsAreWrittenReadAndCleared() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        try store.write((0..<20).map { ColumnWrite(column: .metadata, key: [$0], value: [$0, $0]) })
        #expect(store.head == nil)
        #expect(try store.snapshot().scan(.metadata, from: [], upTo: [255], limit: 100).count == 20)
        try store.removeRange(of: .metadata, from: [5], upTo: [15])
        #expect(
            try store.snapshot().scan(.metadata, from: [], upTo: [255], limit: 100).map(\.key.first) == [
                0, 1, 2, 3, 4, 15, 16, 17, 18, 19,
            ])
        try store.removeRange(of: .metadata, from: [9], upTo: [2])
        try store.write([ColumnWrite(column: .metadata, key: [0], value: nil)])
        #expect(try store.snapshot().read(.metadata, key: [0]) == nil)
        #expect(try store.snapshot().read(.metadata, key: [1]) == [1, 1])
        #expect(try store.snapshot().read(.events, key: [1]) == nil)
    }

    @Test func sizesAndCountersTellWhatWasWritten() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        try store.commitBlock(entries(0..<2_000))
        try store.compact()
        let sizes = try store.columnFamilySizes()
        #expect(sizes.map(\.name).contains("nodes"))
        let state = try #require(sizes.first { $0.name == "state" })
        #expect(state.estimatedKeys == 2_000)
        #expect(state.fileBytes > 1_000)
        #expect(store.metrics.changedKeys == 2_000)
        #expect(store.metrics.bytesWritten >= store.metrics.lastCommitBytes)
        #expect(store.metrics.nodeCacheBytes > 0)
        _ = try store.blockCacheUsageBytes()
    }

    @Test func nodesLeaveMemoryAndComeBack() throws {
        let directory = try TemporaryDirectory()
        var options = RocksDBStore.Options.small
        options.nodeCacheBytes = 64 << 10
        let store = try RocksDBStore.open(path: directory.file("db"), options: options)
        try store.commitBlock(entries(0..<20_000))
        for round in 0..<10 {
            try store.commitBlock(entries((round * 700)..<(round * 700 + 300), "round-\(round)"))
            #expect(store.metrics.nodeCacheBytes < 512 << 10)
        }
        #expect(store.metrics.nodeReads > 1_000)
        try store.verify()
    }
}
