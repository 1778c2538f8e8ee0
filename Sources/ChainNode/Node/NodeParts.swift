internal import Logging
internal import RightsLedger
internal import Signatures
internal import StateStore

/// What a node is put together from.
struct NodeParts {
    let configuration: NodeConfiguration
    let application: LedgerApplication
    let engine: SoloEngine
    let blockThread: WorkQueue
    let work: WorkSignal
    let publisher: BlockPublisher
    let metrics: NodeMetrics
    let logger: Logger
    let isInStepMode: Bool
    let upkeep: StateUpkeep

    /// Puts a node together on an open database, and makes the genesis block where the database is empty.
    init(
        genesis: Genesis, operatorKey: SigningKey, store: any AuthenticatedStore, configuration: NodeConfiguration,
        mode: ProductionMode, logger: Logger
    ) throws(NodeError) {
        guard operatorKey.publicKey == genesis.operatorKey else {
            throw .operatorKeyDiffers(genesis: genesis.operatorKey, file: operatorKey.publicKey)
        }
        application = try LedgerApplication(genesis: genesis, store: store, configuration: configuration)
        let metrics = NodeMetrics()
        let head: ChainHead
        if let existing = application.head {
            head = existing
        } else {
            head = try NodeParts.makeGenesisBlock(of: application, operatorKey: operatorKey)
        }

        blockThread = WorkQueue(name: "symbolon-block", threadCount: 1)
        work = WorkSignal()
        upkeep = StateUpkeep(store: store, heightsKept: UInt64(configuration.stateHeightsKept), logger: logger)
        publisher = BlockPublisher(
            head: head, mempool: application.mempool, stages: application.stages, metrics: metrics, upkeep: upkeep,
            logger: logger)
        let clock: BlockClock
        switch mode {
        case .interval(let chosen):
            clock = chosen
            isInStepMode = false
        case .step:
            clock = .system
            isInStepMode = true
        }
        engine = SoloEngine(
            application: application, mempool: application.mempool, operatorKey: operatorKey,
            configuration: configuration,
            clock: clock, work: work, thread: blockThread, publisher: publisher)
        self.configuration = configuration
        self.metrics = metrics
        self.logger = logger
    }

    private static func makeGenesisBlock(
        of application: LedgerApplication, operatorKey: SigningKey
    ) throws(NodeError) -> ChainHead {
        guard let first = try application.initializeChain(application.genesis) else {
            throw .consensus(reason: "the chain has a genesis block already")
        }
        return try application.commit(SignedBlockHeader(signing: first.header, with: operatorKey)).head
    }
}
