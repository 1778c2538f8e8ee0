internal import Logging
internal import RightsLedger
internal import ServiceLifecycle
internal import Signatures
package import StateStore
internal import Synchronization

/// A node: the ledger on its database, the transactions that wait, and the engine that makes blocks of them.
///
/// Open it, hand it to a service group (or call ``run()`` yourself), and shut it down. All methods may be called from any
/// task at any time.
package final class Node: Service, Sendable {
    /// What the chain starts from.
    package let genesis: Genesis
    /// The operator's choices.
    package let configuration: NodeConfiguration

    let store: any AuthenticatedStore
    let application: LedgerApplication
    let mempool: Mempool
    let engine: SoloEngine
    let blockThread: WorkQueue
    let work: WorkSignal
    let publisher: BlockPublisher
    let stages: StageClock
    let metrics: NodeMetrics
    let logger: Logger
    let isInStepMode: Bool
    let upkeep: StateUpkeep
    let state = Mutex(NodeState.serving)

    init(_ parts: NodeParts) {
        genesis = parts.application.genesis
        configuration = parts.configuration
        store = parts.application.store
        application = parts.application
        mempool = parts.application.mempool
        engine = parts.engine
        blockThread = parts.blockThread
        work = parts.work
        publisher = parts.publisher
        stages = parts.application.stages
        metrics = parts.metrics
        logger = parts.logger
        isInStepMode = parts.isInStepMode
        upkeep = parts.upkeep
    }

    /// The name of the chain, which every transaction carries.
    package var chainID: String { genesis.chainID }

    /// The last committed block in short.
    package var head: ChainHead { publisher.head }

    /// Whether the node works and takes work.
    package var health: NodeHealth { NodeHealth(state: state.withLock { $0 }) }

    /// What waits for a block.
    package var mempoolStatistics: MempoolStatistics { mempool.statistics }

    /// Where the time has gone since the node was opened.
    package var stageTotals: StageTotals { stages.totals }

    /// What the database has counted since it was opened.
    package var storeMetrics: StoreMetrics { store.metrics }

    /// A view of the chain as it is now; it does not change while blocks are made.
    package func view() throws(NodeError) -> NodeView {
        try NodeView(snapshot: try NodeError.store { () throws(StoreError) in try store.snapshot() })
    }

    /// The blocks that are committed from now on.
    ///
    /// A reader for whom more than `capacity` blocks wait is let go.
    package func committedBlocks(buffering capacity: Int = 16) -> CommittedBlocks {
        publisher.broadcast.subscribe(capacity: capacity)
    }
}
