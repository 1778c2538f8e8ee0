/// The roots of unity that the transforms multiply by, one for each block, in bit-reversed order.
///
/// Entry j is `w^brv(j)`, with w of order 2n for n entries and brv the reversal of log2(n) bits. A block j of any level
/// of the transform stands for a polynomial modulo `x^2m - root[j]^2`, which the level splits into the remainders
/// modulo `x^m - root[j]` and `x^m + root[j]`; so one table serves every level, and every smaller domain.
struct TwiddleTable: Sendable {
    /// The roots in bit-reversed order.
    let roots: [Fr]

    /// Makes the table for domains of up to `2^sizeLog2` elements.
    init(sizeLog2: Int) {
        var roots: [Fr] = [.one]
        roots.reserveCapacity(1 << max(sizeLog2 - 1, 0))
        for level in 0..<max(sizeLog2 - 1, 0) {
            // Entries 2^level + i are entry i times a root of order 2^(level + 2).
            let factor = EvaluationDomain.primitiveRoot(orderLog2: level + 2)
            for index in 0..<(1 << level) { roots.append(roots[index] * factor) }
        }
        self.roots = roots
    }

    /// The index of the root whose negative is the inverse of root `block`; zero stands for itself, unnegated.
    ///
    /// The exponents of the entries 2^k to 2^(k+1) - 1 are the odd numbers below 2^(k+1), bit-reversed, and
    /// `-e + 2^(k+1)` is another one of them.
    static func inverseIndex(of block: Int) -> Int {
        guard block > 1 else { return block }
        let highest = Int.bitWidth - 1 - block.leadingZeroBitCount
        return block ^ ((1 << highest) - 1)
    }
}
