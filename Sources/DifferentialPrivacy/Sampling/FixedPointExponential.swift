/// `exp(-z)` in fixed point, in the same time for every argument.
enum FixedPointExponential {
    /// The binary digits of an argument behind the point; arguments are below 64.
    static let fractionBits: UInt64 = 57

    /// The largest distance between the result and `2^64 exp(-z)`, in units of the last digit.
    ///
    /// The series is cut below `2^-71`, its 21 steps and the reduction round by less than `2^-59` together; a test
    /// compares with GMP.
    static let errorMax: UInt64 = 64

    /// `2^62 / ln 2`, rounded down.
    private static let inverseOfLogarithm: UInt64 = 0x5c55_1d94_ae0b_f85d
    /// `2^64 ln 2`, rounded down.
    private static let logarithmOfTwo: UInt64 = 0xb172_17f7_d1cf_79ab
    /// `2^63`: one, in the series.
    private static let one = UInt64(1) << 63
    private static let termCount = 21

    /// Returns about `2^64 exp(-z)` for `argument = 2^57 z`.
    @inline(__always)
    static func negative(_ argument: UInt64) -> UInt64 {
        // z = n ln 2 + r with 0 <= r < ln 2 up to the last digits; the fraction of r is exact modulo one.
        let halvings = argument.multipliedFullWidth(by: inverseOfLogarithm).high >> 55
        let remainder = (argument &<< 7) &- halvings &* logarithmOfTwo
        // 1 - r (1 - r/2 (1 - r/3 (...))), with 63 digits behind the point.
        var value = one
        var index = termCount
        while index > 0 {
            let product = remainder.multipliedFullWidth(by: value).high
            value = one &- product.multipliedFullWidth(by: reciprocals[index]).high
            index &-= 1
        }
        return (min(value, one - 1) << 1) >> halvings
    }

    /// `2^64 / k`, rounded down; for one the largest word.
    private static let reciprocals: [UInt64] = (0...termCount).map { index in
        index < 2 ? .max : UInt64((UInt128(1) << 64) / UInt128(index))
    }
}
