package import Signatures

/// A transaction that has passed every check that needs no state; only this can be executed.
package struct CheckedTransaction: Sendable {
    /// Its id.
    package let id: TransactionID
    /// What it asks for.
    package let body: TransactionBody
    /// The key that signed it.
    package let publicKey: PublicKey
    /// The encoded ``SignedTransaction``.
    package let bytes: [UInt8]

    init(id: TransactionID, body: TransactionBody, publicKey: PublicKey, bytes: [UInt8]) {
        self.id = id
        self.body = body
        self.publicKey = publicKey
        self.bytes = bytes
    }

    /// Wraps a body without encoding and without signature, for simulations and tests.
    ///
    /// Its fields are checked as those of any transaction; chain id, signature and proofs of possession are not. Its id
    /// is zero and it has no bytes: it never travels.
    ///
    /// - Throws: `operationCountInvalid` or `fieldInvalid`.
    package init(unsigned body: TransactionBody, publicKey: PublicKey) throws(Refusal) {
        try body.checkFields()
        self.init(id: TransactionID(rawValue: .zero), body: body, publicKey: publicKey, bytes: [])
    }
}
