import RightsLedger
import Signatures
import Testing

/// Classes, their lists and their freezing.
@Suite struct ClassTests {
    @Test func aClassIsRecordedWithEverythingButItsMinters() throws {
        var ledger = try LedgerFixture()
        var definition = SampleOperations.createClass
        definition.policy.emission = nil
        let events = try ledger.apply(.createClass(definition), by: .brand)
        let id = ClassID(1)
        let created = ClassCreated(classID: id, issuer: Party.brand.id, kind: .points, symbol: "MILES7")
        #expect(events == [.classCreated(created)])
        let minters = definition.policy.minters
        definition.policy.minters = []
        #expect(try ledger.rightsClass(id) == ClassRecord(issuer: Party.brand.id, definition: definition))
        #expect(try ledger.supply(id) == SupplyRecord())
        #expect(try ledger.state.value(forKey: StateKey.symbol("MILES7").bytes) == [1, 0, 0, 0, 1])
        #expect(try ledger.number(at: .counter(.classID)) == 1)
        #expect(ledger.keys(.minter) == minters.map { .minter(id, $0) })
        #expect(ledger.keys(.emission).isEmpty)
    }

    @Test func classesAreCountedOverAllIssuers() throws {
        var ledger = try LedgerFixture()
        #expect(try ledger.points(by: .brand) == ClassID(1))
        #expect(try ledger.passes(by: .rival) == ClassID(2))
        #expect(try ledger.art(by: .brand) == ClassID(3))
        #expect(try ledger.rightsClass(ClassID(2)).issuer == Party.rival.id)
    }

    @Test(arguments: [Moment.start - 5, Moment.start, Moment.start + 5])
    func theFirstEmissionIsDueAtTheStartButNotBeforeNow(start: Int64) throws {
        var ledger = try LedgerFixture()
        let emission = Emission(
            start: start, epochSeconds: 10, epochs: 2, beneficiary: Party.alice.id,
            curve: .linear(first: 30, decrease: 7))
        let id = try ledger.points { $0.emission = emission }
        #expect(ledger.keys(.emission) == [.emission(due: max(start, Moment.start), id)])
        #expect(try ledger.emission(id, due: max(start, Moment.start)) == EmissionCursor(epoch: 0, amount: 30))
    }

    @Test(arguments: [Party.brand, Party.regulator])
    func issuerAndRegulatorFreezeAClass(party: Party) throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let events = try ledger.apply(.freeze(id), by: party)
        #expect(events == [.classFrozenSet(ClassFrozenSet(classID: id, frozen: true))])
        #expect(try ledger.rightsClass(id).frozen)
        #expect(try ledger.refusal(of: [.grant(1, of: id, to: .alice)], by: .brand).code == .classFrozen)
        let thawed = try ledger.apply(.thaw(id), by: party)
        #expect(thawed == [.classFrozenSet(ClassFrozenSet(classID: id, frozen: false))])
        try ledger.give(1, of: id, to: .alice)
    }

    @Test func anAllowListIsKeptAccountByAccount() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let events = try ledger.apply(.allow(.alice, in: id), .allow(.bob, in: id), by: .brand)
        #expect(
            events == [
                .allowedSet(AllowedSet(classID: id, account: Party.alice.id, allowed: true)),
                .allowedSet(AllowedSet(classID: id, account: Party.bob.id, allowed: true)),
            ])
        try ledger.apply(.allow(.alice, in: id, false), by: .brand)
        #expect(ledger.keys(.allowed) == [.allowed(id, Party.bob.id)])
    }

    @Test func aMinterGrantsUntilItIsStopped() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let events = try ledger.apply(.letMint(.alice, id), by: .brand)
        #expect(events == [.minterSet(MinterSet(classID: id, account: Party.alice.id, allowed: true))])
        try ledger.apply(.grant(5, of: id, to: .bob), by: .alice)
        #expect(try ledger.units(.bob, id) == 5)
        try ledger.apply(.letMint(.alice, id, false), by: .brand)
        #expect(ledger.keys(.minter).isEmpty)
        #expect(try ledger.refusal(of: [.grant(5, of: id, to: .bob)], by: .alice).code == .notMinter)
    }

    @Test func aSymbolIsItsOwnAlsoWhereItBeginsAnother() throws {
        var ledger = try LedgerFixture()
        #expect(try ledger.points("AB") == ClassID(1))
        #expect(try ledger.points("ABC") == ClassID(2))
    }
}
