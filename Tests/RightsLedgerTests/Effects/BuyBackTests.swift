import RightsLedger
import Signatures
import Testing

/// A fund that is fed by deposits and buys units back to burn them.
@Suite struct BuyBackTests {
    @Test func aBuyBackIsOpened() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let payment = try ledger.points("CASH", by: .rival)
        let events = try ledger.apply(
            .openBuyBack(of: id, paying: payment, price: Ratio(2, 3), share: 2_500), by: .brand)
        let terms = BuyBackTerms(paymentClass: payment, price: Ratio(2, 3), revenueBasisPoints: 2_500)
        #expect(events == [.buyBackSet(BuyBackSet(classID: id, terms: terms, returnedFund: nil))])
        #expect(try ledger.buyBack(id) == BuyBackRecord(terms: terms, fund: 0))
    }

    @Test func aDepositIsSharedByFundAndIssuer() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        try ledger.apply(.openBuyBack(of: fund.points, paying: fund.payment, share: 3_333), by: .brand)
        #expect(try ledger.units(.brand, fund.payment) == 200)
        let events = try ledger.apply(.deposit(100, for: fund.points), by: .rival)
        let deposited = RevenueDeposited(
            classID: fund.points, paymentClass: fund.payment, depositor: Party.rival.id, toFund: 33, toIssuer: 67)
        #expect(events == [.revenueDeposited(deposited)])
        #expect(try ledger.units(.rival, fund.payment) == 900)
        #expect(try ledger.units(.brand, fund.payment) == 267)
        #expect(try ledger.buyBack(fund.points)?.fund == 33)
        #expect(
            try ledger.supply(fund.payment) == SupplyRecord(minted: 1_200, circulating: 1_167, reserved: 33))
    }

    @Test func theIssuersOwnDepositFeedsTheFundAndTheRestStays() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        let events = try ledger.apply(.deposit(51, for: fund.points), by: .brand)
        let deposited = RevenueDeposited(
            classID: fund.points, paymentClass: fund.payment, depositor: Party.brand.id, toFund: 25, toIssuer: 26)
        #expect(events == [.revenueDeposited(deposited)])
        #expect(try ledger.units(.brand, fund.payment) == 75)
        #expect(try ledger.buyBack(fund.points)?.fund == 125)
    }

    @Test(arguments: [(0, 0, 40), (10_000, 40, 0)] as [(UInt32, UInt64, UInt64)])
    func aShareCanBeNothingOrEverything(share: UInt32, toFund: UInt64, toIssuer: UInt64) throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        try ledger.apply(.openBuyBack(of: fund.points, paying: fund.payment, share: share), by: .brand)
        try ledger.apply(.deposit(40, for: fund.points), by: .rival)
        #expect(try ledger.buyBack(fund.points)?.fund == toFund)
        #expect(try ledger.units(.brand, fund.payment) == 200 + toIssuer)
    }

    @Test func aSaleBurnsUnitsAndPaysFromTheFund() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger, price: Ratio(2, 3))
        let events = try ledger.apply(.sell(100, of: fund.points), by: .alice)
        // floor(100 * 2 / 3) = 66.
        let burned = Burned(
            classID: fund.points, holder: Party.alice.id, cause: .buyBack, asset: .units(100, of: fund.points),
            measure: 100)
        let bought = BoughtBack(
            classID: fund.points, seller: Party.alice.id, amount: 100,
            payout: Units(classID: fund.payment, amount: 66))
        #expect(events == [.burned(burned), .boughtBack(bought)])
        #expect(try ledger.units(.alice, fund.points) == 900)
        #expect(try ledger.units(.alice, fund.payment) == 66)
        #expect(try ledger.buyBack(fund.points)?.fund == 34)
        #expect(
            try ledger.supply(fund.points) == SupplyRecord(minted: 1_000, circulating: 900, burnedByBuyBack: 100))
        #expect(
            try ledger.supply(fund.payment) == SupplyRecord(minted: 1_200, circulating: 1_166, reserved: 34))
    }

    @Test func theFundCanBeEmptied() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        try ledger.apply(.sell(100, of: fund.points), by: .alice)
        #expect(try ledger.buyBack(fund.points)?.fund == 0)
        let refusal = try ledger.refusal(of: [.sell(1, of: fund.points)], by: .alice)
        #expect(refusal.code == .buyBackFundTooLow)
        try ledger.apply(.deposit(2, for: fund.points), by: .rival)
        try ledger.apply(.sell(1, of: fund.points), by: .alice)
    }

    @Test func unitsThatExpireFirstAreSoldFirst() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.expiry = .rolling(months: 1) }
        let cash = try ledger.points("CASH", by: .rival)
        try ledger.apply(.openBuyBack(of: id, paying: cash, share: 10_000), by: .brand)
        try ledger.give(100, of: cash, to: .rival)
        try ledger.apply(.deposit(100, for: id), by: .rival)
        try ledger.give(30, of: id, to: .alice)
        try ledger.apply(.grant(40, of: id, to: .alice), by: .brand, at: Moment.february)
        try ledger.apply(.sell(45, of: id), by: .alice)
        #expect(try ledger.balance(.alice, id) == [BucketUnits(25, .march)])
    }

    @Test func newTermsReturnTheFundInTheOldPaymentClass() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        let other = try ledger.points("GOLD", by: .rival)
        let events = try ledger.apply(
            .openBuyBack(of: fund.points, paying: other, price: Ratio(5), share: 1), by: .brand)
        let terms = BuyBackTerms(paymentClass: other, price: Ratio(5), revenueBasisPoints: 1)
        let set = BuyBackSet(
            classID: fund.points, terms: terms, returnedFund: Units(classID: fund.payment, amount: 100))
        #expect(events == [.buyBackSet(set)])
        #expect(try ledger.buyBack(fund.points) == BuyBackRecord(terms: terms, fund: 0))
        #expect(try ledger.units(.brand, fund.payment) == 200)
        #expect(try ledger.supply(fund.payment) == SupplyRecord(minted: 1_200, circulating: 1_200))
    }

    @Test func closingReturnsTheFund() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        let events = try ledger.apply(fund.close, by: .brand)
        let set = BuyBackSet(
            classID: fund.points, terms: nil, returnedFund: Units(classID: fund.payment, amount: 100))
        #expect(events == [.buyBackSet(set)])
        #expect(try ledger.buyBack(fund.points) == nil)
        #expect(try ledger.units(.brand, fund.payment) == 200)
    }

    @Test func closingDoesNotLookAtThePaymentClass() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        try ledger.apply(.openBuyBack(of: fund.points, paying: ClassID(99), price: Ratio(0)), by: .brand)
        #expect(try ledger.units(.brand, fund.payment) == 200)
    }

    @Test func aBuyBackCanBeOpenedAgain() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        try ledger.apply(fund.close, by: .brand)
        let events = try ledger.apply(.openBuyBack(of: fund.points, paying: fund.payment), by: .brand)
        guard case .buyBackSet(let set)? = events.first else {
            throw LedgerFixture.MissingEvent(name: "buyBackSet")
        }
        #expect(set.returnedFund == nil)
    }

    @Test func twoClassesHaveTheirOwnFundsInOneCurrency() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        let second = try ledger.points("TWO")
        try ledger.apply(.openBuyBack(of: second, paying: fund.payment, share: 10_000), by: .brand)
        try ledger.apply(.deposit(50, for: second), by: .rival)
        #expect(try ledger.supply(fund.payment).reserved == 150)
        try ledger.apply(fund.close, by: .brand)
        #expect(try ledger.supply(fund.payment).reserved == 50)
        #expect(try ledger.buyBack(second)?.fund == 50)
    }
}
