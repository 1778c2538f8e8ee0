/// Overwriting of secrets in arrays.
enum WipedArray {
    /// Overwrites an array of integers with zeros.
    ///
    /// It is a call that the optimiser cannot look into, so it does not go as a store that nobody reads. The array must
    /// be the only reference to its storage, or a copy is wiped.
    @inline(never)
    static func wipe<Word: FixedWidthInteger>(_ words: inout [Word]) {
        for index in words.indices { words[index] = 0 }
    }
}
