internal import RightsLedger
internal import Signatures
internal import StateStore

/// The keys of what the node writes beside the state.
enum BlockKey {
    /// What is kept of a block in the column of blocks, after its height.
    enum Part: UInt8 {
        case header = 0
        case transactions = 1
        case outcomes = 2
    }

    /// Metadata: the encoded genesis.
    static let genesis = Array("genesis".utf8)
    /// Metadata: the height and header hash of the last block.
    static let head = Array("head".utf8)

    /// Column `blocks`: height (8 bytes), part (1), index of the page's first entry (4).
    static func block(_ height: UInt64, _ part: Part, first: UInt32 = 0) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(13)
        BigEndian.append(height, to: &key)
        key.append(part.rawValue)
        BigEndian.append(first, to: &key)
        return key
    }

    /// Column `events`: height (8 bytes), index of the page's first event (4).
    static func event(_ height: UInt64, first: UInt32) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(12)
        BigEndian.append(height, to: &key)
        BigEndian.append(first, to: &key)
        return key
    }

    /// Column `transactions`: the transaction's id.
    static func transaction(_ id: TransactionID) -> [UInt8] { id.rawValue.bytes }
}

/// Where a transaction stands in the chain.
package struct TransactionLocation: Hashable, Sendable {
    /// The block's height.
    package var height: UInt64
    /// The transaction's index within the block, from 0.
    package var index: UInt32

    package init(height: UInt64, index: UInt32) {
        self.height = height
        self.index = index
    }

    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        BigEndian.append(height, to: &bytes)
        BigEndian.append(index, to: &bytes)
        return bytes
    }

    init?(decoding bytes: [UInt8]) {
        guard bytes.count == 12, let height = BigEndian.integer(UInt64.self, in: bytes, at: 0),
            let index = BigEndian.integer(UInt32.self, in: bytes, at: 8)
        else { return nil }
        self.init(height: height, index: index)
    }
}
