import RightsLedger
import Signatures
import Testing

/// What a grant mints, and when it dies.
@Suite struct GrantTests {
    /// Where points go that are granted at a time.
    struct Bucket: Sendable, CustomTestStringConvertible {
        let name: String
        let expiry: Expiry?
        var offset: Int32 = 0
        var time: Int64 = Moment.start
        let bucket: MonthBucket
        /// When they die; `nil` for never.
        let due: Int64?

        var testDescription: String { name }

        static let all: [Bucket] = [
            Bucket(name: "never", expiry: nil, bucket: .never, due: nil),
            Bucket(name: "this month", expiry: .fixed(.january), bucket: .january, due: Moment.february),
            Bucket(name: "the next month", expiry: .rolling(months: 1), bucket: .february, due: Moment.march),
            Bucket(name: "two months on", expiry: .rolling(months: 2), bucket: .march, due: Moment.april),
            Bucket(
                name: "over the year's end", expiry: .rolling(months: 12), bucket: MonthBucket(rawValue: 684),
                due: 1_801_440_000),  // 2027-02-01
            Bucket(
                name: "ten years on", expiry: .rolling(months: 120), bucket: MonthBucket(rawValue: 792),
                due: 2_085_436_800),  // 2036-02-01
            Bucket(
                name: "east of Greenwich a month ends earlier", expiry: .rolling(months: 1), offset: 60,
                bucket: .february, due: Moment.march - 3_600),
            Bucket(
                name: "west of Greenwich it ends later", expiry: .rolling(months: 1), offset: -300,
                bucket: .february, due: Moment.march + 18_000),
            Bucket(
                name: "half an hour before February in UTC it is February in the east", expiry: .rolling(months: 1),
                offset: 60, time: Moment.february - 1_800, bucket: .march, due: Moment.april - 3_600),
            Bucket(
                name: "the last second of January", expiry: .rolling(months: 1), time: Moment.february - 1,
                bucket: .february, due: Moment.march),
            Bucket(
                name: "the first second of February", expiry: .rolling(months: 1), time: Moment.february,
                bucket: .march, due: Moment.april),
        ]
    }

    @Test(arguments: Bucket.all) func pointsGoToTheBucketOfTheirExpiry(row: Bucket) throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points(utcOffsetMinutes: row.offset) { $0.expiry = row.expiry }
        let events = try ledger.apply(.grant(70, of: id, to: .alice), by: .brand, at: row.time)
        let minted = Minted(
            classID: id, recipient: Party.alice.id, cause: .grant, measure: 70,
            right: .units(BucketUnits(70, row.bucket)))
        #expect(events == [.minted(minted)])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(70, row.bucket)])
        #expect(try ledger.supply(id) == SupplyRecord(minted: 70, circulating: 70))
        #expect(ledger.keys(.dueTotal) == (row.due.map { [.dueTotal(due: $0, id)] } ?? []))
        if let due = row.due { #expect(try ledger.number(at: .dueTotal(due: due, id)) == 70) }
    }

    @Test func grantsOfOneMonthAddUp() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 2) }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(5, of: id, to: .alice), .grant(7, of: id, to: .bob), by: .brand, at: Moment.start + 9)
        try ledger.apply(.grant(11, of: id, to: .alice), by: .brand, at: Moment.february)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(35, .march), BucketUnits(11, .april)])
        #expect(try ledger.number(at: .dueTotal(due: Moment.april, id)) == 42)
        #expect(try ledger.number(at: .dueTotal(due: Moment.may, id)) == 11)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 53, circulating: 53))
    }

    @Test func theWholeCapCanBeGranted() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.cap = 100 }
        try ledger.apply(.grant(60, of: id, to: .alice), .grant(40, of: id, to: .alice), by: .brand)
        #expect(try ledger.supply(id).minted == 100)
        let uncapped = try ledger.points("BIG")
        try ledger.give(.max, of: uncapped, to: .alice)
        #expect(try ledger.supply(uncapped).circulating == .max)
    }

    @Test func aLotIsMintedInScopeDays() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes(utcOffsetMinutes: -60)
        let day = Moment.startDay
        let grant = Operation.grantLot(
            of: id, to: .alice, quantity: 3, tier: 9, scope: 0b1000_0101, from: day - 1, until: day + 4)
        let events = try ledger.apply(grant, by: .brand)
        let record = LotRecord(
            classID: id, quantity: 3, tier: 9, scope: 0b1000_0101, validFrom: day - 1, validUntil: day + 4)
        // 3 lots of 3 scopes and 5 days.
        let minted = Minted(
            classID: id, recipient: Party.alice.id, cause: .grant, measure: 45,
            right: .lot(LotDescription(lot: LotID(1), record: record)))
        #expect(events == [.minted(minted)])
        #expect(try ledger.lot(LotID(1), of: .alice) == record)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 45, circulating: 45))
        let due = Int64(day + 4) * Moment.day + 3_600
        #expect(ledger.keys(.dueTotal) == [.dueTotal(due: due, id)])
        #expect(try ledger.number(at: .dueTotal(due: due, id)) == 45)
    }

    @Test func aLotCanBeGrantedWhileItsLastSecondLasts() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let lastSecond = Int64(Moment.startDay + 1) * Moment.day - 1
        try ledger.apply(
            .grantLot(of: id, to: .alice, from: 0, until: Moment.startDay + 1), by: .brand, at: lastSecond)
        #expect(try ledger.supply(id).circulating == UInt64(Moment.startDay) + 1)
    }

    @Test func theLargestLotCounts() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes { $0.scopeCount = 64 }
        let grant = Operation.grantLot(
            of: id, to: .alice, quantity: .max, tier: .max, scope: .max, from: 0, until: .max)
        try ledger.apply(grant, by: .brand)
        #expect(try ledger.supply(id).minted == UInt64(UInt32.max) * 64 * 65_535)
    }

    @Test func lotsAreCountedOverAllClasses() throws {
        var ledger = try LedgerFixture()
        let first = try ledger.passes()
        let second = try ledger.passes("VISIT", by: .rival)
        #expect(try ledger.giveLot(of: first, to: .alice) == LotID(1))
        #expect(try ledger.giveLot(of: second, to: .alice) == LotID(2))
        #expect(try ledger.giveLot(of: first, to: .bob) == LotID(3))
    }

    @Test func itemsAreCountedWithinTheirClass() throws {
        var ledger = try LedgerFixture()
        let first = try ledger.art()
        let second = try ledger.art("CARD", by: .rival)
        #expect(try ledger.giveItem(of: first, to: .alice) == Item(classID: first, serial: 1))
        #expect(try ledger.giveItem(of: second, to: .alice) == Item(classID: second, serial: 1))
        let events = try ledger.apply(.grantItem(of: first, to: .bob, metadata: "vase"), by: .brand)
        let minted = Minted(
            classID: first, recipient: Party.bob.id, cause: .grant, measure: 1, right: .item(serial: 2))
        #expect(events == [.minted(minted)])
        let item = Item(classID: first, serial: 2)
        #expect(try ledger.item(item) == ItemRecord(owner: Party.bob.id, metadataHash: .named("vase")))
        #expect(try ledger.has(.ownedItem(Party.bob.id, item)))
        #expect(try ledger.supply(first) == SupplyRecord(minted: 2, circulating: 2))
    }

    @Test func aSerialIsNotUsedAgainAfterABurn() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.art()
        let item = try ledger.giveItem(of: id, to: .alice)
        try ledger.apply(.burn(.item(item)), by: .alice)
        #expect(try ledger.giveItem(of: id, to: .alice).serial == 2)
    }
}
