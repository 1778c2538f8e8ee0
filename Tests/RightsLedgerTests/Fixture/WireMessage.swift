/// A protobuf message as its fields on the wire, for damaging an encoding in one place.
///
/// It knows only what this protocol uses: varints and length-delimited fields.
struct WireMessage {
    /// A field with its value.
    struct Field {
        var number: UInt64
        var value: Value
        /// How many bytes of 0x80 are inserted into the varints of tag, length and value, where a shorter form exists.
        var tagPadding = 0
        var lengthPadding = 0
        var valuePadding = 0
    }

    /// What a field carries.
    enum Value {
        case varint(UInt64)
        case bytes([UInt8])
        /// A wire type and bytes that are written as they are.
        case raw(wireType: UInt64, [UInt8])
    }

    var fields: [Field]

    init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// Reads a message that is known to be well formed; `nil` if it is not.
    init?(parsing bytes: [UInt8]) {
        var fields: [Field] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let tag = WireMessage.readVarint(&rest) else { return nil }
            switch tag & 7 {
            case 0:
                guard let value = WireMessage.readVarint(&rest) else { return nil }
                fields.append(Field(number: tag >> 3, value: .varint(value)))
            case 2:
                guard let count = WireMessage.readVarint(&rest), count <= UInt64(rest.count) else { return nil }
                fields.append(Field(number: tag >> 3, value: .bytes(Array(rest.prefix(Int(count))))))
                rest = rest.dropFirst(Int(count))
            default: return nil
            }
        }
        self.fields = fields
    }

    /// The bytes of the fields in their order.
    func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            switch field.value {
            case .varint(let value):
                bytes += WireMessage.varint(field.number << 3, padding: field.tagPadding)
                bytes += WireMessage.varint(value, padding: field.valuePadding)
            case .bytes(let value):
                bytes += WireMessage.varint(field.number << 3 | 2, padding: field.tagPadding)
                bytes += WireMessage.varint(UInt64(value.count), padding: field.lengthPadding)
                bytes += value
            case .raw(let wireType, let value):
                bytes += WireMessage.varint(field.number << 3 | wireType, padding: field.tagPadding)
                bytes += value
            }
        }
        return bytes
    }

    /// The position of a field; `nil` where it is absent.
    func index(of number: UInt64) -> Int? {
        fields.firstIndex { $0.number == number }
    }

    /// Changes the message that a field carries.
    ///
    /// - Returns: Whether there is such a field and it carries a message.
    @discardableResult
    mutating func edit(_ number: UInt64, _ change: (inout WireMessage) -> Void) -> Bool {
        guard let index = index(of: number), case .bytes(let bytes) = fields[index].value,
            var message = WireMessage(parsing: bytes)
        else { return false }
        change(&message)
        fields[index].value = .bytes(message.encoded())
        return true
    }

    /// Sets a field, in its place or, where it is absent, at the place of its number.
    mutating func set(_ number: UInt64, _ value: Value) {
        if let index = index(of: number) {
            fields[index].value = value
        } else {
            let index = fields.firstIndex { $0.number > number } ?? fields.endIndex
            fields.insert(Field(number: number, value: value), at: index)
        }
    }

    /// Removes all fields of a number.
    mutating func remove(_ number: UInt64) {
        fields.removeAll { $0.number == number }
    }

    /// A varint, with bytes inserted that add nothing to the value.
    static func varint(_ value: UInt64, padding: Int = 0) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        if padding == 0 { return bytes + [UInt8(rest)] }
        bytes.append(UInt8(rest) | 0x80)
        bytes += [UInt8](repeating: 0x80, count: padding - 1)
        return bytes + [0]
    }

    private static func readVarint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
