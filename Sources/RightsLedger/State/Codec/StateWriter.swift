internal import Signatures

/// Writes a record in the compact canonical form of the state.
///
/// Integers are big-endian and of fixed width, lists have a 16-bit count, strings an 8-bit length, optional parts a
/// presence byte. What is written has been checked before, so that counts and lengths fit.
package struct StateWriter {
    /// What was written.
    package private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    mutating func write(_ value: UInt8) {
        bytes.append(value)
    }

    mutating func write(_ value: some FixedWidthInteger) {
        bytes.appendBigEndian(value)
    }

    mutating func write(_ flag: Bool) {
        bytes.append(flag ? 1 : 0)
    }

    mutating func write(_ digest: Digest) {
        digest.append(to: &bytes)
    }

    mutating func write(_ account: AccountID) {
        account.rawValue.append(to: &bytes)
    }

    mutating func write(_ identifier: some CountedIdentifier) {
        bytes.appendBigEndian(identifier.rawValue)
    }

    mutating func write(_ currency: CurrencyCode) {
        let (first, second, third) = currency.bytes
        bytes.append(first)
        bytes.append(second)
        bytes.append(third)
    }

    mutating func write(_ ratio: Ratio) {
        bytes.appendBigEndian(UInt32(truncatingIfNeeded: ratio.numerator))
        bytes.appendBigEndian(UInt32(truncatingIfNeeded: ratio.denominator))
    }

    mutating func write(_ text: String) {
        bytes.append(UInt8(truncatingIfNeeded: text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ asset: Units) {
        write(asset.classID)
        write(asset.amount)
    }

    mutating func write<Element>(_ list: [Element], _ element: (inout StateWriter, Element) -> Void) {
        bytes.appendBigEndian(UInt16(truncatingIfNeeded: list.count))
        for value in list { element(&self, value) }
    }

    mutating func write<Wrapped>(_ optional: Wrapped?, _ wrapped: (inout StateWriter, Wrapped) -> Void) {
        write(optional != nil)
        if let optional { wrapped(&self, optional) }
    }

    mutating func write(_ buckets: [BucketUnits]) {
        bytes.appendBigEndian(UInt16(truncatingIfNeeded: buckets.count))
        for entry in buckets {
            bytes.appendBigEndian(entry.bucket.rawValue)
            bytes.appendBigEndian(entry.units)
        }
    }
}

extension [UInt8] {
    /// Appends an integer's bytes, most significant first.
    @inline(__always)
    mutating func appendBigEndian<Integer: FixedWidthInteger>(_ value: Integer) {
        var shift = Integer.bitWidth - 8
        while shift >= 0 {
            append(UInt8(truncatingIfNeeded: value >> shift))
            shift -= 8
        }
    }
}
