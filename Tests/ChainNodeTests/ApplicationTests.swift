import ChainNode
import RightsLedger
import Signatures
import StateStore
import TestSupport
import Testing

/// The boundary to the consensus engine, driven as an engine drives it.
@Suite struct ApplicationTests {
    /// An application after block 1, in which everybody got points.
    static func openApplication(
        _ chain: TestChain, store: any AuthenticatedStore = MemoryStore(),
        _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) throws -> LedgerApplication {
        var configuration = NodeConfiguration()
        change(&configuration)
        let application = try LedgerApplication(genesis: chain.genesis, store: store, configuration: configuration)
        let first = try #require(try application.initializeChain(chain.genesis))
        _ = try application.commit(SignedBlockHeader(signing: first.header, with: chain.operatorKey))
        _ = try commit(chain.opening(), on: application, of: chain, height: 1)
        return application
    }

    @discardableResult
    static func commit(
        _ transactions: [[UInt8]], on application: LedgerApplication, of chain: TestChain, height: UInt64
    ) throws -> CommittedBlock {
        let finalized = try application.finalizeBlock(
            ProposedBlock(
                height: height, time: TestChain.time + Int64(height), transactions: transactions,
                proposerKey: chain.operatorKey.publicKey))
        return try application.commit(SignedBlockHeader(signing: finalized.header, with: chain.operatorKey))
    }

    @Test func chainIsInitializedOnceAndAgainBeforeItsFirstCommit() throws {
        let chain = try TestChain()
        let store = MemoryStore()
        let application = try LedgerApplication(
            genesis: chain.genesis, store: store, configuration: NodeConfiguration())
        #expect(application.info().height == nil)
        let once = try #require(try application.initializeChain(chain.genesis))
        let twice = try #require(try application.initializeChain(chain.genesis))
        #expect(once.header == twice.header)
        #expect(store.head == nil)
        _ = try application.commit(SignedBlockHeader(signing: once.header, with: chain.operatorKey))
        #expect(try application.initializeChain(chain.genesis) == nil)
        #expect(application.info().height == 0 && application.info().appHash == once.header.appHash)
        var other = chain.genesis
        other.time += 1
        #expect(throws: NodeError.genesisDiffers(database: chain.genesis.hash, file: other.hash)) {
            try application.initializeChain(other)
        }
        application.close()
    }

    @Test func finalizedBlocksAreKeptOnlyByCommit() throws {
        let chain = try TestChain()
        let store = MemoryStore()
        let application = try Self.openApplication(chain, store: store)
        let before = store.head
        let request = ProposedBlock(
            height: 2, time: TestChain.time + 2,
            transactions: [chain.transfer(from: 0, to: 1, nonce: 0).encoded()],
            proposerKey: chain.operatorKey.publicKey)
        let first = try application.finalizeBlock(request)
        let second = try application.finalizeBlock(request)
        #expect(first.header == second.header && first.header.appHash != before?.root)
        #expect(store.head == before)
        // Dropping the application now is a crash between execution and commit.
        application.close()
        let reopened = try LedgerApplication(
            genesis: chain.genesis, store: store, configuration: NodeConfiguration())
        #expect(reopened.info().height == 1)
        #expect(try reopened.finalizeBlock(request).header == first.header)
        _ = try reopened.commit(SignedBlockHeader(signing: first.header, with: chain.operatorKey))
        #expect(store.head?.root == first.header.appHash && store.head?.height == 2)
        reopened.close()
    }

    @Test func commitTakesOnlyTheSignedHeaderOfTheLastExecution() throws {
        let chain = try TestChain()
        let application = try Self.openApplication(chain)
        let request = ProposedBlock(
            height: 2, time: TestChain.time + 2, transactions: [], proposerKey: chain.operatorKey.publicKey)
        let finalized = try application.finalizeBlock(request)
        var other = finalized.header
        other.time += 1
        #expect(throws: NodeError.self) {
            try application.commit(SignedBlockHeader(signing: other, with: chain.operatorKey))
        }
        #expect(throws: NodeError.self) {
            try application.commit(SignedBlockHeader(signing: finalized.header, with: chain.regulator))
        }
        let good = SignedBlockHeader(signing: finalized.header, with: chain.operatorKey)
        #expect(try application.commit(good).height == 2)
        #expect(throws: NodeError.self) { try application.commit(good) }
        application.close()
    }

    @Test func blocksOutOfTurnAreRefused() throws {
        let chain = try TestChain()
        let application = try Self.openApplication(chain)
        for (height, time) in [(1, 5), (3, 5), (2, 0)] {
            let request = ProposedBlock(
                height: UInt64(height), time: TestChain.time + Int64(time), transactions: [],
                proposerKey: chain.operatorKey.publicKey)
            #expect(throws: NodeError.self) { try application.finalizeBlock(request) }
        }
        application.close()
    }

    @Test func anyBytesInABlockGetAnOutcomeAndChangeNothing() throws {
        let chain = try TestChain()
        let good = chain.transfer(from: 0, to: 1, nonce: 0).encoded()
        var mutator = ByteMutator(seed: 11, corpus: [good])
        var garbage: [[UInt8]] = [[], [0], [UInt8](repeating: 0xFF, count: 70_000)]
        while garbage.count < 400 {
            let input = mutator.next()
            if input != good { garbage.append(input) }
        }
        let application = try Self.openApplication(chain)
        let block = try Self.commit(garbage + [good] + garbage, on: application, of: chain, height: 2)
        #expect(block.outcomes.count == 2 * garbage.count + 1)
        #expect(block.outcomes.filter(\.isApplied).count == 1)
        #expect(block.outcomes[garbage.count].isApplied)
        let clean = try Self.openApplication(chain)
        #expect(try Self.commit([good], on: clean, of: chain, height: 2).head.appHash == block.head.appHash)
        application.close()
        clean.close()
    }

    @Test func theSameTransactionTwiceInABlockAppliesOnceAndStaysFound() throws {
        let chain = try TestChain()
        let store = MemoryStore()
        let application = try Self.openApplication(chain, store: store)
        let transfer = chain.transfer(from: 0, to: 1, nonce: 0)
        let block = try Self.commit([transfer.encoded(), transfer.encoded()], on: application, of: chain, height: 2)
        #expect(block.outcomes.map(\.refusal?.code) == [nil, .nonceMismatch])
        try Self.commit([transfer.encoded()], on: application, of: chain, height: 3)
        application.close()
        let node = try chain.open(store: store)
        let found = try node.view().transaction(transfer.id)
        #expect(found?.location == TransactionLocation(height: 2, index: 0) && found?.outcome.isApplied == true)
        #expect(try node.view().block(atHeight: 3)?.outcomes.map(\.refusal?.code) == [.nonceMismatch])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func whatPrepareMakesProcessAccepts(seed: UInt64) throws {
        let chain = try TestChain()
        var generator = SeededGenerator(seed: seed)
        let application = try Self.openApplication(chain) {
            $0.blockTransactionsMax = 20
            $0.blockBytesMax = 4_000
        }
        for _ in 0..<30 {
            var candidates: [[UInt8]] = []
            for _ in 0..<generator.below(40) {
                let transfer = chain.transfer(
                    from: generator.below(8), to: generator.below(8), nonce: UInt64(generator.below(3)),
                    expiryHeight: UInt64(generator.below(4))
                ).encoded()
                switch generator.below(4) {
                case 0: candidates.append(Array(transfer.dropLast(generator.below(9))))
                case 1: candidates.append(transfer + [0])
                default: candidates.append(transfer)
                }
            }
            let limit = 1 + generator.below(6_000)
            let chosen = try application.prepareProposal(
                ProposalRequest(
                    height: 2, time: TestChain.time + 2, candidates: candidates, transactionBytesMax: limit))
            #expect(chosen.reduce(0) { $0 + $1.count } <= min(limit, 4_000) && chosen.count <= 20, "seed \(seed)")
            let proposed = ProposedBlock(
                height: 2, time: TestChain.time + 2, transactions: chosen, proposerKey: chain.operatorKey.publicKey)
            #expect(try application.processProposal(proposed), "seed \(seed)")
            _ = try application.finalizeBlock(proposed)
        }
        application.close()
    }

    @Test func proposalsThatNoHonestNodeMakesAreRejected() throws {
        let chain = try TestChain()
        let application = try Self.openApplication(chain) { $0.blockTransactionsMax = 2 }
        let transfers = (0..<3).map { chain.transfer(from: $0, to: 5, nonce: 0).encoded() }
        let key = chain.operatorKey.publicKey
        func verdict(_ transactions: [[UInt8]], height: UInt64 = 2, time: Int64 = TestChain.time + 2) throws -> Bool {
            try application.processProposal(
                ProposedBlock(height: height, time: time, transactions: transactions, proposerKey: key))
        }
        #expect(try verdict(Array(transfers[..<2])))
        #expect(try !verdict(transfers))
        #expect(try !verdict([[1, 2, 3]]))
        #expect(try !verdict([transfers[0], Array(transfers[1].dropLast())]))
        #expect(try !verdict([], height: 3))
        #expect(try !verdict([], time: TestChain.time))
        application.close()
    }

    @Test func aCheckedTransactionGivesTheSameBlockAsAFreshOne() async throws {
        let chain = try TestChain()
        let batch = (0..<8).map { chain.transfer(from: $0, to: ($0 + 1) % 8, nonce: 0).encoded() }
        let warm = try Self.openApplication(chain)
        #expect(try await warm.checkTransactions(batch).allSatisfy(\.isAccepted))
        let cold = try Self.openApplication(chain)
        let broken = [batch[0], Array(batch[1].dropLast()) + [batch[1].last.map { $0 ^ 1 } ?? 0]] + batch[2...]
        let warmBlock = try Self.commit(broken, on: warm, of: chain, height: 2)
        let coldBlock = try Self.commit(broken, on: cold, of: chain, height: 2)
        #expect(warmBlock.header.header == coldBlock.header.header)
        #expect(warmBlock.outcomes[1].refusal?.code == .signatureInvalid)
        warm.close()
        cold.close()
    }
}
