import RightsLedger
import Signatures
import Testing

/// Transactions with real signatures, and damaged ones that are signed again so that only the damage is wrong.
struct SignedFixture {
    let key: SigningKey

    /// Uses the key of a seed of 32 equal bytes.
    init(seed: UInt8 = 1) throws {
        key = try SigningKey(seed: [UInt8](repeating: seed, count: SigningKey.seedByteCount))
    }

    var sender: AccountID { AccountID(firstKey: key.publicKey) }

    /// A body of some operations.
    func body(
        _ operations: [Operation], chainID: String = LedgerFixture.chainID, nonce: UInt64 = 3,
        expiryHeight: UInt64 = 900
    ) -> TransactionBody {
        TransactionBody(
            chainID: chainID, sender: sender, nonce: nonce, expiryHeight: expiryHeight, operations: operations)
    }

    /// The encoded transaction of some operations.
    func transaction(_ operations: [Operation]) -> [UInt8] {
        body(operations).signed(by: key).encoded()
    }

    /// Signs the bytes of a body, whatever they are.
    func transaction(body: [UInt8]) -> [UInt8] {
        let signature = key.sign(TransactionID(body: body).rawValue)
        return SignedTransaction(body: body, publicKey: key.publicKey, signature: signature).encoded()
    }

    /// Encodes operations, changes the body on the wire and signs the result.
    func transaction(_ operations: [Operation], editingBody change: (inout WireMessage) -> Void) throws -> [UInt8] {
        var message = try #require(WireMessage(parsing: body(operations).encoded()))
        change(&message)
        return transaction(body: message.encoded())
    }

    /// Encodes one operation, changes its fields on the wire and signs the result.
    ///
    /// - Throws: An error where there is no message to change.
    func transaction(_ operation: Operation, editing change: (inout WireMessage) -> Void) throws -> [UInt8] {
        var isEdited = false
        let bytes = try transaction([operation]) { body in
            body.edit(5) { operation in
                guard let number = operation.fields.first?.number else { return }
                isEdited = operation.edit(number, change)
            }
        }
        try #require(isEdited)
        return bytes
    }

    /// A rotation to a key, with the key's proof for a body of ``body(_:chainID:nonce:expiryHeight:)``.
    func rotation(to newKey: SigningKey, nonce: UInt64 = 3) -> RotateKey {
        RotateKey(to: newKey, chainID: LedgerFixture.chainID, sender: sender, nonce: nonce)
    }

    /// Why an encoded transaction is refused; `nil` where it passes.
    static func refusal(of bytes: [UInt8]) -> Refusal? {
        do throws(Refusal) {
            _ = try StatelessCheck.check(bytes, chainID: LedgerFixture.chainID)
            return nil
        } catch {
            return error
        }
    }
}
