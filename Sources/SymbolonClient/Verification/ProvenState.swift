internal import Foundation
public import RightsLedger
internal import Signatures

/// A value of the state, or its absence, with what is needed to check it; nothing of it is checked yet.
public struct ProvenState: Sendable, Hashable {
    /// The raw key.
    public var key: [UInt8]
    /// The value; `nil` where the key is absent.
    public var value: [UInt8]?
    /// The height after which the state had it.
    public var height: UInt64
    /// An encoded `cosmos.ics23.v1.CommitmentProof` for `smtSpec`.
    public var proof: [UInt8]
    /// The header of the block of that height.
    public var signedHeader: SignedBlockHeader

    /// Joins the parts of an answer that was kept.
    public init(key: [UInt8], value: [UInt8]?, height: UInt64, proof: [UInt8], signedHeader: SignedBlockHeader) {
        self.key = key
        self.value = value
        self.height = height
        self.proof = proof
        self.signedHeader = signedHeader
    }

    init(_ node: JSONNode) throws(ClientError) {
        key = try node.parsed("key") { Hex.decode($0) }
        value = try node.optional("value") == nil ? nil : node.parsed("value") { Hex.decode($0) }
        height = try node.number("height")
        proof = try node.base64("proof")
        signedHeader = try node.signedHeader()
    }
}

extension NodeClient {
    /// Asks for a value of the state with its proof; give the answer to ``LightClient/verify(_:key:height:)``.
    ///
    /// - Parameters:
    ///   - key: The raw key; docs/ledger-rules.md, section 2, lists them.
    ///   - height: After which block; `nil` for the last committed one.
    /// - Returns: The answer, of which nothing is checked yet.
    /// - Throws: ``ClientError/refused(_:)`` with the node's reason, or why there was no answer.
    public func provenState(key: [UInt8], height: UInt64? = nil) async throws(ClientError) -> ProvenState {
        var query = [(name: "proof", value: "true")]
        if let height { query.append((name: "height", value: String(height))) }
        return try ProvenState(try await get("/v1/state/\(Hex.encode(key))", query))
    }
}
