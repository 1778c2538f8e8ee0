package import Signatures

/// What an export of the state consists of: enough to check each chunk as it comes, and the whole at the end.
///
/// Encoding: format version (4 bytes), height (8), root (32), number of keys (8), number of chunks (4), then the SHA-256
/// of each chunk; integers are big-endian.
package struct StateManifest: Sendable, Equatable {
    /// Of the manifest's and the chunks' encoding.
    package static let formatVersion: UInt32 = 1

    /// Most chunks of an export: 4 TiB of state.
    package static let chunkCountMax = 1 << 20

    private static let fixedByteCount = 56

    package let height: UInt64

    /// Root of the state after the block of this height.
    package let root: Digest

    package let keyCount: UInt64

    /// SHA-256 of each chunk, in order.
    package let chunkHashes: [Digest]

    package init(height: UInt64, root: Digest, keyCount: UInt64, chunkHashes: [Digest]) {
        self.height = height
        self.root = root
        self.keyCount = keyCount
        self.chunkHashes = chunkHashes
    }

    package func encode() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.fixedByteCount + chunkHashes.count * Digest.byteCount)
        bytes.append(bigEndian: Self.formatVersion)
        bytes.append(bigEndian: height)
        root.append(to: &bytes)
        bytes.append(bigEndian: keyCount)
        bytes.append(bigEndian: UInt32(chunkHashes.count))
        for hash in chunkHashes { hash.append(to: &bytes) }
        return bytes
    }

    /// - Throws: ``StoreError/Code/manifestMalformed``.
    package init(decoding bytes: [UInt8]) throws(StoreError) {
        var reader = ByteReader(bytes)
        guard let version = reader.integer(UInt32.self), let height = reader.integer(UInt64.self),
            let root = reader.digest(), let keyCount = reader.integer(UInt64.self),
            let chunkCount = reader.integer(UInt32.self)
        else { throw StoreError(.manifestMalformed, "the manifest is cut short") }
        guard version == Self.formatVersion else {
            throw StoreError(.manifestMalformed, "the manifest has format \(version), not \(Self.formatVersion)")
        }
        guard chunkCount <= Self.chunkCountMax, reader.remainingCount == Int(chunkCount) * Digest.byteCount else {
            throw StoreError(.manifestMalformed, "the manifest does not list \(chunkCount) chunks")
        }
        guard (chunkCount == 0) == (keyCount == 0), (keyCount == 0) == (root == .zero), keyCount >= chunkCount else {
            throw StoreError(.manifestMalformed, "the manifest's root and counts contradict each other")
        }
        var hashes: [Digest] = []
        hashes.reserveCapacity(Int(chunkCount))
        while let hash = reader.digest() { hashes.append(hash) }
        self.init(height: height, root: root, keyCount: keyCount, chunkHashes: hashes)
    }
}
