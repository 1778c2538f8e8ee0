internal import FiniteFields

/// The operators of circom on field elements.
///
/// Semantics of `circom_algebra/src/modular_arithmetic.rs`: elements above half the prime compare as negative numbers;
/// bitwise operators, shifts, `\` and `%` work on the canonical integer, and their results are reduced.
enum FieldSemantics {
    /// The result of an infix operator; nil for `\` and `%` by zero.
    static func apply(_ operation: Operation, _ left: Fr, _ right: Fr) -> Fr? {
        switch operation {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        // As the generated witness programs of the official compiler, which take zero as its own inverse.
        case .divide: left * (right.inverted() ?? .zero)
        case .integerDivide: quotientAndRemainder(left, right)?.quotient
        case .modulo: quotientAndRemainder(left, right)?.remainder
        case .power: power(left, right)
        case .shiftLeft: shifted(left, by: right, isLeft: true)
        case .shiftRight: shifted(left, by: right, isLeft: false)
        case .lessOrEqual: flag(!isLess(right, left))
        case .greaterOrEqual: flag(!isLess(left, right))
        case .less: flag(isLess(left, right))
        case .greater: flag(isLess(right, left))
        case .equal: flag(left == right)
        case .notEqual: flag(left != right)
        case .or: flag(!(left.isZero && right.isZero))
        case .and: flag(!(left.isZero || right.isZero))
        case .bitOr: bitwise(left, right, |)
        case .bitAnd: bitwise(left, right, &)
        case .bitXor: bitwise(left, right, ^)
        case .negate: -left
        case .not: flag(left.isZero)
        case .complement: complement(left)
        default: left
        }
    }

    @inline(__always)
    static func flag(_ condition: Bool) -> Fr { condition ? .one : .zero }

    /// Whether `left` is below `right` as signed numbers.
    static func isLess(_ left: Fr, _ right: Fr) -> Bool {
        let (first, second) = (left.canonicalWords, right.canonicalWords)
        let (isFirstNegative, isSecondNegative) = (half < first, half < second)
        if isFirstNegative != isSecondNegative { return isFirstNegative }
        return first < second
    }

    /// `(p - 1) / 2`: the largest element that compares as positive.
    private static let half = Fr.modulusWords.halved()

    private static let bits = Fr.modulusWords.bitWidth
    private static let mask: FourWords = ones(below: bits)

    private static func ones(below count: Int) -> FourWords {
        func word(_ index: Int) -> UInt64 {
            let bits = min(max(count - 64 * index, 0), 64)
            return bits == 64 ? .max : (1 << UInt64(bits)) - 1
        }
        return FourWords(word(0), word(1), word(2), word(3))
    }

    /// The element of an integer below twice the modulus.
    private static func reduced(_ words: FourWords) -> Fr {
        let value = words < Fr.modulusWords ? words : words.subtracting(Fr.modulusWords).difference
        return Fr(canonicalWords: value) ?? .zero
    }

    private static func bitwise(_ left: Fr, _ right: Fr, _ combine: (UInt64, UInt64) -> UInt64) -> Fr {
        let (first, second) = (left.canonicalWords, right.canonicalWords)
        return reduced(
            FourWords(
                combine(first.word0, second.word0), combine(first.word1, second.word1),
                combine(first.word2, second.word2), combine(first.word3, second.word3)))
    }

    private static func complement(_ value: Fr) -> Fr {
        let words = value.canonicalWords
        return reduced(
            FourWords(
                ~words.word0 & mask.word0, ~words.word1 & mask.word1, ~words.word2 & mask.word2,
                ~words.word3 & mask.word3))
    }

    /// A shift; a distance above half the prime is a negative one and shifts the other way.
    private static func shifted(_ value: Fr, by distance: Fr, isLeft: Bool) -> Fr {
        if half < distance.canonicalWords { return shifted(value, by: -distance, isLeft: !isLeft) }
        guard let count = distance.smallInteger, count < bits else { return .zero }
        let words = value.canonicalWords
        func word(_ index: Int) -> UInt64 {
            isLeft ? words.bits(at: 64 * index - count) : words.bits(at: 64 * index + count, count: 64)
        }
        let moved = FourWords(word(0), word(1), word(2), word(3))
        guard isLeft else { return reduced(moved) }
        return reduced(
            FourWords(
                moved.word0 & mask.word0, moved.word1 & mask.word1, moved.word2 & mask.word2,
                moved.word3 & mask.word3))
    }

    private static func power(_ base: Fr, _ exponent: Fr) -> Fr {
        let words = exponent.canonicalWords
        var result = Fr.one
        var position = words.bitWidth - 1
        while position >= 0 {
            result = result.squared
            if words.bits(at: position, count: 1) == 1 { result = result * base }
            position -= 1
        }
        return result
    }

    /// Quotient and remainder of the canonical integers; nil for a zero divisor.
    static func quotientAndRemainder(_ left: Fr, _ right: Fr) -> (quotient: Fr, remainder: Fr)? {
        let dividend = left.canonicalWords
        let divisor = right.canonicalWords
        guard !divisor.isZero else { return nil }
        if dividend.word1 | dividend.word2 | dividend.word3 | divisor.word1 | divisor.word2 | divisor.word3 == 0 {
            let (quotient, remainder) = dividend.word0.quotientAndRemainder(dividingBy: divisor.word0)
            return (Fr(quotient), Fr(remainder))
        }
        var quotient: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        var remainder = FourWords.zero
        var position = dividend.bitWidth - 1
        while position >= 0 {
            // The remainder is below the divisor, which is below 2^254, so the shift loses nothing.
            remainder = remainder.adding(remainder).sum
            remainder.word0 |= dividend.bits(at: position, count: 1)
            if !(remainder < divisor) {
                remainder = remainder.subtracting(divisor).difference
                let bit = UInt64(1) << UInt64(position & 63)
                switch position >> 6 {
                case 0: quotient.0 |= bit
                case 1: quotient.1 |= bit
                case 2: quotient.2 |= bit
                default: quotient.3 |= bit
                }
            }
            position -= 1
        }
        return (Fr(canonical: quotient) ?? .zero, Fr(canonicalWords: remainder) ?? .zero)
    }
}

extension FourWords {
    /// The 64 bits that start at a position that may be negative; bits below zero are zero.
    fileprivate func bits(at position: Int) -> UInt64 {
        if position >= 0 { return bits(at: position, count: 64) }
        if position <= -64 { return 0 }
        return word0 << UInt64(-position)
    }
}
