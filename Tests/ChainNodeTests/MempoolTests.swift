import ChainNode
import RightsLedger
import Signatures
import Testing

@Suite struct MempoolTests {
    /// A node in step mode on which class 1 exists and everybody has points.
    static func openNode(
        _ chain: TestChain, _ change: (inout NodeConfiguration) -> Void = { _ in }
    ) async throws -> Node {
        let node = try chain.open(change)
        #expect(await node.submit(try chain.opening()).allSatisfy(\.isAccepted))
        let block = try await node.produceBlock(time: TestChain.time + 1)
        #expect(block.outcomes.map(\.code) == [0])
        return node
    }

    @Test func noncesAreStrictlySequentialOverWhatWaits() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain)
        let batch = [0, 1, 1, 3, 2, 3].map { chain.transfer(from: 0, to: 1, nonce: $0, amount: $0 + 1).encoded() }
        let results = await node.submit(batch)
        #expect(results.map(\.code) == [nil, nil, .alreadyKnown, .nonceMismatch, nil, nil])
        #expect(results[3].refusal?[fact: "expected"] == "2")
        let block = try await node.produceBlock(time: TestChain.time + 2)
        #expect(block.outcomes.map(\.code) == [0, 0, 0, 0])
        #expect(await node.submit([batch[0]]).map(\.code) == [.nonceMismatch])
        await node.shutDown()
    }

    @Test func theSameBytesAreKnownWithoutASecondSignatureCheck() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain)
        let bytes = chain.transfer(from: 0, to: 1, nonce: 0).encoded()
        #expect(await node.submit([bytes]).map(\.code) == [nil])
        #expect(await node.submit([bytes, bytes]).map(\.code) == [.alreadyKnown, .alreadyKnown])
        await node.shutDown()
    }

    @Test func aBrokenSignatureDoesNotMarkTheIdAsKnown() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain)
        let good = chain.transfer(from: 0, to: 1, nonce: 0)
        var broken = good
        broken.signature = chain.people[0].sign([1, 2, 3])
        #expect(await node.submit([broken.encoded()]).map(\.code) == [.signatureInvalid])
        #expect(await node.submit([good.encoded()]) == [.accepted(good.id)])
        await node.shutDown()
    }

    @Test func eachAdmissionRuleHasItsCode() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain)
        let wrongKey = TransactionBody(
            chainID: chain.chainID, sender: chain.account(0), nonce: 0, expiryHeight: 100,
            operations: [.transfer(Transfer(asset: .units(ClassID(1), 1), recipient: chain.account(1)))]
        ).signed(by: chain.people[3])
        let wrongChain = try TestChain(chainID: "other").transfer(from: 0, to: 1, nonce: 0)
        let results = await node.submit([
            [], [1, 2, 3], wrongChain.encoded(), wrongKey.encoded(),
            chain.transfer(from: 0, to: 1, nonce: 0, expiryHeight: 1).encoded(),
            chain.transfer(from: 0, to: 1, nonce: 5).encoded(),
            [UInt8](repeating: 0, count: 100_000),
        ])
        #expect(
            results.map(\.code) == [
                .malformedEncoding, .malformedEncoding, .wrongChain, .senderKeyMismatch, .transactionExpired,
                .nonceMismatch, .transactionTooLarge,
            ])
        await node.shutDown()
    }

    @Test func aSenderHasALimit() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain) { $0.mempoolTransactionsPerSenderMax = 3 }
        let batch = (0..<5).map { chain.transfer(from: 0, to: 1, nonce: $0).encoded() }
        #expect(
            await node.submit(batch).map(\.code) == [nil, nil, nil, .senderLimitReached, .nonceMismatch])
        #expect(await node.submit([chain.transfer(from: 1, to: 0, nonce: 0).encoded()]).map(\.code) == [nil])
        #expect(try await node.produceBlock(time: TestChain.time + 2).transactions.count == 4)
        #expect(await node.submit(Array(batch[3...])).map(\.code) == [nil, nil])
        await node.shutDown()
    }

    @Test func countAndBytesAreBounded() async throws {
        let chain = try TestChain()
        let byCount = try await Self.openNode(chain) { $0.mempoolTransactionsMax = 2 }
        let batch = (0..<4).map { chain.transfer(from: $0, to: 5, nonce: 0).encoded() }
        #expect(await byCount.submit(batch).map(\.code) == [nil, nil, .mempoolFull, .mempoolFull])
        #expect(byCount.mempoolStatistics.transactions == 2)
        #expect(await byCount.submit([batch[3]]).map(\.code) == [.mempoolFull])
        await byCount.shutDown()

        let byBytes = try await Self.openNode(chain) { $0.mempoolBytesMax = batch[0].count * 3 + 10 }
        #expect(await byBytes.submit(batch).map(\.code) == [nil, nil, nil, .mempoolFull])
        #expect(byBytes.mempoolStatistics.bytes == batch[0].count * 3)
        await byBytes.shutDown()
    }

    @Test func whatABlockMakesInvalidIsDropped() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain) { $0.blockTransactionsMax = 2 }
        // The first transfer is refused in its block, so nonces 1 and 2 can never follow on it.
        let batch = [5_000, 1, 1].enumerated().map {
            chain.transfer(from: 0, to: 1, nonce: UInt64($0.offset), amount: UInt64($0.element))
        }
        #expect(await node.submit(batch.map { $0.encoded() }).allSatisfy(\.isAccepted))
        let block = try await node.produceBlock(time: TestChain.time + 2)
        #expect(block.outcomes.map(\.refusal?.code) == [.balanceTooLow, .nonceMismatch])
        #expect(node.mempoolStatistics.transactions == 0)
        #expect(node.mempoolStatistics.dropped == 1)
        #expect(try node.fate(of: batch[2].id) == .unknown)
        #expect(await node.submit([chain.transfer(from: 0, to: 1, nonce: 0).encoded()]).map(\.code) == [nil])
        await node.shutDown()
    }

    @Test func transactionsExpireWhileTheyWait() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain) { $0.blockTransactionsMax = 1 }
        let batch = [
            chain.transfer(from: 0, to: 5, nonce: 0), chain.transfer(from: 1, to: 5, nonce: 0, expiryHeight: 2),
            chain.transfer(from: 1, to: 5, nonce: 1), chain.transfer(from: 2, to: 5, nonce: 0),
        ]
        #expect(await node.submit(batch.map { $0.encoded() }).allSatisfy(\.isAccepted))
        _ = try await node.produceBlock(time: TestChain.time + 2)
        // Block 2 had room for the first only; the second expired with it, and took its follower along.
        #expect(node.mempoolStatistics.transactions == 1)
        #expect(node.mempoolStatistics.dropped == 2)
        #expect(try await node.produceBlock(time: TestChain.time + 3).ids == [batch[3].id])
        await node.shutDown()
    }

    @Test func aRotatedKeySignsWhatFollowsInTheSameBlock() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain)
        let next = try TestChain.key(77)
        let rotation = RotateKey(
            to: next, chainID: chain.chainID, sender: chain.account(0), nonce: 0)
        let batch = [
            chain.transaction(chain.people[0], nonce: 0, [.rotateKey(rotation)]),
            TransactionBody(
                chainID: chain.chainID, sender: chain.account(0), nonce: 1, expiryHeight: 100,
                operations: [.transfer(Transfer(asset: .units(ClassID(1), 1), recipient: chain.account(1)))]
            ).signed(by: next),
            chain.transfer(from: 0, to: 1, nonce: 2),
        ]
        #expect(await node.submit(batch.map { $0.encoded() }).map(\.code) == [nil, nil, .senderKeyMismatch])
        #expect(try await node.produceBlock(time: TestChain.time + 2).outcomes.map(\.code) == [0, 0])
        await node.shutDown()
    }

    @Test func aFrozenSenderIsTurnedAwayAndDropped() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain) { $0.blockTransactionsMax = 1 }
        let freeze = chain.transaction(
            chain.regulator, nonce: 0, [.setAccountFrozen(SetAccountFrozen(account: chain.account(0), frozen: true))])
        let waiting = chain.transfer(from: 0, to: 1, nonce: 0)
        #expect(await node.submit([freeze.encoded(), waiting.encoded()]).allSatisfy(\.isAccepted))
        _ = try await node.produceBlock(time: TestChain.time + 2)
        #expect(node.mempoolStatistics.transactions == 0)
        #expect(await node.submit([waiting.encoded()]).map(\.code) == [.senderFrozen])
        await node.shutDown()
    }

    @Test func blocksTakeTransactionsInOrderOfArrival() async throws {
        let chain = try TestChain()
        let node = try await Self.openNode(chain) { $0.blockTransactionsMax = 5 }
        let order = [(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2), (3, 0), (2, 1)]
        let batch = order.map { chain.transfer(from: $0.0, to: 5, nonce: UInt64($0.1)) }
        #expect(await node.submit(batch.map { $0.encoded() }).allSatisfy(\.isAccepted))
        #expect(try await node.produceBlock(time: TestChain.time + 2).ids == batch[..<5].map(\.id))
        #expect(try await node.produceBlock(time: TestChain.time + 2).ids == batch[5...].map(\.id))
        await node.shutDown()
    }

    @Test func blockBytesAreBounded() async throws {
        let chain = try TestChain()
        let batch = (0..<4).map { chain.transfer(from: $0, to: 5, nonce: 0).encoded() }
        let node = try await Self.openNode(chain) { $0.blockBytesMax = max(batch[0].count * 3 - 1, 1_000) }
        let many = (0..<8).flatMap { nonce in
            (0..<4).map { chain.transfer(from: $0, to: 5, nonce: UInt64(nonce)).encoded() }
        }
        #expect(await node.submit(many).allSatisfy(\.isAccepted))
        var total = 0
        while node.mempoolStatistics.transactions > 0 {
            let block = try await node.produceBlock(time: TestChain.time + 2)
            let size = block.transactions.reduce(0) { $0 + $1.count }
            #expect(size <= node.configuration.blockBytesMax)
            #expect(!block.transactions.isEmpty)
            total += block.transactions.count
        }
        #expect(total == many.count)
        await node.shutDown()
    }
}

extension SubmissionResult {
    var isAccepted: Bool { if case .accepted = self { true } else { false } }
    var refusal: Refusal? { if case .refused(let refusal) = self { refusal } else { nil } }
    /// The code of a refusal; `nil` where accepted.
    var code: RefusalCode? { refusal?.code }
}

extension TestChain {
    var chainID: String { genesis.chainID }
}
