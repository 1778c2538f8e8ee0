#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// What a key file says in the clear; the cipher authenticates all of it.
struct KeyFileHeader: Hashable, Sendable {
    let publicKey: PublicKey
    let cost: KeyDerivationCost
    let salt: [UInt8]
    let nonce: [UInt8]

    static let saltByteCount = 16
    static let nonceByteCount = 24
    /// 32 bytes of seed and 16 of tag.
    static let ciphertextByteCount = 48

    /// The header's bytes as the cipher and the checksum see them; every field has a fixed length.
    var associatedData: [UInt8] {
        var bytes = Array("symbolon/key-file/v1\0".utf8)
        publicKey.encoding.append(to: &bytes)
        for number in [cost.operations, cost.memoryBytes] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return bytes + salt + nonce
    }
}

/// The JSON form of a key file.
///
/// Keys: `format`, `version`, `publicKey`, `keyDerivation` (`algorithm`, `operations`, `memoryBytes`, `salt`),
/// `cipher` (`algorithm`, `nonce`), `ciphertext`, `checksum`. Byte strings are hexadecimal; the checksum is the
/// SHA-256 of the header's associated data followed by the ciphertext.
struct KeyFileDocument: Sendable {
    let header: KeyFileHeader
    let ciphertext: [UInt8]

    private static let formatName = "symbolon-key-file"
    private static let formatVersion = 1
    private static let derivationName = "argon2id13"
    private static let cipherName = "xchacha20-poly1305"

    init(header: KeyFileHeader, ciphertext: [UInt8]) {
        self.header = header
        self.ciphertext = ciphertext
    }

    /// Reads a document and checks everything that can be checked without the passphrase.
    init(decoding bytes: [UInt8]) throws(SignatureError) {
        guard bytes.count <= KeyFile.documentBytesMax else { throw .keyFileMalformed(reason: "too long") }
        let kind = try KeyFileDocument.decode(Kind.self, from: bytes)
        guard kind.format == KeyFileDocument.formatName else { throw .keyFileMalformed(reason: "format") }
        guard kind.version == KeyFileDocument.formatVersion else { throw .keyFileVersionUnknown(version: kind.version) }

        let layout = try KeyFileDocument.decode(Layout.self, from: bytes)
        guard layout.keyDerivation.algorithm == KeyFileDocument.derivationName else {
            throw .keyFileMalformed(reason: "keyDerivation.algorithm")
        }
        guard layout.cipher.algorithm == KeyFileDocument.cipherName else {
            throw .keyFileMalformed(reason: "cipher.algorithm")
        }
        guard let publicKey = PublicKey(hex: layout.publicKey) else { throw .keyFileMalformed(reason: "publicKey") }
        header = KeyFileHeader(
            publicKey: publicKey,
            cost: try KeyDerivationCost(
                operations: layout.keyDerivation.operations, memoryBytes: layout.keyDerivation.memoryBytes),
            salt: try KeyFileDocument.decodeHex(
                layout.keyDerivation.salt, byteCount: KeyFileHeader.saltByteCount, field: "keyDerivation.salt"),
            nonce: try KeyFileDocument.decodeHex(
                layout.cipher.nonce, byteCount: KeyFileHeader.nonceByteCount, field: "cipher.nonce"))
        ciphertext = try KeyFileDocument.decodeHex(
            layout.ciphertext, byteCount: KeyFileHeader.ciphertextByteCount, field: "ciphertext")
        guard let stated = Digest(hex: layout.checksum) else { throw .keyFileMalformed(reason: "checksum") }
        guard stated == checksum else { throw .keyFileDamaged }
    }

    /// The bytes of the JSON document, with a final newline.
    func encoded() -> [UInt8] {
        let layout = Layout(
            format: KeyFileDocument.formatName,
            version: KeyFileDocument.formatVersion,
            publicKey: header.publicKey.hex,
            keyDerivation: Derivation(
                algorithm: KeyFileDocument.derivationName, operations: header.cost.operations,
                memoryBytes: header.cost.memoryBytes, salt: Hex.encode(header.salt)),
            cipher: Cipher(algorithm: KeyFileDocument.cipherName, nonce: Hex.encode(header.nonce)),
            ciphertext: Hex.encode(ciphertext),
            checksum: checksum.hex)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        guard let data = try? encoder.encode(layout) else {
            preconditionFailure("texts and integers always encode")
        }
        return Array(data) + [UInt8(ascii: "\n")]
    }

    private var checksum: Digest { SHA256.hash(header.associatedData + ciphertext) }

    private static func decode<Part: Decodable>(_ type: Part.Type, from bytes: [UInt8]) throws(SignatureError) -> Part {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch DecodingError.keyNotFound(let key, let context) {
            throw .keyFileMalformed(reason: path(context.codingPath + [key]))
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw .keyFileMalformed(reason: path(context.codingPath))
        } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
            throw .keyFileMalformed(reason: path(context.codingPath))
        } catch {
            throw .keyFileMalformed(reason: "not JSON")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "not a JSON object" : keys.map(\.stringValue).joined(separator: ".")
    }

    private static func decodeHex(
        _ text: String, byteCount: Int, field: String
    ) throws(SignatureError) -> [UInt8] {
        guard let bytes = Hex.decode(text), bytes.count == byteCount else { throw .keyFileMalformed(reason: field) }
        return bytes
    }

    private struct Kind: Decodable {
        let format: String
        let version: Int
    }

    private struct Layout: Codable {
        let format: String
        let version: Int
        let publicKey: String
        let keyDerivation: Derivation
        let cipher: Cipher
        let ciphertext: String
        let checksum: String
    }

    private struct Derivation: Codable {
        let algorithm: String
        let operations: UInt64
        let memoryBytes: UInt64
        let salt: String
    }

    private struct Cipher: Codable {
        let algorithm: String
        let nonce: String
    }
}
