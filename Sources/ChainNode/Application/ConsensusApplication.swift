package import RightsLedger
package import Signatures

/// What a consensus engine needs of the application, in the shape of ABCI 2.0.
///
/// An engine calls ``initializeChain(_:)`` on an empty application, then for each height ``finalizeBlock(_:)`` and
/// ``commit(_:)``. ``prepareProposal(_:)`` and ``processProposal(_:)`` may be called any number of times before, or not
/// at all. Nothing is kept before ``commit(_:)`` returns. Calls that change the chain come from one thread.
///
/// - SeeAlso: CometBFT v0.38, specification of ABCI 2.0.
package protocol ConsensusApplication: Sendable {
    /// What the last commit left behind.
    func info() -> ApplicationInfo

    /// Makes the state of height 0. Calling it again on a chain of that height changes nothing.
    ///
    /// - Returns: The header of height 0 to be signed, and then committed with ``commit(_:)``; `nil` where it is there.
    func initializeChain(_ genesis: Genesis) throws(NodeError) -> FinalizedBlock?

    /// Checks transactions that want to wait for a block.
    func checkTransactions(_ transactions: [[UInt8]]) async throws(NodeError) -> [SubmissionResult]

    /// Chooses from candidates what a proposal shall hold: a prefix within the limits, without what cannot stand in a block.
    func prepareProposal(_ request: ProposalRequest) throws(NodeError) -> [[UInt8]]

    /// Whether a proposal may be voted for; what ``prepareProposal(_:)`` made always may.
    func processProposal(_ request: ProposedBlock) throws(NodeError) -> Bool

    /// Executes a decided block and says what it gives, without keeping anything.
    ///
    /// Any bytes can stand in it; each gets an outcome.
    func finalizeBlock(_ request: ProposedBlock) throws(NodeError) -> FinalizedBlock

    /// Keeps the block that was executed last, whole and durably.
    ///
    /// The header is the one of its ``FinalizedBlock``, signed.
    func commit(_ header: SignedBlockHeader) throws(NodeError) -> CommittedBlock

    /// Answers a question to the committed state.
    func query(_ request: StateQuery) throws(NodeError) -> StateAnswer

    /// The states that other nodes can fetch in chunks.
    func listSnapshots() throws(NodeError) -> [StateSnapshotOffer]

    /// A chunk of such a state; `nil` where it is not there.
    func loadSnapshotChunk(height: UInt64, chunk: UInt32) throws(NodeError) -> [UInt8]?

    /// Begins to take over a state; only an application without a chain accepts one.
    ///
    /// The app hash is the root that the engine trusts.
    func offerSnapshot(_ offer: StateSnapshotOffer, appHash: Digest) throws(NodeError) -> Bool

    /// Takes the next chunk of the offered state, in order.
    ///
    /// - Returns: Whether the chunk was right; after a wrong one the same is expected again.
    func applySnapshotChunk(_ chunk: [UInt8], index: UInt32) throws(NodeError) -> Bool
}

/// What an application has committed last.
package struct ApplicationInfo: Equatable, Sendable {
    /// The height; `nil` where there is no chain yet.
    package var height: UInt64?
    /// The root of the state.
    package var appHash: Digest
    /// The version of the state's format.
    package var stateFormatVersion: UInt32
}

/// From what a proposal is to be made.
package struct ProposalRequest: Sendable {
    /// The height of the block.
    package var height: UInt64
    /// Its time in seconds since 1970 UTC.
    package var time: Int64
    /// What could stand in it, in order.
    package var candidates: [[UInt8]]
    /// The most bytes of transactions that the engine takes.
    package var transactionBytesMax: Int

    package init(height: UInt64, time: Int64, candidates: [[UInt8]], transactionBytesMax: Int) {
        self.height = height
        self.time = time
        self.candidates = candidates
        self.transactionBytesMax = transactionBytesMax
    }
}

/// A block that is proposed or decided.
package struct ProposedBlock: Sendable {
    /// Its height.
    package var height: UInt64
    /// Its time in seconds since 1970 UTC.
    package var time: Int64
    /// Its transactions.
    package var transactions: [[UInt8]]
    /// Who proposed it.
    package var proposerKey: PublicKey

    package init(height: UInt64, time: Int64, transactions: [[UInt8]], proposerKey: PublicKey) {
        self.height = height
        self.time = time
        self.transactions = transactions
        self.proposerKey = proposerKey
    }
}

/// What executing a block gives.
package struct FinalizedBlock: Sendable {
    /// The header that belongs to it, not yet signed.
    package var header: BlockHeader
    /// What became of each transaction.
    package var outcomes: [RecordedOutcome]
}

/// A question to the committed state.
package struct StateQuery: Sendable {
    /// The raw key.
    package var key: [UInt8]
    /// The height; `nil` for the last.
    package var height: UInt64?

    package init(key: [UInt8], height: UInt64? = nil) {
        self.key = key
        self.height = height
    }
}
