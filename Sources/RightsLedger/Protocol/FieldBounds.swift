/// The bounds that docs/ledger-rules.md and the protocol's schema put on the fields of operations.
package enum FieldBounds {
    /// The latest time that a field may name, in seconds since 1970 UTC.
    package static let timeMax: Int64 = 1 << 40
    /// The offsets of a calendar, in minutes.
    package static let utcOffsetMinutes: ClosedRange<Int32> = -840...840
    /// The most decimals for display.
    package static let decimalsMax: UInt32 = 9
    /// The bytes of a class's name.
    package static let nameBytes = 1...64
    /// The characters of a class's symbol.
    package static let symbolCharacters = 2...12
    /// The characters of an event type.
    package static let eventTypeCharacters = 1...32
    /// The characters of a chain's id.
    package static let chainIDCharacters = 1...50
    /// The most minters that a class is created with.
    package static let mintersMax = 16
    /// The oracles that a campaign trusts.
    package static let oracles = 1...16
    /// The most tiers of a campaign.
    package static let tiersMax = 16
    /// The most scopes of a class of entitlements.
    package static let scopeCountMax: UInt32 = 64
    /// The months after which points expire.
    package static let rollingMonths: ClosedRange<UInt16> = 1...120
    /// The month buckets in which points can expire.
    package static let fixedBuckets: ClosedRange<UInt16> = 1...65534
    /// The longest time in which a redemption can be refunded: 366 days.
    package static let refundWindowSecondsMax: UInt64 = 366 * 86_400
    /// The length of an emission's epoch, in seconds.
    package static let epochSeconds: ClosedRange<UInt64> = 1...1 << 40
    /// The largest value of an attested event, so that the products of a campaign stay within 128 bits.
    package static let eventValueMax: UInt64 = (1 << 32) - 1
    /// The times that a block may have, in seconds since 1970 UTC.
    ///
    /// From the second day on, so that no local date is before 1970; to the year 6325, so that every month fits a
    /// bucket.
    package static let blockTimes: ClosedRange<Int64> = 86_400...1 << 37
}

extension Emission {
    /// Whether every epoch can be computed.
    var isWithinBounds: Bool {
        guard FieldBounds.epochSeconds.contains(epochSeconds), (0...FieldBounds.timeMax).contains(start) else {
            return false
        }
        return switch curve {
        case .constant, .linear: true
        case .geometric(_, let ratio): ratio.isValid && ratio.numerator <= ratio.denominator
        case .halving(_, let interval): interval > 0
        }
    }
}

extension Expiry {
    /// Whether the months or the bucket are in bounds.
    var isWithinBounds: Bool {
        switch self {
        case .rolling(let months): FieldBounds.rollingMonths.contains(months)
        case .fixed(let bucket): FieldBounds.fixedBuckets.contains(bucket.rawValue)
        }
    }
}
