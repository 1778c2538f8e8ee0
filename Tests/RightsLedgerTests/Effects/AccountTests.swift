import RightsLedger
import Signatures
import Testing

/// Roles, keys, nonces and freezing.
@Suite struct AccountTests {
    @Test func rolesAreReplacedAsAWhole() throws {
        var ledger = try LedgerFixture()
        let events = try ledger.apply(.setRoles([.oracle, .person], of: .brand), by: .regulator)
        #expect(events == [.rolesSet(RolesSet(account: Party.brand.id, roles: [.oracle, .person]))])
        #expect(try ledger.account(.brand) == AccountRecord(roles: [.oracle, .person]))
        #expect(
            try ledger.refusal(of: [.createClass(SampleOperations.createClass)], by: .brand).code == .roleMissing)
    }

    @Test func aRegulatorKeepsItsOwnRoleWhileItTakesOthers() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.setRoles([.regulator, .issuer], of: .regulator), by: .regulator)
        #expect(try ledger.account(.regulator)?.roles == [.regulator, .issuer])
        _ = try ledger.points(by: .regulator)
    }

    @Test func anotherRegulatorCanTakeTheRole() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.setRoles(.regulator, of: .alice), by: .regulator)
        try ledger.apply(.setRoles(.person, of: .regulator), by: .alice)
        #expect(try ledger.refusal(of: [.freeze(.bob)], by: .regulator).code == .roleMissing)
    }

    @Test func theFirstTransactionRecordsTheKey() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5, of: id, to: .alice)
        #expect(try ledger.account(.alice) == nil)
        try ledger.apply(.burn(.units(1, of: id)), by: .alice)
        #expect(try ledger.account(.alice) == AccountRecord(nonce: 1, publicKey: Party.alice.key, roles: .person))
    }

    @Test func aRotatedKeyTakesEffectWithTheNextTransactionOfTheBlock() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5, of: id, to: .alice)
        let renewed = Party.alice.signing(with: Party.bob.key)
        let burn = Operation.burn(.units(1, of: id))
        // The rotation itself and what follows it in the same transaction are signed by the old key.
        let block = try ledger.block([
            LedgerFixture.Step(.alice, [burn, .rotateKey(to: .bob), burn]),
            LedgerFixture.Step(.alice, [burn]),
            LedgerFixture.Step(renewed, [burn]),
        ])
        #expect(
            try block.events(of: 0).contains(.keyRotated(KeyRotated(account: Party.alice.id, publicKey: Party.bob.key)))
        )
        #expect(block.refusal(of: 1)?.code == .senderKeyMismatch)
        #expect(block.refusal(of: 2) == nil)
        #expect(try ledger.account(.alice) == AccountRecord(nonce: 2, publicKey: Party.bob.key, roles: .person))
        #expect(try ledger.units(.alice, id) == 2)
    }

    @Test func theFirstTransactionCanRotateTheKey() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.rotateKey(to: .bob), by: .carol)
        #expect(try ledger.account(.carol)?.publicKey == Party.bob.key)
        #expect(try ledger.refusal(of: [.rotateKey(to: .carol)], by: .carol).code == .senderKeyMismatch)
        try ledger.apply(.rotateKey(to: .carol), by: .carol.signing(with: Party.bob.key))
        #expect(try ledger.account(.carol) == AccountRecord(nonce: 2, publicKey: Party.carol.key, roles: .person))
    }

    @Test func aFrozenAccountNeitherSendsNorReceivesUntilItIsThawed() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(5, of: id, to: .alice)
        let events = try ledger.apply(.freeze(.alice), by: .regulator)
        #expect(events == [.accountFrozenSet(AccountFrozenSet(account: Party.alice.id, frozen: true))])
        #expect(try ledger.refusal(of: [.send(1, of: id, to: .bob)], by: .alice).code == .senderFrozen)
        #expect(try ledger.refusal(of: [.grant(1, of: id, to: .alice)], by: .brand).code == .accountFrozen)
        try ledger.apply(.thaw(.alice), by: .regulator)
        try ledger.apply(.send(1, of: id, to: .bob), by: .alice)
        #expect(try ledger.units(.alice, id) == 4)
    }

    @Test func thawingOneselfChangesNothingButTheNonce() throws {
        var ledger = try LedgerFixture()
        try ledger.apply(.thaw(.regulator), by: .regulator)
        #expect(
            try ledger.account(.regulator)
                == AccountRecord(nonce: 1, publicKey: Party.regulator.key, roles: .regulator))
    }

    @Test func theLastHeightOfATransactionIsIncluded() throws {
        var ledger = try LedgerFixture()
        try ledger.block()
        let block = try ledger.block([
            LedgerFixture.Step(.regulator, [.freeze(.alice)], expiryHeight: ledger.height + 1)
        ])
        #expect(block.refusal(of: 0) == nil)
    }

    @Test func noncesOfOneBlockFollowEachOther() throws {
        var ledger = try LedgerFixture()
        let block = try ledger.block([
            LedgerFixture.Step(.regulator, [.freeze(.alice)], nonce: 1),
            LedgerFixture.Step(.regulator, [.freeze(.alice)], nonce: 0),
            LedgerFixture.Step(.regulator, [.freeze(.bob)], nonce: 0),
            LedgerFixture.Step(.regulator, [.freeze(.bob)], nonce: 1),
        ])
        #expect(block.refusal(of: 0)?.code == .nonceMismatch)
        #expect(block.refusal(of: 1) == nil)
        #expect(block.refusal(of: 2)?.code == .nonceMismatch)
        #expect(block.refusal(of: 3) == nil)
        #expect(try ledger.account(.regulator)?.nonce == 2)
    }
}
