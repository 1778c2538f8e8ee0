import ChainNode
import RightsLedger
import Signatures
import StateStore
import TestSupport
import Testing

/// A node from genesis to proven answers, in process.
@Suite struct NodeTests {
    @Test func genesisIsBlockZeroAndSigned() throws {
        let chain = try TestChain()
        let node = try chain.open()
        let view = try node.view()
        #expect(view.head.height == 0)
        #expect(view.head.time == TestChain.time)
        let header = try #require(try view.header(atHeight: 0))
        #expect(header.verify(by: chain.operatorKey.publicKey))
        #expect(header.header.previousHeaderHash == chain.genesis.hash)
        #expect(header.header.appHash == node.head.appHash)
        #expect(try view.ledger.account(AccountID(firstKey: chain.regulator.publicKey))?.roles == .regulator)
    }

    @Test func aTransactionGoesFromSubmissionToAProvenState() async throws {
        let chain = try TestChain()
        let node = try await MempoolTests.openNode(chain)
        let transfer = chain.transfer(from: 0, to: 1, nonce: 0, amount: 40)
        #expect(await node.submit([transfer.encoded()]) == [.accepted(transfer.id)])
        #expect(try node.fate(of: transfer.id) == .pending)
        let block = try await node.produceBlock(time: TestChain.time + 60)
        #expect(block.height == 2)
        #expect(block.ids == [transfer.id])

        let view = try node.view()
        #expect(view.head == node.head && view.head == block.head)
        let stored = try #require(try view.transaction(transfer.id))
        #expect(stored.location == TransactionLocation(height: 2, index: 0))
        #expect(stored.bytes == transfer.encoded())
        #expect(stored.outcome == block.outcomes[0] && stored.outcome.isApplied)
        #expect(try node.fate(of: transfer.id) == .committed(stored.location, stored.outcome))
        #expect(try view.block(atHeight: 2)?.transactions == [transfer.encoded()])
        #expect(try view.block(atHeight: 3) == nil)
        #expect(try view.events(of: stored).map(\.event) == block.events)
        let units = try view.ledger.balance(of: chain.account(1), in: ClassID(1), at: view.head.time)
        #expect(units.reduce(0) { $0 + $1.units } == 1_040)
        await node.shutDown()
    }

    @Test func lightClientFollowsSignatureAppHashAndProof() async throws {
        let chain = try TestChain()
        let node = try await MempoolTests.openNode(chain)
        let key = StateKey.account(chain.account(0)).bytes
        let absent = StateKey.account(AccountID(rawValue: .zero)).bytes
        _ = await node.submit([chain.transfer(from: 0, to: 1, nonce: 0).encoded()])
        _ = try await node.produceBlock(time: TestChain.time + 60)
        for wanted in [key, absent] {
            let answer = try node.view().stateProof(forKey: wanted)
            #expect(answer.header.verify(by: chain.genesis.operatorKey))
            #expect(answer.header.header.height == 2)
            #expect(throws: Never.self) { try answer.proof.verify(against: answer.header.header.appHash) }
            #expect((answer.proof.value == nil) == (wanted == absent))
        }
        // The state before is proven against the header before.
        let older = try node.view().stateProof(forKey: key, height: 1)
        #expect(older.header.header.height == 1 && older.proof.value == nil)
        #expect(throws: Never.self) { try older.proof.verify(against: older.header.header.appHash) }
        #expect(throws: (any Error).self) { try older.proof.verify(against: node.head.appHash) }
        #expect(throws: NodeError.self) { try node.view().stateProof(forKey: key, height: 9) }
        await node.shutDown()
    }

    @Test func headersLinkAndCommitToWhatTheBlockHolds() async throws {
        let chain = try TestChain()
        let node = try await MempoolTests.openNode(chain)
        for nonce in 0..<3 {
            _ = await node.submit((0..<4).map { chain.transfer(from: $0, to: 5, nonce: UInt64(nonce)).encoded() })
            _ = try await node.produceBlock(time: TestChain.time + 60)
        }
        let view = try node.view()
        var previous = chain.genesis.hash
        for height in 0...view.head.height {
            let block = try #require(try view.block(atHeight: height))
            let header = block.header.header
            #expect(header.previousHeaderHash == previous)
            #expect(header.transactionsHash == EntryTree.root(leaves: block.transactions.map(EntryTree.leaf)))
            #expect(header.proposerKey == chain.genesis.operatorKey)
            previous = header.hash
        }
        #expect(previous == view.head.headerHash)
        await node.shutDown()
    }

    @Test func eventsAreReadByCursorAndFilter() async throws {
        let chain = try TestChain(peopleCount: 60)
        let node = try await MempoolTests.openNode(chain)
        var all: [LedgerEvent] = []
        for nonce in 0..<4 {
            let batch = (0..<50).map { chain.transfer(from: $0, to: $0 + 1, nonce: UInt64(nonce)).encoded() }
            _ = await node.submit(Array(repeating: batch, count: 1).flatMap { $0 })
            all += try await node.produceBlock(time: TestChain.time + Int64(nonce) + 5).events
        }
        let view = try node.view()
        for limit in [1, 7, 50, 1_000] {
            var read: [IndexedEvent] = []
            var cursor: EventCursor?
            while true {
                let page = try view.events(after: cursor, limit: limit)
                read += page.events
                cursor = page.cursor
                if page.reachedHead { break }
                #expect(page.events.count == limit)
            }
            let transfers = read.filter { $0.cursor.height > 1 }
            #expect(transfers.map(\.event) == all)
            #expect(read.map(\.cursor) == read.map(\.cursor).sorted())
            #expect(Set(read.map(\.cursor)).count == read.count)
        }
        let types = try view.events(after: nil, limit: 1_000, matching: EventFilter(types: ["classCreated"]))
        #expect(types.events.count == 1 && types.reachedHead)
        let mine = try view.events(after: nil, limit: 1_000, matching: EventFilter(account: chain.account(50)))
        // One grant, and a transfer from person 49 in each block.
        #expect(mine.events.map(\.event.typeName) == ["minted"] + Array(repeating: "transferred", count: 4))
        #expect(try view.events(after: nil, limit: 1_000, matching: EventFilter(classID: ClassID(2))).events.isEmpty)
        #expect(try view.events(after: EventCursor(height: 99, index: 0), limit: 5).events.isEmpty)
        await node.shutDown()
    }

    @Test func waitingEndsWithTheBlockOrTheTimeout() async throws {
        let chain = try TestChain()
        let node = try await MempoolTests.openNode(chain)
        let transfer = chain.transfer(from: 0, to: 1, nonce: 0)
        #expect(try await node.waitForTransaction(transfer.id, timeout: .milliseconds(20)) == .unknown)
        _ = await node.submit([transfer.encoded()])
        #expect(try await node.waitForTransaction(transfer.id, timeout: .milliseconds(20)) == .pending)
        async let fate = node.waitForTransaction(transfer.id, timeout: .seconds(30))
        _ = try await node.produceBlock(time: TestChain.time + 60)
        guard case .committed(let location, _) = try await fate else {
            Issue.record("the transaction is not committed")
            return
        }
        #expect(location.height == 2)
        await node.shutDown()
    }

    @Test func readersGetEachBlockAndSlowOnesAreLetGo() async throws {
        let chain = try TestChain()
        let node = try chain.open()
        let fast = node.committedBlocks(buffering: 8)
        let slow = node.committedBlocks(buffering: 2)
        for step in 1...5 { _ = try await node.produceBlock(time: TestChain.time + Int64(step)) }
        await node.shutDown()
        var heights: [UInt64] = []
        for try await block in fast { heights.append(block.height) }
        #expect(heights == [1, 2, 3, 4, 5])
        var seen: [UInt64] = []
        await #expect(throws: NodeError.subscriberTooSlow(lastHeight: 2)) {
            for try await block in slow { seen.append(block.height) }
        }
        #expect(seen == [1, 2])
    }

    @Test func aBlockInStepModeMayNotGoBackInTime() async throws {
        let chain = try TestChain()
        let node = try chain.open()
        _ = try await node.produceBlock(time: TestChain.time + 10)
        await #expect(throws: NodeError.self) { try await node.produceBlock(time: TestChain.time + 9) }
        #expect(node.health.isReady)
        _ = try await node.produceBlock(time: TestChain.time + 10)
        #expect(node.head.height == 2)
        await node.shutDown()
    }

    @Test func manyTransactionsFillManyPages() async throws {
        let chain = try TestChain(peopleCount: 30)
        let node = try await MempoolTests.openNode(chain)
        let batch = (0..<30).flatMap { nonce in
            (0..<30).map { chain.transfer(from: $0, to: ($0 + 1) % 30, nonce: UInt64(nonce)) }
        }
        #expect(await node.submit(batch.map { $0.encoded() }).allSatisfy(\.isAccepted))
        let block = try await node.produceBlock(time: TestChain.time + 60)
        #expect(block.outcomes.allSatisfy(\.isApplied) && block.transactions.count == 900)
        let view = try node.view()
        #expect(try view.block(atHeight: 2)?.transactions == block.transactions)
        #expect(try view.block(atHeight: 2)?.outcomes == block.outcomes)
        for index in [0, 1, 63, 64, 255, 256, 500, 899] {
            let stored = try #require(try view.transaction(batch[index].id))
            #expect(stored.bytes == batch[index].encoded() && stored.location.index == UInt32(index))
            let events = try view.events(of: stored)
            #expect(events.map(\.event) == [block.events[index]])
            #expect(events.allSatisfy { $0.transactionIndex == UInt32(index) })
        }
        await node.shutDown()
    }
}
