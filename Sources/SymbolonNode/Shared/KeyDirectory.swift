internal import ArgumentParser
internal import CommandShell
internal import Foundation
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// Where a command finds key files.
struct KeyDirectoryOptions: ParsableArguments {
    @Option(name: .long, help: "The directory of key files (or SYMBOLON_KEYS; default ~/.symbolon/keys).")
    var keysDirectory: String?

    var directory: KeyDirectory {
        let standard = FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".symbolon/keys").path
        return KeyDirectory(
            path: keysDirectory ?? ProcessInfo.processInfo.environment[EnvironmentNames.keysDirectory] ?? standard)
    }
}

/// How a command gets the passphrase of a key.
struct PassphraseOptions: ParsableArguments {
    @Option(
        name: .long, help: "A file whose first line is the passphrase (or set SYMBOLON_PASSPHRASE; else asked for).")
    var passphraseFile: String?

    /// The passphrase, from file, environment or terminal, in this order.
    func passphrase(prompt: String = "Passphrase: ") throws(CommandFailure) -> String {
        if let passphraseFile { return try PassphraseOptions.firstLine(of: passphraseFile) }
        if let passphrase = ProcessInfo.processInfo.environment[EnvironmentNames.passphrase] { return passphrase }
        return try Console.secret(prompt)
    }

    /// A passphrase that is new, asked for twice on a terminal.
    func newPassphrase() throws(CommandFailure) -> String {
        let isAsked = passphraseFile == nil && ProcessInfo.processInfo.environment[EnvironmentNames.passphrase] == nil
        let passphrase = try passphrase(prompt: "New passphrase: ")
        if isAsked, try Console.secret("The same again: ") != passphrase {
            throw .unusable("the two passphrases differ; nothing was written")
        }
        guard !passphrase.isEmpty else { throw .unusable("an empty passphrase protects nothing; give one") }
        return passphrase
    }

    static func firstLine(of path: String) throws(CommandFailure) -> String {
        guard let data = FileManager.default.contents(atPath: path), data.count <= 4_096,
            let text = String(data: data, encoding: .utf8)
        else { throw .unusable("\(path): the passphrase file cannot be read") }
        return text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }
}

/// Key files by name: `alice` is `alice.key` in the directory, and what has a slash is a path.
struct KeyDirectory {
    static let fileSuffix = ".key"

    let path: String

    /// The path of a key.
    func file(named name: String) throws(CommandFailure) -> String {
        if name.contains("/") { return name }
        guard !name.isEmpty, !name.hasPrefix("."), name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .unusable("\"\(name)\" cannot name a key; use letters, digits, - and _")
        }
        return "\(path)/\(name)\(KeyDirectory.fileSuffix)"
    }

    /// The names of the keys in the directory.
    var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return files.filter { $0.hasSuffix(KeyDirectory.fileSuffix) && !$0.hasPrefix(".") }
            .map { String($0.dropLast(KeyDirectory.fileSuffix.count)) }.sorted()
    }

    /// The account that a text means: its id, or the name of a key whose first account it is.
    func account(_ text: String) throws -> AccountID {
        if let id = AccountID(hex: text) { return id }
        let file = try file(named: text)
        guard FileManager.default.fileExists(atPath: file) else {
            throw CommandFailure.unusable(
                "\"\(text.prefix(80))\" is neither an account id (64 hexadecimal digits) nor a key in \(path)")
        }
        return AccountID(firstKey: try WalletFile.publicKey(of: file))
    }

    /// Makes sure that the directory exists and only its owner can look into it.
    func create() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable("\(path): the directory cannot be created")
        }
    }
}
