internal import Logging
internal import RightsLedger
internal import Synchronization

/// Tells everybody about a committed block: the mempool, those who wait, readers, metrics and the log.
final class BlockPublisher: Sendable {
    /// Those who wait for a transaction.
    let fates = FateBoard()
    /// Those who read every block.
    let broadcast = BlockBroadcast()

    private let mempool: Mempool
    private let stages: StageClock
    private let metrics: NodeMetrics
    private let upkeep: StateUpkeep
    private let logger: Logger
    private let lastBlock: Mutex<ChainHead>
    private let stagesBefore: Mutex<StageTotals>

    init(
        head: ChainHead, mempool: Mempool, stages: StageClock, metrics: NodeMetrics, upkeep: StateUpkeep,
        logger: Logger
    ) {
        self.mempool = mempool
        self.stages = stages
        self.metrics = metrics
        self.upkeep = upkeep
        self.logger = logger
        lastBlock = Mutex(head)
        stagesBefore = Mutex(stages.totals)
    }

    /// The last committed block in short.
    var head: ChainHead { lastBlock.withLock { $0 } }

    /// Makes a committed block known.
    ///
    /// The instant is when the work on the block began.
    func publish(_ block: CommittedBlock, began: ContinuousClock.Instant) throws(NodeError) {
        let mark = ContinuousClock.now
        let dropped = try mempool.takeNote(
            ofBlock: block.height, leaves: block.leaves, changed: block.changedAccounts)
        let head = block.head
        lastBlock.withLock { $0 = head }
        fates.announce(block.ids.lazy.compactMap { $0 })
        fates.announce(dropped)
        broadcast.send(block)
        upkeep.blockCommitted(height: block.height)
        stages.add(\.publish, since: mark)
        report(block, head: head, took: began.duration(to: .now), dropped: dropped.count)
    }

    private func report(_ block: CommittedBlock, head: ChainHead, took: Duration, dropped: Int) {
        let totals = stages.totals
        let before = stagesBefore.withLock { before in
            defer { before = totals }
            return before
        }
        metrics.record(block, took: took, stagesBefore: before, stagesAfter: totals)
        metrics.record(mempool.statistics)
        logger.debug(
            "block committed",
            metadata: [
                "height": "\(head.height)", "time": "\(head.time)", "transactions": "\(block.transactions.count)",
                "events": "\(block.events.count)", "dropped": "\(dropped)", "appHash": "\(head.appHash)",
                "milliseconds": "\(took.milliseconds)",
            ])
    }
}

extension Duration {
    /// The duration in whole milliseconds, rounded down.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
