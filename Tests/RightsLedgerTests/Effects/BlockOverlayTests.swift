import RightsLedger
import Testing

/// A block sees its own writes among what was committed before, also where it walks a range of keys; and not those of a
/// transaction that was refused.
@Suite struct BlockOverlayTests {
    private func paid(_ events: [LedgerEvent]) -> [CampaignID] {
        for case .eventAttested(let event) in events { return event.payments.map(\.campaign) }
        return []
    }

    @Test func campaignsOfTheSameBlockCount() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        for number in 1...3 { #expect(try ledger.campaign(for: id) == CampaignID(UInt32(number))) }
        let terms = LedgerFixture.campaignTerms(for: id)
        let block = try ledger.block([
            .init(.oracle, [.attest("first", for: .alice)]),
            .init(.brand, [.endCampaign(CampaignID(2)), .createCampaign(terms)]),
            .init(.oracle, [.attest("second", for: .alice)]),
            // Creates one, ends one, and is refused.
            .init(
                .brand,
                [.createCampaign(terms), .endCampaign(CampaignID(1)), .endCampaign(CampaignID(2))]),
            .init(.oracle, [.attest("third", for: .alice)]),
            .init(.brand, [.createCampaign(terms), .endCampaign(CampaignID(3))]),
            .init(.oracle, [.attest("fourth", for: .alice)]),
        ])
        #expect(paid(try block.events(of: 0)) == [1, 2, 3].map { CampaignID($0) })
        #expect(paid(try block.events(of: 2)) == [1, 3, 4].map { CampaignID($0) })
        #expect(block.refusal(of: 3)?.code == .campaignEnded)
        #expect(block.refusal(of: 3)?.operationIndex == 2)
        #expect(paid(try block.events(of: 4)) == [1, 3, 4].map { CampaignID($0) })
        // The id that the refused transaction would have had is given out now.
        #expect(paid(try block.events(of: 6)) == [1, 4, 5].map { CampaignID($0) })
        let next = try ledger.apply(.attest("fifth", for: .alice), by: .oracle)
        #expect(paid(next) == [1, 4, 5].map { CampaignID($0) })
    }

    /// A refused transaction that froze a class, or created one, leaves no trace in what the block remembers of classes.
    @Test func classesOfARefusedTransactionAreForgotten() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.points()
        try ledger.give(10, of: id, to: .alice)
        let definition = CreateClass(
            kind: .points, symbol: "NEW", name: "New", currency: .euro, faceValue: Ratio(1),
            policy: ClassPolicy(transferability: .free))
        let block = try ledger.block([
            .init(
                .brand,
                [
                    .freeze(id), .createClass(definition), .grant(1, of: ClassID(2), to: .bob),
                    .grant(1, of: id, to: .bob),
                ]),
            .init(.alice, [.send(3, of: id, to: .bob)]),
            .init(.brand, [.grant(1, of: ClassID(2), to: .bob)]),
            .init(.rival, [.createClass(definition), .grant(7, of: ClassID(2), to: .bob)]),
            .init(.brand, [.freeze(id)]),
            .init(.alice, [.send(3, of: id, to: .bob)]),
        ])
        #expect(block.refusal(of: 0)?.code == .classFrozen)
        #expect(throws: Never.self) { try block.events(of: 1) }
        #expect(block.refusal(of: 2)?.code == .classNotFound)
        #expect(throws: Never.self) { try block.events(of: 3) }
        #expect(block.refusal(of: 5)?.code == .classFrozen)
        #expect(try ledger.units(.bob, id) == 3)
        #expect(try ledger.units(.bob, ClassID(2)) == 7)
        #expect(try ledger.rightsClass(ClassID(2)).issuer == Party.rival.id)
    }

    /// What a block writes and takes away again is no change at all.
    @Test func whatABlockMakesAndRemovesIsNoChange() throws {
        var ledger = try LedgerFixture()
        let id = try ledger.passes()
        let block = try ledger.block([
            .init(.brand, [.grantLot(of: id, to: .alice), .allow(.bob, in: id, false), .letMint(.bob, id, false)]),
            .init(.alice, [.send(LotID(1), to: .bob)]),
            .init(.bob, [.burn(.lot(LotID(1)))]),
        ])
        for step in 0..<3 { #expect(throws: Never.self) { try block.events(of: step) } }
        let keys = block.changes.compactMap { StateKey(bytes: $0.key) }
        #expect(
            Set(keys) == [
                .chain, .counter(.lotID), .account(Party.brand.id), .account(Party.alice.id),
                .account(Party.bob.id), .supply(id),
            ])
        #expect(block.changes.map(\.key) == block.changes.map(\.key).sorted { $0.lexicographicallyPrecedes($1) })
        for change in block.changes { #expect(change.previous != .known(change.value)) }
    }
}
