public import FiniteFields

extension BabyJubjubPoint {
    /// The bits of a window, and the entries of a window's table.
    private static let windowBits = 4
    private static let tableSize = 1 << windowBits

    /// Returns the multiple of a point by a public 256-bit integer.
    ///
    /// - Note: Variable time.
    public func multiplied(variableTimeBy scalar: FourWords) -> BabyJubjubPoint {
        multipliedExtended(variableTimeBy: scalar).affine
    }

    /// Returns the multiple of a point by a secret 256-bit integer.
    ///
    /// - Note: The instructions and the addresses do not depend on the scalar or the point.
    public func multiplied(constantTimeBy scalar: FourWords) -> BabyJubjubPoint {
        let table = multiples
        var result = BabyJubjubExtended.identity
        for position in stride(from: 256 - BabyJubjubPoint.windowBits, through: 0, by: -BabyJubjubPoint.windowBits) {
            for _ in 0..<BabyJubjubPoint.windowBits { result = result.doubled }
            let digit = scalar.bits(at: position, count: BabyJubjubPoint.windowBits)
            result += BabyJubjubExtended.entry(of: table[...], atSecret: digit)
        }
        return result.affine
    }

    /// Returns the multiple of ``BabyJubjub/base`` by a secret 256-bit integer.
    ///
    /// - Note: The instructions and the addresses do not depend on the scalar.
    public static func baseMultiple(constantTimeBy scalar: FourWords) -> BabyJubjubPoint {
        var result = BabyJubjubExtended.identity
        for window in 0..<(256 / windowBits) {
            let digit = scalar.bits(at: window * windowBits, count: windowBits)
            let table = baseMultiples[(window * tableSize)..<((window + 1) * tableSize)]
            result += BabyJubjubExtended.entry(of: table, atSecret: digit)
        }
        return result.affine
    }

    /// Returns `scalar * base + otherScalar * other` for public values.
    ///
    /// - Note: Variable time.
    package static func baseMultiple(
        variableTimeBy scalar: FourWords, plus other: BabyJubjubPoint, times otherScalar: FourWords
    ) -> BabyJubjubPoint {
        var result = other.multipliedExtended(variableTimeBy: otherScalar)
        for window in 0..<(256 / windowBits) {
            let digit = Int(scalar.bits(at: window * windowBits, count: windowBits))
            if digit != 0 { result += baseMultiples[window * tableSize + digit] }
        }
        return result.affine
    }

    private func multipliedExtended(variableTimeBy scalar: FourWords) -> BabyJubjubExtended {
        let table = multiples
        var result = BabyJubjubExtended.identity
        let windows = (scalar.bitWidth + BabyJubjubPoint.windowBits - 1) / BabyJubjubPoint.windowBits
        for window in (0..<windows).reversed() {
            for _ in 0..<BabyJubjubPoint.windowBits { result = result.doubled }
            let digit = Int(scalar.bits(at: window * BabyJubjubPoint.windowBits, count: BabyJubjubPoint.windowBits))
            if digit != 0 { result += table[digit] }
        }
        return result
    }

    /// The point times 0 to 15.
    private var multiples: [BabyJubjubExtended] { BabyJubjubPoint.multiples(of: BabyJubjubExtended(self)) }

    private static func multiples(of point: BabyJubjubExtended) -> [BabyJubjubExtended] {
        var table = [BabyJubjubExtended.identity]
        for index in 1..<tableSize { table.append(table[index - 1] + point) }
        return table
    }

    /// The base times 0 to 15 times each power of 16, made once.
    private static let baseMultiples: [BabyJubjubExtended] = {
        var table: [BabyJubjubExtended] = []
        var power = BabyJubjubExtended(BabyJubjub.base)
        for _ in 0..<(256 / windowBits) {
            table += multiples(of: power)
            for _ in 0..<windowBits { power = power.doubled }
        }
        return table
    }()
}
