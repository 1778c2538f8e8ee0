internal import Signatures

/// The random words from which released noise is made.
///
/// The key comes from the system's random source and is mixed with fresh system randomness every megabyte; a process
/// that was forked begins a stream of its own. There is no seed: nobody, not even a test, can choose what comes out.
/// It cannot be copied, so no two draws see the same words.
package struct SecureWords: ~Copyable, RandomWords, Sendable {
    /// A refill makes 4 KiB.
    private static let refillsPerReseed: UInt64 = 256

    private var stream: WordStream
    private var processIdentifier: Int32

    /// Begins a stream with a key from the system.
    package init() {
        stream = WordStream(key: SecureRandom.digest())
        processIdentifier = KeyStream.processIdentifier
    }

    @inline(__always)
    package mutating func next() -> UInt64 {
        if stream.isExhausted { refill() }
        return stream.take()
    }

    /// Begins a new stream where this process is a fork of the one that began the old one.
    ///
    /// Every draw of noise starts with this, so that two processes never share words of one buffer.
    package mutating func renewAfterFork() {
        let current = KeyStream.processIdentifier
        guard current != processIdentifier else { return }
        processIdentifier = current
        stream.setKey(SecureRandom.digest())
    }

    @inline(never)
    private mutating func refill() {
        renewAfterFork()
        if stream.refillCount % SecureWords.refillsPerReseed == SecureWords.refillsPerReseed - 1 {
            stream.refill()
            var hash = SHA256.Stream()
            for _ in 0..<4 { hash.update(bigEndian: stream.take()) }
            hash.update(SecureRandom.digest())
            stream.setKey(hash.finalize())
        }
        stream.refill()
    }
}
