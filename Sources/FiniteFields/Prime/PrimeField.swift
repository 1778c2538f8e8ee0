/// An element of a prime field with a modulus below 2^254, in Montgomery form with R = 2^256.
///
/// Stored are four words, least significant first, always reduced: 32 bytes that equal the form of iden3's
/// binary files. All arithmetic here is branch-free in the element.
public protocol PrimeField: SquareRootField, BitwiseCopyable, CustomStringConvertible {
    /// The modulus as an integer.
    static var modulusWords: FourWords { get }
    /// `-modulus^-1 mod 2^64`.
    static var negatedInverse: UInt64 { get }
    /// `2^512 mod modulus`: brings an integer into Montgomery form.
    static var montgomerySquare: FourWords { get }
    /// `2^256 mod modulus`: the one in Montgomery form.
    static var montgomeryOne: FourWords { get }
    /// The stored words: the element times 2^256, reduced.
    var montgomeryWords: FourWords { get }
    /// Wraps words that are known to be below the modulus.
    init(uncheckedMontgomery words: FourWords)
}

extension PrimeField {
    /// The neutral element of addition.
    @inlinable @inline(__always)
    public static var zero: Self { Self(uncheckedMontgomery: .zero) }

    /// The neutral element of multiplication.
    @inlinable @inline(__always)
    public static var one: Self { Self(uncheckedMontgomery: montgomeryOne) }

    /// The modulus as words, least significant first.
    public static var modulus: [UInt64] { modulusWords.array }

    /// Whether this is the neutral element of addition.
    @inlinable @inline(__always)
    public var isZero: Bool { montgomeryWords.isZero }

    /// The sum of two elements.
    @inlinable @inline(__always)
    public static func + (left: Self, right: Self) -> Self {
        // Both are below 2^254, so the sum has no carry.
        let sum = left.montgomeryWords.adding(right.montgomeryWords).sum
        return Self(uncheckedMontgomery: Montgomery.reduceOnce(sum, modulus: modulusWords))
    }

    /// The difference of two elements.
    @inlinable @inline(__always)
    public static func - (left: Self, right: Self) -> Self {
        let (difference, borrow) = left.montgomeryWords.subtracting(right.montgomeryWords)
        return Self(uncheckedMontgomery: difference.adding(modulusWords.masked(if: borrow)).sum)
    }

    /// The negative of an element.
    @inlinable @inline(__always)
    public static prefix func - (value: Self) -> Self { zero - value }

    /// The product of two elements.
    @inlinable @inline(__always)
    public static func * (left: Self, right: Self) -> Self {
        Self(
            uncheckedMontgomery: Montgomery.multiply(
                left.montgomeryWords, right.montgomeryWords, modulus: modulusWords, negatedInverse: negatedInverse))
    }

    /// The element times itself.
    @inlinable @inline(__always)
    public var squared: Self { self * self }

    /// Twice the element.
    @inlinable @inline(__always)
    public var doubled: Self { self + self }

    /// Half the element.
    @inlinable @inline(__always)
    public var halved: Self {
        // An odd word gets the modulus added, which makes it even and stays below 2^255.
        let even = montgomeryWords.adding(Self.modulusWords.masked(if: montgomeryWords.word0 & 1)).sum
        return Self(uncheckedMontgomery: even.halved())
    }

    /// `first` where `condition` is false and `second` where it is true, without a branch.
    @inlinable @inline(__always)
    public static func select(_ first: Self, _ second: Self, if condition: Bool) -> Self {
        Self(uncheckedMontgomery: first.montgomeryWords.selecting(second.montgomeryWords, if: condition ? 1 : 0))
    }
}
