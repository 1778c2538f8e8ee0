internal import FiniteFields

extension Fr {
    /// The element as a number that can be an index or a count, nil from 2^62 on.
    var smallInteger: Int? {
        let words = canonicalWords
        guard words.word1 | words.word2 | words.word3 == 0, words.word0 >> 62 == 0 else { return nil }
        return Int(words.word0)
    }
}
