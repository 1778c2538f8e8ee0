import RightsLedger
import Signatures
import Testing

/// Which units a transfer moves, and what the issuer keeps of them.
@Suite struct TransferUnitsTests {
    /// Gives Alice 30, 40 and 50 units that die at the ends of March, April and May.
    private func threeBuckets(fee: UInt32) throws -> (ledger: LedgerFixture, id: ClassID) {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.expiry = .rolling(months: 2)
            $0.transferFeeBasisPoints = fee
        }
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        try ledger.apply(.grant(50, of: id, to: .alice), by: .brand, at: Moment.march)
        return (ledger, id)
    }

    private let may = MonthBucket(rawValue: 676)

    @Test func unitsLeaveFirstExpiringFirstAndTheFeeIsTheLastOfThem() throws {
        var (ledger, id) = try threeBuckets(fee: 5_000)
        let before = try ledger.supply(id)
        let events = try ledger.apply(.send(85, of: id, to: .bob), by: .alice)
        let received = [BucketUnits(30, .march), BucketUnits(13, .april)]
        let fee = [BucketUnits(27, .april), BucketUnits(15, may)]
        let transferred = Transferred(
            sender: Party.alice.id, recipient: Party.bob.id, asset: .units(85, of: id), received: received, fee: fee)
        #expect(events == [.transferred(transferred)])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(35, may)])
        #expect(try ledger.balance(.bob, id) == received)
        #expect(try ledger.balance(.brand, id) == fee)
        #expect(try ledger.supply(id) == before)
    }

    @Test func whatComesMergesWithWhatIsThere() throws {
        var (ledger, id) = try threeBuckets(fee: 1_000)
        try ledger.apply(.grant(4, of: id, to: .bob), by: .brand)
        try ledger.apply(.send(100, of: id, to: .bob), by: .alice)
        // 90 for Bob: 30, 40 and 20; the fee of 10 is all of May.
        #expect(
            try ledger.balance(.bob, id)
                == [BucketUnits(30, .march), BucketUnits(40, .april), BucketUnits(24, may)])
        #expect(try ledger.balance(.brand, id) == [BucketUnits(10, may)])
        #expect(try ledger.balance(.alice, id) == [BucketUnits(20, may)])
    }

    @Test func theFeeRoundsDown() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferFeeBasisPoints = 500 }
        try ledger.give(100, of: id, to: .alice)
        try ledger.apply(.send(19, of: id, to: .bob), by: .alice)
        #expect(try ledger.units(.brand, id) == 0)
        try ledger.apply(.send(39, of: id, to: .bob), by: .alice)
        #expect(try ledger.units(.brand, id) == 1)
        #expect(try ledger.units(.bob, id) == 57)
    }

    @Test func theFeeCanBeEverything() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferFeeBasisPoints = 10_000 }
        try ledger.give(100, of: id, to: .alice)
        let events = try ledger.apply(.send(100, of: id, to: .bob), by: .alice)
        let transferred = Transferred(
            sender: Party.alice.id, recipient: Party.bob.id, asset: .units(100, of: id),
            fee: [BucketUnits(100, .never)])
        #expect(events == [.transferred(transferred)])
        #expect(try ledger.units(.bob, id) == 0)
        #expect(try ledger.units(.brand, id) == 100)
    }

    @Test func theLargestFeeDoesNotOverflow() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferFeeBasisPoints = 9_999 }
        try ledger.give(.max, of: id, to: .alice)
        try ledger.apply(.send(.max, of: id, to: .bob), by: .alice)
        // floor((2^64 - 1) * 9999 / 10000), by Python.
        #expect(try ledger.units(.brand, id) == 18_444_899_399_302_180_659)
        #expect(try ledger.units(.bob, id) == UInt64.max - 18_444_899_399_302_180_659)
    }

    @Test func theIssuerPaysNoFeeAndTakesNone() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.transferFeeBasisPoints = 5_000 }
        try ledger.give(100, of: id, to: .brand)
        let paid = try ledger.apply(.send(60, of: id, to: .alice), by: .brand)
        let outward = Transferred(
            sender: Party.brand.id, recipient: Party.alice.id, asset: .units(60, of: id),
            received: [BucketUnits(60, .never)])
        #expect(paid == [.transferred(outward)])
        try ledger.apply(.send(50, of: id, to: .brand), by: .alice)
        #expect(try ledger.units(.alice, id) == 10)
        #expect(try ledger.units(.brand, id) == 90)
    }

    @Test func deadUnitsStayBehindAndAreDropped() throws {
        var (ledger, id) = try threeBuckets(fee: 0)
        try ledger.advance(to: Moment.april)
        #expect(try ledger.balance(.alice, id).first == BucketUnits(30, .march))
        try ledger.apply(.send(45, of: id, to: .bob), by: .alice)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(45, may)])
        #expect(try ledger.balance(.bob, id) == [BucketUnits(40, .april), BucketUnits(5, may)])
    }

    @Test func sendingEverythingLeavesNothing() throws {
        var (ledger, id) = try threeBuckets(fee: 0)
        try ledger.apply(.send(120, of: id, to: .bob), by: .alice)
        #expect(try ledger.balance(.alice, id).isEmpty)
        #expect(try ledger.units(.bob, id) == 120)
    }
}
