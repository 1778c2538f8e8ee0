import RightsLedger
import Signatures
import Testing

/// What keeps a transaction out of the waiting room is what a block would refuse it for.
@Suite struct AdmissionTests {
    private func transaction(nonce: UInt64, expiryHeight: UInt64, by party: Party) throws -> CheckedTransaction {
        let body = TransactionBody(
            chainID: LedgerFixture.chainID, sender: party.id, nonce: nonce, expiryHeight: expiryHeight,
            operations: [.refund(ReceiptID(1))])
        return try CheckedTransaction(unsigned: body, publicKey: party.key)
    }

    @Test func aFittingTransactionIsAdmitted() throws {
        let transaction = try transaction(nonce: 0, expiryHeight: 5, by: .alice)
        #expect(Admission.refusal(of: transaction, account: nil, expectedNonce: 0, height: 5) == nil)
        let known = AccountRecord(nonce: 3, publicKey: Party.alice.key)
        let next = try self.transaction(nonce: 4, expiryHeight: 5, by: .alice)
        #expect(Admission.refusal(of: next, account: known, expectedNonce: 4, height: 5) == nil)
    }

    @Test func theChecksAreThoseOfABlockInTheirOrder() throws {
        let frozen = AccountRecord(nonce: 3, publicKey: Party.alice.key, frozen: true)
        let stranger = Party.alice.signing(with: Party.bob.key)
        let code = { (transaction: CheckedTransaction, height: UInt64) in
            Admission.refusal(of: transaction, account: frozen, expectedNonce: 3, height: height)?.code
        }
        #expect(try code(transaction(nonce: 9, expiryHeight: 5, by: stranger), 6) == .transactionExpired)
        #expect(try code(transaction(nonce: 9, expiryHeight: 5, by: stranger), 5) == .senderKeyMismatch)
        #expect(try code(transaction(nonce: 9, expiryHeight: 5, by: .alice), 5) == .nonceMismatch)
        #expect(try code(transaction(nonce: 2, expiryHeight: 5, by: .alice), 5) == .nonceMismatch)
        #expect(try code(transaction(nonce: 3, expiryHeight: 5, by: .alice), 5) == .senderFrozen)
    }

    @Test func anUnknownAccountShowsItsFirstKey() throws {
        let stranger = try transaction(nonce: 0, expiryHeight: 5, by: .alice.signing(with: Party.bob.key))
        let refusal = Admission.refusal(of: stranger, account: nil, expectedNonce: 0, height: 1)
        #expect(refusal?.code == .senderKeyMismatch)
        // An account of the genesis has a record but no key yet.
        let fresh = AccountRecord(roles: .issuer)
        #expect(
            Admission.refusal(of: stranger, account: fresh, expectedNonce: 0, height: 1)?.code == .senderKeyMismatch)
    }
}
