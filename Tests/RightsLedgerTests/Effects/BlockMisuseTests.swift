import RightsLedger
import Signatures
import Testing

/// What the ledger does when a block comes out of turn, or the state is not what the ledger wrote: it fails with a typed
/// failure, and never goes on.
@Suite struct BlockMisuseTests {
    private static func state() throws -> DictionaryState {
        try LedgerFixture().state
    }

    private static func expectInvalidBlock(
        _ sourceLocation: SourceLocation = #_sourceLocation, _ run: () throws -> Void
    ) {
        do {
            try run()
            Issue.record("accepted", sourceLocation: sourceLocation)
        } catch LedgerFailure.invalidBlock {
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [0, 2, UInt64.max])
    func aHeightThatDoesNotFollowIsRefused(height: UInt64) throws {
        let state = try Self.state()
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: height, time: Moment.start)
        }
    }

    @Test(arguments: [Moment.start - 1, 0, -1, .min, FieldBounds.blockTimes.upperBound + 1, .max])
    func aTimeThatDoesNotFollowIsRefused(time: Int64) throws {
        let state = try Self.state()
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: 1, time: time)
        }
    }

    @Test func aBlockAtTheLastTimeThereIsRuns() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 120) }
        try ledger.block(at: FieldBounds.blockTimes.upperBound)
        try ledger.give(5, of: id, to: .alice)
        #expect(try ledger.units(.alice, id) == 5)
    }

    @Test func aStateWithoutGenesisIsRefused() {
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: DictionaryState())
            _ = try execution.begin(height: 1, time: Moment.start)
        }
    }

    @Test func callsOutOfTurnAreRefused() throws {
        let state = try Self.state()
        let transaction = try CheckedTransaction(
            unsigned: TransactionBody(
                chainID: LedgerFixture.chainID, sender: Party.alice.id, nonce: 0, expiryHeight: 9,
                operations: [.freeze(.bob)]), publicKey: Party.alice.key)
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.execute(transaction)
        }
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.finish()
        }
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: 1, time: Moment.start)
            _ = try execution.begin(height: 1, time: Moment.start)
        }
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: 1, time: Moment.start)
            _ = try execution.finish()
            _ = try execution.execute(transaction)
        }
        Self.expectInvalidBlock {
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: 1, time: Moment.start)
            _ = try execution.finish()
            _ = try execution.finish()
        }
    }

    @Test func aSupplyThatIsNotConservedStopsTheBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5, of: id, to: .alice)
        var supply = try ledger.supply(id)
        supply.circulating += 1
        var state = ledger.state
        state.set(supply.encoded(), forKey: StateKey.supply(id).bytes)

        var execution = BlockExecution(state: state)
        _ = try execution.begin(height: ledger.height + 1, time: ledger.time)
        let burn = TransactionBody(
            chainID: LedgerFixture.chainID, sender: Party.alice.id, nonce: 0, expiryHeight: .max,
            operations: [.burn(.units(id, 1))])
        let outcome = try execution.execute(
            CheckedTransaction(unsigned: burn, publicKey: Party.alice.key))
        guard case .applied = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(
            throws: LedgerFailure.brokenInvariant("the supply under key 2200000001 is not conserved")
        ) { try execution.finish() }
    }

    @Test func aCorruptRecordStopsTheBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5, of: id, to: .alice)
        let key = StateKey.balance(Party.alice.id, id).bytes
        for value in [[], [2], [1], [1, 0], [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]] as [[UInt8]] {
            var state = ledger.state
            state.set(value, forKey: key)
            var execution = BlockExecution(state: state)
            _ = try execution.begin(height: ledger.height + 1, time: ledger.time)
            let send = TransactionBody(
                chainID: LedgerFixture.chainID, sender: Party.alice.id, nonce: 0, expiryHeight: .max,
                operations: [.send(1, of: id, to: .bob)])
            let transaction = try CheckedTransaction(unsigned: send, publicKey: Party.alice.key)
            #expect(throws: LedgerFailure.corruptRecord(key: Hex.encode(key))) {
                try execution.execute(transaction)
            }
        }
    }

    @Test func aStoreThatFailsStopsTheBlock() throws {
        struct FailingState: StateReading {
            func value(forKey key: [UInt8]) throws(StateFailure) -> [UInt8]? {
                throw StateFailure(reason: "disk gone")
            }

            func scan(
                from: [UInt8], upTo: [UInt8], limit: Int
            ) throws(StateFailure) -> [(key: [UInt8], value: [UInt8])] {
                throw StateFailure(reason: "disk gone")
            }
        }
        let gone = LedgerFailure.storage(StateFailure(reason: "disk gone"))
        var execution = BlockExecution(state: FailingState())
        #expect(throws: gone) { try execution.begin(height: 1, time: Moment.start) }
        let reader = LedgerReader(state: FailingState())
        #expect(throws: gone) { try reader.chain() }
        #expect(throws: gone) { try reader.lots(of: Party.alice.id, limit: 1) }
    }
}
