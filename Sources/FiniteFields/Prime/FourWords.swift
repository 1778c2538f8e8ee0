/// A 256-bit unsigned integer as four 64-bit words, least significant first.
///
/// The operations are the few that prime-field arithmetic needs; none branches on a value.
@frozen
public struct FourWords: Hashable, Sendable {
    /// Bits 0 to 63.
    public var word0: UInt64
    /// Bits 64 to 127.
    public var word1: UInt64
    /// Bits 128 to 191.
    public var word2: UInt64
    /// Bits 192 to 255.
    public var word3: UInt64

    /// Makes the integer from its words, least significant first.
    @inlinable @inline(__always)
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// The integer zero.
    @inlinable @inline(__always)
    public static var zero: FourWords { FourWords(0, 0, 0, 0) }

    /// Whether the integer is zero.
    @inlinable @inline(__always)
    public var isZero: Bool { word0 | word1 | word2 | word3 == 0 }

    /// The words as a collection, least significant first.
    @inlinable
    public var array: [UInt64] { [word0, word1, word2, word3] }

    /// The number of bits up to the highest set one.
    @inlinable
    public var bitWidth: Int {
        if word3 != 0 { return 256 - word3.leadingZeroBitCount }
        if word2 != 0 { return 192 - word2.leadingZeroBitCount }
        if word1 != 0 { return 128 - word1.leadingZeroBitCount }
        return 64 - word0.leadingZeroBitCount
    }

    /// Returns the `count` bits (at most 64) that start at bit `position`; bits from 256 on are zero.
    @inlinable @inline(__always)
    public func bits(at position: Int, count: Int) -> UInt64 {
        let index = position &>> 6
        let shift = UInt64(truncatingIfNeeded: position & 63)
        let mask = count == 64 ? UInt64.max : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
        var value = word(index) &>> shift
        if shift != 0 { value |= word(index &+ 1) &<< (64 &- shift) }
        return value & mask
    }

    @inlinable @inline(__always)
    func word(_ index: Int) -> UInt64 {
        switch index {
        case 0: word0
        case 1: word1
        case 2: word2
        case 3: word3
        default: 0
        }
    }

    /// Returns the low 256 bits of the sum, and its carry, 0 or 1.
    @inlinable @inline(__always)
    public func adding(_ other: FourWords) -> (sum: FourWords, carry: UInt64) {
        var carry: UInt64 = 0
        let sum0 = Self.add(word0, other.word0, &carry)
        let sum1 = Self.add(word1, other.word1, &carry)
        let sum2 = Self.add(word2, other.word2, &carry)
        let sum3 = Self.add(word3, other.word3, &carry)
        return (FourWords(sum0, sum1, sum2, sum3), carry)
    }

    /// Returns the low 256 bits of the difference, and its borrow, 0 or 1.
    @inlinable @inline(__always)
    public func subtracting(_ other: FourWords) -> (difference: FourWords, borrow: UInt64) {
        var borrow: UInt64 = 0
        let difference = subtracting(other, borrow: &borrow)
        return (difference, borrow)
    }

    @inlinable @inline(__always)
    func subtracting(_ other: FourWords, borrow: inout UInt64) -> FourWords {
        let difference0 = Self.subtract(word0, other.word0, &borrow)
        let difference1 = Self.subtract(word1, other.word1, &borrow)
        let difference2 = Self.subtract(word2, other.word2, &borrow)
        let difference3 = Self.subtract(word3, other.word3, &borrow)
        return FourWords(difference0, difference1, difference2, difference3)
    }

    /// Returns `self` where `flag` is 0 and `other` where it is 1, without a branch.
    @inlinable @inline(__always)
    public func selecting(_ other: FourWords, if flag: UInt64) -> FourWords {
        let mask = 0 &- flag
        return FourWords(
            word0 ^ ((word0 ^ other.word0) & mask), word1 ^ ((word1 ^ other.word1) & mask),
            word2 ^ ((word2 ^ other.word2) & mask), word3 ^ ((word3 ^ other.word3) & mask))
    }

    /// The bits of each word where `flag` is 1, zero where it is 0.
    @inlinable @inline(__always)
    public func masked(if flag: UInt64) -> FourWords {
        let mask = 0 &- flag
        return FourWords(word0 & mask, word1 & mask, word2 & mask, word3 & mask)
    }

    @inlinable @inline(__always)
    static func add(_ left: UInt64, _ right: UInt64, _ carry: inout UInt64) -> UInt64 {
        let (partial, first) = left.addingReportingOverflow(right)
        let (sum, second) = partial.addingReportingOverflow(carry)
        carry = word(first) | word(second)
        return sum
    }

    @inlinable @inline(__always)
    static func subtract(_ left: UInt64, _ right: UInt64, _ borrow: inout UInt64) -> UInt64 {
        let (partial, first) = left.subtractingReportingOverflow(right)
        let (difference, second) = partial.subtractingReportingOverflow(borrow)
        borrow = word(first) | word(second)
        return difference
    }

    /// 1 for true and 0 for false.
    ///
    /// A conditional expression would become a jump; reading the byte lets the compiler see the processor's carry, and
    /// make one add and three adc of an addition.
    @inlinable @inline(__always)
    static func word(_ flag: Bool) -> UInt64 { UInt64(unsafe unsafeBitCast(flag, to: UInt8.self)) }

    /// Whether `left` is below `right`.
    @inlinable @inline(__always)
    public static func < (left: FourWords, right: FourWords) -> Bool { left.subtracting(right).borrow == 1 }

    /// The integer shifted right by one bit, with `top` as its new highest bit.
    @inlinable @inline(__always)
    public func halved(top: UInt64 = 0) -> FourWords {
        FourWords(
            (word0 &>> 1) | (word1 &<< 63), (word1 &>> 1) | (word2 &<< 63), (word2 &>> 1) | (word3 &<< 63),
            (word3 &>> 1) | (top &<< 63))
    }
}
