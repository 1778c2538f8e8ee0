public import ArgumentParser
internal import CommandShell
internal import Foundation
internal import RightsLedger
internal import Signatures
public import SymbolonClient

/// The command `symbolon keys`.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Create and look after encrypted key files.",
        discussion: """
            Keys are files NAME.key in a directory. They are encrypted with Argon2id and XChaCha20-Poly1305 under a
            passphrase, which comes from the terminal, --passphrase-file or SYMBOLON_PASSPHRASE, never from an argument.

            Examples:
              symbolon keys create alice
              symbolon keys list --json
            """,
        subcommands: [Create.self, List.self, Show.self, RotatePassphrase.self, Check.self])
}

extension KeysCommand {
    /// The command `symbolon keys create`.
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a key in a new file.",
            discussion: "Example:\n  symbolon keys create alice --passphrase-file alice.pass")

        @Argument(help: "The key's name, or a path.") var name: String
        @OptionGroup var keys: KeyDirectoryOptions
        @OptionGroup var passphrase: PassphraseOptions
        @Option(
            help: "Work to try one passphrase: \(WalletFile.Strength.allCases.map(\.rawValue).joined(separator: ", "))."
        )
        var strength: WalletFile.Strength = .moderate
        @OptionGroup var output: OutputOptions

        func run() throws {
            let directory = keys.directory
            let file = try directory.file(named: name)
            guard !FileManager.default.fileExists(atPath: file) else {
                throw CommandFailure.unusable("\(file) exists already and is left as it is; choose another name")
            }
            if !name.contains("/") { try directory.create() }
            let key = try WalletFile.create(at: file, passphrase: passphrase.newPassphrase(), strength: strength)
            output.show(KeysCommand.description(name: name, file: file, publicKey: key.publicKey))
        }
    }

    /// The command `symbolon keys list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the keys of the directory; no passphrase is needed.",
            discussion: "Example:\n  symbolon keys list")

        @OptionGroup var keys: KeyDirectoryOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let directory = keys.directory
            var found: [JSONNode] = []
            for name in directory.names {
                let file = try directory.file(named: name)
                guard let publicKey = try? WalletFile.publicKey(of: file) else {
                    Console.note("\(file): not a key file")
                    continue
                }
                found.append(KeysCommand.description(name: name, file: file, publicKey: publicKey))
            }
            let lines = found.map { "\($0["name"].shown)  \($0["account"].shown)" }
            output.show(
                ["keys": .array(found)],
                text: lines.isEmpty ? "no keys in \(directory.path)" : lines.joined(separator: "\n"))
        }
    }

    /// The command `symbolon keys show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a key's account and public key; no passphrase is needed.",
            discussion: "Example:\n  symbolon keys show alice --json")

        @Argument(help: "The key's name, or a path.") var name: String
        @OptionGroup var keys: KeyDirectoryOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let file = try keys.directory.file(named: name)
            output.show(
                KeysCommand.description(name: name, file: file, publicKey: try WalletFile.publicKey(of: file)))
        }
    }

    /// The command `symbolon keys rotate-passphrase`.
    struct RotatePassphrase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Encrypt a key under another passphrase; the key stays.",
            discussion: "Example:\n  symbolon keys rotate-passphrase alice --new-passphrase-file new.pass")

        @Argument(help: "The key's name, or a path.") var name: String
        @OptionGroup var keys: KeyDirectoryOptions
        @OptionGroup var passphrase: PassphraseOptions
        @Option(help: "A file whose first line is the new passphrase; else asked for.") var newPassphraseFile: String?
        @OptionGroup var output: OutputOptions

        func run() throws {
            let file = try keys.directory.file(named: name)
            let publicKey = try WalletFile.publicKey(of: file)
            let old = try passphrase.passphrase(prompt: "Old passphrase: ")
            let new: String
            if let newPassphraseFile {
                new = try PassphraseOptions.firstLine(of: newPassphraseFile)
            } else {
                new = try Console.secret("New passphrase: ")
                guard try Console.secret("The same again: ") == new else {
                    throw CommandFailure.unusable("the two passphrases differ; nothing was written")
                }
            }
            guard !new.isEmpty else {
                throw CommandFailure.unusable("an empty passphrase protects nothing; nothing was written")
            }
            try WalletFile.rotatePassphrase(of: file, from: old, to: new)
            output.show(KeysCommand.description(name: name, file: file, publicKey: publicKey))
        }
    }

    /// The command `symbolon keys check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that a passphrase opens a key.",
            discussion: "Example:\n  symbolon keys check alice")

        @Argument(help: "The key's name, or a path.") var name: String
        @OptionGroup var keys: KeyDirectoryOptions
        @OptionGroup var passphrase: PassphraseOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let file = try keys.directory.file(named: name)
            let text = try passphrase.passphrase()
            do throws(ClientError) {
                let key = try WalletFile.open(file, passphrase: text)
                output.show(KeysCommand.description(name: name, file: file, publicKey: key.publicKey))
            } catch .key(.wrongPassphrase) {
                throw CommandFailure.refused("the passphrase does not open \(file)")
            }
        }
    }

    private static func description(name: String, file: String, publicKey: PublicKey) -> JSONNode {
        [
            "name": .string(name), "account": .string(AccountID(firstKey: publicKey).description),
            "publicKey": .string(publicKey.hex), "file": .string(file),
        ]
    }
}

extension WalletFile.Strength: ExpressibleByArgument {}

extension JSONNode? {
    /// A member's value as a line of text.
    var shown: String {
        guard let node = self else { return "-" }
        return Listing.text(of: node)
    }
}
