/// Seeded words that are counted, so that two runs can be checked to have taken the same way.
package struct CountingWords: ~Copyable, RandomWords, Sendable {
    private var words: SeededWords
    /// How many words were taken.
    package private(set) var count: UInt64 = 0

    /// Begins the stream of a seed.
    package init(seed: UInt64) { words = SeededWords(seed: seed) }

    package mutating func next() -> UInt64 {
        count += 1
        return words.next()
    }
}
