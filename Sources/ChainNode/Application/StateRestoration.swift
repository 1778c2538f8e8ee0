internal import RightsLedger
internal import Signatures
internal import StateStore

/// A snapshot's description: the signed header of its height, and the store's manifest of chunks.
struct SnapshotMetadata: Sendable {
    let header: SignedBlockHeader
    let manifest: StateManifest

    /// Four bytes with the length of the header, the header, the manifest.
    func encoded() -> [UInt8] {
        let headerBytes = header.encoded()
        var bytes: [UInt8] = []
        BigEndian.append(UInt32(headerBytes.count), to: &bytes)
        return bytes + headerBytes + manifest.encode()
    }

    init(header: SignedBlockHeader, manifest: StateManifest) {
        self.header = header
        self.manifest = manifest
    }

    /// Reads what ``encoded()`` wrote; `nil` for anything else, and where header and manifest are of different states.
    init?(decoding bytes: [UInt8]) {
        guard let count = BigEndian.integer(UInt32.self, in: bytes, at: 0), Int(count) <= bytes.count - 4,
            let header = SignedBlockHeader(decoding: Array(bytes[4..<(4 + Int(count))])),
            let manifest = try? StateManifest(decoding: Array(bytes[(4 + Int(count))...])),
            manifest.root == header.header.appHash, manifest.height == header.header.height
        else { return nil }
        self.init(header: header, manifest: manifest)
    }

    /// What an engine hands to other nodes.
    var offer: StateSnapshotOffer {
        let bytes = encoded()
        return StateSnapshotOffer(
            height: manifest.height, chunkCount: UInt32(manifest.chunkHashes.count), hash: SHA256.hash(bytes),
            metadata: bytes)
    }
}

/// A state that is being taken over in chunks, whatever the kind of store.
struct StateRestoration: Sendable {
    /// What is being taken over.
    let metadata: SnapshotMetadata

    private var importer: any StateImporting

    /// Begins; the store must be empty.
    init(_ metadata: SnapshotMetadata, into store: some AuthenticatedStore) throws(NodeError) {
        self.metadata = metadata
        importer = try NodeError.store { () throws(StoreError) in
            try StateImport(into: store, manifest: metadata.manifest, trustedRoot: metadata.header.header.appHash)
        }
    }

    /// The index of the chunk that is expected.
    var nextChunk: Int { importer.nextChunk }

    /// Whether every chunk is there.
    var isComplete: Bool { importer.isComplete }

    /// Takes the next chunk; `false` where it is not the one that the manifest names.
    mutating func add(_ chunk: [UInt8]) throws(NodeError) -> Bool {
        do throws(StoreError) {
            try importer.add(chunk: chunk)
            return true
        } catch {
            guard error.code == .chunkHash || error.code == .chunkMalformed else { throw .store(error) }
            return false
        }
    }

    /// Makes the state the store's, together with what the node keeps of its last block.
    func finish(genesis: Genesis) throws(NodeError) {
        let header = metadata.header
        let height = header.header.height
        let columns = [
            ColumnWrite(column: .metadata, key: BlockKey.genesis, value: genesis.encoded()),
            ColumnWrite(column: .metadata, key: BlockKey.head, value: ChainHead(header.header).record),
            ColumnWrite(column: .blocks, key: BlockKey.block(height, .header), value: header.encoded()),
        ]
        try NodeError.store { () throws(StoreError) in try importer.finishImport(columns: columns) }
    }
}

/// The steps of an import without the type of its store.
private protocol StateImporting: Sendable {
    var nextChunk: Int { get }
    var isComplete: Bool { get }
    mutating func add(chunk: [UInt8]) throws(StoreError)
    func finishImport(columns: [ColumnWrite]) throws(StoreError)
}

extension StateImport: StateImporting {
    func finishImport(columns: [ColumnWrite]) throws(StoreError) {
        let copy = self
        _ = try copy.finish(columns: columns)
    }
}

/// The chunks of a state, whatever the kind of store.
struct StateOffering: Sendable {
    /// What is offered.
    let metadata: SnapshotMetadata

    private let read: @Sendable (Int) throws(StoreError) -> [UInt8]

    /// Reads the whole state once, for the hashes of its chunks.
    init(of snapshot: some StateSnapshot) throws(NodeError) {
        let reader = ChainReader(snapshot: snapshot)
        guard let header = try reader.header(at: snapshot.head.height) else {
            throw .databaseInconsistent(reason: "block \(snapshot.head.height) has no header")
        }
        let export = try NodeError.store { () throws(StoreError) in try StateExport(of: snapshot) }
        metadata = SnapshotMetadata(header: header, manifest: export.manifest)
        read = { index throws(StoreError) in try export.chunk(index) }
    }

    /// A chunk; `nil` where there is none of that index.
    func chunk(_ index: Int) throws(NodeError) -> [UInt8]? {
        guard metadata.manifest.chunkHashes.indices.contains(index) else { return nil }
        return try NodeError.store { () throws(StoreError) in try read(index) }
    }
}
