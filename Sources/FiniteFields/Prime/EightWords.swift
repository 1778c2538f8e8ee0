/// A 512-bit unsigned integer: a product of two 256-bit ones before its reduction.
@frozen
@usableFromInline
struct EightWords {
    @usableFromInline var low: FourWords
    @usableFromInline var high: FourWords

    @inlinable @inline(__always)
    init(low: FourWords, high: FourWords) {
        self.low = low
        self.high = high
    }

    /// Returns the low 512 bits of the difference, and its borrow, 0 or 1.
    @inlinable @inline(__always)
    func subtracting(_ other: EightWords) -> (difference: EightWords, borrow: UInt64) {
        var borrow: UInt64 = 0
        let low = low.subtracting(other.low, borrow: &borrow)
        let high = high.subtracting(other.high, borrow: &borrow)
        return (EightWords(low: low, high: high), borrow)
    }
}

extension Montgomery {
    /// The full product of two integers.
    @inlinable @inline(__always)
    static func product(_ left: FourWords, _ right: FourWords) -> EightWords {
        let row0 = addProduct(left, right.word0, to: .zero)
        let row1 = addProduct(left, right.word1, to: row0.high)
        let row2 = addProduct(left, right.word2, to: row1.high)
        let row3 = addProduct(left, right.word3, to: row2.high)
        return EightWords(low: FourWords(row0.low, row1.low, row2.low, row3.low), high: row3.high)
    }

    /// Returns `value / 2^256 mod modulus`, in `[0, modulus)`, for a value below `2^256 modulus`.
    @inlinable @inline(__always)
    static func reduce(_ value: EightWords, modulus: FourWords, negatedInverse: UInt64) -> FourWords {
        // The low half alone becomes at most the modulus; the high half is added to that, and stays below 2^255.
        var rest = value.low
        rest = addProduct(modulus, rest.word0 &* negatedInverse, to: rest).high
        rest = addProduct(modulus, rest.word0 &* negatedInverse, to: rest).high
        rest = addProduct(modulus, rest.word0 &* negatedInverse, to: rest).high
        rest = addProduct(modulus, rest.word0 &* negatedInverse, to: rest).high
        return reduceOnce(rest.adding(value.high).sum, modulus: modulus)
    }

    /// `words * factor + addend`: the lowest word, and the four above it.
    @inlinable @inline(__always)
    static func addProduct(_ words: FourWords, _ factor: UInt64, to addend: FourWords) -> (
        low: UInt64, high: FourWords
    ) {
        let product0 = multiplyAdd(words.word0, factor, addend.word0, 0)
        let product1 = multiplyAdd(words.word1, factor, addend.word1, high(product0))
        let product2 = multiplyAdd(words.word2, factor, addend.word2, high(product1))
        let product3 = multiplyAdd(words.word3, factor, addend.word3, high(product2))
        return (low(product0), FourWords(low(product1), low(product2), low(product3), high(product3)))
    }
}
