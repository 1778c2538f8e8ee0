/// A calendar month in which points expire: `(year - 1970) * 12 + month - 1` in the class's fixed UTC offset.
///
/// Units in a bucket can be used until the month ends.
@frozen
public struct MonthBucket: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number of the month since January 1970, or 65535 for never.
    public let rawValue: UInt16

    /// Wraps the number of a month.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The bucket of units that never expire.
    public static let never = MonthBucket(rawValue: .max)

    /// The month as `2031-07`, or `never`.
    public var description: String {
        if self == .never { return "never" }
        let month = rawValue % 12 + 1
        return "\(1970 + rawValue / 12)-\(month < 10 ? "0" : "")\(month)"
    }

    /// Orders buckets by time; never comes last.
    @inlinable
    public static func < (left: MonthBucket, right: MonthBucket) -> Bool { left.rawValue < right.rawValue }
}

/// Units that expire together.
@frozen
public struct BucketUnits: Hashable, Sendable {
    /// The month at whose end they expire.
    public var bucket: MonthBucket
    /// How many.
    public var units: UInt64

    /// Creates units of a bucket.
    @inlinable
    public init(bucket: MonthBucket, units: UInt64) {
        self.bucket = bucket
        self.units = units
    }
}
