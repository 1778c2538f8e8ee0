/// Powers of a ratio in bit-reversed order: `first * ratio^brv(index << lowBit)`, brv reversing `width` bits.
struct ReversedPowers: Sendable {
    private let first: Fr
    private let powers: [Fr]
    private let width: Int
    private let lowBit: Int

    /// - Parameter powers: `ratio^(2^i)` for i below `width`.
    init(first: Fr, powers: [Fr], width: Int, lowBit: Int) {
        self.first = first
        self.powers = powers
        self.width = width
        self.lowBit = lowBit
    }

    /// The powers of a range of indices, in order.
    ///
    /// The product over the bits from each one up is kept; the increment from an index to the next changes one bit in
    /// the mean beyond the lowest, so that a power costs about two multiplications.
    func values(of range: Range<Int>) -> [Fr] {
        let bits = width - lowBit
        var result: [Fr] = []
        result.reserveCapacity(range.count)
        var products = [Fr](repeating: first, count: bits + 1)
        var changed = bits
        for index in range {
            for bit in stride(from: changed - 1, through: 0, by: -1) {
                // Bit `lowBit + bit` of the shifted index is bit `width - 1 - lowBit - bit` of the rank.
                let isSet = index >> bit & 1 == 1
                products[bit] = isSet ? products[bit + 1] * powers[bits - 1 - bit] : products[bit + 1]
            }
            result.append(products[0])
            changed = min(bits, (index + 1).trailingZeroBitCount + 1)
        }
        return result
    }
}
