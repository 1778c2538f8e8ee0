internal import Signatures

/// The checks of a transaction's envelope against its sender's account, in a block and before one.
package enum Admission {
    /// Checks a transaction against its sender's account.
    ///
    /// - Parameters:
    ///   - transaction: It has passed the stateless checks.
    ///   - account: The sender's record; `nil` where there is none.
    ///   - expectedNonce: The account's nonce, or a higher one where earlier transactions of the sender wait too.
    ///   - height: The height of the block in which it could stand.
    /// - Returns: `nil` where nothing speaks against it; else the first of `transactionExpired`, `senderKeyMismatch`,
    ///   `nonceMismatch` and `senderFrozen`.
    package static func refusal(
        of transaction: CheckedTransaction, account: AccountRecord?, expectedNonce: UInt64, height: UInt64
    ) -> Refusal? {
        let body = transaction.body
        if height > body.expiryHeight {
            return Refusal(
                .transactionExpired,
                facts: [Refusal.Fact("height", height), Refusal.Fact("expiryHeight", body.expiryHeight)])
        }
        let keyFits =
            if let key = account?.publicKey {
                key == transaction.publicKey
            } else {
                AccountID(firstKey: transaction.publicKey) == body.sender
            }
        if !keyFits { return Refusal(.senderKeyMismatch) }
        if body.nonce != expectedNonce {
            return Refusal(
                .nonceMismatch,
                facts: [Refusal.Fact("expected", expectedNonce), Refusal.Fact("nonce", body.nonce)])
        }
        if account?.frozen == true { return Refusal(.senderFrozen) }
        return nil
    }
}
