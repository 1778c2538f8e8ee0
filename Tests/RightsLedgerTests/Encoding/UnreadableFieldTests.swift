import RightsLedger
import Signatures
import Testing

/// Fields that are canonical but that no operation can hold, written on the wire.
@Suite struct UnreadableFieldTests {
    /// One field of one operation, and what is put in its place.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        /// The field that the refusal names.
        let field: String
        let operation: Operation
        let edit: @Sendable (inout WireMessage) -> Void

        init(
            _ name: String, _ field: String, _ operation: Operation,
            _ edit: @escaping @Sendable (inout WireMessage) -> Void
        ) {
            self.name = name
            self.field = field
            self.operation = operation
            self.edit = edit
        }

        var testDescription: String { name }
    }

    @Test(arguments: accounts + absentParts + choices + numbers) func theOperationIsRefused(row: Row) throws {
        let bytes = try SignedFixture().transaction(row.operation, editing: row.edit)
        let refusal = SignedFixture.refusal(of: bytes)
        #expect(refusal == Refusal(.fieldInvalid, operationIndex: 0, facts: [.init("field", row.field)]))
    }

    private static let item = Item(classID: ClassID(1), serial: 1)
    private static let create = Operation.createClass(SampleOperations.createClass)
    private static let campaign = Operation.createCampaign(LedgerFixture.campaignTerms(for: ClassID(1)))
    private static let agreement = Operation.proposeAgreement(
        LedgerFixture.agreementTerms(on: ClassID(1), with: .shop))
    private static let lot = Operation.grantLot(of: ClassID(1), to: .alice)

    private static func bytes(_ count: Int) -> WireMessage.Value { .bytes([UInt8](repeating: 1, count: count)) }

    static let accounts: [Row] = [
        Row("no account", "account", .freeze(.alice)) { $0.remove(1) },
        Row("an account of 31 bytes", "account", .setRoles(.issuer, of: .alice)) { $0.set(1, bytes(31)) },
        Row("an account of 33 bytes", "account", .allow(.alice, in: ClassID(1))) { $0.set(2, bytes(33)) },
        Row("a recipient of 1 byte", "recipient", .grant(1, of: ClassID(1), to: .alice)) { $0.set(2, bytes(1)) },
        Row("no recipient", "recipient", .send(LotID(1), to: .alice)) { $0.remove(2) },
        Row("a hash of 20 bytes", "metadata_hash", .grantItem(of: ClassID(1), to: .alice)) { $0.set(3, bytes(20)) },
        Row("a key of 31 bytes", "public_key", .rotateKey(to: .bob)) { $0.set(1, bytes(31)) },
        Row("a proof of 63 bytes", "proof_of_possession", .rotateKey(to: .bob)) { $0.set(2, bytes(63)) },
        Row("a minter of 31 bytes", "minters", create) { definition in
            definition.edit(8) { $0.set(3, bytes(31)) }
        },
        Row("an oracle of 33 bytes", "oracles", campaign) { $0.set(3, bytes(33)) },
        Row("no event id", "event_id", .attest("x", for: .alice)) { $0.remove(1) },
        Row("no subject", "subject", .attest("x", for: .alice)) { $0.remove(2) },
        Row("no platform", "platform", agreement) { $0.remove(1) },
        Row("no reference", "reference", .redeem(.lot(LotID(1)), under: AgreementID(1))) { $0.remove(3) },
        Row("no debtor", "debtor", .confirm(.january, .euro, from: .brand, to: .shop)) { $0.remove(3) },
        Row("no creditor", "creditor", .confirm(.january, .euro, from: .brand, to: .shop)) { $0.remove(4) },
        Row("no beneficiary", "beneficiary", create) { definition in
            definition.edit(8) { policy in policy.edit(2) { $0.remove(4) } }
        },
    ]

    static let absentParts: [Row] = [
        Row("a transfer of nothing", "asset", .send(LotID(1), to: .alice)) { $0.remove(1) },
        Row("a burn of an empty asset", "asset", .burn(.lot(LotID(1)))) { $0.set(1, .bytes([])) },
        Row("a redemption of an empty asset", "asset", .redeem(.lot(LotID(1)), under: AgreementID(1))) {
            $0.set(2, .bytes([]))
        },
        Row("a split by nothing", "by", .split(LotID(1), .quantity(2))) { $0.remove(2) },
        Row("an offer of no item", "item", .withdrawOffer(of: item)) { $0.remove(1) },
        Row("a purchase of no item", "item", .buy(item, for: 1, of: ClassID(1))) { $0.remove(1) },
        Row("a purchase without price", "price", .buy(item, for: 1, of: ClassID(1))) { $0.remove(2) },
        Row("a buy-back without price", "price", .openBuyBack(of: ClassID(1), paying: ClassID(2))) { $0.remove(3) },
        Row("a class without policy", "policy", create) { $0.remove(8) },
        Row("a class without face value", "face_value", create) { $0.remove(7) },
        Row("a campaign without rate", "rate", campaign) { $0.remove(4) },
        Row("an agreement without rate", "rate", agreement) { $0.remove(4) },
        Row("an emission without curve", "emission", create) { definition in
            definition.edit(8) { policy in policy.edit(2) { $0.remove(7) } }
        },
        Row("an expiry of no kind", "expiry", create) { definition in
            definition.edit(8) { $0.set(5, .bytes([])) }
        },
    ]

    static let choices: [Row] = [
        Row("a class of no kind", "kind", create) { $0.remove(1) },
        Row("a class of an unknown kind", "kind", create) { $0.set(1, .varint(4)) },
        Row("no transferability", "transferability", create) { definition in definition.edit(8) { $0.remove(6) } },
        Row("an unknown transferability", "transferability", create) { definition in
            definition.edit(8) { $0.set(6, .varint(5)) }
        },
        Row("no currency", "currency", create) { $0.remove(6) },
        Row("a currency in small letters", "currency", agreement) { $0.set(3, .bytes(Array("eur".utf8))) },
        Row("a currency of four letters", "currency", create) { $0.set(6, .bytes(Array("EURO".utf8))) },
        Row("a currency of two letters", "currency", .confirm(.january, .euro, from: .brand, to: .shop)) {
            $0.set(2, .bytes(Array("EU".utf8)))
        },
        Row("a currency with a letter beyond ASCII", "currency", create) { $0.set(6, .bytes(Array("EÜ".utf8))) },
    ]

    static let numbers: [Row] = [
        Row("a quantity of 2^32", "quantity", lot) { $0.set(3, .varint(1 << 32)) },
        Row("a tier of 2^16", "tier", lot) { $0.set(4, .varint(1 << 16)) },
        Row("a first day of 2^16", "valid_from", lot) { $0.set(6, .varint(1 << 16)) },
        Row("a last day of 2^16", "valid_until", lot) { $0.set(7, .varint(1 << 16)) },
        Row("a fixed month of 2^16", "expiry", create) { definition in
            definition.edit(8) { policy in policy.set(5, .bytes([0x10, 0x80, 0x80, 0x04])) }
        },
        Row("2^16 months", "expiry", create) { definition in
            definition.edit(8) { policy in policy.set(5, .bytes([0x08, 0x80, 0x80, 0x04])) }
        },
    ]
}
