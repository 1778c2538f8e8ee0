internal import Signatures

/// A source of uniform 64-bit words.
///
/// Samplers are generic over it, so that tests can hand them chosen words. What may be published is decided elsewhere:
/// a release takes its noise from ``SecureWords`` alone.
package protocol RandomWords: ~Copyable {
    /// The next word.
    mutating func next() -> UInt64
}

/// A ChaCha20 stream that replaces its own key with every block of words it makes.
///
/// What is still in the buffer can be computed by nobody from the key that remains (fast key erasure).
/// - SeeAlso: Bernstein, "Fast-key-erasure random-number generators" (2017),
///   <https://blog.cr.yp.to/20170723-random.html>.
struct WordStream: ~Copyable, Sendable {
    private static let keyWordCount = 4
    private static let wordCount = 512

    private var words: [UInt64]
    private var position: Int
    private(set) var refillCount: UInt64 = 0

    init(key: Digest) {
        words = [UInt64](repeating: 0, count: WordStream.wordCount + WordStream.keyWordCount)
        position = words.count
        setKey(key)
    }

    /// Puts a key where the next refill looks for it, and forgets the words that were not used.
    mutating func setKey(_ key: Digest) {
        let bytes = key.bytes
        for index in 0..<WordStream.keyWordCount {
            words[index] = bytes[(8 * index)..<(8 * index + 8)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        position = words.count
    }

    @inline(__always)
    var isExhausted: Bool { position == words.count }

    @inline(__always)
    mutating func take() -> UInt64 {
        let word = words[position]
        position += 1
        return word
    }

    @inline(never)
    mutating func refill() {
        // The digest's words are big-endian, those of the stream little-endian.
        let key = Digest(
            words[0].byteSwapped, words[1].byteSwapped, words[2].byteSwapped, words[3].byteSwapped)
        KeyStream.fill(&words, key: key)
        position = WordStream.keyWordCount
        refillCount += 1
    }
}
