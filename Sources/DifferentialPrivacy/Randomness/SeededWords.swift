internal import Signatures

/// Random words that a seed decides, for tests, audits and benchmarks.
///
/// The same seed gives the same words on every platform. A release cannot be made with it: the types that can be
/// published ask for ``SecureWords``.
package struct SeededWords: ~Copyable, RandomWords, Sendable {
    private var stream: WordStream

    /// Begins the stream of a seed; every value is good.
    package init(seed: UInt64) {
        var hash = SHA256.Stream()
        hash.update(utf8: "symbolon/dp/seeded-words/v1")
        hash.update(bigEndian: seed)
        stream = WordStream(key: hash.finalize())
    }

    @inline(__always)
    package mutating func next() -> UInt64 {
        if stream.isExhausted { stream.refill() }
        return stream.take()
    }
}
