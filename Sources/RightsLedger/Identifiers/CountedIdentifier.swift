/// An identifier that the ledger gives out by counting up from 1 over the whole chain.
public protocol CountedIdentifier: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible
where RawValue: FixedWidthInteger & UnsignedInteger & Sendable {
    /// Wraps a number; 0 is never given out.
    init(rawValue: RawValue)
}

extension CountedIdentifier {
    /// Wraps a number without a label.
    @inlinable
    public init(_ rawValue: RawValue) { self.init(rawValue: rawValue) }

    /// The number in decimal.
    public var description: String { String(rawValue) }

    /// Orders identifiers by age: the one given out first comes first.
    @inlinable
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Names a class of rights.
@frozen
public struct ClassID: CountedIdentifier {
    /// The number of the class.
    public let rawValue: UInt32

    /// Wraps the number of a class.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Names a campaign, which says what an event type is worth.
@frozen
public struct CampaignID: CountedIdentifier {
    /// The number of the campaign.
    public let rawValue: UInt32

    /// Wraps the number of a campaign.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Names a redemption agreement between an issuer and a platform.
@frozen
public struct AgreementID: CountedIdentifier {
    /// The number of the agreement.
    public let rawValue: UInt32

    /// Wraps the number of an agreement.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// Names an entitlement lot.
@frozen
public struct LotID: CountedIdentifier {
    /// The number of the lot.
    public let rawValue: UInt64

    /// Wraps the number of a lot.
    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names the receipt of a redemption.
@frozen
public struct ReceiptID: CountedIdentifier {
    /// The number of the receipt.
    public let rawValue: UInt64

    /// Wraps the number of a receipt.
    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// Names a burn that is scheduled for a time.
@frozen
public struct ScheduledBurnID: CountedIdentifier {
    /// The number of the scheduled burn.
    public let rawValue: UInt64

    /// Wraps the number of a scheduled burn.
    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }
}
