import RightsLedger
import Signatures
import Testing

/// What is due beyond a step's limit is done in the next block.
@Suite struct BlockLimitTests {
    /// The first second of a day far after the fixture's genesis.
    private let far: Int64 = 40_000 * Moment.day

    /// Applies many operations of one party, 256 at a time, in one block.
    private func applyAll(_ operations: [Operation], by party: Party, in ledger: inout LedgerFixture) throws {
        let steps = stride(from: 0, to: operations.count, by: 256).map { start in
            LedgerFixture.Step(party, Array(operations[start..<min(start + 256, operations.count)]))
        }
        let block = try ledger.block(steps)
        for index in steps.indices { _ = try block.events(of: index) }
    }

    @Test func tenThousandExpiriesInABlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let grants = (1...10_003).map { day in
            Operation.grantLot(of: id, to: .alice, from: 0, until: Moment.startDay + UInt16(day))
        }
        try applyAll(grants, by: .brand, in: &ledger)
        let minted = try ledger.supply(id).minted
        let burn = LedgerFixture.Step(.alice, [.burn(.lot(LotID(10_003)))])
        let block = try ledger.block(at: far, [burn])
        #expect(block.before.count == 10_000)
        // What is not processed yet is dead all the same.
        #expect(block.refusal(of: 0)?.code == .lotExpired)
        #expect(ledger.keys(.dueTotal).count == 3)
        let lastDay = UInt64(Moment.startDay) + 10_003
        #expect(try ledger.supply(id).circulating == lastDay * 3 - 3)
        #expect(try ledger.advance(to: far).count == 3)
        #expect(try ledger.supply(id) == SupplyRecord(minted: minted, expired: minted))
    }

    @Test func unitsThatAreDeadButNotProcessedAreDropped() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 120) }
        try ledger.give(30, of: id, to: .alice)
        // 3 classes with 3,334 days each die before the points do, in February 2036, which is day 24,137.
        for symbol in ["AA", "BB", "CC"] {
            let passes = try ledger.passes(symbol)
            let grants = (1...3_334).map { day in
                Operation.grantLot(of: passes, to: .bob, from: 0, until: Moment.startDay + UInt16(day))
            }
            try applyAll(grants, by: .brand, in: &ledger)
        }
        let grant = LedgerFixture.Step(.brand, [.grant(7, of: id, to: .alice)])
        let block = try ledger.block(at: far, [grant])
        #expect(block.before.count == 10_000)
        #expect(try ledger.units(.alice, id) == 7)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 37, circulating: 37))
        let events = try ledger.advance(to: far)
        #expect(events.last == .expired(Expired(classID: id, measure: 30, due: 24_137 * Moment.day)))
        #expect(try ledger.supply(id) == SupplyRecord(minted: 37, circulating: 7, expired: 30))
    }

    @Test func tenThousandRedemptionsInABlock() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger, units: 10_002) { $0.rate = Ratio(0) }
        try applyAll(
            [Operation](repeating: counter.redeem(1), count: 10_002), by: .alice, in: &ledger)
        let deadline = Moment.start + Moment.day
        #expect(try ledger.advance(to: deadline).count == 10_000)
        #expect(ledger.keys(.receiptDeadline).count == 2)
        #expect(try ledger.receipt(ReceiptID(10_001)).status == .open)
        let late = try ledger.block([LedgerFixture.Step(.shop, [.refund(ReceiptID(10_002))])])
        #expect(late.before.count == 2)
        #expect(late.refusal(of: 0)?.code == .receiptNotOpen)
        #expect(try ledger.units(.brand, counter.points) == 10_002)
    }

    @Test func aRefundThatWaitsBehindTheLimitIsTooLate() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger, units: 10_001) { $0.rate = Ratio(0) }
        try applyAll(
            [Operation](repeating: counter.redeem(1), count: 10_001), by: .alice, in: &ledger)
        let refund = LedgerFixture.Step(.shop, [.refund(ReceiptID(10_001))])
        let block = try ledger.block(at: Moment.start + Moment.day, [refund])
        #expect(block.before.count == 10_000)
        #expect(block.refusal(of: 0)?.code == .refundWindowClosed)
    }

    @Test func aThousandEmissionsInABlock() throws {
        var ledger = try LedgerFixture()
        let emission = Emission(
            start: Moment.start, epochSeconds: 1, epochs: 0, beneficiary: Party.alice.id,
            curve: .constant(amount: 1))
        let id = try ledger.points { $0.emission = emission }
        let time = Moment.start + 2_499
        #expect(try ledger.advance(to: time).count == 1_000)
        #expect(try ledger.emission(id, due: Moment.start + 1_000) == EmissionCursor(epoch: 1_000, amount: 1))
        #expect(try ledger.advance(to: time).count == 1_000)
        #expect(try ledger.advance(to: time).count == 500)
        #expect(try ledger.advance(to: time).isEmpty)
        #expect(try ledger.units(.alice, id) == 2_500)
    }

    @Test func lateEmissionsOfTwoClassesTakeTurnsByTheirDueSeconds() throws {
        var ledger = try LedgerFixture()
        var emission = Emission(
            start: Moment.start, epochSeconds: 10, epochs: 3, beneficiary: Party.alice.id,
            curve: .constant(amount: 1))
        let first = try ledger.points("ONE") { $0.emission = emission }
        emission.start += 5
        let second = try ledger.points("TWO") { $0.emission = emission }
        // The block that created the second class served the first epoch of the first.
        let classes = try ledger.advance(to: Moment.start + 100).compactMap { event -> ClassID? in
            if case .minted(let minted) = event { minted.classID } else { nil }
        }
        #expect(classes == [second, first, second, first, second])
    }

    @Test func aThousandCalendarBurnsInABlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5_000, of: id, to: .brand)
        let time = Moment.start + 60
        try applyAll(
            [Operation](repeating: .scheduleBurn(1, of: id, at: time), count: 1_001), by: .brand, in: &ledger)
        #expect(try ledger.advance(to: time).count == 1_000)
        #expect(ledger.keys(.scheduledBurn) == [.scheduledBurn(due: time, ScheduledBurnID(1_001))])
        #expect(try ledger.advance(to: time).count == 1)
        #expect(try ledger.units(.brand, id) == 3_999)
    }
}
