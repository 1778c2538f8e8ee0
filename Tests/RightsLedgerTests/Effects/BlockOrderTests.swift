import RightsLedger
import Signatures
import Testing

/// The steps of a block come in the order of the rules, and a block follows the last one.
@Suite struct BlockOrderTests {
    /// The name of each event, to compare an order at a glance.
    private func names(_ events: [LedgerEvent]) -> [String] { events.map(\.typeName) }

    @Test func everyStepInOneBlock() throws {
        var ledger = try LedgerFixture()
        let dying = try ledger.points("DIE") { $0.expiry = .fixed(.january) }
        try ledger.give(9, of: dying, to: .alice)
        let counter = try Counter(in: &ledger) { $0.refundWindowSeconds = UInt64(Moment.february - Moment.start) }
        _ = try counter.receipt(in: &ledger)
        try ledger.give(5, of: counter.points, to: .brand)
        try ledger.apply(.scheduleBurn(8, of: counter.points, at: Moment.february), by: .brand)
        _ = try ledger.points("EMIT") {
            $0.emission = Emission(
                start: Moment.february, epochSeconds: 60, epochs: 1, beneficiary: Party.alice.id,
                curve: .constant(amount: 4))
        }
        let burn = LedgerFixture.Step(.alice, [.burn(.units(1, of: counter.points))])
        let block = try ledger.block(at: Moment.february, [burn])
        #expect(names(block.before) == ["expired", "minted", "burned", "redemptionFinal"])
        #expect(names(try block.events(of: 0)) == ["burned"])
        #expect(names(block.after) == ["epochNetted"])
        // The calendar burn saw the issuer's 5 units, not the 10 that came back a step later.
        #expect(try ledger.supply(counter.points).burnedByCalendar == 5)
        #expect(try ledger.units(.brand, counter.points) == 10)
    }

    @Test func anEmissionCanBeBurnedByTheCalendarOfTheSameBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.emission = Emission(
                start: Moment.start + 60, epochSeconds: 60, epochs: 1, beneficiary: Party.brand.id,
                curve: .constant(amount: 4))
        }
        try ledger.apply(.scheduleBurn(9, of: id, at: Moment.start + 60), by: .brand)
        #expect(names(try ledger.advance(to: Moment.start + 60)) == ["minted", "burned"])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 4, burnedByCalendar: 4))
    }

    @Test func transactionsSeeWhatTheBlockDidBefore() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger)
        _ = try counter.receipt(in: &ledger)
        let step = LedgerFixture.Step(.brand, [.send(10, of: counter.points, to: .bob)])
        let block = try ledger.block(at: Moment.start + Moment.day, [step])
        #expect(block.refusal(of: 0) == nil)
        #expect(try ledger.units(.bob, counter.points) == 10)
    }

    @Test func laterTransactionsSeeEarlierOnes() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let block = try ledger.block([
            LedgerFixture.Step(.alice, [.send(5, of: id, to: .bob)]),
            LedgerFixture.Step(.brand, [.grant(5, of: id, to: .alice)]),
            LedgerFixture.Step(.alice, [.send(5, of: id, to: .bob)]),
            LedgerFixture.Step(.bob, [.send(5, of: id, to: .carol)]),
        ])
        #expect(block.refusal(of: 0)?.code == .balanceTooLow)
        #expect(block.outcomes.count == 4)
        #expect((1...3).allSatisfy { block.refusal(of: $0) == nil })
        #expect(try ledger.units(.carol, id) == 5)
    }

    @Test func theChainRemembersHeightAndTime() throws {
        var ledger = try LedgerFixture()
        let genesis = ChainRecord(
            chainID: LedgerFixture.chainID, epochRule: .month(utcOffsetMinutes: 0),
            openEpoch: UInt64(MonthBucket.january.rawValue), height: 0, time: Moment.start)
        #expect(try ledger.record(at: .chain) == genesis)
        try ledger.advance(to: Moment.start + 7)
        var next = genesis
        next.height = 1
        next.time = Moment.start + 7
        #expect(try ledger.record(at: .chain) == next)
    }

    @Test func changesAreSortedOnceEachAndTellWhatWasThere() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5, of: id, to: .alice)
        let before = Dictionary(uniqueKeysWithValues: ledger.state.entries.map { ($0.key, $0.value) })
        let block = try ledger.block([
            LedgerFixture.Step(.alice, [.send(5, of: id, to: .bob)]),
            LedgerFixture.Step(.bob, [.send(5, of: id, to: .carol)]),
        ])
        let keys = block.changes.map(\.key)
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        for change in block.changes {
            if case .known(let previous) = change.previous { #expect(previous == before[change.key]) }
        }
    }
}
