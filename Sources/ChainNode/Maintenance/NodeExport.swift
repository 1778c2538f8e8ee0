internal import RightsLedger
internal import Signatures
internal import StateStore

/// What an export holds, or what was imported.
package struct ExportSummary: Hashable, Sendable {
    /// The export's directory, or the new database's.
    package let path: String
    /// The block after which the state was exported.
    package let head: ChainHead
    /// The number of entries.
    package let keyCount: UInt64
    /// The number of chunks.
    package let chunkCount: Int
}

/// An export: the state in chunks, their hashes, the genesis, and a description with the signed header.
///
/// It holds the state of one height and no blocks. Whoever trusts the operator's key can check all of it.
private enum NodeExport {
    static func genesisFile(of export: String) -> String { export + "/genesis.yaml" }
    static func descriptionFile(of export: String) -> String { export + "/export.yaml" }
    static func manifestFile(of export: String) -> String { export + "/manifest" }
    static func chunkFile(_ index: Int, of export: String) -> String {
        let digits = String(index)
        return export + "/chunk-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The largest chunk file that is read, in bytes; the store's bound is lower.
    static let chunkBytesMax = 16 << 20
    /// The largest manifest file that is read, in bytes.
    static let manifestBytesMax = 64 + StateManifest.chunkCountMax * Digest.byteCount
}

extension NodeMaintenance {
    /// Writes the state of the last block into files, for a new node to start from.
    ///
    /// The directory must not exist yet; it gets its name when it is complete.
    package static func export(dataDirectory: String, to export: String) throws(NodeError) -> ExportSummary {
        guard !FileAccess.exists(export) else {
            throw .archive(path: export, reason: "it exists already; choose another directory")
        }
        let partial = export + ".partial"
        FileAccess.remove(partial)
        do throws(NodeError) {
            let metadata = try withChain(in: dataDirectory) { chain throws(NodeError) in
                let offering = try StateOffering(of: chain.reader.snapshot)
                try FileAccess.createDirectory(partial)
                let manifest = offering.metadata.manifest
                for index in manifest.chunkHashes.indices {
                    guard let chunk = try offering.chunk(index) else { break }
                    try FileAccess.create(NodeExport.chunkFile(index, of: partial), bytes: chunk)
                }
                try FileAccess.create(NodeExport.manifestFile(of: partial), bytes: manifest.encode())
                try FileAccess.create(
                    NodeExport.genesisFile(of: partial), bytes: Array(chain.genesis.text().utf8))
                let description = ArchiveDescription(header: offering.metadata.header)
                try FileAccess.create(
                    NodeExport.descriptionFile(of: partial), bytes: Array(description.text.utf8))
                return offering.metadata
            }
            try FileAccess.move(partial, to: export)
            return summary(of: metadata, path: export)
        } catch {
            FileAccess.remove(partial)
            throw error
        }
    }

    /// Makes a database from an export, in the place of one that does not exist.
    ///
    /// Each chunk is checked against the manifest, and the whole against the app hash of the signed header.
    /// The operator's key is trusted as the given genesis has it; without one, as the export has it.
    ///
    /// - Throws: ``NodeError/archive(path:reason:)``, ``NodeError/genesisDiffers(database:file:)`` or
    ///   ``NodeError/store(_:)``; then nothing is left behind.
    package static func importState(
        from export: String, to dataDirectory: String, genesis: Genesis? = nil
    ) throws(NodeError) -> ExportSummary {
        guard !FileAccess.isNonEmptyDirectory(dataDirectory) else {
            throw .archive(path: dataDirectory, reason: "there is a database already, which is not overwritten")
        }
        let found = try Genesis.load(file: NodeExport.genesisFile(of: export))
        if let genesis, genesis != found { throw .genesisDiffers(database: found.hash, file: genesis.hash) }
        let metadata = try metadata(of: export, genesis: found)
        try FileAccess.createDirectory(dataDirectory)
        do throws(NodeError) {
            let store = try NodeError.store { () throws(StoreError) in try RocksDBStore.open(path: dataDirectory) }
            defer { store.close() }
            var restoration = try StateRestoration(metadata, into: store)
            while !restoration.isComplete {
                let file = NodeExport.chunkFile(restoration.nextChunk, of: export)
                let chunk = try FileAccess.readBytes(file, byteCountMax: NodeExport.chunkBytesMax)
                guard try restoration.add(chunk) else {
                    throw .archive(path: file, reason: "the chunk is not the one that the manifest names")
                }
            }
            try restoration.finish(genesis: found)
            _ = try openChain(in: store, path: dataDirectory)
            return summary(of: metadata, path: dataDirectory)
        } catch {
            FileAccess.remove(dataDirectory)
            throw error
        }
    }

    private static func metadata(of export: String, genesis: Genesis) throws(NodeError) -> SnapshotMetadata {
        let header = try ArchiveDescription(file: NodeExport.descriptionFile(of: export)).header
        guard header.verify(by: genesis.operatorKey), header.header.chainID == genesis.chainID else {
            throw .archive(path: export, reason: "its header is not signed by the operator of the genesis")
        }
        let file = NodeExport.manifestFile(of: export)
        let bytes = try FileAccess.readBytes(file, byteCountMax: NodeExport.manifestBytesMax)
        let manifest = try NodeError.store { () throws(StoreError) in try StateManifest(decoding: bytes) }
        guard manifest.root == header.header.appHash, manifest.height == header.header.height else {
            throw .archive(path: file, reason: "the manifest is not for the state of the signed header")
        }
        return SnapshotMetadata(header: header, manifest: manifest)
    }

    private static func summary(of metadata: SnapshotMetadata, path: String) -> ExportSummary {
        ExportSummary(
            path: path, head: ChainHead(metadata.header.header), keyCount: metadata.manifest.keyCount,
            chunkCount: metadata.manifest.chunkHashes.count)
    }
}
