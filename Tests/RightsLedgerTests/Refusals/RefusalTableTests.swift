import RightsLedger
import Testing

/// Every code has rows; each row is refused with the code, the operation and the facts, and changes nothing.
@Suite struct RefusalTableTests {
    @Test func everyCodeHasARow() {
        let covered = Set(EnvelopeRow.all.map(\.code) + RefusalRow.all.map(\.code))
        let missing = RefusalCode.allCases.filter { !$0.isNodeAnswer && !covered.contains($0) }
        #expect(missing.isEmpty, "without a row: \(missing)")
        #expect(covered.allSatisfy { !$0.isNodeAnswer })
    }

    @Test(arguments: EnvelopeRow.all) func envelopeIsRefused(row: EnvelopeRow) throws {
        let refusal = try #require(SignedFixture.refusal(of: row.encode(SignedFixture())), "it passed")
        #expect(refusal.code == row.code, "\(refusal)")
        #expect(refusal.operationIndex == row.operationIndex, "\(refusal)")
        for (name, value) in row.facts { #expect(refusal[fact: name] == value, "\(name) of \(refusal)") }
    }

    @Test(arguments: RefusalRow.accounts) func accountOperationIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.classes) func classOperationIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.minting) func grantIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.mintingLimits) func grantBeyondLimitIsRefused(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.transfersOfUnits) func transferOfUnitsIsRefused(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.transfersOfLotsAndItems) func transferIsRefused(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.splits) func splitIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.combinations) func combinationIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.offers) func offerIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.purchases) func purchaseIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.campaigns) func campaignOrEventIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.agreements) func agreementIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.redemptions) func redemptionIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.refundsAndSettlements) func refundOrConfirmationIsRefused(row: RefusalRow) throws {
        try row.check()
    }
    @Test(arguments: RefusalRow.burns) func burnIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.buyBackTerms) func buyBackIsRefused(row: RefusalRow) throws { try row.check() }
    @Test(arguments: RefusalRow.buyBacks) func depositOrSaleIsRefused(row: RefusalRow) throws { try row.check() }
}

extension RefusalRow {
    /// Every row.
    static let all: [RefusalRow] =
        accounts + classes + minting + mintingLimits + transfersOfUnits + transfersOfLotsAndItems + splits
        + combinations + offers + purchases + campaigns + agreements + redemptions + refundsAndSettlements + burns
        + buyBackTerms + buyBacks
}
