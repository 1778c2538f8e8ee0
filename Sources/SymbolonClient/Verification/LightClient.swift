public import RightsLedger
public import Signatures
internal import StateStore

/// Checks what a node says against the key of the chain's operator, so that the node itself need not be trusted.
///
/// ```swift
/// let light = LightClient(chainID: "my-chain", operatorKey: operatorKey)
/// let answer = try await client.provenState(key: LightClient.key(ofAccount: alice))
/// let state = try light.verify(answer)
/// let account = try state.account()
/// ```
///
/// Two checks make a value believable: the operator signed the block header, and an ICS-23 proof leads from the key and
/// the value to the header's app hash. Whoever controls the operator's key controls what a light client believes.
public struct LightClient: Sendable {
    /// The chain's name.
    public let chainID: String
    /// The key that signs the chain's blocks, known from the genesis and not from the node that is asked.
    public let operatorKey: PublicKey

    /// Creates a light client of a chain.
    public init(chainID: String, operatorKey: PublicKey) {
        self.chainID = chainID
        self.operatorKey = operatorKey
    }

    /// Checks a header.
    ///
    /// - Throws: ``ClientError/unverified(_:)``.
    public func verify(_ signedHeader: SignedBlockHeader) throws(ClientError) {
        guard signedHeader.header.chainID == chainID else { throw .unverified(.otherChain) }
        guard signedHeader.header.proposerKey == operatorKey else { throw .unverified(.otherProposer) }
        guard signedHeader.verify(by: operatorKey) else { throw .unverified(.signatureInvalid) }
    }

    /// Checks a value of the state, or its absence.
    ///
    /// - Parameters:
    ///   - answer: What a node answered.
    ///   - key: The key that was asked for; `nil` to take the answer's.
    ///   - height: The height that was asked for; `nil` for any.
    /// - Returns: The value, or its absence, with the header that vouches for it.
    /// - Throws: ``ClientError/unverified(_:)``.
    public func verify(
        _ answer: ProvenState, key: [UInt8]? = nil, height: UInt64? = nil
    ) throws(ClientError) -> VerifiedState {
        try verify(answer.signedHeader)
        let header = answer.signedHeader.header
        if let height, header.height != height { throw .unverified(.otherHeight) }
        guard answer.height == header.height else { throw .unverified(.otherHeight) }
        if let key, key != answer.key { throw .unverified(.otherKey) }
        let proof = StateProof(
            key: answer.key, value: answer.value, commitment: answer.proof, height: header.height,
            root: header.appHash)
        do throws(ProofRefusal) {
            try proof.verify(against: header.appHash)
        } catch {
            throw .unverified(.proofInvalid(reason: error.rawValue))
        }
        return VerifiedState(key: answer.key, value: answer.value, header: header)
    }
}

/// Why an answer does not verify.
public enum VerificationFailure: Sendable, Hashable, CustomStringConvertible {
    /// The header is of another chain.
    case otherChain
    /// The header was signed by somebody else than the chain's operator.
    case otherProposer
    /// The signature is not the operator's signature of this header.
    case signatureInvalid
    /// The answer is about another height than the header, or than was asked for.
    case otherHeight
    /// The answer is about another key than was asked for.
    case otherKey
    /// The proof does not lead from key and value to the header's app hash.
    case proofInvalid(reason: String)
    /// The value is not a record of the kind that the key names.
    case recordMalformed

    /// The reason in a few words.
    public var description: String {
        switch self {
        case .otherChain: "the block header is of another chain"
        case .otherProposer: "the block header names another operator key"
        case .signatureInvalid: "the block header's signature is wrong"
        case .otherHeight: "the answer is about another height"
        case .otherKey: "the answer is about another key"
        case .proofInvalid(let reason): "the proof is wrong (\(reason))"
        case .recordMalformed: "the value is not a record of this kind"
        }
    }
}
