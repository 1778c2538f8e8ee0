internal import Signatures
internal import SwiftProtobuf

extension SignedTransaction {
    /// Reads a canonical encoding.
    ///
    /// - Throws: `malformedEncoding` for any other bytes.
    package init(decoding bytes: [UInt8]) throws(Refusal) {
        let message: Symbolon_V1_SignedTransaction = try CanonicalMessage.decode(bytes)
        guard let key = Digest(bytes: message.publicKey), let signature = Signature(bytes: message.signature) else {
            throw Refusal(.malformedEncoding)
        }
        self.init(body: Array(message.body), publicKey: PublicKey(encoding: key), signature: signature)
        guard encoded() == bytes else { throw Refusal(.malformedEncoding) }
    }
}

extension TransactionBody {
    /// Reads a canonical encoding and checks every field.
    ///
    /// - Throws: `malformedEncoding`, `operationCountInvalid` or `fieldInvalid`; where the encoding has several faults, the
    ///   first of these.
    package init(decoding bytes: [UInt8]) throws(Refusal) {
        try self.init(decoding: bytes, chainID: nil)
    }

    /// Reads a canonical encoding for a chain and checks every field.
    ///
    /// - Throws: `malformedEncoding`, `wrongChain`, `operationCountInvalid` or `fieldInvalid`.
    init(decoding bytes: [UInt8], chainID expected: String?) throws(Refusal) {
        let message: Symbolon_V1_TransactionBody = try CanonicalMessage.decode(bytes)
        guard let sender = Digest(bytes: message.sender) else { throw Refusal(.malformedEncoding) }
        self.init(
            chainID: message.chainID, sender: AccountID(rawValue: sender), nonce: message.nonce,
            expiryHeight: message.expiryHeight, operations: [])
        do throws(Refusal) {
            if let expected, !expected.utf8.elementsEqual(chainID.utf8) {
                throw Refusal(.wrongChain, facts: [Refusal.Fact("expected", expected)])
            }
            try readOperations(message.operations)
        } catch {
            // A later fault must not hide that the encoding was not canonical.
            guard CanonicalMessage.isCanonical(message, bytes) else { throw Refusal(.malformedEncoding) }
            throw error
        }
        // Every part of the message is in the body now, so equal bytes mean that the encoding was canonical.
        guard encoded() == bytes else { throw Refusal(.malformedEncoding) }
    }

    private mutating func readOperations(_ messages: [Symbolon_V1_Operation]) throws(Refusal) {
        try TransactionBody.checkCount(messages.count)
        operations.reserveCapacity(messages.count)
        for (index, message) in messages.enumerated() {
            do throws(FieldInvalid) {
                let operation = try Operation(message)
                try operation.checkFields(sender: sender)
                operations.append(operation)
            } catch {
                throw error.refusal(ofOperation: index)
            }
        }
    }
}

/// Decodes generated messages, as far as canonical encodings go.
enum CanonicalMessage {
    /// The schema nests seven deep; what goes much deeper is not of the schema.
    private static let depthMax = 16

    static func decode<DecodedMessage: Message>(_ bytes: [UInt8]) throws(Refusal) -> DecodedMessage {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = depthMax
        options.discardUnknownFields = true
        do {
            return try DecodedMessage(serializedBytes: bytes, extensions: nil, partial: false, options: options)
        } catch {
            throw Refusal(.malformedEncoding)
        }
    }

    /// Whether a message encodes to the bytes from which it was decoded.
    static func isCanonical(_ message: some Message, _ bytes: [UInt8]) -> Bool {
        do {
            let again: [UInt8] = try message.serializedBytes()
            return again == bytes
        } catch {
            return false
        }
    }
}
