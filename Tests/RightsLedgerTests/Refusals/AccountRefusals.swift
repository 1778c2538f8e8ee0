import RightsLedger
import Signatures
import Testing

extension RefusalRow {
    /// What is refused because of the sender, or by operations on accounts.
    static let accounts: [RefusalRow] = [
        RefusalRow(.transactionExpired, "the last height was the last block's", at: nil) { ledger in
            try ledger.block()
            let step = LedgerFixture.Step(.alice, [.burn(.units(1, of: ClassID(1)))], expiryHeight: ledger.height)
            return Attempt(step: step)
        },
        RefusalRow(.senderKeyMismatch, "the first key does not hash to the account", at: nil) { _ in
            .by(.alice.signing(with: Party.bob.key), .burn(.units(1, of: ClassID(1))))
        },
        RefusalRow(.senderKeyMismatch, "another key than the recorded one", at: nil) { ledger in
            let id = try ledger.points()
            try ledger.give(10, of: id, to: .alice)
            try ledger.apply(.burn(.units(1, of: id)), by: .alice)
            return .by(.alice.signing(with: Party.bob.key), .burn(.units(1, of: id)))
        },
        RefusalRow(.senderKeyMismatch, "the first key after a rotation", at: nil) { ledger in
            try ledger.apply(.rotateKey(to: .bob), by: .brand)
            return .by(.brand, .createClass(SampleOperations.createClass))
        },
        RefusalRow(.nonceMismatch, "a nonce that was used", at: nil, facts: ["expected": "1", "nonce": "0"]) { ledger in
            try ledger.apply(.setRoles(.person, of: .alice), by: .regulator)
            return Attempt(step: LedgerFixture.Step(.regulator, [.freeze(.alice)], nonce: 0))
        },
        RefusalRow(.nonceMismatch, "a nonce too high", at: nil, facts: ["expected": "0", "nonce": "1"]) { _ in
            Attempt(step: LedgerFixture.Step(.regulator, [.freeze(.alice)], nonce: 1))
        },
        RefusalRow(.senderFrozen, "the sender is frozen", at: nil) { ledger in
            try ledger.apply(.freeze(.brand), by: .regulator)
            return .by(.brand, .createClass(SampleOperations.createClass))
        },

        RefusalRow(.roleMissing, "a person gives out roles") { _ in
            .by(.alice, .setRoles(.regulator, of: .alice))
        },
        RefusalRow(.roleMissing, "an issuer gives out roles") { _ in
            .by(.brand, .setRoles(.platform, of: .alice))
        },
        RefusalRow(.lastRegulator, "a regulator drops its own role") { _ in
            .by(.regulator, .setRoles([.issuer, .person], of: .regulator))
        },
        RefusalRow(.lastRegulator, "also where there is another regulator") { ledger in
            try ledger.apply(.setRoles(.regulator, of: .alice), by: .regulator)
            return .by(.regulator, .setRoles([], of: .regulator))
        },
        RefusalRow(.roleMissing, "a person freezes an account") { _ in .by(.alice, .freeze(.bob)) },
        RefusalRow(.roleMissing, "a person thaws an account") { _ in .by(.alice, .thaw(.bob)) },
        RefusalRow(.cannotFreezeSelf, "a regulator freezes itself") { _ in .by(.regulator, .freeze(.regulator)) },
    ]

    /// What is refused by operations on classes.
    static let classes: [RefusalRow] = [
        RefusalRow(.roleMissing, "a person creates a class") { _ in
            .by(.alice, .createClass(SampleOperations.createClass))
        },
        RefusalRow(.roleMissing, "a regulator that is no issuer creates a class") { _ in
            .by(.regulator, .createClass(SampleOperations.createClass))
        },
        RefusalRow(.symbolTaken, "a symbol of one's own class") { ledger in
            _ = try ledger.points(SampleOperations.createClass.symbol)
            return .by(.brand, .createClass(SampleOperations.createClass))
        },
        RefusalRow(.symbolTaken, "a symbol of another issuer's class of another kind") { ledger in
            _ = try ledger.art(SampleOperations.createClass.symbol, by: .rival)
            return .by(.brand, .createClass(SampleOperations.createClass))
        },
        RefusalRow(.symbolTaken, "a symbol taken in the same transaction", at: 1) { _ in
            let create = Operation.createClass(SampleOperations.createClass)
            return .by(.brand, create, create)
        },
        RefusalRow(.classNotFound, "freezing a class that is not there") { _ in .by(.brand, .freeze(ClassID(9))) },
        RefusalRow(.notIssuer, "freezing another issuer's class") { ledger in
            .by(.rival, .freeze(try ledger.points()))
        },
        RefusalRow(.classNotFound, "class number 0") { _ in .by(.brand, .freeze(ClassID(0))) },
        RefusalRow(.classNotFound, "an allow list of a class that is not there") { _ in
            .by(.brand, .allow(.alice, in: ClassID(9)))
        },
        RefusalRow(.notIssuer, "the regulator keeps no allow list") { ledger in
            .by(.regulator, .allow(.alice, in: try ledger.points { $0.transferability = .allowList }))
        },
        RefusalRow(.classNotFound, "a minter of a class that is not there") { _ in
            .by(.brand, .letMint(.alice, ClassID(9)))
        },
        RefusalRow(.notIssuer, "a minter names a minter") { ledger in
            let id = try ledger.points { $0.minters = [Party.alice.id] }
            return .by(.alice, .letMint(.bob, id))
        },
    ]
}
