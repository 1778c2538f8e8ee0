package import Signatures

/// Reads a byte string from front to back; every read says nil where the bytes do not suffice.
///
/// Nothing is allocated for a length before the bytes are known to be there.
package struct ByteReader {
    private let bytes: [UInt8]
    private(set) package var position = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var remainingCount: Int { bytes.count - position }
    package var isAtEnd: Bool { position == bytes.count }

    package mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// The next bytes as a range of the byte string.
    package mutating func range(count: Int) -> Range<Int>? {
        guard count >= 0, count <= remainingCount else { return nil }
        defer { position += count }
        return position..<(position + count)
    }

    package mutating func take(count: Int) -> [UInt8]? {
        guard let range = range(count: count) else { return nil }
        return Array(bytes[range])
    }

    package mutating func digest() -> Digest? {
        guard let range = range(count: Digest.byteCount) else { return nil }
        return Digest(bytes: bytes.span.extracting(range))
    }

    /// A big-endian integer of fixed size.
    package mutating func integer<Integer: FixedWidthInteger & UnsignedInteger>(_ type: Integer.Type) -> Integer? {
        guard let range = range(count: Integer.bitWidth / 8) else { return nil }
        var value: Integer = 0
        for index in range { value = value << 8 | Integer(bytes[index]) }
        return value
    }

    /// An unsigned LEB128 integer in its shortest form.
    package mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = byte() {
            // The tenth byte has room for one bit, and a last byte of zero could have been left out.
            guard shift < 63 || byte <= 1 else { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return byte == 0 && shift > 0 ? nil : value }
            shift += 7
        }
        return nil
    }

    /// An unsigned LEB128 integer that is at most a given bound.
    package mutating func varint(max: Int) -> Int? {
        guard let value = varint(), value <= UInt64(max) else { return nil }
        return Int(value)
    }
}

extension [UInt8] {
    /// Appends an integer's bytes, most significant first.
    package mutating func append<Integer: FixedWidthInteger & UnsignedInteger>(bigEndian value: Integer) {
        var shift = Integer.bitWidth - 8
        while shift >= 0 {
            append(UInt8(truncatingIfNeeded: value >> shift))
            shift -= 8
        }
    }

    /// Appends an unsigned LEB128 integer in its shortest form.
    package mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }
}
