import RightsLedger
import Signatures
import TestSupport
import Testing

/// More falls due than one block may do, and the auditor agrees block by block.
@Suite struct BlockLimitSimulationTests {
    private static let day: Int64 = 86_400

    /// The same operation with 256 variations in a transaction, until there are enough.
    private func drafts(_ count: Int, by sender: AccountID, _ operation: (Int) -> RightsLedger.Operation)
        -> [TransactionDraft]
    {
        stride(from: 0, to: count, by: 256).map { start in
            TransactionDraft(sender, (start..<min(start + 256, count)).map(operation))
        }
    }

    private func newClass(
        _ kind: ClassKind, _ symbol: String, _ policy: ClassPolicy
    ) throws -> RightsLedger.Operation {
        .createClass(
            CreateClass(
                kind: kind, symbol: symbol, name: symbol, currency: try #require(CurrencyCode("EUR")),
                faceValue: Ratio(1), policy: policy))
    }

    @Test func whatExceedsALimitIsDoneInTheNextBlocks() throws {
        var simulation = try LedgerSimulation(seed: 20_000)
        let people = simulation.workload.people
        let (issuer, platform, person) = (people.issuers[0], people.platforms[0], people.persons[0])
        let start = simulation.time + 60
        let today = Int(start / BlockLimitSimulationTests.day)
        let emission = Emission(
            start: start, epochSeconds: 7, epochs: 2_500, beneficiary: person, curve: .constant(amount: 3))
        try simulation.runBlock(
            at: start,
            [
                TransactionDraft(
                    issuer,
                    [
                        try newClass(
                            .points, "POINTS",
                            ClassPolicy(
                                expiry: .rolling(months: 1), transferability: .free, redemptionBurnBasisPoints: 3_333)),
                        try newClass(.entitlement, "LOTS", ClassPolicy(transferability: .free, scopeCount: 4)),
                        try newClass(.points, "STEADY", ClassPolicy(emission: emission, transferability: .free)),
                        .grantPoints(GrantPoints(classID: ClassID(1), recipient: person, amount: 50_000)),
                        .grantPoints(GrantPoints(classID: ClassID(3), recipient: issuer, amount: 900)),
                        .proposeAgreement(
                            ProposeAgreement(
                                platform: platform, classID: ClassID(1), currency: try #require(CurrencyCode("EUR")),
                                rate: Ratio(3, 2), feeBasisPoints: 100, dailyCap: 0, start: start,
                                end: start + 30 * BlockLimitSimulationTests.day, refundWindowSeconds: 600)),
                    ]),
                TransactionDraft(platform, [.acceptAgreement(AcceptAgreement(agreement: AgreementID(1)))]),
            ])
        // More than 10,000 seconds at which something dies, 10,000 receipts, 1,000 burns, 1,000 epochs.
        let lots = drafts(10_300, by: issuer) { index in
            .grantEntitlement(
                GrantEntitlement(
                    classID: ClassID(2), recipient: person, quantity: 2, tier: 0, scope: 3, validFrom: UInt16(today),
                    validUntil: UInt16(today + 1 + index)))
        }
        let redemptions = drafts(10_300, by: person) { index in
            .redeem(
                Redeem(
                    agreement: AgreementID(1), asset: .units(ClassID(1), UInt64(1 + index % 3)),
                    reference: Digest(UInt64(index), 0, 0, 0)))
        }
        let burns = drafts(1_300, by: issuer) { index in
            .scheduleBurn(ScheduleBurn(classID: ClassID(3), time: start + 100 + Int64(index % 700), amount: 1))
        }
        try simulation.runBlock(at: start + 30, lots + redemptions + burns)
        #expect(simulation.coverage.refusals == [:])
        #expect(simulation.auditor.books.openReceipts.count == 10_300)

        // Everything is due at once, 29 years later; the work takes three blocks at the same second.
        let late = start + 10_600 * BlockLimitSimulationTests.day
        let refund = TransactionDraft(platform, [.refund(Refund(receipt: ReceiptID(10_250)))])
        let burn = TransactionDraft(person, [.burn(Burn(asset: .lot(LotID(10_290))))])
        // One of the first block's 10,000 expiries is that of the points, so one lot more waits.
        let left = [(300, 301, 300), (0, 0, 0), (0, 0, 0)]
        for step in left {
            try simulation.runBlock(at: late, [refund, burn])
            let books = simulation.auditor.books
            #expect(books.openReceipts.count == step.0)
            #expect(books.lots.values.count { !$0.isCountedAsExpired } == step.1)
            #expect(books.scheduledBurns.count == step.2)
        }
        #expect(simulation.coverage.refusals == [.refundWindowClosed: 1, .receiptNotOpen: 2, .lotExpired: 3])
        try simulation.finish()
        #expect(simulation.coverage.events["redemptionFinal"] == 10_300)
        #expect(simulation.coverage.mintCauses[.schedule] == 2_500)
    }
}
