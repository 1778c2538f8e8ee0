public import Signatures
internal import SwiftProtobuf

/// What a proposer signs of a block: its place in the chain, and the hashes of all that it holds and does.
///
/// With a header of which the signature is right, a Merkle proof against ``appHash`` shows a value of the state, and one
/// against ``transactionsHash`` a transaction.
public struct BlockHeader: Hashable, Sendable {
    /// The chain's name.
    public var chainID: String
    /// The block's number; 0 is the genesis.
    public var height: UInt64
    /// The block's time in seconds since 1970 UTC.
    public var time: Int64
    /// The hash of the header before; for height 0 the genesis hash.
    public var previousHeaderHash: Digest
    /// The Merkle root over the transactions as they travel.
    public var transactionsHash: Digest
    /// The Merkle root over the encoded outcomes.
    public var outcomesHash: Digest
    /// The Merkle root over the encoded events.
    public var eventsHash: Digest
    /// The root of the state after the block.
    public var appHash: Digest
    /// The version of the state's format.
    public var stateFormatVersion: UInt32
    /// The key of whoever signed the block.
    public var proposerKey: PublicKey

    /// Creates a header from its parts.
    public init(
        chainID: String, height: UInt64, time: Int64, previousHeaderHash: Digest, transactionsHash: Digest,
        outcomesHash: Digest, eventsHash: Digest, appHash: Digest, stateFormatVersion: UInt32, proposerKey: PublicKey
    ) {
        self.chainID = chainID
        self.height = height
        self.time = time
        self.previousHeaderHash = previousHeaderHash
        self.transactionsHash = transactionsHash
        self.outcomesHash = outcomesHash
        self.eventsHash = eventsHash
        self.appHash = appHash
        self.stateFormatVersion = stateFormatVersion
        self.proposerKey = proposerKey
    }

    /// The canonical bytes of the header.
    public func encoded() -> [UInt8] {
        var writer = ProtocolWriter(capacity: 256)
        writer.text(1, chainID)
        writer.number(2, height)
        writer.signedNumber(3, time)
        writer.digest(4, previousHeaderHash)
        writer.digest(5, transactionsHash)
        writer.digest(6, outcomesHash)
        writer.digest(7, eventsHash)
        writer.digest(8, appHash)
        writer.number(9, stateFormatVersion)
        writer.digest(10, proposerKey.encoding)
        return writer.bytes
    }

    /// Reads the canonical bytes of a header; `nil` for anything else.
    public init?(decoding bytes: [UInt8]) {
        guard bytes.count <= BlockHeader.encodedByteCountMax,
            let message = try? Symbolon_V1_BlockHeader(serializedBytes: bytes),
            let previousHeaderHash = Digest(bytes: message.previousHeaderHash),
            let transactionsHash = Digest(bytes: message.transactionsHash),
            let outcomesHash = Digest(bytes: message.outcomesHash),
            let eventsHash = Digest(bytes: message.eventsHash),
            let appHash = Digest(bytes: message.appHash),
            let proposerKey = PublicKey(bytes: message.proposerKey)
        else { return nil }
        self.init(
            chainID: message.chainID, height: message.height, time: message.time,
            previousHeaderHash: previousHeaderHash, transactionsHash: transactionsHash, outcomesHash: outcomesHash,
            eventsHash: eventsHash, appHash: appHash, stateFormatVersion: message.stateFormatVersion,
            proposerKey: proposerKey)
        guard encoded() == bytes else { return nil }
    }

    /// The header's hash: SHA-256(`"symbolon/header/v1" || 0x00 || encoded header`).
    public var hash: Digest { BlockHeader.hash(encoded: encoded()) }

    /// The largest encoding that is read, in bytes.
    static let encodedByteCountMax = 1_024

    static func hash(encoded bytes: [UInt8]) -> Digest {
        var message = Array("symbolon/header/v1".utf8)
        message.append(0)
        message.append(contentsOf: bytes)
        return SHA256.hash(message)
    }
}

/// A header with its proposer's signature.
public struct SignedBlockHeader: Hashable, Sendable {
    /// The header.
    public let header: BlockHeader
    /// The proposer's signature of the header's hash.
    public let signature: Signature

    /// Joins a header and a signature, right or not; see ``verify(by:)``.
    public init(header: BlockHeader, signature: Signature) {
        self.header = header
        self.signature = signature
    }

    /// Signs a header.
    public init(signing header: BlockHeader, with key: SigningKey) {
        self.init(header: header, signature: key.sign(header.hash))
    }

    /// Tells whether this key proposed and signed the header.
    public func verify(by key: PublicKey) -> Bool {
        header.proposerKey == key && key.verify(signature, message: header.hash)
    }

    /// The canonical bytes of header and signature.
    public func encoded() -> [UInt8] {
        var writer = ProtocolWriter(capacity: 384)
        writer.data(1, header.encoded())
        writer.data(2, signature.bytes)
        return writer.bytes
    }

    /// Reads the canonical bytes of header and signature; `nil` for anything else.
    public init?(decoding bytes: [UInt8]) {
        guard bytes.count <= BlockHeader.encodedByteCountMax + 128,
            let message = try? Symbolon_V1_SignedBlockHeader(serializedBytes: bytes),
            let header = BlockHeader(decoding: [UInt8](message.header)),
            let signature = Signature(bytes: message.signature)
        else { return nil }
        self.init(header: header, signature: signature)
        guard encoded() == bytes else { return nil }
    }
}
