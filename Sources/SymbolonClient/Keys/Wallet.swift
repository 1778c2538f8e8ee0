public import RightsLedger
public import Signatures

/// An account's key, and the count of its transactions.
///
/// ```swift
/// let wallet = Wallet(key: try SigningKey.generate())
/// let client = try NodeClient(address: "http://127.0.0.1:8080")
/// let answer = try await wallet.send([.transfer(Transfer(asset: .units(points, 5), recipient: bob))], through: client)
/// ```
///
/// The node is asked for chain id and nonce once; from then on the wallet counts by itself, so that it can sign many
/// transactions before the first is in a block.
public actor Wallet {
    /// The account for which it signs.
    public nonisolated let account: AccountID
    /// The key that verifies its signatures.
    public nonisolated var publicKey: PublicKey { key.publicKey }

    private nonisolated let key: SigningKey
    private var chainID: String?
    private var nextNonce: UInt64?

    /// How many blocks a transaction stays valid where nothing else is said.
    public static let standardLifetime: UInt64 = 1_000

    /// Creates a wallet.
    ///
    /// - Parameters:
    ///   - key: The key that signs.
    ///   - account: The account; `nil` for the one that the key names, which is right unless the key was rotated.
    public init(key: SigningKey, account: AccountID? = nil) {
        self.key = key
        self.account = account ?? AccountID(firstKey: key.publicKey)
    }

    /// Signs operations without asking anybody.
    ///
    /// - Parameters:
    ///   - operations: 1 to 256; all apply or none.
    ///   - chainID: The chain on which they hold.
    ///   - nonce: The number of the account's transactions before this one.
    ///   - expiryHeight: The last height at which they may execute.
    /// - Returns: The transaction, ready to be sent.
    public nonisolated func sign(
        _ operations: [Operation], chainID: String, nonce: UInt64, expiryHeight: UInt64
    ) -> SignedTransaction {
        TransactionBody(
            chainID: chainID, sender: account, nonce: nonce, expiryHeight: expiryHeight, operations: operations
        ).signed(by: key)
    }

    /// Signs operations with the next nonce, for a chain that a node knows.
    ///
    /// - Parameters:
    ///   - operations: 1 to 256; all apply or none.
    ///   - client: Who knows the chain.
    ///   - lifetime: How many blocks from now the transaction stays valid.
    /// - Returns: The transaction, ready to be sent.
    /// - Throws: ``ClientError/answerMalformed(reason:)`` where the node is on another chain than before, or why there
    ///   was no answer.
    public func sign(
        _ operations: [Operation], for client: NodeClient, lifetime: UInt64 = Wallet.standardLifetime
    ) async throws(ClientError) -> SignedTransaction {
        let status = try await client.status()
        if let chainID, chainID != status.chainID {
            throw .answerMalformed(reason: "the node is on chain \(status.chainID), the wallet on \(chainID)")
        }
        if nextNonce == nil {
            let recorded = try await client.account(account).nonce
            // While this call waited, another one may have counted on.
            if nextNonce == nil { nextNonce = recorded }
        }
        chainID = status.chainID
        let nonce = nextNonce ?? 0
        nextNonce = nonce + 1
        let (end, overflow) = status.height.addingReportingOverflow(lifetime)
        return sign(
            operations, chainID: status.chainID, nonce: nonce, expiryHeight: overflow ? .max : end)
    }

    /// Signs operations, sends them and waits until a block has them.
    ///
    /// - Throws: ``ClientError/refused(_:)`` with the reason; the nonce is then asked for again before the next call.
    @discardableResult
    public func send(
        _ operations: [Operation], through client: NodeClient
    ) async throws(ClientError) -> TransactionAnswer {
        let transaction = try await sign(operations, for: client)
        do {
            return try await client.submitAndWait(transaction)
        } catch {
            forgetNonce()
            throw error
        }
    }

    /// Makes the wallet ask for its nonce again, after transactions were lost or sent from elsewhere.
    public func forgetNonce() { nextNonce = nil }

    /// The operation that replaces the account's key by another one.
    ///
    /// - Parameters:
    ///   - newKey: The key that signs from the next transaction on.
    ///   - chainID: The chain on which it holds.
    ///   - nonce: The nonce of the transaction that will carry it.
    /// - Returns: The operation, with the new key's proof.
    public nonisolated func rotation(to newKey: SigningKey, chainID: String, nonce: UInt64) -> Operation {
        .rotateKey(RotateKey(to: newKey, chainID: chainID, sender: account, nonce: nonce))
    }
}
