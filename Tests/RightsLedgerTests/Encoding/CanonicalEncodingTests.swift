import RightsLedger
import Signatures
import Testing

/// Each transaction has one encoding; every other way to write it is refused as malformed.
@Suite struct CanonicalEncodingTests {
    private let harmless = Operation.refund(ReceiptID(1))

    private func expectMalformed(
        _ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(
            SignedFixture.refusal(of: bytes)?.code == .malformedEncoding, "\(name)", sourceLocation: sourceLocation)
    }

    @Test func everyDamageOfEveryOperationIsRefused() throws {
        let fixture = try SignedFixture()
        var count = 0
        for operation in SampleOperations.all + SampleOperations.variants {
            let body = try #require(WireMessage(parsing: fixture.body([operation]).encoded()))
            for damage in WireDamage.all(of: body, .body) {
                expectMalformed(fixture.transaction(body: damage.bytes), "\(operation): \(damage.name)")
                count += 1
            }
        }
        #expect(count > 10_000)
    }

    @Test func everyDamageOfTheEnvelopeIsRefused() throws {
        let envelope = try #require(WireMessage(parsing: SignedFixture().transaction([harmless])))
        let damages = WireDamage.all(of: envelope, .envelope)
        for damage in damages { expectMalformed(damage.bytes, damage.name) }
        #expect(damages.count > 40)
    }

    @Test func twoKindsOfOneOperationAreRefused() throws {
        let fixture = try SignedFixture()
        let second = WireMessage.Field(number: 45, value: .bytes([]))
        let bytes = try fixture.transaction([harmless]) { body in body.edit(5) { $0.fields.append(second) } }
        expectMalformed(bytes, "two kinds")
    }

    @Test func twoAlternativesOfAChoiceAreRefused() throws {
        let fixture = try SignedFixture()
        let asset = try fixture.transaction(.burn(.lot(LotID(5)))) { burn in
            burn.edit(1) { $0.fields.append(WireMessage.Field(number: 3, value: .bytes([8, 1]))) }
        }
        expectMalformed(asset, "a lot and an item")
        let part = try fixture.transaction(.split(LotID(5), .quantity(2))) {
            $0.fields.append(WireMessage.Field(number: 4, value: .varint(1)))
        }
        expectMalformed(part, "a quantity and a scope")
        let curve = try fixture.transaction(.createClass(SampleOperations.createClass)) { definition in
            definition.edit(8) { policy in
                policy.edit(2) { $0.fields.append(WireMessage.Field(number: 8, value: .bytes([8, 1, 16, 1]))) }
            }
        }
        expectMalformed(curve, "two curves")
    }

    @Test func numbersThatDoNotFitTheirFieldAreRefused() throws {
        let fixture = try SignedFixture()
        let grant = Operation.grant(5, of: ClassID(1), to: .alice)
        let freeze = Operation.freeze(ClassID(1))
        let create = Operation.createClass(SampleOperations.createClass)
        let edits: [(Operation, UInt64, UInt64, String)] = [
            (grant, 1, 1 << 32 + 1, "a class above 32 bits"), (freeze, 2, 2, "a flag of 2"),
            (freeze, 2, 1 << 32 + 1, "a flag above 32 bits"), (create, 1, 1 << 32 + 1, "a kind above 32 bits"),
            (create, 5, 1 << 32 + 1, "an offset above 32 bits"), (create, 4, 1 << 63, "decimals of 64 bits"),
        ]
        for (operation, field, value, name) in edits {
            expectMalformed(try fixture.transaction(operation) { $0.set(field, .varint(value)) }, name)
        }
    }

    @Test func textThatIsNotUnicodeIsRefused() throws {
        let fixture = try SignedFixture()
        let texts: [[UInt8]] = [
            [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [65, 0x80],
        ]
        for text in texts {
            let name = try fixture.transaction(.createClass(SampleOperations.createClass)) {
                $0.set(3, .bytes(text))
            }
            expectMalformed(name, "name \(text)")
            expectMalformed(try fixture.transaction([harmless]) { $0.set(1, .bytes(text)) }, "chain id \(text)")
        }
    }

    @Test func everyTruncationIsRefused() throws {
        for operation in SampleOperations.all {
            let bytes = try SignedFixture().transaction([operation])
            for count in 0..<bytes.count { expectMalformed(Array(bytes.prefix(count)), "\(operation): \(count) bytes") }
        }
    }

    @Test func groupsAsDeepAsTheLimitOverflowNoStack() throws {
        let fixture = try SignedFixture()
        expectMalformed([UInt8](repeating: 0x33, count: 65_536), "groups in the envelope")
        expectMalformed(fixture.transaction(body: [UInt8](repeating: 0x33, count: 65_000)), "groups in the body")
        var nested: [UInt8] = []
        while nested.count < 60_000 {
            nested = WireMessage([WireMessage.Field(number: 5, value: .bytes(nested))]).encoded()
            // Each level costs a copy of those inside, so most of the depth comes in large steps.
            nested += [UInt8](repeating: 0x33, count: 100)
        }
        expectMalformed(fixture.transaction(body: nested), "messages within messages")
    }
}
