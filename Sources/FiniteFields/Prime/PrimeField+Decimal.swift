extension PrimeField {
    /// The element of a canonical decimal; nil for a sign, a leading zero, another character, or at or above the modulus.
    public init?(decimal text: some StringProtocol) {
        // The moduli are below 2^254, which has 77 digits.
        let digits = text.utf8
        guard let first = digits.first, digits.count <= 77 else { return nil }
        guard first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        var words = FourWords.zero
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            guard words.multiplyAndAdd(factor: 10, addend: UInt64(digit - UInt8(ascii: "0"))) else { return nil }
        }
        self.init(canonicalWords: words)
    }

    /// The integer in `[0, modulus)` as a decimal.
    public var decimal: String {
        var words = canonicalWords
        guard !words.isZero else { return "0" }
        var groups: [String] = []
        while !words.isZero {
            let group = String(words.divide(by: 10_000_000_000_000_000_000))
            groups.append(words.isZero ? group : String(repeating: "0", count: 19 - group.count) + group)
        }
        return groups.reversed().joined()
    }

    /// The integer in `[0, modulus)` as a decimal.
    public var description: String { decimal }
}

extension FourWords {
    /// Replaces the integer by `self * factor + addend`; false if it leaves 256 bits.
    mutating func multiplyAndAdd(factor: UInt64, addend: UInt64) -> Bool {
        var carry = addend
        for path in [\FourWords.word0, \.word1, \.word2, \.word3] {
            let product = Montgomery.multiplyAdd(self[keyPath: path], factor, carry, 0)
            self[keyPath: path] = Montgomery.low(product)
            carry = Montgomery.high(product)
        }
        return carry == 0
    }

    /// Replaces the integer by its quotient and returns the remainder.
    mutating func divide(by divisor: UInt64) -> UInt64 {
        var remainder: UInt64 = 0
        for path in [\FourWords.word3, \.word2, \.word1, \.word0] {
            let (quotient, rest) = divisor.dividingFullWidth((remainder, self[keyPath: path]))
            self[keyPath: path] = quotient
            remainder = rest
        }
        return remainder
    }
}
