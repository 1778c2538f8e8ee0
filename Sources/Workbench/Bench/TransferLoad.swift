internal import SymbolonClient

/// Sends the signed transfers over HTTP as fast as the node takes them.
struct TransferLoad {
    /// What the load did.
    struct Outcome {
        /// When the first request was sent.
        var began: ContinuousClock.Instant
        /// When the height of the last transfer's block was seen.
        var ended: ContinuousClock.Instant
        /// The requests, the refusals and the heights.
        var progress: LoadProgress
    }

    let client: NodeClient
    let plan: TransferPlan
    let batch: Int
    /// No lane sends while more transactions wait: a longer queue makes nothing faster and every answer later.
    let pendingMax: Int
    let limit: Duration

    /// Requests that are under way side by side.
    private static let laneCount = 4
    /// How often the node is asked where it stands; latencies are exact to this.
    private static let watchInterval = Duration.milliseconds(20)

    /// Sends until the time is up or all transfers are sent, and waits until the node has committed them.
    func run() async throws(WorkbenchError) -> Outcome {
        do {
            let progress = LoadProgress(height: try await client.status().height)
            let began = ContinuousClock.now
            let watcher = Task { try await watch(progress) }
            defer { watcher.cancel() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in plan.lanes(TransferLoad.laneCount) {
                    group.addTask { try await send(lane, until: began + limit, progress) }
                }
                try await group.waitForAll()
            }
            var status = try await client.status()
            while status.pendingTransactions > 0 {
                try await Task.sleep(for: .milliseconds(5))
                status = try await client.status()
            }
            let ended = ContinuousClock.now
            progress.record(height: status.height, pending: 0, at: ended)
            return Outcome(began: began, ended: progress.seen.last?.at ?? ended, progress: progress)
        } catch {
            throw .processFailed("the load broke off: \(error)")
        }
    }

    private func send(
        _ lane: [Int], until end: ContinuousClock.Instant, _ progress: LoadProgress
    ) async throws {
        var next = lane.startIndex
        while next < lane.endIndex, ContinuousClock.now < end {
            guard progress.pending < pendingMax else {
                try await Task.sleep(for: .milliseconds(2))
                continue
            }
            let piece = lane[next..<min(next + batch, lane.endIndex)]
            let request = LoadProgress.Request(transfers: piece, sent: .now)
            let results = try await client.submitBatch(encoded: piece.map { plan.transfers[$0] })
            let refusals = results.filter { !$0.isAccepted }.map { "\($0)" }
            progress.record(request, refusals: refusals)
            next = piece.endIndex
        }
    }

    private func watch(_ progress: LoadProgress) async throws {
        while !Task.isCancelled {
            let status = try await client.status()
            progress.record(height: status.height, pending: status.pendingTransactions, at: .now)
            try await Task.sleep(for: TransferLoad.watchInterval)
        }
    }
}
