import RightsLedger
import Signatures
import Testing

/// The bytes of every key are those of the rules' table, and no other bytes are a key.
@Suite struct StateKeyTests {
    private static let alice = Party.alice.id
    private static let aliceBytes = Party.alice.id.rawValue.bytes
    private static let bobBytes = Party.bob.id.rawValue.bytes
    private static let item = Item(classID: ClassID(0x0102_0304), serial: 0x05)
    private static let itemBytes: [UInt8] = [1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 5]
    private static let due: [UInt8] = [0, 0, 0, 0, 0x69, 0x68, 0xD6, 0xC0]
    private static let epoch: [UInt8] = [0, 0, 0, 0, 0, 0, 2, 0xA0]
    private static let euro = Array("EUR".utf8)

    /// Keys with their bytes, written by hand; `due` is the fixture's genesis, the epoch is 672.
    static let layout: [(StateKey, [UInt8])] = [
        (.chain, [0x01]),
        (.counter(.classID), [0x02, 1]), (.counter(.campaignID), [0x02, 2]), (.counter(.agreementID), [0x02, 3]),
        (.counter(.lotID), [0x02, 4]), (.counter(.receiptID), [0x02, 5]), (.counter(.scheduledBurnID), [0x02, 6]),
        (.account(alice), [0x10] + aliceBytes),
        (.classRecord(ClassID(258)), [0x20, 0, 0, 1, 2]),
        (.symbol("PTS"), [0x21] + Array("PTS".utf8)),
        (.supply(ClassID(258)), [0x22, 0, 0, 1, 2]),
        (.dueTotal(due: Moment.start, ClassID(258)), [0x23] + due + [0, 0, 1, 2]),
        (.allowed(ClassID(7), alice), [0x24, 0, 0, 0, 7] + aliceBytes),
        (.minter(ClassID(7), alice), [0x25, 0, 0, 0, 7] + aliceBytes),
        (.quotaTally(ClassID(7), alice), [0x26, 0, 0, 0, 7] + aliceBytes),
        (.emission(due: Moment.start, ClassID(7)), [0x27] + due + [0, 0, 0, 7]),
        (.balance(alice, ClassID(7)), [0x30] + aliceBytes + [0, 0, 0, 7]),
        (.lot(alice, LotID(9)), [0x31] + aliceBytes + [0, 0, 0, 0, 0, 0, 0, 9]),
        (.item(item), [0x32] + itemBytes),
        (.ownedItem(alice, item), [0x33] + aliceBytes + itemBytes),
        (.campaign(CampaignID(7)), [0x40, 0, 0, 0, 7]),
        (.campaignByEventType("buy", CampaignID(7)), [0x41, 3] + Array("buy".utf8) + [0, 0, 0, 7]),
        (.campaignSpending(CampaignID(7), alice), [0x42, 0, 0, 0, 7] + aliceBytes),
        (.attestedEvent(Party.alice.id.rawValue), [0x43] + aliceBytes),
        (.agreement(AgreementID(7)), [0x50, 0, 0, 0, 7]),
        (.agreementDay(AgreementID(7), day: 258), [0x51, 0, 0, 0, 7, 0, 0, 1, 2]),
        (.receipt(ReceiptID(7)), [0x52, 0, 0, 0, 0, 0, 0, 0, 7]),
        (.receiptDeadline(deadline: Moment.start, ReceiptID(7)), [0x53] + due + [0, 0, 0, 0, 0, 0, 0, 7]),
        (
            .obligation(epoch: 672, .euro, debtor: alice, creditor: Party.bob.id),
            [0x60] + epoch + euro + aliceBytes + bobBytes
        ),
        (.position(epoch: 672, .euro, alice), [0x61] + epoch + euro + aliceBytes),
        (
            .settlement(epoch: 672, .euro, debtor: alice, creditor: Party.bob.id),
            [0x62] + epoch + euro + aliceBytes + bobBytes
        ),
        (.scheduledBurn(due: Moment.start, ScheduledBurnID(7)), [0x70] + due + [0, 0, 0, 0, 0, 0, 0, 7]),
        (.buyBack(ClassID(7)), [0x71, 0, 0, 0, 7]),
    ]

    @Test func theTableHasEveryTag() {
        #expect(Set(Self.layout.compactMap { $0.1.first }) == Set(StateKey.Tag.allCases.map(\.rawValue)))
    }

    @Test func keysHaveTheBytesOfTheTable() {
        for (key, bytes) in Self.layout {
            #expect(key.bytes == bytes, "\(key)")
            #expect(StateKey(bytes: bytes) == key, "\(key)")
        }
    }

    @Test func nothingElseIsAKey() {
        #expect(StateKey(bytes: []) == nil)
        for (key, bytes) in Self.layout {
            if case .symbol = key { continue }
            for count in 0..<bytes.count { #expect(StateKey(bytes: Array(bytes.prefix(count))) == nil, "\(key)") }
            #expect(StateKey(bytes: bytes + [0]) == nil, "\(key)")
        }
        let tags = Set(StateKey.Tag.allCases.map(\.rawValue))
        for tag in UInt8.min...UInt8.max where !tags.contains(tag) {
            #expect(StateKey(bytes: [tag] + [UInt8](repeating: 1, count: 36)) == nil)
        }
    }
}
