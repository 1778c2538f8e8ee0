import Signatures
import StateStore
import TestSupport
import Testing

/// Exports in chunks, and imports that trust nothing but the root.
@Suite struct StateTransferTests {
    /// A store whose state takes several chunks.
    private func source() throws -> MemoryStore {
        let memory = MemoryStore()
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<3 {
            var writes: [[UInt8]: [UInt8]?] = [:]
            for _ in 0..<120 {
                writes[generator.bytes(count: 1 + generator.below(40))] = generator.bytes(count: 60_000)
            }
            try memory.commitBlock(writes)
        }
        return memory
    }

    private func chunks<Snapshot>(of export: StateExport<Snapshot>) throws -> [[UInt8]] {
        try export.manifest.chunkHashes.indices.map { try export.chunk($0) }
    }

    @Test func exportedStateIsImportedWhole() throws {
        let memory = try source()
        let head = try #require(memory.head)
        let export = try StateExport(of: memory.snapshot())
        #expect(export.manifest.height == 3)
        #expect(export.manifest.root == head.root)
        #expect(export.manifest.chunkHashes.count >= 5)
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        let manifest = try StateManifest(decoding: export.manifest.encode())
        #expect(manifest == export.manifest)
        var importing = try StateImport(into: store, manifest: manifest, trustedRoot: head.root)
        for (index, chunk) in try chunks(of: export).enumerated() {
            #expect(chunk.count >= 4 << 20 || index == manifest.chunkHashes.count - 1)
            #expect(SHA256.hash(chunk) == manifest.chunkHashes[index])
            #expect(!importing.isComplete)
            try importing.add(chunk: chunk)
        }
        #expect(importing.isComplete)
        #expect(store.head == nil)
        let write = ColumnWrite(column: .metadata, key: [1], value: [2])
        #expect(try importing.finish(columns: [write]) == head)
        #expect(store.head == head)
        try store.verify()
        #expect(try store.snapshot().read(.metadata, key: [1]) == [2])
        #expect(try StateExport(of: store.snapshot()).manifest == manifest)
        // The chain goes on from there.
        #expect(try store.commitBlock([[9]: [9]]).root == memory.commitBlock([[9]: [9]]).root)
        #expect(throws: StoreError(.heightPruned, "")) { try store.snapshot().value(forKey: [9], height: 2) }
        store.close()
        try RocksDBStore.open(path: directory.file("db")).verify()
    }

    @Test func emptyStateIsExportedAndImported() throws {
        let memory = MemoryStore()
        try memory.commitBlock([:])
        let export = try StateExport(of: memory.snapshot())
        #expect(export.manifest.chunkHashes.isEmpty)
        let other = MemoryStore()
        let manifest = try StateManifest(decoding: export.manifest.encode())
        let importing = try StateImport(into: other, manifest: manifest, trustedRoot: .zero)
        #expect(try importing.finish() == memory.head)
    }

    @Test func wrongChunksAreRefusedAndCanBeRepeated() throws {
        let memory = try source()
        let export = try StateExport(of: memory.snapshot())
        let chunks = try chunks(of: export)
        let other = MemoryStore()
        var importing = try StateImport(
            into: other, manifest: export.manifest, trustedRoot: export.manifest.root)
        #expect(throws: StoreError(.chunkHash, "")) { try importing.add(chunk: chunks[1]) }
        #expect(throws: StoreError(.chunkHash, "")) { try importing.add(chunk: []) }
        try importing.add(chunk: chunks[0])
        var flipped = chunks[1]
        flipped[1_000] ^= 1
        #expect(throws: StoreError(.chunkHash, "")) { try importing.add(chunk: flipped) }
        #expect(throws: StoreError(.chunkHash, "")) { try importing.add(chunk: chunks[0]) }
        for chunk in chunks.dropFirst() { try importing.add(chunk: chunk) }
        #expect(throws: StoreError(.chunkMalformed, "")) { try importing.add(chunk: chunks[0]) }
        #expect(try importing.finish() == memory.head)
    }

    @Test func missingChunksAreNoticed() throws {
        let memory = try source()
        let export = try StateExport(of: memory.snapshot())
        let other = MemoryStore()
        var importing = try StateImport(into: other, manifest: export.manifest, trustedRoot: export.manifest.root)
        try importing.add(chunk: export.chunk(0))
        let half = importing
        #expect(throws: StoreError(.chunkMalformed, "")) { try half.finish() }
        #expect(other.head == nil)
    }

    /// A peer that lists its own hashes can make every chunk match, but not the root.
    @Test func forgedStateIsRefusedByItsRoot() throws {
        let memory = MemoryStore()
        try memory.commitBlock([[1]: [1], [2]: [2]])
        let honest = try StateExport(of: memory.snapshot()).manifest
        let forged: [UInt8] = [1, 1, 1, 1, 1, 2, 1, 3]
        let manifest = StateManifest(
            height: honest.height, root: honest.root, keyCount: 2, chunkHashes: [SHA256.hash(forged)])
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"))
        var importing = try StateImport(into: store, manifest: manifest, trustedRoot: honest.root)
        try importing.add(chunk: forged)
        #expect(throws: StoreError(.rootMismatch, "")) { try importing.finish() }
        #expect(store.head == nil)
        let memoryTwin = MemoryStore()
        var twin = try StateImport(into: memoryTwin, manifest: manifest, trustedRoot: honest.root)
        try twin.add(chunk: forged)
        #expect(throws: StoreError(.rootMismatch, "")) { try twin.finish() }
        #expect(throws: StoreError(.rootMismatch, "")) {
            _ = try StateImport(into: store, manifest: manifest, trustedRoot: SHA256.hash([7]))
        }
    }

    @Test func malformedChunksAreRefusedThoughTheirHashIsRight() throws {
        let bad: [[UInt8]] = [
            [],  // nothing
            [1, 1, 1],  // value missing
            [0, 1, 1],  // empty key
            [1, 1, 0],  // empty value
            [0x81, 0, 1, 1, 1],  // length not in its shortest form
            [1, 2, 1, 1, 1, 1, 1, 1],  // keys descend
            [1, 1, 1, 1, 1, 1, 1, 1],  // key repeated
            [0xff, 0xff, 0xff, 0xff, 0x0f, 1],  // key longer than any
            [1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1],  // value longer than memory
        ]
        for chunk in bad {
            let root = SHA256.hash([1])
            let manifest = StateManifest(height: 1, root: root, keyCount: 1, chunkHashes: [SHA256.hash(chunk)])
            let memory = MemoryStore()
            var importing = try StateImport(into: memory, manifest: manifest, trustedRoot: root)
            #expect(throws: StoreError(.chunkMalformed, ""), "\(chunk)") { try importing.add(chunk: chunk) }
            #expect(importing.nextChunk == 0)
        }
    }

    @Test func malformedManifestsAreRefused() throws {
        let memory = try source()
        let bytes = try StateExport(of: memory.snapshot()).manifest.encode()
        for count in 0..<bytes.count {
            #expect(throws: StoreError(.manifestMalformed, "")) { try StateManifest(decoding: Array(bytes[..<count])) }
        }
        #expect(throws: StoreError(.manifestMalformed, "")) { try StateManifest(decoding: bytes + [0]) }
        var other = bytes
        other[3] = 2
        #expect(throws: StoreError(.manifestMalformed, "")) { try StateManifest(decoding: other) }
        // A count of four thousand million chunks allocates nothing.
        other = Array(bytes[..<52]) + [0xff, 0xff, 0xff, 0xff]
        #expect(throws: StoreError(.manifestMalformed, "")) { try StateManifest(decoding: other) }
    }

    @Test func importsNeedAnEmptyStore() throws {
        let memory = try source()
        let manifest = try StateExport(of: memory.snapshot()).manifest
        #expect(throws: StoreError(.notEmpty, "")) {
            _ = try StateImport(into: memory, manifest: manifest, trustedRoot: manifest.root)
        }
        #expect(throws: StoreError(.notEmpty, "")) { try memory.load([]) }
        #expect(throws: StoreError(.notEmpty, "")) {
            try memory.finishLoading(height: 9, expectedRoot: nil, columns: [])
        }
    }

    @Test func loadedEntriesMakeTheFirstBlock() throws {
        let directory = try TemporaryDirectory()
        let store = try RocksDBStore.open(path: directory.file("db"), options: .small)
        let memory = MemoryStore()
        var entries: [[UInt8]: [UInt8]] = [:]
        for part in 0..<8 {
            let range = (part * 1_000)..<(part * 1_000 + 1_000)
            let batch = range.map { (key: bytes("account-\($0)"), value: bytes("balance-\($0)")) }
            for entry in batch { entries[entry.key] = entry.value }
            try store.load(batch)
            try memory.load(batch)
        }
        #expect(throws: StoreError(.duplicateKey, "")) { try store.load([(bytes("account-3"), [1])]) }
        #expect(throws: StoreError(.duplicateKey, "")) { try memory.load([(bytes("account-3"), [1])]) }
        #expect(throws: StoreError(.duplicateKey, "")) { try store.load([([1], [1]), ([1], [2])]) }
        #expect(try store.snapshot().keyCount == 0)
        #expect(try store.snapshot().value(forKey: bytes("account-3")) == nil)
        let head = try store.finishLoading(height: 7, expectedRoot: nil, columns: [])
        #expect(head == StateHead(height: 7, root: ReferenceTree.root(of: entries)))
        #expect(try memory.finishLoading(height: 7, expectedRoot: head.root, columns: []) == head)
        try store.verify()
        #expect(
            try store.commitBlock([bytes("account-1"): nil]).root == memory.commitBlock([bytes("account-1"): nil]).root)
    }
}
