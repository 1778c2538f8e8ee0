internal import Metrics
internal import RightsLedger

/// What the node tells the metrics system.
final class NodeMetrics: Sendable {
    private let height = Gauge(label: "symbolon_block_height")
    private let blockTime = Gauge(label: "symbolon_block_time_seconds")
    private let blocks = Counter(label: "symbolon_blocks_total")
    private let blockTransactions = Recorder(label: "symbolon_block_transactions")
    private let applied = Counter(label: "symbolon_transactions_total", dimensions: [("code", "0")])
    private let refused: [RefusalCode: Counter]
    private let mempoolTransactions = Gauge(label: "symbolon_mempool_transactions")
    private let mempoolBytes = Gauge(label: "symbolon_mempool_bytes")
    private let mempoolSenders = Gauge(label: "symbolon_mempool_senders")
    private let turnedAway = Counter(label: "symbolon_submissions_refused_total")
    private let submitted = Counter(label: "symbolon_submissions_total")
    private let production = Timer(label: "symbolon_block_production_seconds")
    private let stages: [Timer]

    init() {
        refused = Dictionary(
            uniqueKeysWithValues: RefusalCode.allCases.map { code in
                let dimensions = [("code", String(code.rawValue))]
                return (code, Counter(label: "symbolon_transactions_total", dimensions: dimensions))
            })
        stages = StageTotals().stages.map { stage in
            Timer(label: "symbolon_stage_seconds", dimensions: [("stage", stage.name)])
        }
    }

    /// Counts a committed block and how long it took.
    func record(_ block: CommittedBlock, took: Duration, stagesBefore: StageTotals, stagesAfter: StageTotals) {
        height.record(block.height)
        blockTime.record(block.header.header.time)
        blocks.increment()
        blockTransactions.record(block.outcomes.count)
        var appliedCount: Int64 = 0
        for outcome in block.outcomes {
            if let refusal = outcome.refusal { refused[refusal.code]?.increment() } else { appliedCount += 1 }
        }
        applied.increment(by: appliedCount)
        production.record(duration: took)
        for (index, timer) in stages.enumerated() {
            timer.record(duration: stagesAfter.stages[index].time - stagesBefore.stages[index].time)
        }
    }

    /// Tells what the mempool holds.
    func record(_ statistics: MempoolStatistics) {
        mempoolTransactions.record(statistics.transactions)
        mempoolBytes.record(statistics.bytes)
        mempoolSenders.record(statistics.senders)
    }

    /// Counts a batch that was handed in.
    func record(_ results: [SubmissionResult]) {
        submitted.increment(by: Int64(results.count))
        var refusedCount: Int64 = 0
        for case .refused in results { refusedCount += 1 }
        turnedAway.increment(by: refusedCount)
    }
}
