import RightsLedger
import Signatures
import Testing

/// The laws that the fixture checks after every block notice each record that does not fit the others.
@Suite struct LedgerLawsTests {
    /// A state with units, a lot, an item, an open receipt and a fund.
    private func ledger() throws -> LedgerFixture {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        _ = try ledger.giveLot(of: ledger.passes(), to: .bob)
        _ = try ledger.giveItem(of: ledger.art(), to: .bob)
        let dying = try ledger.points("DIE") { $0.expiry = .fixed(.march) }
        try ledger.give(10, of: dying, to: .bob)
        _ = try ledger.redeem(.units(7, of: fund.points), under: ledger.agreement(on: fund.points), by: .alice)
        return ledger
    }

    @Test func aStateOfTheLedgerHasNoViolation() throws {
        let ledger = try ledger()
        #expect(LedgerLaws.violations(in: ledger.state.entries, at: ledger.time).isEmpty)
    }

    @Test func everyRecordThatIsMissedIsNoticed() throws {
        let ledger = try ledger()
        let watched: [StateKey.Tag] = [
            .classRecord, .supply, .dueTotal, .balance, .lot, .item, .ownedItem, .receipt, .receiptDeadline, .buyBack,
        ]
        for tag in watched {
            let keys = ledger.keys(tag)
            #expect(!keys.isEmpty, "\(tag)")
            for key in keys {
                var state = ledger.state
                state.set(nil, forKey: key.bytes)
                #expect(!LedgerLaws.violations(in: state.entries, at: ledger.time).isEmpty, "\(key)")
            }
        }
    }

    @Test func everyNumberThatIsWrongIsNoticed() throws {
        let ledger = try ledger()
        for tag in [StateKey.Tag.supply, .dueTotal, .balance] {
            for key in ledger.keys(tag) {
                var state = ledger.state
                var value = try #require(try state.value(forKey: key.bytes))
                value[value.count - 1] ^= 1
                state.set(value, forKey: key.bytes)
                #expect(!LedgerLaws.violations(in: state.entries, at: ledger.time).isEmpty, "\(key)")
            }
        }
    }

    @Test func whatIsDeadDoesNotCountOnceItIsProcessed() throws {
        let ledger = try ledger()
        // Seen from April, the units that die in March are due but not processed.
        #expect(LedgerLaws.violations(in: ledger.state.entries, at: Moment.april).isEmpty)
        var state = ledger.state
        for key in ledger.keys(.dueTotal) { state.set(nil, forKey: key.bytes) }
        #expect(!LedgerLaws.violations(in: state.entries, at: Moment.april).isEmpty)
    }
}
