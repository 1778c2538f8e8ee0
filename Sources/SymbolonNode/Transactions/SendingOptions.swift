internal import ArgumentParser
internal import CommandShell
internal import Foundation
internal import RightsLedger
internal import Signatures
internal import SymbolonClient

/// How a transaction is signed and what happens to it then.
struct SendingOptions: ParsableArguments {
    @Option(help: "The name or path of the key that signs.") var key: String
    @OptionGroup var keys: KeyDirectoryOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var node: NodeOptions
    @Option(help: "The sending account, where the key is not its first one.") var account: String?
    @Option(help: "The transaction's nonce; asked from the node where not given.") var nonce: UInt64?
    @Option(help: "How many blocks the transaction stays valid.") var lifetime = Wallet.standardLifetime
    @Flag(help: "Ask nobody: print the signed transaction; needs --chain-id, --nonce and --expiry-height.")
    var offline = false
    @Option(help: "The chain's name; asked from the node where not given.") var chainID: String?
    @Option(help: "The last height at which the transaction may execute.") var expiryHeight: UInt64?
    @Flag(help: "Ask what would happen; nothing changes.") var dryRun = false
    @Flag(help: "Do not wait until a block has the transaction.") var noWait = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !offline || (chainID != nil && nonce != nil && expiryHeight != nil) else {
            throw ValidationError("--offline needs --chain-id, --nonce and --expiry-height: there is nobody to ask.")
        }
        guard !offline || (!dryRun && !noWait) else {
            throw ValidationError("--offline goes without --dry-run and --no-wait: nothing is sent.")
        }
    }

    /// Builds, signs and sends a transaction, and prints what became of it.
    func send(_ build: (OperationContext) async throws -> [RightsLedger.Operation]) async throws {
        let directory = keys.directory
        let text = try passphrase.passphrase()
        let wallet = Wallet(
            key: try WalletFile.open(try directory.file(named: key), passphrase: text),
            account: try account.map(directory.account))
        let client = offline ? nil : try node.client()
        let place = try await place(of: wallet.account, client: client)
        let context = OperationContext(
            keys: directory, client: client, sender: wallet.account, nonce: place.nonce, chainID: place.chainID,
            openKey: { try WalletFile.open(try directory.file(named: $0), passphrase: text) })
        let transaction = wallet.sign(
            try await build(context), chainID: place.chainID, nonce: place.nonce, expiryHeight: place.expiryHeight)
        guard let client else {
            showSigned(transaction)
            return
        }
        try await Submission(transaction: transaction, client: client, output: output)
            .run(dryRun: dryRun, waits: !noWait)
    }

    private struct Place {
        let chainID: String
        let nonce: UInt64
        let expiryHeight: UInt64
    }

    private func place(of sender: AccountID, client: NodeClient?) async throws -> Place {
        guard let client else {
            return Place(chainID: chainID ?? "", nonce: nonce ?? 0, expiryHeight: expiryHeight ?? 0)
        }
        let status = try await client.status()
        if let chainID, chainID != status.chainID {
            throw CommandFailure.unusable(
                "the node is on chain \"\(status.chainID)\", not \"\(chainID)\"; check --node and --chain-id")
        }
        let (end, overflow) = status.height.addingReportingOverflow(lifetime)
        return Place(
            chainID: status.chainID, nonce: try await recordedNonce(of: sender, client),
            expiryHeight: expiryHeight ?? (overflow ? .max : end))
    }

    private func recordedNonce(of sender: AccountID, _ client: NodeClient) async throws -> UInt64 {
        if let nonce { return nonce }
        return try await client.account(sender).nonce
    }

    private func showSigned(_ transaction: SignedTransaction) {
        let bytes = Data(transaction.encoded()).base64EncodedString()
        output.show(["id": .string(transaction.id.description), "transaction": .string(bytes)], text: bytes)
    }
}

/// A signed transaction on its way to a node.
struct Submission {
    let transaction: SignedTransaction
    let client: NodeClient
    let output: OutputOptions

    /// Sends the transaction and prints what became of it.
    ///
    /// - Throws: ``CommandFailure/refused(_:)`` where it was refused.
    func run(dryRun: Bool, waits: Bool) async throws {
        if dryRun {
            show(try await client.dryRun(transaction))
        } else if waits {
            show(try await client.submitAndWait(transaction))
        } else {
            show(try await client.submit(transaction))
        }
    }

    private func show(_ answer: TransactionAnswer) {
        let (status, place): (String, (height: UInt64, index: Int)?) =
            switch answer.fate {
            case .pending: ("pending", nil)
            case .wouldApply: ("wouldApply", nil)
            case .applied(let height, let index): ("applied", (height, index))
            case .refused(let height, let index, _): ("refused", (height, index))
            }
        var lines = [
            "transaction \(answer.id)",
            status == "wouldApply" ? "would apply" : "\(status)\(place.map { " in block \($0.height)" } ?? "")",
        ]
        for event in answer.events { lines.append("  \(EventLine.text(of: event))") }
        output.show(
            [
                "id": .string(answer.id.description), "status": .string(status),
                "height": place.map { .integer(Int64(clamping: $0.height)) } ?? .null,
                "index": place.map { .integer(Int64($0.index)) } ?? .null,
                "events": .array(
                    answer.events.map {
                        ["index": .integer(Int64($0.index)), "type": .string($0.type), "data": $0.data]
                    }),
            ],
            text: lines.joined(separator: "\n"))
    }
}

/// An event in one line.
enum EventLine {
    static func text(of event: ChainEvent) -> String {
        guard case .object(let members) = event.data else { return event.type }
        return "\(event.type) " + members.map { "\($0.name)=\($0.value.brief)" }.joined(separator: " ")
    }
}

extension JSONNode {
    /// The value in one line, long hexadecimal texts shortened.
    fileprivate var brief: String {
        guard case .string(let text) = self else { return self.text }
        return text.count > 24 ? "\(text.prefix(12))…" : text
    }
}
