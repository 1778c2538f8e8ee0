import RightsLedger
import SwiftProtobuf
import Testing

/// Events come back as they were, and have one encoding each.
@Suite struct EventCodecTests {
    @Test func theSamplesHoldEveryTypeOfEvent() {
        #expect(Set(SampleEvents.all.map(\.typeName)) == Set(LedgerEvent.typeNames))
        #expect(LedgerEvent.typeNames.count == 31)
    }

    @Test(arguments: SampleEvents.all) func anEventComesBackAsItWas(event: LedgerEvent) throws {
        #expect(try LedgerEvent(decoding: event.encoded()) == event)
    }

    @Test(arguments: SampleEvents.all) func theGeneratedCodeWritesTheSameBytes(event: LedgerEvent) throws {
        let message = try Symbolon_V1_LedgerEvent(serializedBytes: event.encoded())
        let again: [UInt8] = try message.serializedBytes()
        #expect(again == event.encoded())
    }

    @Test(arguments: SampleEvents.all) func truncatedAndLengthenedEventsAreRefused(event: LedgerEvent) {
        let bytes = event.encoded()
        for count in 0..<bytes.count {
            #expect(throws: MalformedEvent.self) { try LedgerEvent(decoding: Array(bytes.prefix(count))) }
        }
        for suffix in [[0], [0x40, 1], bytes] as [[UInt8]] {
            #expect(throws: MalformedEvent.self) { try LedgerEvent(decoding: bytes + suffix) }
        }
    }

    @Test(arguments: SampleEvents.all) func everyDamageOfItsFieldsIsRefused(event: LedgerEvent) throws {
        let message = try #require(WireMessage(parsing: event.encoded()))
        let number = try #require(message.fields.first?.number)
        // Which inner fields repeat does not matter here: what repeats is left alone.
        let inner = WireSchema(repeated: Set(1...11), choices: Set(1...11))
        for damage in WireDamage.all(of: message, WireSchema(choices: [number], messages: [number: inner])) {
            #expect(throws: MalformedEvent.self, "\(damage.name)") { try LedgerEvent(decoding: damage.bytes) }
        }
    }
}
