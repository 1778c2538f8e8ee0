internal import BigIntegers

/// A positive fraction in lowest terms, exact from the text of a budget to the threshold of a sampler.
public struct PositiveRational: Hashable, Sendable, Comparable {
    /// Above the line.
    public let numerator: UInt64
    /// Below the line.
    public let denominator: UInt64

    /// Creates a fraction; `nil` where either part is zero.
    public init?(_ numerator: UInt64, over denominator: UInt64 = 1) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = PositiveRational.greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Creates a fraction from wide parts; `nil` where a part is zero or does not fit in 64 bits in lowest terms.
    package init?(wide numerator: UInt128, over denominator: UInt128) {
        guard numerator > 0, denominator > 0 else { return nil }
        let divisor = PositiveRational.greatestCommonDivisor(numerator, denominator)
        guard let top = UInt64(exactly: numerator / divisor), let bottom = UInt64(exactly: denominator / divisor) else {
            return nil
        }
        self.numerator = top
        self.denominator = bottom
    }

    /// Reads `12`, `0.25`, `1e-6`, `2.5e-3` or `3/4`; `nil` for anything else, for zero and for what does not fit.
    public init?(text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2 {
            guard let top = UInt64(parts[0]), let bottom = UInt64(parts[1]) else { return nil }
            self.init(top, over: bottom)
            return
        }
        guard let decimal = PositiveRational.decimal(text) else { return nil }
        self = decimal
    }

    /// The nearest double, for accounting and display.
    package var approximation: Double { Double(numerator) / Double(denominator) }

    /// The reciprocal.
    package var inverse: PositiveRational { PositiveRational(uncheckedLowestTerms: denominator, numerator) }

    private init(uncheckedLowestTerms numerator: UInt64, _ denominator: UInt64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The exact product; `nil` where it does not fit.
    package func multiplied(by other: PositiveRational) -> PositiveRational? {
        PositiveRational(
            wide: UInt128(numerator) * UInt128(other.numerator),
            over: UInt128(denominator) * UInt128(other.denominator))
    }

    /// The exact quotient; `nil` where it does not fit.
    package func divided(by other: PositiveRational) -> PositiveRational? { multiplied(by: other.inverse) }

    /// Whether one fraction is less than another, exactly.
    public static func < (left: PositiveRational, right: PositiveRational) -> Bool {
        UInt128(left.numerator) * UInt128(right.denominator) < UInt128(right.numerator) * UInt128(left.denominator)
    }

    private static func greatestCommonDivisor<Number: FixedWidthInteger>(_ left: Number, _ right: Number) -> Number {
        var (larger, smaller) = (left, right)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }

    private static func decimal(_ text: some StringProtocol) -> PositiveRational? {
        let halves = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        guard let mantissa = halves.first, halves.count <= 2 else { return nil }
        var exponent = 0
        if halves.count == 2 {
            guard halves[1].utf8.count <= 3, let value = Int(halves[1]) else { return nil }
            exponent = value
        }
        let digits = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard digits.count <= 2, let whole = digits.first, !whole.isEmpty else { return nil }
        let fraction = digits.count == 2 ? String(digits[1]) : ""
        guard digits.count == 1 || !fraction.isEmpty, whole.utf8.count + fraction.utf8.count <= 36 else { return nil }
        var value: UInt128 = 0
        for digit in (String(whole) + String(fraction)).utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + UInt128(digit - UInt8(ascii: "0"))
        }
        exponent -= fraction.utf8.count
        guard value > 0, abs(exponent) <= 38 else { return nil }
        var power: UInt128 = 1
        for _ in 0..<abs(exponent) { power *= 10 }
        if exponent < 0 { return PositiveRational(wide: value, over: power) }
        let (product, overflow) = value.multipliedReportingOverflow(by: power)
        return overflow ? nil : PositiveRational(wide: product, over: 1)
    }
}

extension PositiveRational: CustomStringConvertible {
    /// The fraction as ``init(text:)`` reads it.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
