import RightsLedger
import Signatures
import TestSupport
import Testing

/// Whatever bytes come, the answer is a transaction or a typed refusal, soon and without much memory.
@Suite struct HostileTransactionTests {
    /// What a damaged transaction can be refused for before a block.
    private static let stateless: Set<RefusalCode> = [
        .malformedEncoding, .transactionTooLarge, .wrongChain, .operationCountInvalid, .fieldInvalid,
        .signatureInvalid, .proofOfPossessionInvalid,
    ]

    private func corpus() throws -> [[UInt8]] {
        let fixture = try SignedFixture()
        let samples = SampleOperations.all + SampleOperations.variants
        let single = samples.map { fixture.transaction([$0]) }
        return single + [fixture.transaction(samples), try rotation(fixture)]
    }

    private func rotation(_ fixture: SignedFixture) throws -> [UInt8] {
        fixture.transaction([.rotateKey(fixture.rotation(to: try SignedFixture(seed: 2).key))])
    }

    @Test(arguments: [11, 12, 13] as [UInt64])
    func damagedTransactionsAreRefused(seed: UInt64) throws {
        let corpus = try corpus()
        let known = Set(corpus)
        var mutator = ByteMutator(seed: seed, corpus: corpus)
        var refused: [RefusalCode: Int] = [:]
        for round in 0..<20_000 {
            let bytes = mutator.next()
            if let refusal = SignedFixture.refusal(of: bytes) {
                refused[refusal.code, default: 0] += 1
            } else {
                // Only what was signed can pass.
                #expect(known.contains(bytes), "seed \(seed), round \(round)")
            }
        }
        #expect(Set(refused.keys).isSubset(of: Self.stateless), "seed \(seed): \(refused)")
        #expect(refused[.malformedEncoding, default: 0] > 10_000, "seed \(seed): \(refused)")
        #expect(refused[.signatureInvalid, default: 0] > 100, "seed \(seed): \(refused)")
    }

    @Test(arguments: [21, 22] as [UInt64])
    func damagedBodiesThatAreSignedAgainAreCanonicalOrRefused(seed: UInt64) throws {
        let fixture = try SignedFixture()
        let samples = SampleOperations.all + SampleOperations.variants
        var mutator = ByteMutator(seed: seed, corpus: samples.map { fixture.body([$0]).encoded() })
        var passed = 0
        for round in 0..<10_000 {
            let body = mutator.next()
            let bytes = fixture.transaction(body: body)
            do throws(Refusal) {
                let checked = try StatelessCheck.check(bytes, chainID: LedgerFixture.chainID)
                // A change of a number is as good a transaction as before, and has one encoding only.
                #expect(checked.body.encoded() == body, "seed \(seed), round \(round)")
                passed += 1
            } catch {
                #expect(Self.stateless.contains(error.code), "seed \(seed), round \(round)")
                #expect(error.code != .signatureInvalid, "seed \(seed), round \(round)")
            }
        }
        #expect(passed > 100, "seed \(seed): \(passed) passed")
    }

    @Test(arguments: [31] as [UInt64]) func noiseIsRefused(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<5_000 {
            let bytes = random.bytes(count: random.below(400))
            #expect(SignedFixture.refusal(of: bytes)?.code == .malformedEncoding, "seed \(seed)")
        }
    }

    @Test(arguments: [41] as [UInt64]) func damagedEventsAreCanonicalOrRefused(seed: UInt64) {
        var mutator = ByteMutator(seed: seed, corpus: SampleEvents.all.map { $0.encoded() })
        for round in 0..<20_000 {
            let bytes = mutator.next()
            do throws(MalformedEvent) {
                let event = try LedgerEvent(decoding: bytes)
                #expect(event.encoded() == bytes, "seed \(seed), round \(round)")
            } catch {
                continue
            }
        }
    }
}
