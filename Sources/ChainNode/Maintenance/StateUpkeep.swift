internal import Logging
internal import StateStore
internal import Synchronization

/// Forgets old versions of the state by and by, and runs other long work on the database, on a thread of its own.
final class StateUpkeep: Sendable {
    private struct State {
        var isPruning = false
        var prunedHeight: UInt64 = 0
    }

    private let store: any AuthenticatedStore
    private let heightsKept: UInt64
    private let logger: Logger
    private let state = Mutex(State())
    /// The thread; long work such as a backup runs here too.
    let thread = WorkQueue(name: "symbolon-upkeep", threadCount: 1)

    /// How many records one step removes, so that the writing of blocks is not held up.
    private static let stepRecordsMax = 20_000

    /// Starts the thread; old versions stay for `heightsKept` heights, 0 for all.
    init(store: any AuthenticatedStore, heightsKept: UInt64, logger: Logger) {
        self.store = store
        self.heightsKept = heightsKept
        self.logger = logger
    }

    /// Forgets what a new block has pushed out of the window, now and then.
    func blockCommitted(height: UInt64) {
        guard heightsKept > 0, height > heightsKept else { return }
        let oldest = height - heightsKept
        let isDue = state.withLock { state in
            guard !state.isPruning, oldest >= state.prunedHeight + max(1, heightsKept / 16) else { return false }
            state.isPruning = true
            state.prunedHeight = oldest
            return true
        }
        guard isDue else { return }
        let isAdded = thread.add { [self] in
            do throws(NodeError) {
                _ = try StateUpkeep.prune(store, keepingFrom: oldest)
            } catch {
                logger.error("old state could not be pruned", metadata: ["error": "\(error)"])
            }
            state.withLock { $0.isPruning = false }
        }
        if !isAdded { state.withLock { $0.isPruning = false } }
    }

    /// Lets the work that was begun come to its end, and ends the thread.
    func finish() async {
        try? await thread.run { () throws(NodeError) in }
        thread.close()
    }

    /// Forgets what only heights below the given one need, in steps.
    ///
    /// - Returns: The number of records removed.
    static func prune(_ store: any AuthenticatedStore, keepingFrom height: UInt64) throws(NodeError) -> Int {
        var removed = 0
        while true {
            let progress = try NodeError.store { () throws(StoreError) in
                try store.prune(keepingFrom: height, limit: stepRecordsMax)
            }
            removed += progress.recordsRemoved
            if progress.isComplete { return removed }
        }
    }
}
