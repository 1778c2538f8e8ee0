internal import ChainNode
internal import HTTPTypes
internal import RightsLedger
internal import StateStore

extension Problem {
    /// The answer to a transaction that the ledger or the node refused.
    ///
    /// - Parameters:
    ///   - refusal: The reason.
    ///   - transaction: The transaction, where it could be read.
    ///   - place: Where it stands, if it got into a block.
    init(_ refusal: Refusal, transaction: TransactionID? = nil, at place: TransactionLocation? = nil) {
        self.init(
            status: Problem.status(of: refusal.code), code: refusal.code.name, number: refusal.code.rawValue,
            title: "The transaction was refused.", detail: refusal.code.explanation,
            isRetryable: Problem.isRetryable(refusal.code))
        facts = refusal.facts.map { JSONMember($0.name, .string($0.value)) }
        if let index = refusal.operationIndex {
            members.append(JSONMember("operation", .number(index)))
            pointer = "body#/operations/\(index)"
        }
        if let transaction { members.append(JSONMember("transaction", .text(transaction))) }
        if let place {
            members.append(JSONMember("height", .number(place.height)))
            members.append(JSONMember("index", .number(place.index)))
        }
    }

    /// The answer where the node itself failed, or cannot do what was asked.
    init(_ error: NodeError) {
        switch error {
        case .store(let failure) where failure.code == .heightPruned:
            self.init(
                .heightNotAvailable, "The state of that height is pruned; ask an archive node, or for a newer height.")
        case .store(let failure) where failure.code == .heightUnknown:
            self.init(.resourceNotFound, "The chain has not come to that height yet.")
        case .store(let failure) where failure.code == .closed: self.init(.nodeStopping, "The node is shutting down.")
        case .stopped: self.init(.nodeStopping, "The node is shutting down.")
        default:
            self.init(.internalFailure, "The node cannot read its database; its log says more.")
            cause = error.description
        }
    }

    /// The answer where a record cannot be read.
    init(_ failure: LedgerFailure) {
        self.init(.internalFailure, "The node cannot read its database; its log says more.")
        cause = String(describing: failure)
    }

    /// Runs a question to the node.
    static func asking<Result>(_ question: () throws(NodeError) -> Result) throws(Problem) -> Result {
        do throws(NodeError) {
            return try question()
        } catch {
            throw Problem(error)
        }
    }

    /// Runs a question to the ledger's records.
    static func reading<Result>(_ question: () throws(LedgerFailure) -> Result) throws(Problem) -> Result {
        do throws(LedgerFailure) {
            return try question()
        } catch {
            throw Problem(error)
        }
    }

    private static func status(of code: RefusalCode) -> HTTPResponse.Status {
        switch code {
        case .malformedEncoding: .badRequest
        case .transactionTooLarge: .contentTooLarge
        case .alreadyKnown: .conflict
        case .senderLimitReached: .tooManyRequests
        case .mempoolFull, .shuttingDown: .serviceUnavailable
        default: .unprocessableContent
        }
    }

    /// Whether the very same bytes may be taken later.
    private static func isRetryable(_ code: RefusalCode) -> Bool {
        switch code {
        case .mempoolFull, .senderLimitReached, .shuttingDown: true
        default: false
        }
    }
}
