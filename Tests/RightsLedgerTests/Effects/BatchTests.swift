import RightsLedger
import Signatures
import Testing

/// A transaction applies as a whole or not at all.
@Suite struct BatchTests {
    @Test func eachOperationSeesThoseBeforeIt() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(10, of: id, to: .alice)
        let lots = try ledger.passes()
        let events = try ledger.apply(
            .grant(5, of: id, to: .brand), .send(5, of: id, to: .alice), .grantLot(of: lots, to: .brand, quantity: 3),
            .split(LotID(1), .quantity(1)), .send(LotID(2), to: .alice), .letMint(.bob, id), .freeze(id), by: .brand)
        #expect(
            events.map(\.typeName) == [
                "minted", "transferred", "minted", "lotSplit", "transferred", "minterSet", "classFrozenSet",
            ])
        #expect(try ledger.units(.alice, id) == 15)
        #expect(try ledger.lot(LotID(2), of: .alice)?.quantity == 1)
    }

    @Test func aRefusalAtTheEndUndoesEverything() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points {
            $0.expiry = .rolling(months: 1)
            $0.quota = Quota(units: 100, periodSeconds: 0)
            $0.redemptionBurnBasisPoints = 100
        }
        let lots = try ledger.passes()
        let art = try ledger.art()
        let cash = try ledger.points("CASH")
        let agreement = try ledger.agreement(on: id, with: .shop) { $0.dailyCap = 1_000 }
        let item = Item(classID: art, serial: 1)
        // One of everything that the brand can do, and then one thing that it cannot.
        let refusal = try ledger.refusal(
            of: [
                .rotateKey(to: .bob), .createClass(SampleOperations.createClass), .allow(.alice, in: id),
                .letMint(.alice, id), .grant(50, of: id, to: .brand), .grant(900, of: cash, to: .brand),
                .grantLot(of: lots, to: .brand, quantity: 4), .split(LotID(1), .quantity(2)),
                .combine(LotID(1), into: LotID(2)), .send(LotID(2), to: .alice), .grantItem(of: art, to: .brand),
                .offer(item, for: 5, of: cash), .send(5, of: id, to: .alice),
                .createCampaign(LedgerFixture.campaignTerms(for: id)), .endCampaign(CampaignID(1)),
                .redeem(.units(6, of: id), under: agreement), .redeem(.item(item), under: agreement),
            ], by: .brand)
        #expect(refusal.code == .classAgreementMismatch)
        #expect(refusal.operationIndex == 16)
    }

    @Test func aRefusalUndoesBurnsBuyBacksAndEnds() throws {
        var ledger = try LedgerFixture()
        let fund = try Fund(in: &ledger)
        let agreement = try ledger.agreement(on: fund.points)
        try ledger.give(100, of: fund.points, to: .brand)
        let refusal = try ledger.refusal(
            of: [
                .burn(.units(5, of: fund.points)), .scheduleBurn(9, of: fund.points, at: Moment.february),
                .deposit(20, for: fund.points), .sell(3, of: fund.points),
                .openBuyBack(of: fund.points, paying: fund.payment, price: Ratio(7)), fund.close,
                .end(agreement), .freeze(fund.points), .grant(1, of: fund.points, to: .alice),
            ], by: .brand)
        #expect(refusal.code == .classFrozen)
        #expect(refusal.operationIndex == 8)
    }

    @Test func aRefusalUndoesAttestedEventsAndRoles() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.setRoles([.regulator, .oracle], of: .regulator), by: .regulator)
        _ = try ledger.campaign(for: ledger.points()) {
            $0.oracles = [Party.regulator.id]
            $0.budgetPerPerson = 500
        }
        let refusal = try ledger.refusal(
            of: [
                .attest("one", for: .alice), .attest("two", for: .alice), .setRoles(.issuer, of: .alice),
                .freeze(.alice), .attest("three", for: .alice), .attest("one", for: .alice),
            ], by: .regulator)
        #expect(refusal.code == .eventAlreadyPaid)
        #expect(refusal.operationIndex == 5)
    }

    @Test func aRefusedTransactionIsForgottenByThoseAfterIt() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points { $0.cap = 100 }
        let block = try ledger.block([
            LedgerFixture.Step(.brand, [.grant(100, of: id, to: .alice), .freeze(ClassID(9))]),
            LedgerFixture.Step(.brand, [.grant(60, of: id, to: .bob)]),
            LedgerFixture.Step(.alice, [.send(1, of: id, to: .bob)]),
            LedgerFixture.Step(.brand, [.grant(40, of: id, to: .alice)]),
        ])
        #expect(block.refusal(of: 0)?.operationIndex == 1)
        #expect(block.refusal(of: 1) == nil)
        #expect(block.refusal(of: 2)?.code == .balanceTooLow)
        #expect(block.refusal(of: 3) == nil)
        #expect(try ledger.supply(id) == SupplyRecord(minted: 100, circulating: 100))
        #expect(try ledger.account(.brand)?.nonce == 3)
    }

    @Test func anIdThatWasUndoneIsGivenOutAgain() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let block = try ledger.block([
            LedgerFixture.Step(.brand, [.grantLot(of: id, to: .alice), .freeze(ClassID(9))]),
            LedgerFixture.Step(.brand, [.grantLot(of: id, to: .bob)]),
        ])
        #expect(block.refusal(of: 0) != nil)
        #expect(ledger.keys(.lot) == [.lot(Party.bob.id, LotID(1))])
    }

    @Test func aClassThatWasUndoneLeavesItsNumberToAnother() throws {
        var ledger = try LedgerFixture()
        var passes = SampleOperations.createClass
        passes.kind = .entitlement
        passes.policy = ClassPolicy(transferability: .free, scopeCount: 3)
        let block = try ledger.block([
            LedgerFixture.Step(
                .brand,
                [
                    .createClass(SampleOperations.createClass), .grant(5, of: ClassID(1), to: .alice),
                    .freeze(ClassID(9)),
                ]),
            LedgerFixture.Step(
                .brand, [.createClass(passes), .grantLot(of: ClassID(1), to: .alice), .freeze(ClassID(1))]),
        ])
        #expect(block.refusal(of: 0)?.operationIndex == 2)
        #expect(block.refusal(of: 1) == nil)
        #expect(try ledger.rightsClass(ClassID(1)).kind == .entitlement)
        #expect(ledger.keys(.balance).isEmpty)
        #expect(ledger.keys(.minter).isEmpty)
        #expect(ledger.keys(.emission).isEmpty)
    }

    @Test func campaignsBeginAndEndWithinATransaction() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.setRoles([.issuer, .oracle], of: .brand), by: .regulator)
        let id = try ledger.points()
        var terms = LedgerFixture.campaignTerms(for: id)
        terms.oracles = [Party.brand.id]
        let refusal = try ledger.refusal(
            of: [
                .createCampaign(terms), .attest("1", for: .alice), .endCampaign(CampaignID(1)), .attest("2", for: .bob),
            ],
            by: .brand)
        #expect(refusal.code == .noCampaign)
        #expect(refusal.operationIndex == 3)
        let block = try ledger.block([
            LedgerFixture.Step(.brand, [.createCampaign(terms), .freeze(ClassID(9))]),
            LedgerFixture.Step(.brand, [.attest("1", for: .alice)]),
            LedgerFixture.Step(.brand, [.createCampaign(terms), .attest("1", for: .alice)]),
            LedgerFixture.Step(.brand, [.endCampaign(CampaignID(1)), .freeze(ClassID(9))]),
            LedgerFixture.Step(.brand, [.attest("2", for: .alice)]),
            LedgerFixture.Step(.brand, [.endCampaign(CampaignID(1))]),
            LedgerFixture.Step(.brand, [.attest("3", for: .alice)]),
        ])
        let codes = (0..<7).map { block.refusal(of: $0)?.code }
        #expect(codes == [.classNotFound, .noCampaign, nil, .classNotFound, nil, nil, .noCampaign])
        #expect(try ledger.units(.alice, id) == 200)
    }

    @Test func twoHundredAndFiftySixOperationsFit() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let operations = [Operation](repeating: .grant(1, of: id, to: .alice), count: 256)
        let block = try ledger.block([LedgerFixture.Step(.brand, operations)])
        #expect(try block.events(of: 0).count == 256)
        #expect(try ledger.units(.alice, id) == 256)
    }

    @Test func freezingTheOtherIssuersRecipientStopsTheRestOfTheBatch() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.setRoles([.regulator, .issuer], of: .regulator), by: .regulator)
        let id = try ledger.points(by: .regulator)
        let refusal = try ledger.refusal(
            of: [.grant(1, of: id, to: .alice), .freeze(.alice), .grant(1, of: id, to: .alice)], by: .regulator)
        #expect(refusal.code == .accountFrozen)
        #expect(refusal.operationIndex == 2)
    }
}
