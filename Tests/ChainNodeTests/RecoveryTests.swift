import ChainNode
import RightsLedger
import Signatures
import StateStore
import Synchronization
import Testing

/// What is checked when a database is opened, and what happens when it breaks.
@Suite struct RecoveryTests {
    /// A chain of three blocks in memory.
    static func chainInMemory() async throws -> (TestChain, MemoryStore, ChainHead) {
        let chain = try TestChain()
        let store = MemoryStore()
        let node = try chain.open(store: store)
        _ = await node.submit(try chain.opening())
        for step in 1...3 { _ = try await node.produceBlock(time: TestChain.time + Int64(step)) }
        await node.shutDown()
        return (chain, store, node.head)
    }

    @Test func aChainIsOpenedWhereItWasLeft() async throws {
        let (chain, store, head) = try await Self.chainInMemory()
        let node = try chain.open(store: store)
        #expect(node.head == head)
        _ = try await node.produceBlock(time: TestChain.time + 9)
        #expect(node.head.height == 4)
        await node.shutDown()
    }

    @Test func anotherGenesisOrKeyIsRefused() async throws {
        let (chain, store, _) = try await Self.chainInMemory()
        var other = chain.genesis
        other.time -= 1
        #expect(throws: NodeError.genesisDiffers(database: chain.genesis.hash, file: other.hash)) {
            try Node.open(
                genesis: other, operatorKey: chain.operatorKey, store: store, configuration: NodeConfiguration(),
                logger: TestChain.logger)
        }
        #expect(
            throws: NodeError.operatorKeyDiffers(
                genesis: chain.operatorKey.publicKey, file: chain.regulator.publicKey)
        ) {
            try Node.open(
                genesis: chain.genesis, operatorKey: chain.regulator, store: store,
                configuration: NodeConfiguration(), logger: TestChain.logger)
        }
    }

    /// A damage to the node's own records, and a word that the error must have.
    static let damages: [(write: ColumnWrite, word: String)] = [
        (ColumnWrite(column: .metadata, key: Array("genesis".utf8), value: nil), "no genesis"),
        (ColumnWrite(column: .metadata, key: Array("genesis".utf8), value: [1, 2, 3]), "genesis cannot be read"),
        (ColumnWrite(column: .metadata, key: Array("head".utf8), value: nil), "record of the last block is missing"),
        (ColumnWrite(column: .metadata, key: Array("head".utf8), value: [1]), "not that of block 3"),
        (
            ColumnWrite(column: .blocks, key: [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0], value: nil),
            "block 3, which is missing"
        ),
        (
            ColumnWrite(column: .blocks, key: [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0], value: [9]),
            "header of block 3 cannot be read"
        ),
    ]

    @Test(arguments: damages.indices)
    func recordsThatDoNotAgreeAreFoundAtOpening(index: Int) async throws {
        let (chain, store, _) = try await Self.chainInMemory()
        try store.write([Self.damages[index].write])
        let error = #expect(throws: NodeError.self) { try chain.open(store: store) }
        guard case .databaseInconsistent(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains(Self.damages[index].word), "\(reason)")
        #expect(error?.description.contains("restore a backup") == true)
    }

    @Test func aHeaderThatSomebodyElseSignedIsFoundAtOpening() async throws {
        let (chain, store, head) = try await Self.chainInMemory()
        let key: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0]
        let bytes = try #require(try store.snapshot().read(.blocks, key: key))
        let header = try #require(SignedBlockHeader(decoding: bytes))
        let forged = SignedBlockHeader(signing: header.header, with: chain.issuer)
        try store.write([ColumnWrite(column: .blocks, key: key, value: forged.encoded())])
        #expect(throws: NodeError.databaseInconsistent(reason: "block 3 is not signed by the operator")) {
            try chain.open(store: store)
        }
        #expect(head.height == 3)
    }

    @Test func aStateThatIsNotTheHeadersIsFoundAtOpening() async throws {
        let (chain, store, _) = try await Self.chainInMemory()
        let staged = try store.stage(height: 4, changes: [StateChange(key: [0xEE], value: [1])])
        try store.commit(staged, columns: [])
        #expect(throws: NodeError.databaseInconsistent(reason: "the state is after block 4, which is missing")) {
            try chain.open(store: store)
        }
    }

    @Test func aStorageFailureStopsTheNodeAndKeepsNothing() async throws {
        let chain = try TestChain()
        let store = FailingStore()
        let node = try chain.open(store: store)
        _ = await node.submit(try chain.opening())
        _ = try await node.produceBlock(time: TestChain.time + 1)
        let head = node.head
        store.failsCommits.withLock { $0 = true }
        _ = await node.submit([chain.transfer(from: 0, to: 1, nonce: 0).encoded()])
        await #expect(throws: NodeError.store(StoreError(.diskFull, ""))) {
            try await node.produceBlock(time: TestChain.time + 2)
        }
        #expect(!node.health.isHealthy && !node.health.isReady)
        #expect(node.head == head && store.head?.root == head.appHash)
        await #expect(throws: NodeError.stopped) { try await node.produceBlock(time: TestChain.time + 3) }
        #expect(await node.submit([[1]]).map(\.code) == [.shuttingDown])
        await node.shutDown()
    }

    @Test func runThrowsWhatBroke() async throws {
        let chain = try TestChain()
        let store = FailingStore()
        let node = try chain.open(store: store, mode: .interval(.system))
        store.failsCommits.withLock { $0 = true }
        let running = Task { try await node.run() }
        _ = await node.submit(try chain.opening())
        await #expect(throws: NodeError.store(StoreError(.diskFull, ""))) { try await running.value }
        #expect(node.health.state == .failed(.store(StoreError(.diskFull, ""))))
    }

    @Test func aFailedReadInAdmissionStopsTheNode() async throws {
        let chain = try TestChain()
        let store = FailingStore()
        let node = try chain.open(store: store)
        store.failsReads.withLock { $0 = true }
        #expect(await node.submit(try chain.opening()).map(\.code) == [.shuttingDown])
        #expect(!node.health.isHealthy)
        await node.shutDown()
    }
}

/// A store in memory that fails when told to.
final class FailingStore: AuthenticatedStore {
    private let base = MemoryStore()
    let failsCommits = Mutex(false)
    let failsReads = Mutex(false)

    var head: StateHead? { base.head }
    var metrics: StoreMetrics { base.metrics }

    func snapshot() throws(StoreError) -> MemorySnapshot {
        guard !failsReads.withLock({ $0 }) else { throw StoreError(.inputOutput, "told to fail") }
        return try base.snapshot()
    }

    func stage(height: UInt64, changes: [StateChange]) throws(StoreError) -> StagedBlock {
        try base.stage(height: height, changes: changes)
    }

    func commit(_ staged: StagedBlock, columns: [ColumnWrite]) throws(StoreError) {
        guard !failsCommits.withLock({ $0 }) else { throw StoreError(.diskFull, "told to fail") }
        try base.commit(staged, columns: columns)
    }

    func write(_ columns: [ColumnWrite]) throws(StoreError) { try base.write(columns) }

    func removeRange(of column: Column, from lower: [UInt8], upTo upper: [UInt8]) throws(StoreError) {
        try base.removeRange(of: column, from: lower, upTo: upper)
    }

    func prune(keepingFrom height: UInt64, limit: Int) throws(StoreError) -> PruneProgress {
        try base.prune(keepingFrom: height, limit: limit)
    }

    func load(_ entries: [(key: [UInt8], value: [UInt8])]) throws(StoreError) { try base.load(entries) }

    func finishLoading(
        height: UInt64, expectedRoot: Digest?, columns: [ColumnWrite]
    ) throws(StoreError) -> StateHead {
        try base.finishLoading(height: height, expectedRoot: expectedRoot, columns: columns)
    }
}
