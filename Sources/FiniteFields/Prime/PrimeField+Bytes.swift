extension PrimeField {
    /// The number of bytes of one encoded element.
    public static var byteCount: Int { 32 }

    /// The element of 32 bytes, least significant first; nil at another length, or at or above the modulus.
    public init?(littleEndian bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = FourWords.zero
        for byte in bytes { words = words.shiftedDownByOneByte(top: byte) }
        self.init(canonicalWords: words)
    }

    /// The element of 32 bytes, most significant first; nil at another length, or at or above the modulus.
    public init?(bigEndian bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words = FourWords.zero
        for byte in bytes { words = words.shiftedUpByOneByte(bottom: byte) }
        self.init(canonicalWords: words)
    }

    /// The element of 64 bytes, least significant first, reduced; nil at another length.
    ///
    /// Bytes of a hash or a random source give an element whose distance from uniform is below 2^-256.
    public init?(reducing bytes: some Collection<UInt8>) {
        guard bytes.count == 64 else { return nil }
        var low = FourWords.zero
        var high = FourWords.zero
        for byte in bytes.prefix(32) { low = low.shiftedDownByOneByte(top: byte) }
        for byte in bytes.dropFirst(32) { high = high.shiftedDownByOneByte(top: byte) }
        self.init(reducingLow: low, high: high)
    }

    /// The 32 bytes of the integer, least significant first.
    public var littleEndianBytes: [UInt8] {
        let words = canonicalWords
        return (0..<32).map { UInt8(truncatingIfNeeded: words.bits(at: 8 * $0, count: 8)) }
    }

    /// The 32 bytes of the integer, most significant first.
    public var bigEndianBytes: [UInt8] { littleEndianBytes.reversed() }
}

extension FourWords {
    func shiftedDownByOneByte(top: UInt8) -> FourWords {
        FourWords(
            word0 >> 8 | word1 << 56, word1 >> 8 | word2 << 56, word2 >> 8 | word3 << 56,
            word3 >> 8 | UInt64(top) << 56)
    }

    func shiftedUpByOneByte(bottom: UInt8) -> FourWords {
        FourWords(
            word0 << 8 | UInt64(bottom), word1 << 8 | word0 >> 56, word2 << 8 | word1 >> 56,
            word3 << 8 | word2 >> 56)
    }
}
