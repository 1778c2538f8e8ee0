extension PrimeField {
    /// The element of a small integer.
    @inlinable
    public init(_ value: UInt64) { self.init(reducedWords: FourWords(value, 0, 0, 0)) }

    /// The element of an integer given as words, least significant first; nil at or above the modulus.
    @inlinable
    public init?(canonical words: (UInt64, UInt64, UInt64, UInt64)) {
        self.init(canonicalWords: FourWords(words.0, words.1, words.2, words.3))
    }

    /// The element of an integer; nil at or above the modulus.
    @inlinable
    public init?(canonicalWords words: FourWords) {
        guard words < Self.modulusWords else { return nil }
        self.init(reducedWords: words)
    }

    /// The element of stored Montgomery words; nil at or above the modulus.
    @inlinable
    public init?(montgomery words: (UInt64, UInt64, UInt64, UInt64)) {
        let value = FourWords(words.0, words.1, words.2, words.3)
        guard value < Self.modulusWords else { return nil }
        self.init(uncheckedMontgomery: value)
    }

    /// The integer in `[0, modulus)` that the element stands for.
    @inlinable
    public var canonicalWords: FourWords {
        Montgomery.reduce(montgomeryWords, modulus: Self.modulusWords, negatedInverse: Self.negatedInverse)
    }

    /// The integer in `[0, modulus)` as words, least significant first.
    @inlinable
    public var canonical: (UInt64, UInt64, UInt64, UInt64) {
        let words = canonicalWords
        return (words.word0, words.word1, words.word2, words.word3)
    }

    /// The stored Montgomery words, least significant first.
    @inlinable
    public var montgomery: (UInt64, UInt64, UInt64, UInt64) {
        let words = montgomeryWords
        return (words.word0, words.word1, words.word2, words.word3)
    }

    /// The element of `low + 2^256 high`, reduced.
    ///
    /// A uniform 512-bit value gives an element whose distance from uniform is below 2^-256.
    @inlinable
    public init(reducingLow low: FourWords, high: FourWords) {
        // Multiplying by R^2 and by R^3 (Montgomery) gives low and high * 2^256 in Montgomery form;
        // the no-carry product needs one reduced operand only when the other is below the modulus.
        let square = Self(uncheckedMontgomery: Self.montgomerySquare)
        let lowPart = Self(uncheckedMontgomery: Self.fullyReduced(low)) * square
        let highPart = Self(uncheckedMontgomery: Self.fullyReduced(high)) * square * square
        self = lowPart + highPart
    }

    /// The element of an integer that is known to be below the modulus.
    @inlinable @inline(__always)
    init(reducedWords words: FourWords) {
        self = Self(uncheckedMontgomery: words) * Self(uncheckedMontgomery: Self.montgomerySquare)
    }

    /// `value mod modulus` for any 256-bit value, for moduli above 2^253.
    @inlinable
    static func fullyReduced(_ value: FourWords) -> FourWords {
        // 2^256 is below six times a modulus above 2^253.5; eight subtractions cover 2^253.
        var value = value
        for _ in 0..<8 { value = Montgomery.reduceOnce(value, modulus: modulusWords) }
        return value
    }
}
