package import Signatures

/// Fills an empty store from an export that comes from elsewhere, trusting nothing but the root.
///
/// Chunks come in order. A chunk that does not have its hash is refused and changes nothing, so it can be fetched again.
package struct StateImport<Store: AuthenticatedStore> {
    private let store: Store
    private let manifest: StateManifest
    private var lastKey: [UInt8] = []
    private var keyCount: UInt64 = 0

    /// Index of the chunk that ``add(chunk:)`` expects next.
    package private(set) var nextChunk = 0

    /// Begins an import; the trusted root is the one that the caller knows from a block header or a light client.
    /// - Throws: ``StoreError/Code/rootMismatch`` when the manifest is for another root, ``StoreError/Code/notEmpty``.
    package init(into store: Store, manifest: StateManifest, trustedRoot: Digest) throws(StoreError) {
        guard manifest.root == trustedRoot else {
            throw StoreError(.rootMismatch, "the manifest is for the root \(manifest.root), not \(trustedRoot)")
        }
        guard store.head == nil else { throw StoreError(.notEmpty, "the store has blocks already") }
        self.store = store
        self.manifest = manifest
    }

    /// Whether every chunk was added.
    package var isComplete: Bool { nextChunk == manifest.chunkHashes.count }

    /// Checks the next chunk and loads its entries.
    /// - Throws: ``StoreError/Code/chunkHash``, ``StoreError/Code/chunkMalformed``, or a failure of the database.
    package mutating func add(chunk: [UInt8]) throws(StoreError) {
        guard !isComplete else { throw StoreError(.chunkMalformed, "there are no more chunks than \(nextChunk)") }
        guard chunk.count <= StateChunk.byteCountMax, SHA256.hash(chunk) == manifest.chunkHashes[nextChunk] else {
            throw StoreError(.chunkHash, "chunk \(nextChunk) is not the one that the manifest lists")
        }
        // The first pass finds out whether the chunk is sound, so that nothing is loaded of one that is not.
        var check = try StateChunk.Reader(chunk, after: lastKey)
        var entryCount: UInt64 = 0
        while try check.next() != nil { entryCount += 1 }
        var reader = try StateChunk.Reader(chunk, after: lastKey)
        var entries: [(key: [UInt8], value: [UInt8])] = []
        while let entry = try reader.next() {
            entries.append(entry)
            guard entries.count == Self.loadCount else { continue }
            try store.load(entries)
            entries.removeAll(keepingCapacity: true)
        }
        try store.load(entries)
        lastKey = reader.lastKey
        keyCount += entryCount
        nextChunk += 1
    }

    /// Entries that are loaded at a time, which bounds the memory that a chunk of many small ones takes.
    private static var loadCount: Int { 16_384 }

    /// Makes the imported entries the state of the manifest's height.
    /// - Throws: ``StoreError/Code/chunkMalformed`` when chunks are missing or have another number of entries, and
    ///   ``StoreError/Code/rootMismatch`` when the entries do not give the trusted root; nothing is visible then.
    @discardableResult
    package consuming func finish(columns: [ColumnWrite] = []) throws(StoreError) -> StateHead {
        guard isComplete, keyCount == manifest.keyCount else {
            throw StoreError(
                .chunkMalformed, "\(nextChunk) chunks with \(keyCount) entries are not what the manifest lists")
        }
        return try store.finishLoading(height: manifest.height, expectedRoot: manifest.root, columns: columns)
    }
}
