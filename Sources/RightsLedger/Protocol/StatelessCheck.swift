package import Signatures

/// The checks that need no state and so run in parallel, before a transaction takes its place in a block.
package enum StatelessCheck {
    /// The most bytes that an encoded transaction may have.
    package static let transactionBytesMax = 64 * 1024
    /// The most operations in a transaction.
    package static let operationCountMax = 256

    /// Decodes an encoded ``SignedTransaction`` and checks all that can be checked without the state.
    ///
    /// - Throws: The first failing check in the order of docs/ledger-rules.md, section 5.
    package static func check(_ bytes: [UInt8], chainID: String) throws(Refusal) -> CheckedTransaction {
        try decode(bytes, chainID: chainID).verified()
    }

    /// Does what ``check(_:chainID:)`` does, except that no signature is verified.
    ///
    /// It costs a tenth of a verification, so that a repeated transaction can be told by its id before.
    package static func decode(_ bytes: [UInt8], chainID: String) throws(Refusal) -> DecodedTransaction {
        guard bytes.count <= transactionBytesMax else {
            throw Refusal(
                .transactionTooLarge,
                facts: [Refusal.Fact("bytes", bytes.count), Refusal.Fact("most", transactionBytesMax)])
        }
        let signed = try SignedTransaction(decoding: bytes)
        let body = try TransactionBody(decoding: signed.body, chainID: chainID)
        return DecodedTransaction(
            id: signed.id, body: body, publicKey: signed.publicKey, signature: signed.signature, bytes: bytes)
    }
}

/// A transaction that is well formed, and whose signatures nobody has verified.
package struct DecodedTransaction: Sendable {
    /// Its id.
    package let id: TransactionID
    /// What it asks for.
    package let body: TransactionBody
    /// The key that is said to have signed it.
    package let publicKey: PublicKey
    /// The encoded ``SignedTransaction``.
    package let bytes: [UInt8]

    private let signature: Signature

    init(id: TransactionID, body: TransactionBody, publicKey: PublicKey, signature: Signature, bytes: [UInt8]) {
        self.id = id
        self.body = body
        self.publicKey = publicKey
        self.signature = signature
        self.bytes = bytes
    }

    /// Verifies the signature and the proofs of possession.
    ///
    /// - Throws: `signatureInvalid` or `proofOfPossessionInvalid`.
    package func verified() throws(Refusal) -> CheckedTransaction {
        guard publicKey.verify(signature, message: id.rawValue) else { throw Refusal(.signatureInvalid) }
        for (index, operation) in body.operations.enumerated() {
            guard case .rotateKey(let rotation) = operation else { continue }
            let message = RotateKey.message(
                chainID: body.chainID, sender: body.sender, nonce: body.nonce, newKey: rotation.publicKey)
            guard rotation.publicKey.verify(rotation.proofOfPossession, message: message) else {
                throw Refusal(.proofOfPossessionInvalid, operationIndex: index)
            }
        }
        return CheckedTransaction(id: id, body: body, publicKey: publicKey, bytes: bytes)
    }
}
