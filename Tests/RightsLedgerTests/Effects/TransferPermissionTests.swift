import RightsLedger
import Testing

/// Between whom a right may move, for every policy and every pair.
@Suite struct TransferPermissionTests {
    /// A way from one party to another; Alice is on the allow list, Bob and Carol are not.
    struct Way: Sendable, CustomTestStringConvertible {
        let from: Party
        let to: Party
        let name: String
        let expected: [Transferability: RefusalCode]

        var testDescription: String { name }
    }

    private static let soulbound: [Transferability: RefusalCode] = [.soulbound: .notTransferable]

    static let ways: [Way] = [
        Way(from: .brand, to: .alice, name: "issuer to listed", expected: soulbound),
        Way(from: .alice, to: .brand, name: "listed to issuer", expected: soulbound),
        Way(
            from: .brand, to: .bob, name: "issuer to unlisted",
            expected: [.soulbound: .notTransferable, .allowList: .notAllowed]),
        Way(
            from: .bob, to: .brand, name: "unlisted to issuer",
            expected: [.soulbound: .notTransferable, .allowList: .notAllowed]),
        Way(
            from: .alice, to: .bob, name: "listed to unlisted",
            expected: [.soulbound: .notTransferable, .allowList: .notAllowed, .issuerOnly: .notTransferable]),
        Way(
            from: .bob, to: .alice, name: "unlisted to listed",
            expected: [.soulbound: .notTransferable, .allowList: .notAllowed, .issuerOnly: .notTransferable]),
        Way(
            from: .alice, to: .carol, name: "listed to listed",
            expected: [.soulbound: .notTransferable, .issuerOnly: .notTransferable]),
    ]

    /// What may move: units, a lot or an item.
    enum Right: CaseIterable {
        case units, lot, item
    }

    @Test(arguments: ways, Right.allCases)
    func aRightMovesAsItsPolicySays(way: Way, right: Right) throws {
        for transferability in Transferability.allCases {
            var ledger = try LedgerFixture()
            let operation: Operation
            switch right {
            case .units:
                let id = try ledger.points { $0.transferability = transferability }
                try ledger.give(5, of: id, to: way.from)
                operation = .send(5, of: id, to: way.to)
            case .lot:
                let id = try ledger.passes { $0.transferability = transferability }
                operation = .send(try ledger.giveLot(of: id, to: way.from), to: way.to)
            case .item:
                let id = try ledger.art { $0.transferability = transferability }
                operation = .send(try ledger.giveItem(of: id, to: way.from), to: way.to)
            }
            try ledger.apply(.allow(.alice, in: ClassID(1)), by: .brand)
            if way.to == .carol { try ledger.apply(.allow(.carol, in: ClassID(1)), by: .brand) }

            if let code = way.expected[transferability] {
                #expect(try ledger.refusal(of: [operation], by: way.from).code == code, "\(transferability)")
            } else {
                try ledger.apply(operation, by: way.from)
            }
        }
    }

    @Test func whatIsGrantedNeedsNoPermission() throws {
        for transferability in Transferability.allCases {
            var ledger = try LedgerFixture()
            let id = try ledger.points { $0.transferability = transferability }
            try ledger.give(5, of: id, to: .bob)
            #expect(try ledger.units(.bob, id) == 5)
        }
    }
}
