/// A share of a whole in hundredths of a percent.
package struct Percentage: Hashable, Sendable {
    /// From 0 to 10,000.
    package let value: UInt32

    /// Nothing.
    package static let zero = Percentage(unchecked: 0)

    private init(unchecked value: UInt32) {
        self.value = value
    }

    /// Creates a share; `nil` above 10,000.
    package init?(_ value: UInt32) {
        guard value <= 10_000 else { return nil }
        self.value = value
    }

    /// Creates a share from a text such as `12%` or `0.25%`.
    package init?(text: String) {
        guard text.hasSuffix("%") else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        guard let whole = UInt32(parts[0]), whole <= 100 else { return nil }
        var hundredths: UInt32 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), let digits = UInt32(parts[1]) else { return nil }
            hundredths = parts[1].count == 1 ? digits * 10 : digits
        }
        self.init(whole * 100 + hundredths)
    }

    /// The share of an amount, rounded down.
    package func share(of amount: UInt64) -> UInt64 {
        let product = amount.multipliedFullWidth(by: UInt64(value))
        // The share is at most one, so the quotient is at most the amount and the division cannot overflow.
        return UInt64(10_000).dividingFullWidth(product).quotient
    }
}
