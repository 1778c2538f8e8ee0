import RightsLedger

/// Seconds since 1970 UTC that the tests speak of; computed with Python's `datetime`.
enum Moment {
    static let day: Int64 = 86_400

    /// 2026-01-15 12:00:00 UTC, the time of the fixture's genesis.
    static let start: Int64 = 1_768_478_400
    /// The day number of ``start`` at UTC.
    static let startDay: UInt16 = 20_468

    /// The first seconds of months of 2026, and of 2027.
    static let february: Int64 = 1_769_904_000
    static let march: Int64 = 1_772_323_200
    static let april: Int64 = 1_775_001_600
    static let may: Int64 = 1_777_593_600
    static let nextYear: Int64 = 1_798_761_600
}

extension MonthBucket {
    /// Months of 2026: `(2026 - 1970) * 12` is 672.
    static let january = MonthBucket(rawValue: 672)
    static let february = MonthBucket(rawValue: 673)
    static let march = MonthBucket(rawValue: 674)
    static let april = MonthBucket(rawValue: 675)
    static let december = MonthBucket(rawValue: 683)
}

extension BucketUnits {
    /// Units of a bucket, as `100.units(in: .march)` would say.
    init(_ units: UInt64, _ bucket: MonthBucket) {
        self.init(bucket: bucket, units: units)
    }
}

extension CurrencyCode {
    /// A code that is known to be well formed.
    private static func known(_ text: String) -> CurrencyCode {
        guard let code = CurrencyCode(text) else { preconditionFailure("\(text) is no currency code") }
        return code
    }

    static let euro = known("EUR")
    static let dollar = known("USD")
}
