internal import RightsLedger
internal import Signatures
package import StateStore
internal import Synchronization

/// The rights ledger on a state store, as consensus engines drive it.
package final class LedgerApplication: ConsensusApplication {

    /// What only the thread that makes blocks changes.
    struct Progress {
        /// The last committed block; `nil` before the genesis.
        var head: ChainHead?
        /// The block that was executed last and not yet committed.
        var executed: ExecutedBlock?
        /// A state that is being taken over in chunks.
        var restoration: StateRestoration?
    }

    package let genesis: Genesis
    let store: any AuthenticatedStore
    let mempool: Mempool
    let pool: StatelessCheckPool
    let configuration: NodeConfiguration
    let stages = StageClock()
    let progress: Mutex<Progress>
    /// What blocks have read and written lately; changed only while `progress` is locked.
    let values: CommittedValueCache
    /// The states that other nodes can fetch, oldest first.
    let offerings = Mutex<[StateOffering]>([])
    /// Transactions that are being checked now.
    private let checking = Mutex(0)

    /// The most transactions that may be in the checking threads' queue.
    static let checkingCountMax = 65_536
    /// The number of threads that check transactions.
    static let checkThreadCount = 2

    /// Opens the application on a store, which holds this genesis's chain or nothing.
    ///
    /// - Throws: What ``ChainRecovery`` finds wrong with the store's last block.
    package init(
        genesis: Genesis, store: any AuthenticatedStore, configuration: NodeConfiguration
    ) throws(NodeError) {
        let snapshot = try NodeError.store { () throws(StoreError) in try store.snapshot() }
        let head = try ChainRecovery(genesis: genesis, storeHead: store.head).head(in: ChainReader(snapshot: snapshot))
        self.genesis = genesis
        self.store = store
        self.configuration = configuration
        mempool = Mempool(limits: MempoolLimits(configuration), nextHeight: (head?.height ?? 0) + 1) {
            id throws(NodeError) in
            let snapshot = try NodeError.store { () throws(StoreError) in try store.snapshot() }
            return try NodeError.ledger { () throws(LedgerFailure) in
                try LedgerReader(state: StoreState(snapshot: snapshot)).account(id)
            }
        }
        pool = StatelessCheckPool(
            chainID: genesis.chainID, threadCount: LedgerApplication.checkThreadCount, stages: stages)
        progress = Mutex(Progress(head: head))
        values = CommittedValueCache(bytesMax: configuration.valueCacheMebibytes << 20)
    }

    /// Ends the checking threads and lets go of the store's snapshots.
    package func close() {
        pool.close()
        progress.withLock { $0.executed = nil }
        offerings.withLock { $0 = [] }
    }

    /// The last committed block; `nil` before the genesis.
    var head: ChainHead? { progress.withLock { $0.head } }

    package func info() -> ApplicationInfo {
        let head = progress.withLock { $0.head }
        return ApplicationInfo(
            height: head?.height, appHash: head?.appHash ?? .zero, stateFormatVersion: genesis.stateFormatVersion)
    }

    package func checkTransactions(_ transactions: [[UInt8]]) async throws(NodeError) -> [SubmissionResult] {
        let statistics = mempool.statistics
        let room = max(0, statistics.transactionsMax - statistics.transactions)
        let taken = checking.withLock { checking in
            let taken = min(transactions.count, room, LedgerApplication.checkingCountMax - checking)
            checking += taken
            return taken
        }
        defer { checking.withLock { $0 -= taken } }
        let full = SubmissionResult.refused(
            Refusal(.mempoolFull, facts: [Refusal.Fact("transactions", statistics.transactions)]))
        let overflow = Array(repeating: full, count: transactions.count - taken)
        guard taken > 0 else { return overflow }
        let screened = await pool.check(taken == transactions.count ? transactions : Array(transactions[..<taken])) {
            [mempool] in
            mempool.contains(leaf: $0)
        } afterChunk: { [mempool] in
            mempool.readAhead($0)
        }
        guard let screened else {
            return transactions.map { _ in .refused(Refusal(.shuttingDown)) }
        }
        let began = ContinuousClock.now
        let results = try mempool.admit(screened)
        stages.add(\.admit, since: began)
        return results + overflow
    }

    package func query(_ request: StateQuery) throws(NodeError) -> StateAnswer {
        let reader = ChainReader(snapshot: try NodeError.store { () throws(StoreError) in try store.snapshot() })
        return try reader.answer(key: request.key, height: request.height)
    }
}
