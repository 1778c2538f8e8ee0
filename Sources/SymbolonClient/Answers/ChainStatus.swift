public import Signatures

/// Where a node's chain stands.
public struct ChainStatus: Sendable, Hashable {
    /// The chain's name, which every transaction carries.
    public let chainID: String
    /// The height of the last committed block.
    public let height: UInt64
    /// The root of the state after that block.
    public let appHash: Digest
    /// That block's time, in seconds since 1970 UTC.
    public let time: Int64
    /// The hash of the chain's genesis.
    public let genesisHash: Digest
    /// The key that signs blocks, as the node says; a light client must know it from elsewhere.
    public let operatorKey: PublicKey
    /// The oldest height of which state can be proven.
    public let oldestStateHeight: UInt64
    /// The number of transactions that wait for a block.
    public let pendingTransactions: Int
    /// The node's program version.
    public let version: String

    init(_ node: JSONNode) throws(ClientError) {
        chainID = try node.text("chainID")
        height = try node.number("height")
        appHash = try node.parsed("appHash") { Digest(hex: $0) }
        time = try node.number("time")
        genesisHash = try node.parsed("genesisHash") { Digest(hex: $0) }
        operatorKey = try node.parsed("operatorKey") { PublicKey(hex: $0) }
        oldestStateHeight = try node.number("oldestStateHeight")
        pendingTransactions = try node.member("mempool").number("transactions")
        version = try node.text("version")
    }
}

/// A part of a collection, in order, with the way to the next part.
public struct Page<Element: Sendable & Hashable>: Sendable, Hashable {
    /// The height of the state from which it was read.
    public let height: UInt64
    /// The elements.
    public let items: [Element]
    /// Where the next page begins; `nil` after the last.
    public let next: PageCursor?

    init(_ node: JSONNode, _ read: (JSONNode) throws(ClientError) -> Element) throws(ClientError) {
        height = try node.number("height")
        items = try node.elements("items", read)
        next = try node.optional("next") == nil ? nil : PageCursor(node.text("next"))
    }
}

/// A place in a collection, as a node wrote it; its text has no meaning elsewhere.
public struct PageCursor: Sendable, Hashable, CustomStringConvertible {
    /// The text to keep or to send back.
    public let description: String

    /// Wraps a text that a node gave earlier.
    public init(_ text: String) { description = text }
}
