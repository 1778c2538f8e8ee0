public import RightsLedger
public import Signatures

/// Why a call of the SDK failed.
public enum ClientError: Error, Sendable, Hashable {
    /// The address is not one of a node: `http` or `https`, a host, and no query.
    case addressInvalid(String)
    /// The node could not be reached, or the connection broke; nothing is known of the request's fate.
    case unreachable(address: String, reason: String)
    /// The node did not answer in time; nothing is known of the request's fate.
    case timedOut(address: String)
    /// The answer is larger than the client reads.
    case answerTooLarge(byteCountMax: Int)
    /// The answer is not what the node's interface promises.
    case answerMalformed(reason: String)
    /// The node or the ledger said no, and why.
    case refused(NodeProblem)
    /// The transaction was not in a block when the wait ended; it may still get into one.
    case stillPending(TransactionID)
    /// Something that the node sent does not verify: do not use it.
    case unverified(VerificationFailure)
    /// A key file could not be used.
    case key(SignatureError)
    /// A file could not be read or written.
    case file(path: String, reason: String)
}

extension ClientError: CustomStringConvertible {
    /// What happened and what to do, in a sentence or two.
    public var description: String {
        switch self {
        case .addressInvalid(let text):
            "\"\(text)\" is not the address of a node; write for example http://127.0.0.1:8080"
        case .unreachable(let address, let reason):
            "\(address) cannot be reached (\(reason)); check that the node runs and listens there"
        case .timedOut(let address): "\(address) did not answer in time"
        case .answerTooLarge(let byteCountMax): "the answer is larger than \(byteCountMax) bytes"
        case .answerMalformed(let reason):
            "the answer is not one of a Symbolon node: \(reason); check the address and the versions"
        case .refused(let problem): problem.description
        case .stillPending(let id):
            "transaction \(id) is not in a block yet; ask for it later with the same id"
        case .unverified(let failure): "the node's answer does not verify: \(failure)"
        case .key(let error): ClientError.text(of: error)
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }

    private static func text(of error: SignatureError) -> String {
        switch error {
        case .seedLengthInvalid(let byteCount): "a key's seed has 32 bytes, not \(byteCount)"
        case .keyFileMalformed(let reason): "this is not a key file: \(reason)"
        case .keyFileVersionUnknown(let version):
            "the key file has version \(version), which this program does not read"
        case .keyFileCostOutOfBounds: "the key file asks for more or less work than is allowed; it may be forged"
        case .keyFileDamaged: "the key file is damaged; restore it from a copy"
        case .wrongPassphrase: "the passphrase does not open the key file"
        case .outOfMemory: "there is not enough memory to open the key file"
        }
    }
}
