public import Signatures

/// What a sender signs: a list of operations that apply together or not at all.
public struct TransactionBody: Hashable, Sendable {
    /// The chain on which it holds.
    public var chainID: String
    /// The account that acts.
    public var sender: AccountID
    /// The number of the sender's transactions before this one.
    public var nonce: UInt64
    /// The last height at which it may execute.
    public var expiryHeight: UInt64
    /// 1 to 256 operations.
    public var operations: [Operation]

    /// Creates a body from its parts; bounds are checked when a transaction is checked.
    public init(chainID: String, sender: AccountID, nonce: UInt64, expiryHeight: UInt64, operations: [Operation]) {
        self.chainID = chainID
        self.sender = sender
        self.nonce = nonce
        self.expiryHeight = expiryHeight
        self.operations = operations
    }

    /// The canonical encoding.
    public func encoded() -> [UInt8] {
        var writer = ProtocolWriter(capacity: 64 + 128 * operations.count)
        writer.text(1, chainID)
        writer.account(2, sender)
        writer.number(3, nonce)
        writer.number(4, expiryHeight)
        for operation in operations { operation.write(to: &writer, field: 5) }
        return writer.bytes
    }

    /// The transaction's id, which is also the message that is signed.
    public var id: TransactionID { TransactionID(body: encoded()) }

    /// Signs the canonical encoding.
    public func signed(by key: SigningKey) -> SignedTransaction {
        let body = encoded()
        let id = TransactionID(body: body)
        return SignedTransaction(body: body, publicKey: key.publicKey, signature: key.sign(id.rawValue))
    }
}

/// What travels: the bytes of a body, the key and its signature.
public struct SignedTransaction: Hashable, Sendable {
    /// The encoded ``TransactionBody``.
    public var body: [UInt8]
    /// The sender's current key.
    public var publicKey: PublicKey
    /// The key's signature of the transaction's id.
    public var signature: Signature

    /// Creates a signed transaction from its parts.
    public init(body: [UInt8], publicKey: PublicKey, signature: Signature) {
        self.body = body
        self.publicKey = publicKey
        self.signature = signature
    }

    /// The transaction's id.
    public var id: TransactionID { TransactionID(body: body) }

    /// The canonical encoding.
    public func encoded() -> [UInt8] {
        var writer = ProtocolWriter(capacity: body.count + PublicKey.byteCount + Signature.byteCount + 16)
        writer.data(1, body)
        writer.digest(2, publicKey.encoding)
        writer.data(3, signature.bytes)
        return writer.bytes
    }
}
