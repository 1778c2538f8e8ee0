import RightsLedger
import Testing

/// What splits and combinations leave, record by record.
@Suite struct SplitCombineTests {
    private let today = Moment.startDay
    private let first = LotID(1)
    private let second = LotID(2)

    /// A ledger in which Alice has lot 1: 5 lots of tier 3, scopes 0 to 2, from yesterday for ten days.
    private func oneLot() throws -> (ledger: LedgerFixture, record: LotRecord) {
        var ledger = try LedgerFixture()
        let lot = try ledger.giveLot(
            of: ledger.passes(), to: .alice, quantity: 5, tier: 3, scope: 0b111, from: today - 1, until: today + 9)
        return (ledger, try #require(try ledger.lot(lot, of: .alice)))
    }

    /// Splits lot 1 and checks the two lots, the event and that no measure came or went.
    private func split(_ part: Split.Part, rest expectedRest: LotRecord, new expectedPart: LotRecord) throws {
        var (ledger, _) = try oneLot()
        let supply = try ledger.supply(ClassID(1))
        let events = try ledger.apply(.split(first, part), by: .alice)
        #expect(try ledger.lot(first, of: .alice) == expectedRest)
        #expect(try ledger.lot(second, of: .alice) == expectedPart)
        let split = LotSplit(
            owner: Party.alice.id, rest: LotDescription(lot: first, record: expectedRest),
            part: LotDescription(lot: second, record: expectedPart))
        #expect(events == [.lotSplit(split)])
        #expect(expectedRest.scopeDays + expectedPart.scopeDays == 150)
        #expect(try ledger.supply(ClassID(1)) == supply)
        #expect(try ledger.number(at: .counter(.lotID)) == 2)
    }

    @Test func byQuantity() throws {
        var (rest, part) = (try oneLot().record, try oneLot().record)
        rest.quantity = 3
        part.quantity = 2
        try split(.quantity(2), rest: rest, new: part)
    }

    @Test func byDay() throws {
        var (rest, part) = (try oneLot().record, try oneLot().record)
        rest.validUntil = today + 1
        part.validFrom = today + 1
        try split(.day(UInt32(today) + 1), rest: rest, new: part)
    }

    @Test func byScope() throws {
        var (rest, part) = (try oneLot().record, try oneLot().record)
        rest.scope = 0b010
        part.scope = 0b101
        try split(.scope(0b101), rest: rest, new: part)
    }

    @Test func theDayCountsInTheOffsetOfTheClass() throws {
        // At 12:00 UTC it is tomorrow already where the clock is 14 hours ahead.
        var ledger = try LedgerFixture()
        let lot = try ledger.giveLot(of: ledger.passes(utcOffsetMinutes: 840), to: .alice)
        let split = Operation.split(lot, .day(UInt32(today) + 1))
        #expect(try ledger.refusal(of: [split], by: .alice).code == .splitOutOfRange)
        try ledger.apply(.split(lot, .day(UInt32(today) + 2)), by: .alice)
    }

    @Test func aSplitByDayMovesPartOfWhatIsDue() throws {
        var (ledger, _) = try oneLot()
        try ledger.apply(.split(first, .day(UInt32(today) + 1)), by: .alice)
        let early = Int64(today + 1) * Moment.day
        let late = Int64(today + 9) * Moment.day
        #expect(try ledger.number(at: .dueTotal(due: early, ClassID(1))) == 30)
        #expect(try ledger.number(at: .dueTotal(due: late, ClassID(1))) == 120)
        try ledger.apply(.combine(first, into: second), by: .alice)
        #expect(ledger.keys(.dueTotal) == [.dueTotal(due: late, ClassID(1))])
        #expect(try ledger.number(at: .dueTotal(due: late, ClassID(1))) == 150)
    }

    @Test(arguments: [
        Split.Part.quantity(2), .day(UInt32(Moment.startDay) + 4), .scope(0b100),
    ])
    func combiningUndoesASplitInBothDirections(part: Split.Part) throws {
        for (into, from) in [(first, second), (second, first)] {
            var (ledger, record) = try oneLot()
            let supply = try ledger.supply(ClassID(1))
            try ledger.apply(.split(first, part), by: .alice)
            let events = try ledger.apply(.combine(from, into: into), by: .alice)
            let combined = LotsCombined(
                owner: Party.alice.id, into: LotDescription(lot: into, record: record), from: from)
            #expect(events == [.lotsCombined(combined)])
            #expect(try ledger.lot(into, of: .alice) == record)
            #expect(try ledger.lot(from, of: .alice) == nil)
            #expect(try ledger.supply(ClassID(1)) == supply)
        }
    }

    @Test func equalLotsAddUpToTheLargestQuantity() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let one = try ledger.giveLot(of: id, to: .alice, quantity: .max - 1)
        let other = try ledger.giveLot(of: id, to: .alice, quantity: 1)
        try ledger.apply(.combine(one, into: other), by: .alice)
        #expect(try ledger.lot(other, of: .alice)?.quantity == .max)
    }

    @Test func whatIsCombinedWasNotOnceOneLot() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let one = try ledger.giveLot(of: id, to: .alice, from: today, until: today + 3)
        let next = try ledger.giveLot(of: id, to: .bob, from: today + 3, until: today + 5)
        try ledger.apply(.send(next, to: .alice), by: .bob)
        try ledger.apply(.combine(one, into: next), by: .alice)
        let record = try #require(try ledger.lot(next, of: .alice))
        #expect(record.validFrom == today && record.validUntil == today + 5)
    }

    @Test func aSoulboundLotCanBeSplitAndCombined() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes { $0.transferability = .soulbound }
        let lot = try ledger.giveLot(of: id, to: .alice, quantity: 2)
        try ledger.apply(.split(lot, .quantity(1)), .combine(second, into: lot), by: .alice)
        #expect(try ledger.lot(lot, of: .alice)?.quantity == 2)
    }
}
