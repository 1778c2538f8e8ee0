extension PrimeField {
    /// The multiplicative inverse, or nil of zero.
    ///
    /// Fermat's little theorem with a fixed chain: the time does not depend on the element.
    @inlinable
    public func inverted() -> Self? {
        guard !isZero else { return nil }
        return fixedWindowPower(Self.modulusWords.subtracting(FourWords(2, 0, 0, 0)).difference)
    }

    /// Whether the element is a square; zero is.
    @inlinable
    public var isSquare: Bool {
        // Euler's criterion.
        let half = Self.modulusWords.subtracting(FourWords(1, 0, 0, 0)).difference.halved()
        let symbol = fixedWindowPower(half)
        return symbol == .one || isZero
    }

    /// The power of a 256-bit exponent with windows of four bits; the time depends on the exponent alone.
    @inlinable
    public func fixedWindowPower(_ exponent: FourWords) -> Self {
        var table: [Self] = [.one, self]
        for index in 2..<16 { table.append(table[index - 1] * self) }
        var result = Self.one
        for position in stride(from: 252, through: 0, by: -4) {
            if position != 252 {
                result = result.squared.squared.squared.squared
            }
            let digit = Int(exponent.bits(at: position, count: 4))
            if digit != 0 { result = result * table[digit] }
        }
        return result
    }
}
