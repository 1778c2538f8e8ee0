import ChainNode
import RightsLedger
import Signatures
import StateStore
import Testing

/// The engine that makes blocks by itself, and how it starts and stops.
@Suite struct IntervalTests {
    @Test func blocksAreMadeAsSoonAsThereIsWork() async throws {
        let chain = try TestChain()
        let node = try chain.open(mode: .interval(.system)) { $0.emptyBlockSeconds = 0 }
        let running = Task { try await node.run() }
        let opening = try chain.opening()
        guard case .accepted(let id) = await node.submit(opening).first else {
            Issue.record("the first transaction is refused")
            return
        }
        guard case .committed(let location, let outcome) = try await node.waitForTransaction(id, timeout: .seconds(30))
        else {
            Issue.record("the first transaction is not committed")
            return
        }
        #expect(outcome.isApplied && location.height == 1)
        let ids = (0..<200).map { chain.transfer(from: $0 % 8, to: ($0 + 1) % 8, nonce: UInt64($0 / 8)) }
        #expect(await node.submit(ids.map { $0.encoded() }).allSatisfy(\.isAccepted))
        for transaction in ids {
            let fate = try await node.waitForTransaction(transaction.id, timeout: .seconds(30))
            guard case .committed(_, let outcome) = fate else {
                Issue.record("a transfer is \(fate)")
                return
            }
            #expect(outcome.isApplied)
        }
        #expect(node.stageTotals.transactions == 201)
        await node.shutDown()
        try await running.value
        #expect(node.health.state == .stopped && node.health.isHealthy && !node.health.isReady)
    }

    @Test func emptyBlocksAreMadeOnlyWhereWanted() async throws {
        let chain = try TestChain()
        let quiet = try chain.open(mode: .interval(.system)) { $0.emptyBlockSeconds = 0 }
        let quietRun = Task { try await quiet.run() }
        let busy = try chain.open(mode: .interval(.system)) { $0.emptyBlockSeconds = 1 }
        let busyRun = Task { try await busy.run() }
        var blocks = busy.committedBlocks().makeAsyncIterator()
        #expect(try await blocks.next()?.transactions.isEmpty == true)
        #expect(try await blocks.next()?.height == 2)
        #expect(quiet.head.height == 0)
        await quiet.shutDown()
        await busy.shutDown()
        try await quietRun.value
        try await busyRun.value
    }

    @Test func theClockCanGoOnFromTheData() async throws {
        let chain = try TestChain()
        for (mode, range) in [
            (ProductionMode.interval(.continuingFromHead), TestChain.time...(TestChain.time + 60)),
            (.interval(.offset(seconds: 1_000_000_000)), 2_000_000_000...Int64.max),
        ] {
            let node = try chain.open(mode: mode)
            let running = Task { try await node.run() }
            var blocks = node.committedBlocks().makeAsyncIterator()
            _ = await node.submit(try chain.opening())
            let time = try #require(try await blocks.next()).header.header.time
            #expect(range.contains(time))
            await node.shutDown()
            try await running.value
        }
    }

    @Test func cancellationFinishesTheBlockAndStops() async throws {
        let chain = try TestChain()
        let store = MemoryStore()
        let node = try chain.open(store: store, mode: .interval(.system))
        let running = Task { try await node.run() }
        _ = await node.submit(try chain.opening())
        running.cancel()
        try await running.value
        #expect(node.health.state == .stopped)
        #expect(await node.submit([[1]]).map(\.code) == [.shuttingDown])
        #expect(store.head?.height == node.head.height && store.head?.root == node.head.appHash)
    }

    @Test func stepModeIsRefusedWhereTheEngineWorksByItself() async throws {
        let node = try TestChain().open(mode: .interval(.system))
        await #expect(throws: NodeError.notInStepMode) { try await node.produceBlock(time: TestChain.time) }
        await node.shutDown()
        await node.shutDown()
    }
}
