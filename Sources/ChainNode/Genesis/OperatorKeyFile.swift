package import Signatures

/// The file with the key that signs blocks.
///
/// A node starts without a person at hand, so the key is not encrypted: the file must be readable by its owner only. It
/// has one line, `symbolon-operator-key-v1` and the seed in hexadecimal.
package enum OperatorKeyFile {
    private static let prefix = "symbolon-operator-key-v1 "

    /// Creates the file with a fresh key; an existing file is left as it is.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``.
    package static func create(_ path: String) throws(NodeError) -> PublicKey {
        var seed = SecureRandom.bytes(count: SigningKey.seedByteCount)
        defer { SecretBytes.wipe(&seed) }
        let key = try key(seed: seed, path: path)
        var text = Array((prefix + Hex.encode(seed) + "\n").utf8)
        defer { SecretBytes.wipe(&text) }
        try FileAccess.create(path, bytes: text, isSecret: true)
        return key.publicKey
    }

    /// Reads the key.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``; also where others than the owner can read the file.
    package static func load(_ path: String) throws(NodeError) -> SigningKey {
        var bytes = try FileAccess.readBytes(path, byteCountMax: 256)
        defer { SecretBytes.wipe(&bytes) }
        guard !FileAccess.isOpenToOthers(path) else {
            throw .file(path: path, reason: "others can read the operator's key; run: chmod 600 \(path)")
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        guard bytes.starts(with: prefix.utf8),
            var seed = Hex.decode(String(decoding: bytes.dropFirst(prefix.utf8.count), as: UTF8.self)),
            seed.count == SigningKey.seedByteCount
        else { throw .file(path: path, reason: "this is not an operator key file") }
        defer { SecretBytes.wipe(&seed) }
        return try key(seed: seed, path: path)
    }

    private static func key(seed: [UInt8], path: String) throws(NodeError) -> SigningKey {
        do throws(SignatureError) {
            return try SigningKey(seed: seed)
        } catch {
            throw .file(path: path, reason: "the key cannot be made: \(error)")
        }
    }
}
