internal import Signatures

/// Bytes that are not the canonical form of the record that was expected.
package struct MalformedRecord: Error, Hashable, Sendable {}

/// Reads what ``StateWriter`` writes, and refuses everything else.
///
/// No length in the bytes leads to an allocation before that many bytes are known to be there.
package struct StateReader {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether everything was read.
    var isAtEnd: Bool { offset == bytes.count }

    private var remaining: Int { bytes.count - offset }

    mutating func integer<Integer: FixedWidthInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(MalformedRecord) -> Integer {
        let width = Integer.bitWidth / 8
        guard remaining >= width else { throw MalformedRecord() }
        var value: Integer = 0
        for position in offset..<offset + width {
            value = value << 8 | Integer(truncatingIfNeeded: bytes[position])
        }
        offset += width
        return value
    }

    mutating func byte() throws(MalformedRecord) -> UInt8 {
        guard remaining >= 1 else { throw MalformedRecord() }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func flag() throws(MalformedRecord) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw MalformedRecord()
        }
    }

    mutating func digest() throws(MalformedRecord) -> Digest {
        guard remaining >= Digest.byteCount, let digest = Digest(bytes: bytes[offset..<offset + Digest.byteCount])
        else { throw MalformedRecord() }
        offset += Digest.byteCount
        return digest
    }

    mutating func account() throws(MalformedRecord) -> AccountID {
        AccountID(rawValue: try digest())
    }

    mutating func identifier<Identifier: CountedIdentifier>(
        _ type: Identifier.Type = Identifier.self
    ) throws(MalformedRecord) -> Identifier {
        Identifier(rawValue: try integer())
    }

    mutating func currency() throws(MalformedRecord) -> CurrencyCode {
        guard remaining >= 3, let code = CurrencyCode(bytes: bytes[offset..<offset + 3]) else {
            throw MalformedRecord()
        }
        offset += 3
        return code
    }

    mutating func ratio() throws(MalformedRecord) -> Ratio {
        let numerator = try integer(UInt32.self)
        let denominator = try integer(UInt32.self)
        guard denominator != 0 else { throw MalformedRecord() }
        return Ratio(UInt64(numerator), UInt64(denominator))
    }

    /// A share in basis points, at most the whole.
    mutating func basisPoints() throws(MalformedRecord) -> UInt32 {
        let share = UInt32(try integer(UInt16.self))
        guard share <= BasisPoints.whole else { throw MalformedRecord() }
        return share
    }

    mutating func text() throws(MalformedRecord) -> String {
        let count = Int(try byte())
        guard remaining >= count else { throw MalformedRecord() }
        guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else {
            throw MalformedRecord()
        }
        offset += count
        return text
    }

    mutating func units() throws(MalformedRecord) -> Units {
        Units(classID: try identifier(), amount: try integer())
    }

    mutating func choice<Choice: RawRepresentable<UInt8>>(
        _ type: Choice.Type = Choice.self
    ) throws(MalformedRecord) -> Choice {
        guard let choice = Choice(rawValue: try byte()) else { throw MalformedRecord() }
        return choice
    }

    mutating func list<Element>(
        _ element: (inout StateReader) throws(MalformedRecord) -> Element
    ) throws(MalformedRecord) -> [Element] {
        let count = try integer(UInt16.self)
        var list: [Element] = []
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    mutating func optional<Wrapped>(
        _ wrapped: (inout StateReader) throws(MalformedRecord) -> Wrapped
    ) throws(MalformedRecord) -> Wrapped? {
        try flag() ? try wrapped(&self) : nil
    }

    /// Units by bucket: ascending, without zero units.
    mutating func buckets() throws(MalformedRecord) -> [BucketUnits] {
        let count = Int(try integer(UInt16.self))
        guard remaining >= count * 10 else { throw MalformedRecord() }
        var list: [BucketUnits] = []
        list.reserveCapacity(count)
        for _ in 0..<count {
            let entry = BucketUnits(bucket: MonthBucket(rawValue: try integer()), units: try integer())
            guard entry.units > 0 else { throw MalformedRecord() }
            if let last = list.last, last.bucket >= entry.bucket { throw MalformedRecord() }
            list.append(entry)
        }
        return list
    }
}
