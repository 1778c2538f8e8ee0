internal import Foundation
public import RightsLedger

/// A block as a node shows it: the signed header and how much is in it.
public struct BlockAnswer: Sendable, Hashable {
    /// The header with its signature; ``LightClient`` checks it.
    public let signedHeader: SignedBlockHeader
    /// How many transactions it has.
    public let transactionCount: Int
    /// How many events it has.
    public let eventCount: Int

    /// The header.
    public var header: BlockHeader { signedHeader.header }

    init(_ node: JSONNode) throws(ClientError) {
        signedHeader = try node.signedHeader()
        transactionCount = try node.number("transactionCount")
        eventCount = try node.number("eventCount")
    }
}

extension JSONNode {
    /// The bytes of a member in base64.
    func base64(_ name: String) throws(ClientError) -> [UInt8] {
        try parsed(name) { Data(base64Encoded: $0).map { [UInt8]($0) } }
    }

    /// The signed header of an answer that rests on one block.
    func signedHeader() throws(ClientError) -> SignedBlockHeader {
        guard let header = SignedBlockHeader(decoding: try base64("signedHeader")) else {
            throw .answerMalformed(reason: "the member signedHeader is not a signed block header")
        }
        return header
    }
}
