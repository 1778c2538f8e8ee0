import RightsLedger
import Signatures
import Testing

/// The state and the events after a short history that uses every kind of record.
///
/// A digest that changes here means that running chains would split: nodes with and without the change would disagree.
/// Such a change needs a new version of the state's format.
@Suite struct PinnedStateTests {
    @Test func digestOfTheStateAfterAShortHistory() throws {
        var history = History()
        try history.run()
        let tags = Set(history.ledger.state.entries.compactMap { $0.key.first })
        #expect(tags.count == StateKey.Tag.allCases.count)
        #expect(
            history.stateDigest.hex == "e1feb40feb021a770ffa69befc6d377a832c0820d3d6b7516b0b821733a7becb")
        #expect(
            history.eventDigest.hex == "0c2a063e75a3dbd72ce3bfe6f98889626f2c4a61cf1cd66001bc40679656c888")
    }

    @Test func theSameHistoryGivesTheSameDigests() throws {
        var first = History()
        var second = History()
        try first.run()
        try second.run()
        #expect(first.stateDigest == second.stateDigest)
        #expect(first.eventDigest == second.eventDigest)
    }
}

/// A history of one block after another, with every event that they made.
private struct History {
    var ledger: LedgerFixture
    var events: [LedgerEvent] = []

    init() {
        do {
            ledger = try LedgerFixture()
        } catch {
            preconditionFailure("the fixture's genesis is sound: \(error)")
        }
    }

    /// SHA-256 over every key and value, each with its length as four big-endian bytes before it.
    var stateDigest: Digest {
        digest(ledger.state.entries.flatMap { [$0.key, $0.value] })
    }

    /// SHA-256 over every encoded event, likewise.
    var eventDigest: Digest {
        digest(events.map { $0.encoded() })
    }

    private func digest(_ parts: [[UInt8]]) -> Digest {
        var bytes: [UInt8] = []
        for part in parts {
            for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: part.count >> shift)) }
            bytes += part
        }
        return SHA256.hash(bytes)
    }

    private mutating func block(_ party: Party, _ operations: [Operation], at time: Int64? = nil) throws {
        let block = try ledger.block(at: time, [LedgerFixture.Step(party, operations)])
        events += block.before + (try block.events(of: 0)) + block.after
    }

    mutating func run() throws {
        try createClasses()
        try moveRights()
        try runProgrammes()
        try settle()
    }

    private mutating func createClasses() throws {
        let policy = ClassPolicy(
            cap: 1_000_000,
            emission: Emission(
                start: Moment.start, epochSeconds: 86_400, epochs: 3, beneficiary: Party.brand.id,
                curve: .geometric(first: 900, ratio: Ratio(1, 2))),
            minters: [Party.shop.id], quota: Quota(units: 5_000, periodSeconds: 86_400),
            expiry: .rolling(months: 1), transferability: .allowList, transferFeeBasisPoints: 250,
            redemptionBurnBasisPoints: 3_000)
        try block(
            .brand,
            [
                .createClass(
                    CreateClass(
                        kind: .points, symbol: "MILES", name: "Meilen ✈", decimals: 2, utcOffsetMinutes: 60,
                        currency: .euro, faceValue: Ratio(1, 100), policy: policy)),
                .createClass(
                    CreateClass(
                        kind: .points, symbol: "PAY", name: "Payment", currency: .euro, faceValue: Ratio(1),
                        policy: ClassPolicy(transferability: .free))),
                .createClass(
                    CreateClass(
                        kind: .entitlement, symbol: "PASS", name: "Pass", utcOffsetMinutes: -300, currency: .dollar,
                        faceValue: Ratio(1), policy: ClassPolicy(transferability: .free, scopeCount: 8))),
                .createClass(
                    CreateClass(
                        kind: .collectible, symbol: "ART", name: "Art", currency: .euro, faceValue: Ratio(5),
                        policy: ClassPolicy(transferability: .free, royaltyBasisPoints: 750))),
            ])
        try block(
            .brand,
            [
                .allow(.alice, in: ClassID(1)), .allow(.bob, in: ClassID(1)),
                .grant(4_000, of: ClassID(1), to: .alice), .grant(10_000, of: ClassID(2), to: .alice),
                .grant(3_000, of: ClassID(2), to: .bob),
                .grantLot(of: ClassID(3), to: .alice, quantity: 6, tier: 2, scope: 0b1011),
                .grantItem(of: ClassID(4), to: .alice), .grantItem(of: ClassID(4), to: .bob),
            ])
        try block(.regulator, [.setRoles([.person, .oracle], of: .carol), .freeze(.rival)])
    }

    private mutating func moveRights() throws {
        let painting = Item(classID: ClassID(4), serial: 1)
        try block(
            .alice,
            [
                .send(1_001, of: ClassID(1), to: .bob), .split(LotID(1), .quantity(2)),
                .split(LotID(1), .day(UInt32(Moment.startDay) + 4)), .split(LotID(2), .scope(1)),
                .combine(LotID(4), into: LotID(2)), .send(LotID(3), to: .bob),
                .offer(painting, for: 1_000, of: ClassID(2)), .burn(.units(ClassID(1), 99)),
            ])
        try block(.bob, [.buy(painting, for: 1_000, of: ClassID(2)), .offer(painting, for: 7, of: ClassID(2))])
        try block(
            .brand,
            [
                .openBuyBack(
                    OpenBuyBack(
                        classID: ClassID(1), paymentClass: ClassID(2), price: Ratio(1, 2), revenueBasisPoints: 6_000)),
                .scheduleBurn(100, of: ClassID(1), at: Moment.start + Moment.day),
                .scheduleBurn(100, of: ClassID(1), at: Moment.nextYear),
            ])
        try block(
            .alice,
            [
                .depositRevenue(DepositRevenue(classID: ClassID(1), amount: 1_000)),
                .sellToBuyBack(SellToBuyBack(classID: ClassID(1), amount: 301)),
            ])
    }

    private mutating func runProgrammes() throws {
        var terms = LedgerFixture.campaignTerms(for: ClassID(1))
        terms.rate = Ratio(1, 3)
        terms.tiers = [CampaignTier(minimumValue: 500, multiplier: Ratio(3, 2))]
        terms.budget = 400
        try block(
            .brand,
            [
                .createCampaign(terms), .createCampaign(LedgerFixture.campaignTerms(for: ClassID(2))),
                .endCampaign(CampaignID(2)),
            ], at: Moment.start + Moment.day)
        try block(.oracle, [.attest("e1", for: .bob, value: 400), .attest("e2", for: .carol, value: 1_000)])

        var agreement = LedgerFixture.agreementTerms(on: ClassID(1), with: .shop)
        agreement.dailyCap = 1_000
        agreement.feeBasisPoints = 150
        let passes = LedgerFixture.agreementTerms(on: ClassID(3), with: .airline)
        let art = LedgerFixture.agreementTerms(on: ClassID(4), with: .airline)
        try block(.brand, [.proposeAgreement(agreement), .proposeAgreement(passes), .proposeAgreement(art)])
        try block(.shop, [.accept(AgreementID(1))])
        try block(.airline, [.accept(AgreementID(2)), .accept(AgreementID(3))])
        try block(
            .bob,
            [
                .redeem(.units(ClassID(1), 500), under: AgreementID(1)),
                .redeem(.units(ClassID(1), 200), under: AgreementID(1)),
                .redeem(.lot(LotID(3)), under: AgreementID(2)),
                .redeem(.item(ClassID(4), serial: 2), under: AgreementID(3)),
            ])
        try block(.shop, [.refund(ReceiptID(2))])
        try block(.airline, [.end(AgreementID(3))])
    }

    private mutating func settle() throws {
        try block(
            .alice, [.send(10, of: ClassID(2), to: .bob)], at: Moment.start + 2 * Moment.day + 1)
        try block(.bob, [.send(10, of: ClassID(2), to: .alice)], at: Moment.march)
        try block(.brand, [.confirm(.january, .euro, from: .brand, to: .shop)])
        try block(.shop, [.confirm(.january, .euro, from: .brand, to: .shop)])
        // What is open at the end keeps its kinds of record in the state.
        try block(
            .brand,
            [
                .grant(100, of: ClassID(1), to: .alice),
                .createClass(
                    CreateClass(
                        kind: .points, symbol: "DRIP", name: "Drip", currency: .euro, faceValue: Ratio(1),
                        policy: ClassPolicy(
                            emission: Emission(
                                start: Moment.nextYear, epochSeconds: 60, epochs: 0, beneficiary: Party.alice.id,
                                curve: .constant(amount: 5)), transferability: .soulbound))),
            ])
        try block(.alice, [.redeem(.units(ClassID(1), 50), under: AgreementID(1))])
    }
}
