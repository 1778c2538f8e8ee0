internal import Signatures

/// Writes protobuf messages in canonical form: fields in the order of their numbers, varints of minimal length, fields
/// with their default value left out.
///
/// The generated messages hold bytes in Foundation's `Data`, which the ledger does without; so they only decode, and what
/// the ledger sends is written here. The tests hold the two against each other.
struct ProtocolWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Writes a number unless it is 0.
    @inline(__always)
    mutating func number(_ field: UInt32, _ value: some UnsignedInteger & FixedWidthInteger) {
        if value != 0 { presentNumber(field, value) }
    }

    /// Writes a number also if it is 0: one of several alternatives.
    @inline(__always)
    mutating func presentNumber(_ field: UInt32, _ value: some UnsignedInteger & FixedWidthInteger) {
        varint(UInt64(field << 3))
        varint(UInt64(truncatingIfNeeded: value))
    }

    /// Writes a signed number in zigzag form unless it is 0.
    mutating func signedNumber(_ field: UInt32, _ value: Int64) {
        number(field, UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Writes a flag unless it is false.
    mutating func flag(_ field: UInt32, _ value: Bool) {
        if value { presentNumber(field, 1 as UInt64) }
    }

    /// Writes the number of an identifier unless it is 0.
    mutating func identifier(_ field: UInt32, _ value: some CountedIdentifier) {
        number(field, value.rawValue)
    }

    mutating func digest(_ field: UInt32, _ value: Digest) {
        header(field, byteCount: Digest.byteCount)
        value.append(to: &bytes)
    }

    mutating func account(_ field: UInt32, _ value: AccountID) {
        digest(field, value.rawValue)
    }

    /// Writes text unless it is empty.
    mutating func text(_ field: UInt32, _ value: String) {
        let utf8 = value.utf8
        if utf8.isEmpty { return }
        header(field, byteCount: utf8.count)
        bytes.append(contentsOf: utf8)
    }

    mutating func currency(_ field: UInt32, _ value: CurrencyCode) {
        header(field, byteCount: 3)
        let (first, second, third) = value.bytes
        bytes.append(first)
        bytes.append(second)
        bytes.append(third)
    }

    /// Writes bytes unless there are none.
    mutating func data(_ field: UInt32, _ value: [UInt8]) {
        if value.isEmpty { return }
        header(field, byteCount: value.count)
        bytes.append(contentsOf: value)
    }

    /// Writes a number of 128 bits as 16 bytes.
    mutating func wideNumber(_ field: UInt32, _ value: some FixedWidthInteger) {
        header(field, byteCount: value.bitWidth / 8)
        bytes.appendBigEndian(value)
    }

    /// Writes a message that is present, even if it is empty.
    @inline(__always)
    mutating func message(_ field: UInt32, _ fields: (inout ProtocolWriter) -> Void) {
        // Most messages are shorter than 128 bytes, so one byte is kept for the length and more are made room for later.
        header(field, byteCount: 0)
        let start = bytes.count
        fields(&self)
        let count = bytes.count - start
        if count < 128 {
            bytes[start - 1] = UInt8(truncatingIfNeeded: count)
        } else {
            widenLength(count, at: start - 1)
        }
    }

    private mutating func widenLength(_ count: Int, at position: Int) {
        var length = ProtocolWriter(capacity: 10)
        length.varint(UInt64(count))
        bytes.replaceSubrange(position...position, with: length.bytes)
    }

    /// Writes the beginning of a field that has a length.
    private mutating func header(_ field: UInt32, byteCount: Int) {
        varint(UInt64(field << 3 | 2))
        varint(UInt64(byteCount))
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 128 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

extension ProtocolWriter {
    mutating func ratio(_ field: UInt32, _ value: Ratio) {
        message(field) {
            $0.number(1, value.numerator)
            $0.number(2, value.denominator)
        }
    }

    mutating func units(_ field: UInt32, _ value: Units) {
        message(field) {
            $0.identifier(1, value.classID)
            $0.number(2, value.amount)
        }
    }

    mutating func item(_ field: UInt32, _ value: Item) {
        message(field) {
            $0.identifier(1, value.classID)
            $0.number(2, value.serial)
        }
    }

    mutating func asset(_ field: UInt32, _ value: Asset) {
        message(field) {
            switch value {
            case .units(let units): $0.units(1, units)
            case .lot(let lot): $0.presentNumber(2, lot.rawValue)
            case .item(let item): $0.item(3, item)
            }
        }
    }
}
