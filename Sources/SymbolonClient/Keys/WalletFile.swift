internal import Foundation
public import Signatures

/// Signing keys in files, encrypted under a passphrase with Argon2id and XChaCha20-Poly1305.
///
/// ```swift
/// let key = try WalletFile.create(at: "alice.key", passphrase: passphrase)
/// let wallet = Wallet(key: try WalletFile.open("alice.key", passphrase: passphrase))
/// ```
public enum WalletFile {
    /// How much work it is to try one passphrase.
    public enum Strength: String, Sendable, CaseIterable {
        /// About 0.1 s and 64 MiB: for keys that are opened all day.
        case interactive
        /// About 0.5 s and 256 MiB: for keys that matter more.
        case moderate
    }

    /// Creates a file with a fresh key; an existing file is left as it is.
    ///
    /// - Throws: ``ClientError/file(path:reason:)`` or ``ClientError/key(_:)``.
    public static func create(
        at path: String, passphrase: String, strength: Strength = .moderate
    ) throws(ClientError) -> SigningKey {
        let key: SigningKey
        do throws(SignatureError) {
            key = try SigningKey.generate()
        } catch {
            throw .key(error)
        }
        try save(key, at: path, passphrase: passphrase, strength: strength)
        return key
    }

    /// Saves a key in a new file; an existing file is left as it is.
    ///
    /// - Throws: ``ClientError/file(path:reason:)`` or ``ClientError/key(_:)``.
    public static func save(
        _ key: SigningKey, at path: String, passphrase: String, strength: Strength = .moderate
    ) throws(ClientError) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw .file(path: path, reason: "the file exists already and is left as it is")
        }
        let document = try seal(key, passphrase: passphrase, strength: strength)
        // The permissions are set as the file is made, so that there is no moment in which others can read it.
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(document), attributes: [.posixPermissions: 0o600])
        else { throw .file(path: path, reason: "the file cannot be created") }
    }

    /// Opens a file.
    ///
    /// - Throws: ``ClientError/file(path:reason:)``, or ``ClientError/key(_:)`` where the passphrase does not fit.
    public static func open(_ path: String, passphrase: String) throws(ClientError) -> SigningKey {
        let document = try read(path)
        do throws(SignatureError) {
            return try KeyFile.open(document, passphrase: SecretBytes(utf8: passphrase))
        } catch {
            throw .key(error)
        }
    }

    /// The public key that a file names; no passphrase is needed, and so nothing vouches for the answer.
    ///
    /// - Throws: ``ClientError/file(path:reason:)`` or ``ClientError/key(_:)``.
    public static func publicKey(of path: String) throws(ClientError) -> PublicKey {
        let document = try read(path)
        do throws(SignatureError) {
            return try KeyFile.publicKey(of: document)
        } catch {
            throw .key(error)
        }
    }

    /// Encrypts the key of a file under another passphrase; the file is replaced in one step.
    ///
    /// - Throws: ``ClientError/file(path:reason:)`` or ``ClientError/key(_:)``.
    public static func rotatePassphrase(
        of path: String, from old: String, to new: String, strength: Strength = .moderate
    ) throws(ClientError) {
        let document = try seal(try open(path, passphrase: old), passphrase: new, strength: strength)
        guard let draft = FileReplacement.makeDraft(beside: path) else {
            throw .file(path: path, reason: "no file can be created beside it")
        }
        do {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft.path)
            try FileHandle(fileDescriptor: draft.descriptor, closeOnDealloc: false).write(contentsOf: document)
        } catch {
            FileReplacement.discard(draft)
            throw .file(path: path, reason: "the new file cannot be written")
        }
        guard FileReplacement.place(draft) else { throw .file(path: path, reason: "the file cannot be replaced") }
    }

    private static func seal(
        _ key: SigningKey, passphrase: String, strength: Strength
    ) throws(ClientError) -> [UInt8] {
        do throws(SignatureError) {
            let cost: KeyDerivationCost = strength == .interactive ? .interactive : .moderate
            return try KeyFile.seal(key, passphrase: SecretBytes(utf8: passphrase), cost: cost)
        } catch {
            throw .key(error)
        }
    }

    private static func read(_ path: String) throws(ClientError) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .file(path: path, reason: "there is no such file, or it cannot be read")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: KeyFile.documentBytesMax + 1),
            data.count <= KeyFile.documentBytesMax
        else { throw .file(path: path, reason: "this is not a key file") }
        return [UInt8](data)
    }
}
