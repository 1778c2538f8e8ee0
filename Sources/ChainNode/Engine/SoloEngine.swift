internal import Foundation
internal import RightsLedger
internal import Signatures
internal import Synchronization

/// The engine of a chain with one operator, who makes and signs every block.
final class SoloEngine: ConsensusEngine {
    private struct State {
        /// When the work on the last block began.
        var lastBlock: ContinuousClock.Instant?
        /// Added to the system's time, in seconds.
        var clockOffset: Int64
    }

    private let application: any ConsensusApplication
    private let mempool: Mempool
    private let operatorKey: SigningKey
    private let configuration: NodeConfiguration
    private let work: WorkSignal
    /// The thread that executes and commits.
    private let thread: WorkQueue
    private let publisher: BlockPublisher
    private let state: Mutex<State>

    /// Puts the engine together.
    ///
    /// `work` says that there may be transactions to make a block of, or that the engine shall stop. `thread` has one
    /// thread, on which blocks are executed and committed. `publisher` knows the last block and is told of each new one.
    init(
        application: any ConsensusApplication, mempool: Mempool, operatorKey: SigningKey,
        configuration: NodeConfiguration, clock: BlockClock, work: WorkSignal, thread: WorkQueue,
        publisher: BlockPublisher
    ) {
        self.application = application
        self.mempool = mempool
        self.operatorKey = operatorKey
        self.configuration = configuration
        self.work = work
        self.thread = thread
        self.publisher = publisher
        let offset =
            switch clock {
            case .system: Int64(0)
            case .offset(let seconds): seconds
            case .continuingFromHead: publisher.head.time - SoloEngine.systemSeconds
            }
        state = Mutex(State(clockOffset: offset))
    }

    func run() async throws(NodeError) {
        while !Task.isCancelled, !work.isStopped {
            let hasWork = !mempool.isEmpty
            let sinceLast = state.withLock { $0.lastBlock?.duration(to: .now) }
            let interval = Duration.milliseconds(configuration.blockIntervalMilliseconds)
            let emptyAfter = Duration.seconds(configuration.emptyBlockSeconds)
            if hasWork, let sinceLast, sinceLast < interval {
                await work.wait(atMost: interval - sinceLast, wakesForWork: false)
            } else if hasWork || (configuration.emptyBlockSeconds > 0 && sinceLast.map { $0 >= emptyAfter } ?? true) {
                do throws(NodeError) {
                    _ = try await produce(time: blockTime(after: publisher.head))
                } catch .stopped {
                    // The node was shut down just before the block was begun.
                    return
                }
            } else if configuration.emptyBlockSeconds > 0 {
                await work.wait(atMost: emptyAfter - (sinceLast ?? .zero), wakesForWork: true)
            } else {
                await work.wait(atMost: .seconds(3_600), wakesForWork: true)
            }
        }
    }

    /// Makes one block of what waits, with a given time, and commits it.
    func produce(time: Int64) async throws(NodeError) -> CommittedBlock {
        state.withLock { $0.lastBlock = .now }
        return try await thread.run { [self] () throws(NodeError) in try produceNow(time: time) }
    }

    private func produceNow(time: Int64) throws(NodeError) -> CommittedBlock {
        let began = ContinuousClock.now
        let height = publisher.head.height + 1
        let candidates = mempool.candidates(
            transactionsMax: configuration.blockTransactionsMax, bytesMax: configuration.blockBytesMax)
        let transactions = try application.prepareProposal(
            ProposalRequest(
                height: height, time: time, candidates: candidates,
                transactionBytesMax: configuration.blockBytesMax))
        let finalized = try application.finalizeBlock(
            ProposedBlock(
                height: height, time: time, transactions: transactions, proposerKey: operatorKey.publicKey))
        let block = try application.commit(SignedBlockHeader(signing: finalized.header, with: operatorKey))
        try publisher.publish(block, began: began)
        return block
    }

    /// The time of a block that follows on a head: the clock's, but never before the head's.
    func blockTime(after head: ChainHead) -> Int64 {
        max(head.time, SoloEngine.systemSeconds + state.withLock { $0.clockOffset })
    }

    private static var systemSeconds: Int64 { Int64(Date().timeIntervalSince1970) }
}
