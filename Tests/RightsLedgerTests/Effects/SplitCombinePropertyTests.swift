import RightsLedger
import Signatures
import TestSupport
import Testing

/// Combining in the reverse order undoes any splits of any lot, whichever of two lots survives.
@Suite struct SplitCombinePropertyTests {
    private let today = Moment.startDay

    /// A lot that is alive, with random contents.
    private func randomGrant(_ random: inout SeededGenerator, of id: ClassID) -> Operation {
        let from = random.number(in: UInt64(today) - 20...UInt64(today) + 40)
        let until = random.number(in: max(from, UInt64(today)) + 1...max(from, UInt64(today)) + 60)
        let quantity = random.chance(1, in: 4) ? UInt64(UInt32.max) : random.number(in: 1...50)
        return .grantLot(
            of: id, to: .alice, quantity: UInt32(quantity), tier: UInt16(random.below(3)),
            scope: max(1, random.next() & random.next()), from: UInt16(from), until: UInt16(until))
    }

    /// A part that the lot can be split by, or `nil` where the chosen way has none.
    private func randomPart(_ random: inout SeededGenerator, of lot: LotRecord) -> Split.Part? {
        switch random.below(3) {
        case 0:
            guard lot.quantity > 1 else { return nil }
            return .quantity(random.number(in: 1...UInt64(lot.quantity) - 1))
        case 1:
            let first = UInt64(max(lot.validFrom, today)) + 1
            let last = UInt64(lot.validUntil) - 1
            guard first <= last else { return nil }
            return .day(UInt32(random.number(in: first...last)))
        default:
            let scope = lot.scope & random.next()
            guard scope != 0, scope != lot.scope else { return nil }
            return .scope(scope)
        }
    }

    /// Splits random lots of Alice a few times; gives the pairs of rest and part in order.
    private func splitAtRandom(
        _ ledger: inout LedgerFixture, _ random: inout SeededGenerator, _ lot: LotID
    ) throws -> [(rest: LotID, part: LotID)] {
        var mine = [lot]
        var pairs: [(rest: LotID, part: LotID)] = []
        for _ in 0..<random.number(in: 1...6) {
            guard let chosen = random.element(of: mine) else { continue }
            let record = try #require(try ledger.lot(chosen, of: .alice))
            guard let part = randomPart(&random, of: record) else { continue }
            let events = try ledger.apply(.split(chosen, part), by: .alice)
            guard case .lotSplit(let split)? = events.first else { throw LedgerFixture.MissingEvent(name: "lotSplit") }
            #expect(split.rest.lot == chosen)
            #expect(split.rest.record.scopeDays + split.part.record.scopeDays == record.scopeDays)
            mine.append(split.part.lot)
            pairs.append((chosen, split.part.lot))
        }
        return pairs
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func combiningUndoesEverySplit(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var ledger = try LedgerFixture()
        let id = try ledger.passes { $0.scopeCount = 64 }
        var splits = 0
        for round in 0..<60 {
            let granted = try ledger.apply(randomGrant(&random, of: id), by: .brand)
            guard case .minted(let minted)? = granted.first, case .lot(let original) = minted.right else {
                throw LedgerFixture.MissingEvent(name: "minted")
            }
            let supply = try ledger.supply(id)
            let dueBefore = ledger.keys(.dueTotal)
            let pairs = try splitAtRandom(&ledger, &random, original.lot)
            splits += pairs.count
            // The lot that now stands for each id that was combined away.
            var survivor: [LotID: LotID] = [:]
            for (rest, part) in pairs.reversed() {
                var (into, from) = (survivor[rest] ?? rest, survivor[part] ?? part)
                if random.chance(1, in: 2) { swap(&into, &from) }
                try ledger.apply(.combine(from, into: into), by: .alice)
                survivor[rest] = into
            }
            let last = survivor[original.lot] ?? original.lot
            let context = Comment("seed \(seed), round \(round)")
            #expect(try ledger.lot(last, of: .alice) == original.record, context)
            #expect(ledger.keys(.lot) == [.lot(Party.alice.id, last)], context)
            #expect(try ledger.supply(id) == supply, context)
            #expect(ledger.keys(.dueTotal) == dueBefore, context)
            try ledger.apply(.burn(.lot(last)), by: .alice)
        }
        #expect(splits > 60, "seed \(seed)")
    }
}
