import RightsLedger
import Signatures
import SwiftProtobuf
import Testing

/// What is encoded comes back as it was, and is what the schema says.
@Suite struct OperationCodecTests {
    private static let samples = SampleOperations.all + SampleOperations.variants

    @Test func theSamplesHoldEveryKindOfTheSchema() throws {
        let fixture = try SignedFixture()
        var numbers: [UInt64] = []
        for operation in SampleOperations.all {
            let body = try #require(WireMessage(parsing: fixture.body([operation]).encoded()))
            guard case .bytes(let bytes)? = body.fields.last?.value else { continue }
            numbers += try #require(WireMessage(parsing: bytes)).fields.map(\.number)
        }
        // The field numbers of `Operation` in transaction.proto, which are never used again.
        let expected: [[UInt64]] = [
            [1, 2, 3], Array(10...13), Array(20...27), Array(30...32), Array(40...45), Array(50...54),
        ]
        #expect(numbers == expected.flatMap { $0 })
    }

    @Test(arguments: samples) func anOperationComesBackAsItWas(operation: RightsLedger.Operation) throws {
        // A rotation needs a real proof to pass; the others pass as they are.
        if case .rotateKey = operation { return }
        let fixture = try SignedFixture()
        let body = fixture.body([operation])
        let bytes = body.signed(by: fixture.key).encoded()
        let checked = try StatelessCheck.check(bytes, chainID: LedgerFixture.chainID)
        #expect(checked.body == body)
        #expect(checked.id == body.id)
        #expect(checked.publicKey == fixture.key.publicKey)
        #expect(checked.bytes == bytes)
    }

    /// The generated code of swift-protobuf is the second opinion: it knows every field and writes the same bytes.
    @Test(arguments: samples) func theGeneratedCodeWritesTheSameBytes(operation: RightsLedger.Operation) throws {
        let bytes = try SignedFixture().body([operation]).encoded()
        let message = try Symbolon_V1_TransactionBody(serializedBytes: bytes)
        let again: [UInt8] = try message.serializedBytes()
        #expect(again == bytes)
        var options = BinaryDecodingOptions()
        options.discardUnknownFields = true
        #expect(try Symbolon_V1_TransactionBody(serializedBytes: bytes, options: options) == message)
    }

    @Test func aRotationWithItsProofPasses() throws {
        let fixture = try SignedFixture()
        let newKey = try SignedFixture(seed: 2).key
        let bytes = fixture.transaction([
            .rotateKey(fixture.rotation(to: newKey)), .refund(ReceiptID(1)),
            .rotateKey(fixture.rotation(to: fixture.key)),
        ])
        let checked = try StatelessCheck.check(bytes, chainID: LedgerFixture.chainID)
        #expect(checked.body.operations.first == .rotateKey(fixture.rotation(to: newKey)))
    }

    @Test func manyOperationsComeBackInTheirOrder() throws {
        let fixture = try SignedFixture()
        let operations = Self.samples.filter { if case .rotateKey = $0 { false } else { true } }
        let checked = try StatelessCheck.check(
            fixture.transaction(operations), chainID: LedgerFixture.chainID)
        #expect(checked.body.operations == operations)
        let most = [RightsLedger.Operation](repeating: .refund(ReceiptID(1)), count: 256)
        let full = try StatelessCheck.check(fixture.transaction(most), chainID: LedgerFixture.chainID)
        #expect(full.body.operations.count == 256)
    }

    @Test func fieldsWithDefaultValuesAreAbsent() throws {
        let fixture = try SignedFixture()
        let body = TransactionBody(
            chainID: "", sender: fixture.sender, nonce: 0, expiryHeight: 0, operations: [.refund(ReceiptID(0))])
        // Sender: field 2, 32 bytes. Operation: field 5, in it field 44 with an empty message.
        #expect(body.encoded() == [0x12, 32] + fixture.sender.rawValue.bytes + [0x2A, 3, 0xE2, 0x02, 0])
    }

    @Test func theIdIsThatOfTheBodyAndBindsEveryPart() throws {
        let fixture = try SignedFixture()
        let body = fixture.body([.refund(ReceiptID(1))])
        let message = Array("symbolon/transaction/v1".utf8) + [0] + body.encoded()
        #expect(body.id.rawValue == SHA256.hash(message))
        var others = [TransactionBody](repeating: body, count: 5)
        others[0].chainID = "other"
        others[1].nonce += 1
        others[2].expiryHeight += 1
        others[3].operations.append(.refund(ReceiptID(1)))
        others[4].sender = Party.alice.id
        #expect(Set((others + [body]).map(\.id)).count == 6)
    }
}
