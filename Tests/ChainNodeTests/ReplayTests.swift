import ChainNode
import RightsLedger
import Signatures
import StateStore
import TestSupport
import Testing

/// The same blocks give the same states: on another node, after a restart, and executed again from genesis.
@Suite struct ReplayTests {
    /// A seeded stream of transfers, good and refused ones.
    static func stream(_ chain: TestChain, seed: UInt64, count: Int) -> [SignedTransaction] {
        var generator = SeededGenerator(seed: seed)
        var nonces = Array(repeating: UInt64(0), count: chain.people.count)
        var balances = Array(repeating: UInt64(1_000), count: chain.people.count)
        return (0..<count).map { _ in
            let from = generator.below(chain.people.count)
            var to = generator.below(chain.people.count - 1)
            if to >= from { to += 1 }
            let amount = 1 + UInt64(generator.below(120))
            defer {
                if amount <= balances[from] {
                    balances[from] -= amount
                    balances[to] += amount
                    nonces[from] += 1
                }
            }
            return chain.transfer(from: from, to: to, nonce: nonces[from], amount: amount)
        }
    }

    /// Runs a stream in blocks of seeded sizes.
    static func run(
        _ stream: [SignedTransaction], on node: Node, partitionSeed: UInt64, blockMax: Int = 40
    ) async throws {
        var generator = SeededGenerator(seed: partitionSeed)
        var index = 0
        while index < stream.count {
            let end = min(stream.count, index + 1 + generator.below(blockMax))
            for transaction in stream[index..<end] { _ = await node.submit([transaction.encoded()]) }
            // Refused transactions leave gaps that later ones meet in the mempool, so a block is made at once.
            _ = try await node.produceBlock(time: TestChain.time + 100)
            index = end
        }
    }

    static func balances(_ chain: TestChain, on node: Node) throws -> [UInt64] {
        let view = try node.view()
        return try chain.people.map { person in
            try view.ledger.balance(
                of: AccountID(firstKey: person.publicKey), in: ClassID(1), at: view.head.time
            ).reduce(0) { $0 + $1.units }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func replayFromGenesisGivesEachHeader(seed: UInt64) async throws {
        let chain = try TestChain()
        let node = try await MempoolTests.openNode(chain)
        try await Self.run(Self.stream(chain, seed: seed, count: 300), on: node, partitionSeed: seed)
        let store = MemoryStore()
        let summary = try await node.replay(into: store)
        #expect(summary.head == node.head && summary.blocks == node.head.height)
        #expect(store.head?.root == node.head.appHash)
        let again = try chain.open(store: store)
        #expect(again.head == node.head)
        #expect(try again.view().events(after: nil, limit: 5_000) == node.view().events(after: nil, limit: 5_000))
        await node.shutDown()
        await again.shutDown()
    }

    @Test func twoNodesWithTheSameBlocksAgreeOnEverything() async throws {
        let chain = try TestChain()
        let nodes = [try await MempoolTests.openNode(chain), try await MempoolTests.openNode(chain)]
        let stream = Self.stream(chain, seed: 5, count: 300)
        for node in nodes { try await Self.run(stream, on: node, partitionSeed: 9) }
        #expect(nodes[0].head == nodes[1].head)
        #expect(nodes[0].head.height > 5)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func howTheStreamIsCutIntoBlocksDoesNotChangeBalances(partitionSeed: UInt64) async throws {
        let chain = try TestChain()
        // Only transfers that succeed: what a refusal drops from the mempool depends on the cut.
        let stream = (0..<300).map {
            chain.transfer(
                from: $0 % 8, to: ($0 * 3 + 1) % 8 == $0 % 8 ? ($0 + 1) % 8 : ($0 * 3 + 1) % 8, nonce: UInt64($0 / 8))
        }
        let node = try await MempoolTests.openNode(chain)
        try await Self.run(stream, on: node, partitionSeed: partitionSeed)
        let whole = try await MempoolTests.openNode(chain)
        #expect(await whole.submit(stream.map { $0.encoded() }).allSatisfy(\.isAccepted))
        _ = try await whole.produceBlock(time: TestChain.time + 100)
        #expect(try Self.balances(chain, on: node) == Self.balances(chain, on: whole))
        #expect(node.head.height > whole.head.height)
        await node.shutDown()
        await whole.shutDown()
    }

    @Test func aChainThatWasTamperedWithIsFoundByReplay() async throws {
        let chain = try TestChain()
        let store = MemoryStore()
        let node = try chain.open(store: store)
        _ = await node.submit(try chain.opening())
        _ = try await node.produceBlock(time: TestChain.time + 1)
        _ = await node.submit([chain.transfer(from: 0, to: 1, nonce: 0).encoded()])
        _ = try await node.produceBlock(time: TestChain.time + 2)
        // Another transfer is put in the place of the one in block 2.
        let page = EntryPageBytes.page([chain.transfer(from: 0, to: 2, nonce: 0).encoded()])
        try store.write([ColumnWrite(column: .blocks, key: EntryPageBytes.transactionsKey(height: 2), value: page)])
        let error = await #expect(throws: NodeError.self) { try await node.replay() }
        guard case .replayDiffers(height: 2, part: "app hash", _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await node.shutDown()
    }
}

/// The bytes of a page and of its key, written down a second time as the format's description has them.
enum EntryPageBytes {
    static func page(_ entries: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = [1]
        for entry in entries {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: entry.count >> shift)) }
            bytes += entry
        }
        return bytes
    }

    static func transactionsKey(height: UInt8) -> [UInt8] { [0, 0, 0, 0, 0, 0, 0, height, 1, 0, 0, 0, 0] }
}
