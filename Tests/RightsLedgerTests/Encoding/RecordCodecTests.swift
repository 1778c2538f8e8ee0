import RightsLedger
import Signatures
import TestSupport
import Testing

/// Every record comes back as it was, and nothing but its canonical bytes is read.
@Suite struct RecordCodecTests {
    /// Checks round trip, version, length and damage of the records of one type.
    private func check<Record: StateRecord>(_ samples: [Record], seed: UInt64 = 51) {
        #expect(!samples.isEmpty)
        for sample in samples {
            let bytes = sample.encoded()
            #expect((try? Record(decoding: bytes)) == sample)
            #expect(bytes.first == 1)
            for count in 0..<bytes.count {
                #expect(throws: MalformedRecord.self, "\(Record.self): \(count) of \(bytes.count) bytes") {
                    try Record(decoding: Array(bytes.prefix(count)))
                }
            }
            for suffix in [[0], [1], bytes] {
                #expect(throws: MalformedRecord.self) { try Record(decoding: bytes + suffix) }
            }
            for version in [0, 2, 255] as [UInt8] {
                #expect(throws: MalformedRecord.self) { try Record(decoding: [version] + bytes.dropFirst()) }
            }
            checkHostileCounts(sample, bytes)
        }
        var mutator = ByteMutator(seed: seed, corpus: samples.map { $0.encoded() })
        for round in 0..<3_000 { checkCanonical(Record.self, mutator.next(), "seed \(seed), round \(round)") }
    }

    /// What is read at all is read from its canonical bytes.
    private func checkCanonical<Record: StateRecord>(_ type: Record.Type, _ bytes: [UInt8], _ context: String) {
        guard let record = try? Record(decoding: bytes) else { return }
        #expect(record.encoded() == bytes, "\(Record.self), \(context)")
    }

    /// Puts the largest length and count at every place; none may be believed before the bytes are there.
    private func checkHostileCounts<Record: StateRecord>(_ record: Record, _ bytes: [UInt8]) {
        for position in 1..<bytes.count {
            for width in [1, 2, 8] where position + width <= bytes.count {
                var hostile = bytes
                for offset in 0..<width { hostile[position + offset] = 0xFF }
                checkCanonical(Record.self, hostile, "0xFF at \(position)")
                checkCanonical(Record.self, Array(hostile.prefix(position + width)), "cut at \(position)")
            }
        }
    }

    @Test func accounts() { check(SampleRecords.accounts) }
    @Test func chains() { check(SampleRecords.chains) }
    @Test func classes() { check(SampleRecords.classes) }
    @Test func supplies() { check(SampleRecords.supplies) }
    @Test func balances() { check(SampleRecords.balances) }
    @Test func lots() { check([SampleRecords.lot]) }
    @Test func items() { check(SampleRecords.items) }
    @Test func quotaTallies() { check([QuotaTally(period: 0, units: .max), QuotaTally(period: .max, units: 0)]) }
    @Test func emissionCursors() { check([EmissionCursor(epoch: .max, amount: 5)]) }
    @Test func campaigns() { check(SampleRecords.campaigns) }
    @Test func attestedEvents() { check(SampleRecords.attestedEvents) }
    @Test func agreements() { check(SampleRecords.agreements) }
    @Test func receipts() { check(SampleRecords.receipts) }
    @Test func settlements() { check(SampleRecords.settlements) }
    @Test func scheduledBurns() { check([ScheduledBurnRecord(classID: ClassID(.max), amount: 1)]) }
    @Test func buyBacks() { check(SampleRecords.buyBacks) }

    @Test func aBalanceIsAscendingAndWithoutZero() {
        let good: [UInt8] = [1, 0, 2, 2, 0xA0, 0, 0, 0, 0, 0, 0, 0, 5, 2, 0xA1, 0, 0, 0, 0, 0, 0, 0, 6]
        let balance = BalanceRecord(entries: [BucketUnits(5, .january), BucketUnits(6, .february)])
        #expect(balance.encoded() == good)
        for (position, value) in [(4, 0xA1), (4, 0xA2), (12, 0), (22, 0), (2, 1), (2, 3)] as [(Int, UInt8)] {
            var bad = good
            bad[position] = value
            #expect(throws: MalformedRecord.self, "byte \(position)") { try BalanceRecord(decoding: bad) }
        }
        let empty = BalanceRecord(entries: [])
        #expect(empty.encoded() == [1, 0, 0])
    }

    @Test func flagsAndChoicesHaveNoSecondForm() {
        let account = AccountRecord().encoded()
        for value in [2, 255] as [UInt8] {
            #expect(throws: MalformedRecord.self) { try AccountRecord(decoding: account.dropLast() + [value]) }
        }
        for agreement in SampleRecords.agreements {
            for value in [0, 4, 255] as [UInt8] {
                #expect(throws: MalformedRecord.self) {
                    try AgreementRecord(decoding: agreement.encoded().dropLast() + [value])
                }
            }
        }
    }
}
