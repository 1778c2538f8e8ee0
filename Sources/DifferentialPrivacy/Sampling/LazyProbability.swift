package import BigIntegers

/// A real probability known to any number of binary digits, against which a uniform real number is compared.
///
/// Both numbers are revealed digit by digit, only as far as the comparison needs. The outcome has exactly the
/// probability that the formula names: nothing is rounded. All digits come from integer arithmetic (GMP), so they are
/// the same on every platform.
package struct LazyProbability: Sendable {
    /// The formulas that samplers need, with `z` the exponent.
    package enum Form: Sendable {
        /// `exp(-z)`.
        case exponential
        /// `exp(-z) / (1 + exp(-z))`: a binary digit of a geometric variable.
        case logistic
        /// `favourable / (favourable + against exp(-z))`: the truth among several answers.
        case truth(favourable: UInt64, against: UInt64)
    }

    private let form: Form
    private let numerator: BigInteger
    private let denominator: BigInteger

    /// Creates a probability of the exponent `numerator / denominator`, which is not negative.
    package init(_ form: Form, numerator: BigInteger, denominator: BigInteger) {
        precondition(numerator >= BigInteger(0) && denominator > BigInteger(0))
        self.form = form
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Integers that enclose `2^bits` times the probability; they differ by a few units.
    package func bounds(bits: Int) -> (lower: BigInteger, upper: BigInteger) {
        switch form {
        case .exponential: return exponentialBounds(bits: bits)
        case .logistic:
            // x / (1 + x) rises with x, so the bounds of x give those of the quotient.
            let workingBits = bits + 8
            let (lower, upper) = exponentialBounds(bits: workingBits)
            let one = BigInteger(1) << workingBits
            return ((lower << bits) / (one + lower), (upper << bits) / (one + upper) + BigInteger(1))
        case .truth(let favourable, let against):
            // This falls with x.
            let workingBits = bits + 72
            let (lower, upper) = exponentialBounds(bits: workingBits)
            let top = BigInteger(favourable) << workingBits
            let (low, high) = (top + BigInteger(against) * upper, top + BigInteger(against) * lower)
            return ((top << bits) / low, (top << bits) / high + BigInteger(1))
        }
    }

    /// Whether a uniform real number in [0, 1), whose first 64 digits are the word, is below the probability.
    ///
    /// More words are drawn only while the digits so far leave both answers open: with probability about `2^-64` for
    /// a word that was not chosen for it.
    package func isAbove<Source: RandomWords & ~Copyable>(_ word: UInt64, using source: inout Source) -> Bool {
        var prefix = BigInteger(word)
        var bits = 64
        while true {
            let (lower, upper) = bounds(bits: bits)
            if prefix < lower { return true }
            if prefix >= upper { return false }
            prefix = (prefix << 64) + BigInteger(source.next())
            bits += 64
        }
    }

    /// Encloses `2^bits exp(-z)`: halve z until it is below 1/2, sum the series, square back.
    private func exponentialBounds(bits: Int) -> (lower: BigInteger, upper: BigInteger) {
        let one = BigInteger(1)
        let zero = BigInteger(0)
        if numerator.isZero { return (one << bits, one << bits) }
        // exp(-bits) is below 2^-bits.
        if numerator > denominator * BigInteger(bits) { return (zero, one) }
        let halvings = (numerator / denominator).bitWidth + 1
        let workingBits = bits + halvings + 40
        let unit = one << workingBits
        let reduced = (numerator << (workingBits - halvings)) / denominator

        var sum = zero
        var term = unit
        var index = 0
        while !term.isZero {
            sum = index.isMultiple(of: 2) ? sum + term : sum - term
            index += 1
            term = ((term * reduced) >> workingBits) / BigInteger(index)
        }
        // Each term is off by less than 4 units, the argument by less than 1, and what was left out is below 4.
        let error = BigInteger(4 * index + 10)
        var lower = sum > error ? sum - error : zero
        var upper = sum + error < unit ? sum + error : unit
        for _ in 0..<halvings {
            lower = (lower * lower) >> workingBits
            upper = ((upper * upper) >> workingBits) + one
        }
        let drop = workingBits - bits
        return (lower >> drop, (upper >> drop) + one)
    }
}
