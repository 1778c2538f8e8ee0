/// A non-negative fraction; what is multiplied by it rounds down.
public struct Ratio: Hashable, Sendable, CustomStringConvertible {
    /// The upper part, at most 2^32 - 1.
    public let numerator: UInt64
    /// The lower part, from 1 to 2^32 - 1.
    public let denominator: UInt64

    /// Creates a fraction; bounds are checked where it is used.
    public init(_ numerator: UInt64, _ denominator: UInt64 = 1) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The largest numerator and denominator, so that the products of the rules stay within 128 bits.
    public static let partMax: UInt64 = (1 << 32) - 1

    /// Whether the denominator is not zero and both parts are in bounds.
    public var isValid: Bool {
        denominator >= 1 && denominator <= Ratio.partMax && numerator <= Ratio.partMax
    }

    /// Numerator and denominator with a slash between them.
    public var description: String { "\(numerator)/\(denominator)" }
}
