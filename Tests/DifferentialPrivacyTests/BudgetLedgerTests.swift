import DifferentialPrivacy
import Foundation
import Signatures
import Synchronization
import TestSupport
import Testing

/// A ledger in memory that breaks off in the middle of an append.
final class FragileStorage: LedgerStorage {
    private struct Content {
        var bytes: [UInt8] = []
        /// How many bytes of the next append reach the storage before it fails; `nil` for no failure.
        var cut: Int?
    }

    private let content = Mutex(Content())

    func breakNextAppend(after byteCount: Int) { content.withLock { $0.cut = byteCount } }

    var bytes: [UInt8] {
        get { content.withLock { $0.bytes } }
        set { content.withLock { $0.bytes = newValue } }
    }

    func withExclusiveAccess<Result>(
        _ body: (any LedgerAccess) throws(PrivacyError) -> Result
    ) throws(PrivacyError) -> Result { try body(Access(storage: self)) }

    private struct Access: LedgerAccess {
        let storage: FragileStorage

        func byteCount() -> UInt64 { storage.content.withLock { UInt64($0.bytes.count) } }
        func read(from offset: UInt64) -> [UInt8] { storage.content.withLock { Array($0.bytes[Int(offset)...]) } }
        func append(_ bytes: [UInt8], at offset: UInt64) throws(PrivacyError) {
            let isBroken = storage.content.withLock { content in
                content.bytes.removeSubrange(Int(offset)...)
                let cut = content.cut
                content.bytes += bytes.prefix(cut ?? bytes.count)
                content.cut = nil
                return cut != nil
            }
            if isBroken { throw .fileUnusable(path: "memory", reason: "killed") }
        }
    }
}

@Suite struct BudgetLedgerTests {
    private func terms(_ total: Double, _ quotas: [String: Double]) throws -> LedgerEntry.Terms {
        LedgerEntry.Terms(
            unit: .epsilon, total: try PrivacyCost(roundingUp: total, delta: 0),
            quotas: try quotas.mapValues { try PrivacyCost(roundingUp: $0, delta: 0) })
    }

    private func cost(_ loss: Double) throws -> PrivacyCost { try PrivacyCost(roundingUp: loss, delta: 0) }

    @Test func theDatasetsBudgetComesBeforeTheQuota() throws {
        let ledger = try BudgetLedger.open(storage: FragileStorage(), terms: terms(1, ["a": 0.7, "b": 0.7]))
        let first = try ledger.reserve(analyst: "a", query: .zero, cost: cost(0.6), events: [])
        #expect(
            throws: PrivacyError.quotaExceeded(
                analyst: "a", BudgetShortfall(asked: try cost(0.2), remaining: try cost(0.1)))
        ) {
            try ledger.reserve(analyst: "a", query: .zero, cost: cost(0.2), events: [])
        }
        #expect(
            throws: PrivacyError.budgetExceeded(
                BudgetShortfall(asked: try cost(0.5), remaining: try cost(0.4)))
        ) {
            try ledger.reserve(analyst: "b", query: .zero, cost: cost(0.5), events: [])
        }
        #expect(throws: PrivacyError.analystUnknown("c")) {
            try ledger.reserve(analyst: "c", query: .zero, cost: cost(0.1), events: [])
        }
        try ledger.commit(first.number, release: .zero)
        #expect(throws: PrivacyError.reservationNotOpen(first.number)) {
            try ledger.commit(first.number, release: .zero)
        }
        #expect(try ledger.status().spent == cost(0.6))
    }

    @Test func aThousandKillsNeverGiveAnAnswerForFree() throws {
        let storage = FragileStorage()
        var random = SeededGenerator(seed: 8)
        let total = 150.0
        _ = try BudgetLedger.open(storage: storage, terms: terms(total, ["a": total]))
        var (answered, kills, refused) = (Set<UInt64>(), 0, 0)
        while kills < 1_000 {
            // A process of its own: it knows nothing but the storage.
            let ledger = BudgetLedger(storage: storage)
            let stage = random.below(4)
            if stage == 0 { storage.breakNextAppend(after: random.below(80)) }
            guard let reservation = try? ledger.reserve(analyst: "a", query: .zero, cost: cost(0.2), events: []) else {
                if stage == 0 { kills += 1 } else { refused += 1 }
                if refused > 2_000 { break }
                if stage != 0 { kills += 1 }
                continue
            }
            if stage == 1 {
                kills += 1
                continue
            }
            if stage == 2 { storage.breakNextAppend(after: random.below(80)) }
            do {
                try ledger.commit(reservation.number, release: .zero)
                #expect(answered.insert(reservation.number).inserted)
                if stage == 3 { kills += 1 }
            } catch {
                kills += 1
            }
        }
        let status = try BudgetLedger(storage: storage).status()
        #expect(status.spent.isWithin(status.total))
        let committed = status.entries.filter { $0.kind == .commit }.compactMap(\.reservation)
        #expect(Set(committed) == answered && committed.count == answered.count)
        #expect(Double(answered.count) * 0.2 <= status.spent.lossValue + 1e-9 && answered.count > 50)
    }

    @Test func sixteenSpendersTakeTurns() async throws {
        let folder = try ScratchFolder()
        let path = folder.path + "/ledger.jsonl"
        _ = try BudgetLedger.open(storage: try LedgerFile.create(path: path), terms: terms(3, ["a": 2, "b": 2]))
        let charge = try cost(0.05)
        let answers = await withTaskGroup(of: Int.self) { group in
            for spender in 0..<16 {
                group.addTask {
                    let ledger = BudgetLedger(storage: LedgerFile(path: path))
                    var answers = 0
                    for _ in 0..<8 {
                        let name = spender.isMultiple(of: 2) ? "a" : "b"
                        guard
                            let reservation = try? ledger.reserve(
                                analyst: name, query: .zero, cost: charge, events: [])
                        else { continue }
                        if (try? ledger.commit(reservation.number, release: .zero)) != nil { answers += 1 }
                    }
                    return answers
                }
            }
            return await group.reduce(0, +)
        }
        let status = try BudgetLedger(storage: LedgerFile(path: path)).status()
        #expect(answers == 60)
        #expect(try status.spent == cost(3))
        #expect(status.openReservations.isEmpty)
    }

    @Test func aChangedLineIsNoticed() throws {
        let storage = FragileStorage()
        let ledger = try BudgetLedger.open(storage: storage, terms: terms(1, ["a": 1]))
        for _ in 0..<3 { _ = try ledger.reserve(analyst: "a", query: .zero, cost: cost(0.1), events: []) }
        let good = storage.bytes
        storage.bytes = Array(
            String(decoding: good, as: UTF8.self).replacing(
                "\"loss\":100000000000,", with: "\"loss\":1,", maxReplacements: 1
            )
            .utf8)
        if storage.bytes == good {
            storage.bytes = Array(String(decoding: good, as: UTF8.self).replacing("100000000000", with: "1").utf8)
        }
        #expect(throws: PrivacyError.self) { try BudgetLedger(storage: storage).status() }
        var mutator = ByteMutator(seed: 4, corpus: [good])
        for _ in 0..<4_000 {
            storage.bytes = mutator.next()
            if let status = try? BudgetLedger(storage: storage).status() {
                #expect(status.spent.isWithin(status.total))
            }
        }
    }
}
