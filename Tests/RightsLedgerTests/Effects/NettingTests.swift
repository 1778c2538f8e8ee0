import RightsLedger
import Signatures
import TestSupport
import Testing

/// How the obligations of an epoch become net positions and settlements.
@Suite struct NettingTests {
    /// Parties that all issue and run a platform, in the order of their ids.
    private static let parties: [Party] = (1...6).map { Party("member \($0)") }.sorted { $0.id < $1.id }

    /// A ledger in which each of the parties can come to owe each other in two currencies.
    private struct Club {
        var ledger: LedgerFixture
        let classes: [Party: ClassID]

        init(epochRule: EpochRule = .month(utcOffsetMinutes: 0)) throws {
            ledger = try LedgerFixture(epochRule: epochRule)
            var classes: [Party: ClassID] = [:]
            for (index, party) in NettingTests.parties.enumerated() {
                try ledger.apply(.setRoles([.issuer, .platform], of: party), by: .regulator)
                let id = try ledger.points("CLASS\(index)", by: party)
                try ledger.apply(.grant(1 << 40, of: id, to: .alice), by: party)
                classes[party] = id
            }
            self.classes = classes
        }

        /// Lets the debtor owe the creditor by a redemption of Alice's.
        mutating func owe(
            _ amount: UInt64, _ currency: CurrencyCode, from debtor: Party, to creditor: Party
        ) throws {
            let id = try #require(classes[debtor])
            let agreement = try ledger.agreement(on: id, by: debtor, with: creditor) { $0.currency = currency }
            _ = try ledger.redeem(.units(amount, of: id), under: agreement, by: .alice)
        }
    }

    private func netted(_ events: [LedgerEvent]) -> [EpochNetted] {
        events.compactMap { if case .epochNetted(let netted) = $0 { netted } else { nil } }
    }

    @Test func threePartiesInTwoCurrencies() throws {
        let (a, b, c) = (NettingTests.parties[0], NettingTests.parties[1], NettingTests.parties[2])
        var club = try Club()
        try club.owe(100, .euro, from: a, to: b)
        try club.owe(70, .euro, from: b, to: c)
        try club.owe(30, .euro, from: c, to: a)
        try club.owe(9, .dollar, from: c, to: b)
        let events = try club.ledger.advance(to: Moment.february)
        let epoch = UInt64(MonthBucket.january.rawValue)
        let euro = EpochNetted(
            epoch: epoch, currency: .euro,
            positions: [
                NetPosition(account: a.id, amount: -70), NetPosition(account: b.id, amount: 30),
                NetPosition(account: c.id, amount: 40),
            ],
            settlements: [
                NetSettlement(debtor: a.id, creditor: b.id, amount: 30),
                NetSettlement(debtor: a.id, creditor: c.id, amount: 40),
            ])
        let dollar = EpochNetted(
            epoch: epoch, currency: .dollar,
            positions: [NetPosition(account: b.id, amount: 9), NetPosition(account: c.id, amount: -9)],
            settlements: [NetSettlement(debtor: c.id, creditor: b.id, amount: 9)])
        #expect(netted(events) == [euro, dollar])
        #expect(try club.ledger.position(.january, .euro, of: a) == -70)
        #expect(try club.ledger.position(.january, .euro, of: c) == 40)
        #expect(try club.ledger.settlement(.january, .euro, from: a, to: c) == SettlementRecord(amount: 40))
        #expect(try club.ledger.settlement(.january, .dollar, from: c, to: b) == SettlementRecord(amount: 9))
        #expect(club.ledger.keys(.settlement).count == 3)
        #expect(club.ledger.keys(.position).count == 5)
    }

    @Test func twoPointersPairDebtorsAndCreditorsByTheirIds() throws {
        let p = NettingTests.parties
        var club = try Club()
        // By id: p0 is owed 60, p1 owes 70, p2 owes 50, p3 is owed 25, p4 is owed 35.
        try club.owe(60, .euro, from: p[1], to: p[0])
        try club.owe(25, .euro, from: p[2], to: p[3])
        try club.owe(10, .euro, from: p[1], to: p[4])
        try club.owe(25, .euro, from: p[2], to: p[4])
        let events = try club.ledger.advance(to: Moment.february)
        let settlements = [
            NetSettlement(debtor: p[1].id, creditor: p[0].id, amount: 60),
            NetSettlement(debtor: p[1].id, creditor: p[3].id, amount: 10),
            NetSettlement(debtor: p[2].id, creditor: p[3].id, amount: 15),
            NetSettlement(debtor: p[2].id, creditor: p[4].id, amount: 35),
        ]
        #expect(netted(events).map(\.settlements) == [settlements])
    }

    @Test func whoeverOwesAsMuchAsIsOwedHasNoPosition() throws {
        let (a, b, c) = (NettingTests.parties[0], NettingTests.parties[1], NettingTests.parties[2])
        var club = try Club()
        try club.owe(50, .euro, from: a, to: b)
        try club.owe(50, .euro, from: b, to: c)
        let events = try club.ledger.advance(to: Moment.february)
        let settlements = [NetSettlement(debtor: a.id, creditor: c.id, amount: 50)]
        #expect(netted(events).map(\.settlements) == [settlements])
        #expect(try club.ledger.position(.january, .euro, of: b) == nil)
    }

    @Test func whoeverRedeemsAtItsOwnPlatformOwesNobody() throws {
        let a = NettingTests.parties[0]
        var club = try Club()
        try club.owe(50, .euro, from: a, to: a)
        #expect(try club.ledger.obligation(.january, .euro, from: a, to: a) == 50)
        try club.ledger.advance(to: Moment.february)
        #expect(club.ledger.keys(.position).isEmpty)
        #expect(club.ledger.keys(.settlement).isEmpty)
    }

    @Test func aRefundInTheSameEpochLeavesNothingToSettle() throws {
        var ledger = try LedgerFixture()
        let receipt = try Counter(in: &ledger).receipt(in: &ledger)
        try ledger.apply(.refund(receipt), by: .shop)
        try ledger.advance(to: Moment.february)
        #expect(ledger.keys(.position).isEmpty)
        #expect(ledger.keys(.settlement).isEmpty)
    }

    @Test func aRefundInTheNextEpochIsSettledThere() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger) { $0.refundWindowSeconds = UInt64(40 * Moment.day) }
        let receipt = try counter.receipt(in: &ledger)
        try ledger.apply(.refund(receipt), by: .shop, at: Moment.february)
        #expect(try ledger.position(.january, .euro, of: .shop) == 10)
        try ledger.advance(to: Moment.march)
        #expect(try ledger.position(.february, .euro, of: .shop) == -10)
        #expect(try ledger.settlement(.february, .euro, from: .shop, to: .brand) == SettlementRecord(amount: 10))
    }

    @Test func theFirstBlockOfAnEpochNetsTheLastAndBooksInItsOwn() throws {
        var ledger = try LedgerFixture()
        let counter = try Counter(in: &ledger)
        try ledger.apply(counter.redeem(10), by: .alice)
        let redeem = LedgerFixture.Step(.alice, [counter.redeem(7)])
        let block = try ledger.block(at: Moment.february, [redeem])
        #expect(netted(block.after).map(\.epoch) == [UInt64(MonthBucket.january.rawValue)])
        #expect(try ledger.position(.january, .euro, of: .shop) == 10)
        #expect(try ledger.obligation(.february, .euro, from: .brand, to: .shop) == 7)
        #expect(ledger.keys(.position).count == 2)
        let chain = try ledger.record(ChainRecord.self, at: .chain)
        #expect(chain?.openEpoch == UInt64(MonthBucket.february.rawValue))
        #expect(try netted(ledger.advance(to: Moment.february + 60)).isEmpty)
    }

    @Test func emptyEpochsAreSkipped() throws {
        var ledger = try LedgerFixture(epochRule: .seconds(3_600))
        let counter = try Counter(in: &ledger)
        try ledger.apply(counter.redeem(10), by: .alice)
        let epoch = UInt64(Moment.start) / 3_600
        let events = try ledger.advance(to: Moment.start + 100 * 3_600)
        #expect(netted(events).map(\.epoch) == [epoch])
        let chain = try ledger.record(ChainRecord.self, at: .chain)
        #expect(chain?.openEpoch == epoch + 100)
        #expect(try netted(ledger.advance(to: Moment.start + 200 * 3_600)).isEmpty)
    }

    @Test func monthsAreCountedInTheOffsetOfTheChain() throws {
        var ledger = try LedgerFixture(epochRule: .month(utcOffsetMinutes: 60))
        let counter = try Counter(in: &ledger)
        try ledger.apply(counter.redeem(10), by: .alice)
        #expect(try netted(ledger.advance(to: Moment.february - 3_601)).isEmpty)
        #expect(try netted(ledger.advance(to: Moment.february - 3_600)).count == 1)
    }

    /// Obligations are read page by page, and still netted as one: the second page must not start anew.
    @Test func moreObligationsThanAPageAreNettedTogether() throws {
        let ledger = try Club().ledger
        var state = ledger.state
        let epoch = UInt64(MonthBucket.january.rawValue)
        let hub = Party("hub").id
        let debtors = (0..<2_500).map { Party("debtor \($0)").id }
        // A version byte and the number, big-endian.
        let three: [UInt8] = [1, 0, 0, 0, 0, 0, 0, 0, 3]
        for debtor in debtors {
            let key = StateKey.obligation(epoch: epoch, .euro, debtor: debtor, creditor: hub)
            state.set(three, forKey: key.bytes)
        }
        var execution = BlockExecution(state: state)
        let before = try execution.begin(height: ledger.height + 1, time: Moment.february)
        let results = netted(try before + execution.finish().events)
        let result = try #require(results.first)
        #expect(results.count == 1)
        #expect(result.positions.count == 2_501)
        #expect(result.positions.first { $0.account == hub }?.amount == 7_500)
        #expect(result.settlements.count == 2_500)
    }

    @Test(arguments: [5, 6, 7] as [UInt64])
    func positionsSumToZeroAndSettlementsPayThem(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var club = try Club()
        var nets: [AccountID: Int128] = [:]
        for _ in 0..<40 {
            guard let debtor = random.element(of: NettingTests.parties),
                let creditor = random.element(of: NettingTests.parties), debtor != creditor
            else { continue }
            let amount = random.number(in: UInt64(1)...1 << 30)
            try club.owe(amount, .euro, from: debtor, to: creditor)
            nets[debtor.id, default: 0] -= Int128(amount)
            nets[creditor.id, default: 0] += Int128(amount)
        }
        let result = try #require(try netted(club.ledger.advance(to: Moment.february)).first)
        let positions = nets.filter { $0.value != 0 }.sorted { $0.key < $1.key }
            .map { NetPosition(account: $0.key, amount: $0.value) }
        #expect(result.positions == positions, "seed \(seed)")
        #expect(result.positions.reduce(0) { $0 + $1.amount } == 0, "seed \(seed)")
        for settlement in result.settlements {
            #expect(settlement.amount > 0, "seed \(seed)")
            nets[settlement.debtor, default: 0] += Int128(settlement.amount)
            nets[settlement.creditor, default: 0] -= Int128(settlement.amount)
        }
        #expect(nets.values.allSatisfy { $0 == 0 }, "seed \(seed)")
        #expect(result.settlements.count < result.positions.count, "seed \(seed)")
    }
}
