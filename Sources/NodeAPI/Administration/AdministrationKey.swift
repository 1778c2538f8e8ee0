internal import Foundation
internal import Signatures

/// The secret that lets its bearer administer the node over HTTP.
package struct AdministrationKey: Sendable {
    /// The number of random bytes in a key that the node makes.
    package static let randomByteCount = 32

    /// The longest key file that is read, in bytes.
    private static let fileBytesMax = 1_024

    // The digest is compared instead of the key, so that the comparison takes equally long for every key and length.
    private let digest: Digest

    /// Wraps a key's text.
    package init(_ text: String) {
        digest = SHA256.hash(Array(text.utf8))
    }

    /// Reads the key from a file that only its owner can read.
    ///
    /// - Throws: ``AdministrationKeyError``.
    package init(file path: String) throws(AdministrationKeyError) {
        let text: String
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let permissions = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
            guard permissions & 0o077 == 0 else {
                throw AdministrationKeyError.fileReadableByOthers(path: path)
            }
            let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
            guard size <= AdministrationKey.fileBytesMax else { throw AdministrationKeyError.keyMalformed(path: path) }
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch let error as AdministrationKeyError {
            throw error
        } catch {
            throw .fileUnreadable(path: path)
        }
        let key = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard key.utf8.count >= 16, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .keyMalformed(path: path)
        }
        self.init(key)
    }

    /// A fresh key: 64 hexadecimal digits.
    package static func makeText() -> String { Hex.encode(SecureRandom.bytes(count: randomByteCount)) }

    /// Tells whether a text is the key, in a time that does not depend on the text.
    package func matches(_ text: some StringProtocol) -> Bool {
        ConstantTime.equal(SHA256.hash(Array(text.utf8)).bytes, digest.bytes)
    }
}

/// Why an API key file cannot be used.
package enum AdministrationKeyError: Error, Equatable, CustomStringConvertible {
    case fileUnreadable(path: String)
    case fileReadableByOthers(path: String)
    case keyMalformed(path: String)

    package var description: String {
        switch self {
        case .fileUnreadable(let path): "the API key file \(path) cannot be read"
        case .fileReadableByOthers(let path):
            "the API key file \(path) can be read by others than its owner; run: chmod 600 \(path)"
        case .keyMalformed(let path):
            "the API key file \(path) must have one line of at least 16 visible ASCII characters"
        }
    }
}
