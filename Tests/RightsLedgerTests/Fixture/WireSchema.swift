/// What a damage has to know of a message: which fields can stand more than once, which are alternatives of a choice,
/// and which carry messages.
struct WireSchema: Sendable {
    var repeated: Set<UInt64> = []
    var choices: Set<UInt64> = []
    var messages: [UInt64: WireSchema] = [:]

    private static let leaf = WireSchema()
    private static let asset = WireSchema(choices: [1, 2, 3], messages: [1: leaf, 3: leaf])
    private static let emission = WireSchema(
        choices: [5, 6, 7, 8], messages: [5: leaf, 6: leaf, 7: WireSchema(messages: [2: leaf]), 8: leaf])
    private static let policy = WireSchema(
        repeated: [3], messages: [2: emission, 4: leaf, 5: WireSchema(choices: [1, 2])])

    /// The operation of `transaction.proto`: every kind, with what its message is made of.
    static let operation: WireSchema = {
        let plain: [UInt64] = [1, 2, 3, 11, 12, 13, 20, 21, 22, 25, 31, 32, 41, 42, 44, 45, 51, 53, 54]
        var kinds = Dictionary(uniqueKeysWithValues: plain.map { ($0, leaf) })
        kinds[10] = WireSchema(messages: [7: leaf, 8: policy])
        kinds[23] = WireSchema(messages: [1: asset])
        kinds[24] = WireSchema(choices: [2, 3, 4])
        kinds[26] = WireSchema(messages: [1: leaf, 2: leaf])
        kinds[27] = WireSchema(messages: [1: leaf, 2: leaf])
        kinds[30] = WireSchema(
            repeated: [3, 5], messages: [4: leaf, 5: WireSchema(messages: [2: leaf]), 6: leaf])
        kinds[40] = WireSchema(messages: [4: leaf])
        kinds[43] = WireSchema(messages: [2: asset])
        kinds[50] = WireSchema(messages: [1: asset])
        kinds[52] = WireSchema(messages: [3: leaf])
        return WireSchema(choices: Set(kinds.keys), messages: kinds)
    }()

    /// The body of a transaction.
    static let body = WireSchema(repeated: [5], messages: [5: operation])

    /// The signed transaction, whose body is bytes to the protocol.
    static let envelope = WireSchema()
}

/// An encoding that says what another one says, or nearly, in a form that is not canonical.
struct WireDamage {
    var name: String
    var bytes: [UInt8]

    /// Damages a message in every way at every level of it, one damage at a time.
    static func all(of message: WireMessage, _ schema: WireSchema) -> [WireDamage] {
        var damages = here(message, schema)
        for (index, field) in message.fields.enumerated() {
            guard let nested = schema.messages[field.number], case .bytes(let bytes) = field.value,
                let inner = WireMessage(parsing: bytes)
            else { continue }
            for damage in all(of: inner, nested) {
                var outer = message
                outer.fields[index].value = .bytes(damage.bytes)
                damages.append(WireDamage(name: "\(field.number) > \(damage.name)", bytes: outer.encoded()))
            }
        }
        return damages
    }

    /// Damages the fields of a message itself.
    private static func here(_ message: WireMessage, _ schema: WireSchema) -> [WireDamage] {
        var damages: [WireDamage] = []
        func add(_ name: String, _ change: (inout WireMessage) -> Void) {
            var copy = message
            change(&copy)
            damages.append(WireDamage(name: name, bytes: copy.encoded()))
        }
        for (name, field) in strangers {
            add(name) { $0.fields.append(field) }
            add(name + " in front") { $0.fields.insert(field, at: 0) }
        }
        damages.append(WireDamage(name: "a zero after the end", bytes: message.encoded() + [0]))
        damages.append(WireDamage(name: "half a field after the end", bytes: message.encoded() + [0xFA]))
        for (index, field) in message.fields.enumerated() {
            add("padded tag of \(field.number)") { $0.fields[index].tagPadding = 1 }
            if !schema.repeated.contains(field.number) {
                add("\(field.number) twice") { $0.fields.insert(field, at: index) }
            }
            if index > 0, message.fields[index - 1].number != field.number {
                add("\(field.number) before its time") { $0.fields.swapAt(index, index - 1) }
            }
            add("\(field.number) with eight bytes") {
                $0.fields[index].value = .raw(wireType: 1, [1, 0, 0, 0, 0, 0, 0, 0])
            }
            add("\(field.number) with four bytes") { $0.fields[index].value = .raw(wireType: 5, [1, 0, 0, 0]) }
            addValues(field, at: index, schema, add)
        }
        return damages
    }

    private static func addValues(
        _ field: WireMessage.Field, at index: Int, _ schema: WireSchema,
        _ add: (String, (inout WireMessage) -> Void) -> Void
    ) {
        switch field.value {
        case .varint:
            add("padded \(field.number)") { $0.fields[index].valuePadding = 1 }
            add("\(field.number) in more than ten bytes") { $0.fields[index].valuePadding = 10 }
            add("\(field.number) as bytes") { $0.fields[index].value = .bytes([1]) }
            if !schema.choices.contains(field.number) {
                add("explicit default of \(field.number)") { $0.fields[index].value = .varint(0) }
            }
        case .bytes(let bytes):
            add("padded length of \(field.number)") { $0.fields[index].lengthPadding = 1 }
            add("\(field.number) as a number") { $0.fields[index].value = .varint(1) }
            if schema.messages[field.number] == nil, !schema.repeated.contains(field.number) {
                add("explicit default of \(field.number)") { $0.fields[index].value = .bytes([]) }
            }
            add("\(field.number) longer than there are bytes") {
                $0.fields[index].value = .raw(wireType: 2, WireMessage.varint(UInt64(Int32.max)) + bytes)
            }
            add("\(field.number) longer than memory") {
                $0.fields[index].value = .raw(wireType: 2, WireMessage.varint(.max) + bytes)
            }
        case .raw: break
        }
    }

    /// Fields that no message of the protocol has.
    private static let strangers: [(String, WireMessage.Field)] = [
        ("an unknown number", WireMessage.Field(number: 1_000, value: .varint(1))),
        ("an unknown text", WireMessage.Field(number: (1 << 29) - 1, value: .bytes([65]))),
        ("an unknown empty field", WireMessage.Field(number: 100, value: .bytes([]))),
        ("an unknown group", WireMessage.Field(number: 100, value: .raw(wireType: 3, [0xA4, 0x06]))),
        ("the end of a group", WireMessage.Field(number: 100, value: .raw(wireType: 4, []))),
        ("wire type 6", WireMessage.Field(number: 100, value: .raw(wireType: 6, [0]))),
        ("wire type 7", WireMessage.Field(number: 100, value: .raw(wireType: 7, [0]))),
        ("field number 0", WireMessage.Field(number: 0, value: .varint(1))),
    ]
}
