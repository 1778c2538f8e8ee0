/// A protobuf message as its fields stand on the wire, to build encodings that no good encoder writes.
///
/// - SeeAlso: <https://protobuf.dev/programming-guides/encoding/>.
package struct ProtobufFields: Hashable, Sendable {
    /// One field with its number.
    package struct Field: Hashable, Sendable {
        package var number: UInt64
        package var value: Value

        package init(_ number: UInt64, _ value: Value) {
            self.number = number
            self.value = value
        }
    }

    /// What follows a field's tag.
    package enum Value: Hashable, Sendable {
        /// Wire type 0.
        case number(UInt64)
        /// Wire type 0 with so many bytes more than the number needs.
        case paddedNumber(UInt64, padding: Int)
        /// Wire type 1.
        case eightBytes(UInt64)
        /// Wire type 2.
        case bytes([UInt8])
        /// Wire type 2 with a length that is not the content's.
        case falseLength(UInt64, [UInt8])
        /// Wire type 5.
        case fourBytes(UInt32)
        /// A tag of any wire type with nothing after it.
        case bareTag(wireType: UInt64)
    }

    package var fields: [Field]

    package init(_ fields: [Field] = []) { self.fields = fields }

    /// Reads the fields of a message that a good encoder wrote; `nil` for anything else.
    package init?(parsing bytes: [UInt8]) {
        var fields: [Field] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let tag = ProtobufFields.varint(&rest), let argument = ProtobufFields.varint(&rest) else {
                return nil
            }
            switch tag & 7 {
            case 0: fields.append(Field(tag >> 3, .number(argument)))
            case 2:
                guard argument <= UInt64(rest.count) else { return nil }
                fields.append(Field(tag >> 3, .bytes(Array(rest.prefix(Int(argument))))))
                rest = rest.dropFirst(Int(argument))
            default: return nil
            }
        }
        self.fields = fields
    }

    /// The fields one after another.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            let tag = field.number << 3
            switch field.value {
            case .number(let number):
                bytes += ProtobufFields.varint(tag) + ProtobufFields.varint(number)
            case .paddedNumber(let number, let padding):
                var padded = ProtobufFields.varint(number)
                padded[padded.count - 1] |= padding > 0 ? 0x80 : 0
                padded += Array(repeating: 0x80, count: max(0, padding - 1)) + (padding > 0 ? [0] : [])
                bytes += ProtobufFields.varint(tag) + padded
            case .eightBytes(let number):
                bytes += ProtobufFields.varint(tag | 1)
                for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * shift))) }
            case .bytes(let content):
                bytes += ProtobufFields.varint(tag | 2) + ProtobufFields.varint(UInt64(content.count)) + content
            case .falseLength(let length, let content):
                bytes += ProtobufFields.varint(tag | 2) + ProtobufFields.varint(length) + content
            case .fourBytes(let number):
                bytes += ProtobufFields.varint(tag | 5)
                for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * shift))) }
            case .bareTag(let wireType):
                bytes += ProtobufFields.varint(tag | wireType)
            }
        }
        return bytes
    }

    /// The position of the first field with a number.
    package func index(of number: UInt64) -> Int? { fields.firstIndex { $0.number == number } }

    /// Sets the first field with a number, or adds it at the end.
    package mutating func set(_ number: UInt64, _ value: Value) {
        if let index = index(of: number) {
            fields[index].value = value
        } else {
            fields.append(Field(number, value))
        }
    }

    private static func varint(_ number: UInt64) -> [UInt8] {
        var rest = number
        var bytes: [UInt8] = []
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }

    private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            result |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return result }
        }
        return nil
    }
}
