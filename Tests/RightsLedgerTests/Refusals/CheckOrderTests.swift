import RightsLedger
import Signatures
import Testing

/// Of two faults at once, the one that the rules check first gives the answer.
@Suite struct CheckOrderTests {
    @Test(arguments: RefusalRow.orderOfSenderChecks) func senderChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.orderOfMinting) func grantChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.orderOfMoving) func transferChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.orderOfLots) func lotChecksComeInOrder(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.orderOfTrading) func tradeChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.orderOfCampaigns) func campaignChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.orderOfRedemption) func redemptionChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.orderOfBurning) func burnChecksComeInOrder(row: RefusalRow) throws {
        try row.check()
    }

    @Test func envelopeChecksComeInOrder() throws {
        let fixture = try SignedFixture()
        let empty = Operation.grant(0, of: ClassID(1), to: .alice)
        let unproven = Operation.rotateKey(to: .bob)
        let code = { (bytes: [UInt8]) in SignedFixture.refusal(of: bytes)?.code }

        #expect(code([UInt8](repeating: 0xFF, count: 65_537)) == .transactionTooLarge)
        let unknownField = try fixture.transaction([empty]) { body in
            body.set(1, .bytes(Array("other".utf8)))
            body.fields.append(WireMessage.Field(number: 6, value: .varint(1)))
        }
        #expect(code(unknownField) == .malformedEncoding)
        #expect(code(fixture.body([], chainID: "other").signed(by: fixture.key).encoded()) == .wrongChain)
        #expect(code(fixture.transaction([Operation](repeating: empty, count: 257))) == .operationCountInvalid)
        let forged = SignedTransaction(
            body: fixture.body([unproven, empty]).encoded(), publicKey: fixture.key.publicKey,
            signature: SampleOperations.noSignature)
        #expect(SignedFixture.refusal(of: forged.encoded())?.code == .fieldInvalid)
        #expect(SignedFixture.refusal(of: forged.encoded())?.operationIndex == 1)
        let unsigned = SignedTransaction(
            body: fixture.body([unproven]).encoded(), publicKey: fixture.key.publicKey,
            signature: SampleOperations.noSignature)
        #expect(code(unsigned.encoded()) == .signatureInvalid)
        #expect(code(fixture.transaction([unproven])) == .proofOfPossessionInvalid)
    }

    @Test func theFirstOperationThatFailsGivesTheAnswer() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        let refusal = try ledger.refusal(
            of: [.grant(5, of: id, to: .alice), .freeze(ClassID(9)), .grant(5, of: ClassID(9), to: .bob)], by: .brand)
        #expect(refusal.code == .classNotFound)
        #expect(refusal.operationIndex == 1)
    }
}

extension RefusalRow {
    static let orderOfSenderChecks: [RefusalRow] = [
        RefusalRow(.transactionExpired, "before the sender's key", at: nil) { _ in
            let party = Party.alice.signing(with: Party.bob.key)
            return Attempt(step: LedgerFixture.Step(party, [.freeze(.bob)], expiryHeight: 0))
        },
        RefusalRow(.senderKeyMismatch, "before the nonce", at: nil) { _ in
            let party = Party.alice.signing(with: Party.bob.key)
            return Attempt(step: LedgerFixture.Step(party, [.freeze(.bob)], nonce: 7))
        },
        RefusalRow(.nonceMismatch, "before the freeze", at: nil) { ledger in
            try ledger.apply(.freeze(.alice), by: .regulator)
            return Attempt(step: LedgerFixture.Step(.alice, [.freeze(.bob)], nonce: 7))
        },
        RefusalRow(.senderFrozen, "before the operations", at: nil) { ledger in
            try ledger.apply(.freeze(.alice), by: .regulator)
            return .by(.alice, .freeze(.bob))
        },
        RefusalRow(.roleMissing, "before freezing oneself") { _ in .by(.alice, .freeze(.alice)) },
        RefusalRow(.roleMissing, "before a symbol that is taken") { ledger in
            _ = try ledger.points(SampleOperations.createClass.symbol)
            return .by(.alice, .createClass(SampleOperations.createClass))
        },
    ]

    static let orderOfMinting: [RefusalRow] = [
        RefusalRow(.wrongKind, "before a frozen class") { ledger in
            let id = try ledger.passes()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.brand, .grant(5, of: id, to: .alice))
        },
        RefusalRow(.classFrozen, "before the minter") { ledger in
            let id = try ledger.points()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .grant(5, of: id, to: .alice))
        },
        RefusalRow(.notMinter, "before a frozen recipient") { ledger in
            let id = try ledger.points()
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.alice, .grant(5, of: id, to: .bob))
        },
        RefusalRow(.accountFrozen, "before a month that is over") { ledger in
            let id = try ledger.points { $0.expiry = .fixed(.january) }
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.brand, at: Moment.february, .grant(5, of: id, to: .bob))
        },
        RefusalRow(.expiryPassed, "before the cap") { ledger in
            let id = try ledger.points {
                $0.expiry = .fixed(.january)
                $0.cap = 4
            }
            return .by(.brand, at: Moment.february, .grant(5, of: id, to: .bob))
        },
        RefusalRow(.accountFrozen, "before a scope that the class does not have") { ledger in
            let id = try ledger.passes()
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.brand, .grantLot(of: id, to: .bob, scope: 1 << 63))
        },
        RefusalRow(.scopeInvalid, "before a window that is over") { ledger in
            .by(.brand, .grantLot(of: try ledger.passes(), to: .bob, scope: 1 << 63, from: 1, until: 2))
        },
        RefusalRow(.windowInvalid, "before the cap") { ledger in
            let id = try ledger.passes { $0.cap = 1 }
            return .by(.brand, .grantLot(of: id, to: .bob, from: 1, until: 9))
        },
        RefusalRow(.capExceeded, "before the quota") { ledger in
            let id = try ledger.points {
                $0.cap = 4
                $0.quota = Quota(units: 3, periodSeconds: 0)
            }
            return .by(.brand, .grant(5, of: id, to: .bob))
        },
    ]

    static let orderOfMoving: [RefusalRow] = [
        RefusalRow(.wrongKind, "before a frozen class") { ledger in
            let id = try ledger.art()
            try ledger.apply(.freeze(id), by: .brand)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.classFrozen, "before a frozen recipient") { ledger in
            let id = try ledger.points()
            try ledger.apply(.freeze(id), by: .brand)
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.accountFrozen, "before the transfer policy") { ledger in
            let id = try ledger.points { $0.transferability = .soulbound }
            try ledger.apply(.freeze(.bob), by: .regulator)
            return .by(.alice, .send(1, of: id, to: .bob))
        },
        RefusalRow(.notTransferable, "before the balance") { ledger in
            .by(.alice, .send(1, of: try ledger.points { $0.transferability = .soulbound }, to: .bob))
        },
        RefusalRow(.lotNotFound, "before a frozen class") { ledger in
            let lot = try ledger.giveLot(of: ledger.passes(), to: .bob)
            try ledger.apply(.freeze(ClassID(1)), by: .brand)
            return .by(.alice, .send(lot, to: .carol))
        },
        RefusalRow(.notTransferable, "before a dead lot") { ledger in
            let id = try ledger.passes { $0.transferability = .soulbound }
            let lot = try ledger.giveLot(of: id, to: .alice, until: Moment.startDay + 1)
            return .by(.alice, at: Moment.february, .send(lot, to: .bob))
        },
        RefusalRow(.itemNotFound, "before a frozen class") { ledger in
            let item = try ledger.giveItem(of: ledger.art(), to: .bob)
            try ledger.apply(.freeze(item.classID), by: .brand)
            return .by(.alice, .send(item, to: .carol))
        },
        RefusalRow(.notAllowed, "before the royalty") { ledger in
            let id = try ledger.art {
                $0.transferability = .allowList
                $0.royaltyBasisPoints = 5
            }
            return .by(.alice, .send(try ledger.giveItem(of: id, to: .alice), to: .bob))
        },
    ]
}
