import RightsLedger
import Signatures
import Testing

/// One way in which a transaction is refused before any state is looked at.
struct EnvelopeRow: Sendable, CustomTestStringConvertible {
    let code: RefusalCode
    let cause: String
    let operationIndex: Int?
    let facts: [String: String]
    /// Makes the encoded transaction.
    let encode: @Sendable (SignedFixture) throws -> [UInt8]

    init(
        _ code: RefusalCode, _ cause: String, at operationIndex: Int? = nil, facts: [String: String] = [:],
        _ encode: @escaping @Sendable (SignedFixture) throws -> [UInt8]
    ) {
        self.code = code
        self.cause = cause
        self.operationIndex = operationIndex
        self.facts = facts
        self.encode = encode
    }

    var testDescription: String { "\(code): \(cause)" }
}

extension EnvelopeRow {
    private static let harmless = Operation.refund(ReceiptID(1))

    /// A transaction whose size is changed by its chain id, which nothing bounds before it is compared.
    private static func transaction(ofByteCount count: Int, _ fixture: SignedFixture) throws -> [UInt8] {
        let chainID = String(repeating: "x", count: 60_000)
        let short = fixture.body([harmless], chainID: chainID).signed(by: fixture.key).encoded()
        let padding = String(repeating: "x", count: count - short.count)
        let bytes = fixture.body([harmless], chainID: chainID + padding).signed(by: fixture.key).encoded()
        try #require(bytes.count == count)
        return bytes
    }

    static let all: [EnvelopeRow] = [
        EnvelopeRow(.transactionTooLarge, "one byte above 64 KiB", facts: ["bytes": "65537", "most": "65536"]) {
            try transaction(ofByteCount: 65_537, $0)
        },
        EnvelopeRow(.transactionTooLarge, "a megabyte of zeros") { _ in [UInt8](repeating: 0, count: 1 << 20) },
        EnvelopeRow(.wrongChain, "exactly 64 KiB, most of it a chain id") { try transaction(ofByteCount: 65_536, $0) },
        EnvelopeRow(.malformedEncoding, "nothing") { _ in [] },
        EnvelopeRow(.malformedEncoding, "64 KiB of zeros") { _ in [UInt8](repeating: 0, count: 65_536) },
        EnvelopeRow(.malformedEncoding, "a body of no bytes") { $0.transaction(body: []) },
        EnvelopeRow(.malformedEncoding, "a key of 31 bytes") {
            try editedEnvelope($0) { $0.set(2, .bytes([UInt8](repeating: 1, count: 31))) }
        },
        EnvelopeRow(.malformedEncoding, "a key of 33 bytes") {
            try editedEnvelope($0) { $0.set(2, .bytes([UInt8](repeating: 1, count: 33))) }
        },
        EnvelopeRow(.malformedEncoding, "no key") { try editedEnvelope($0) { $0.remove(2) } },
        EnvelopeRow(.malformedEncoding, "a signature of 63 bytes") {
            try editedEnvelope($0) { $0.set(3, .bytes([UInt8](repeating: 1, count: 63))) }
        },
        EnvelopeRow(.malformedEncoding, "no signature") { try editedEnvelope($0) { $0.remove(3) } },
        EnvelopeRow(.malformedEncoding, "a sender of 31 bytes") { fixture in
            try fixture.transaction([harmless]) { $0.set(2, .bytes([UInt8](repeating: 1, count: 31))) }
        },
        EnvelopeRow(.malformedEncoding, "no sender") { fixture in
            try fixture.transaction([harmless]) { $0.remove(2) }
        },
        EnvelopeRow(.wrongChain, "another chain's id") { fixture in
            fixture.body([harmless], chainID: "symbolon-test2").signed(by: fixture.key).encoded()
        },
        EnvelopeRow(.wrongChain, "no chain id") { fixture in
            fixture.body([harmless], chainID: "").signed(by: fixture.key).encoded()
        },
        EnvelopeRow(.operationCountInvalid, "no operation", facts: ["count": "0"]) { $0.transaction([]) },
        EnvelopeRow(.operationCountInvalid, "257 operations", facts: ["count": "257", "most": "256"]) {
            $0.transaction([Operation](repeating: harmless, count: 257))
        },
        EnvelopeRow(.fieldInvalid, "the third operation grants nothing", at: 2, facts: ["field": "amount"]) {
            $0.transaction([harmless, harmless, .grant(0, of: ClassID(1), to: .alice)])
        },
        EnvelopeRow(.fieldInvalid, "an operation without a kind", at: 1) { fixture in
            try fixture.transaction([harmless]) { $0.fields.append(WireMessage.Field(number: 5, value: .bytes([]))) }
        },
        EnvelopeRow(.signatureInvalid, "the signature of another key") { fixture in
            let other = try SignedFixture(seed: 2)
            let body = fixture.body([harmless])
            return SignedTransaction(
                body: body.encoded(), publicKey: fixture.key.publicKey, signature: body.signed(by: other.key).signature
            ).encoded()
        },
        EnvelopeRow(.signatureInvalid, "the signature of another body") { fixture in
            let signature = fixture.body([harmless], nonce: 4).signed(by: fixture.key).signature
            return SignedTransaction(
                body: fixture.body([harmless]).encoded(), publicKey: fixture.key.publicKey, signature: signature
            ).encoded()
        },
        EnvelopeRow(.signatureInvalid, "the signature of the body's bytes instead of the transaction's id") { fixture in
            let body = fixture.body([harmless]).encoded()
            return SignedTransaction(
                body: body, publicKey: fixture.key.publicKey, signature: fixture.key.sign(body)
            ).encoded()
        },
        EnvelopeRow(.proofOfPossessionInvalid, "a rotation without a proof", at: 1) {
            $0.transaction([harmless, .rotateKey(to: .bob)])
        },
        EnvelopeRow(.proofOfPossessionInvalid, "a proof for another nonce", at: 0) { fixture in
            let newKey = try SignedFixture(seed: 2).key
            return fixture.transaction([.rotateKey(fixture.rotation(to: newKey, nonce: 4))])
        },
        EnvelopeRow(.proofOfPossessionInvalid, "a proof for another account", at: 0) { fixture in
            let other = try SignedFixture(seed: 2)
            return fixture.transaction([.rotateKey(other.rotation(to: other.key))])
        },
        EnvelopeRow(.proofOfPossessionInvalid, "a proof for another chain", at: 0) { fixture in
            let newKey = try SignedFixture(seed: 2).key
            let rotation = RotateKey(to: newKey, chainID: "other", sender: fixture.sender, nonce: 3)
            return fixture.transaction([.rotateKey(rotation)])
        },
        EnvelopeRow(.proofOfPossessionInvalid, "a proof by the old key", at: 0) { fixture in
            let newKey = try SignedFixture(seed: 2).key.publicKey
            let message = RotateKey.message(
                chainID: LedgerFixture.chainID, sender: fixture.sender, nonce: 3, newKey: newKey)
            let rotation = RotateKey(publicKey: newKey, proofOfPossession: fixture.key.sign(message))
            return fixture.transaction([.rotateKey(rotation)])
        },
    ]

    private static func editedEnvelope(
        _ fixture: SignedFixture, _ change: (inout WireMessage) -> Void
    ) throws -> [UInt8] {
        var message = try #require(WireMessage(parsing: fixture.transaction([harmless])))
        change(&message)
        return message.encoded()
    }
}
