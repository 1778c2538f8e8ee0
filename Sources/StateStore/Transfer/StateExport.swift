internal import Signatures

/// The state of one height in chunks, for another node to start from.
///
/// Chunks are made when they are asked for, from the snapshot that the export keeps; the same state gives the same
/// chunks on every node.
package struct StateExport<Snapshot: StateSnapshot>: Sendable {
    package let manifest: StateManifest
    private let snapshot: Snapshot

    /// First key of each chunk, and behind them the upper bound of all keys.
    private let bounds: [[UInt8]]

    /// Reads the whole state once, to know the chunks' hashes.
    package init(of snapshot: Snapshot) throws(StoreError) {
        var hashes: [Digest] = []
        var bounds: [[UInt8]] = []
        var chunk: [UInt8] = []
        var keyCount: UInt64 = 0
        var page = try StatePages(of: snapshot, from: [])
        while let entry = try page.next() {
            if chunk.isEmpty { bounds.append(entry.key) }
            StateChunk.append(entry, to: &chunk)
            keyCount += 1
            if chunk.count >= StateChunk.byteCount {
                hashes.append(SHA256.hash(chunk))
                chunk.removeAll(keepingCapacity: true)
            }
        }
        if !chunk.isEmpty { hashes.append(SHA256.hash(chunk)) }
        self.manifest = StateManifest(
            height: snapshot.head.height, root: snapshot.head.root, keyCount: keyCount, chunkHashes: hashes)
        self.snapshot = snapshot
        self.bounds = bounds + [StatePages<Snapshot>.upperBound]
    }

    /// The bytes of a chunk, about 4 MiB.
    /// - Precondition: The manifest lists the chunk.
    package func chunk(_ index: Int) throws(StoreError) -> [UInt8] {
        precondition(manifest.chunkHashes.indices.contains(index))
        var chunk: [UInt8] = []
        chunk.reserveCapacity(StateChunk.byteCount)
        var page = try StatePages(of: snapshot, from: bounds[index])
        while let entry = try page.next(), ByteOrder.precedes(entry.key, bounds[index + 1]) {
            StateChunk.append(entry, to: &chunk)
        }
        return chunk
    }
}

/// Walks over the state in the order of the keys, some entries at a time.
private struct StatePages<Snapshot: StateSnapshot> {
    private static var entryCount: Int { 512 }

    /// Comes after every key.
    static var upperBound: [UInt8] { [UInt8](repeating: .max, count: StoreLimits.keyBytesMax + 1) }

    private let snapshot: Snapshot
    private var entries: [(key: [UInt8], value: [UInt8])]
    private var index = 0

    init(of snapshot: Snapshot, from lower: [UInt8]) throws(StoreError) {
        self.snapshot = snapshot
        entries = try snapshot.scan(from: lower, upTo: Self.upperBound, limit: Self.entryCount)
    }

    mutating func next() throws(StoreError) -> (key: [UInt8], value: [UInt8])? {
        if index == entries.count, let last = entries.last {
            // The first byte string after a key is the key with a zero behind it.
            entries = try snapshot.scan(from: last.key + [0], upTo: Self.upperBound, limit: Self.entryCount)
            index = 0
        }
        guard index < entries.count else { return nil }
        defer { index += 1 }
        return entries[index]
    }
}
