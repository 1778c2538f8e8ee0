/// How alike two words are, for suggestions in error messages.
package enum EditDistance {
    /// The known word nearest to a misspelt one; `nil` where none is near enough to be meant.
    ///
    /// Among equally near words the first in the given order wins.
    package static func nearest(to word: String, in known: [String]) -> String? {
        // Long garbage is not a misspelling, and would cost time.
        guard word.utf8.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in known {
            let distance = between(Array(word.utf8), Array(candidate.utf8))
            guard distance <= max(2, candidate.utf8.count / 3) else { continue }
            if let found = best, found.distance <= distance { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// The number of single-byte insertions, deletions and replacements that turn one text into the other
    /// (Levenshtein distance).
    ///
    /// - Complexity: O(left × right).
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var previous = Array(0...right.count)
        for (row, leftByte) in left.enumerated() {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for (column, rightByte) in right.enumerated() {
                let replaced = previous[column] + (leftByte == rightByte ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
