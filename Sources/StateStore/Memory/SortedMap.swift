/// A map from byte strings to byte strings, kept in ascending order of the keys.
///
/// Entries lie in short runs that copies of the map share until they are changed, so a copy kept by a snapshot costs
/// little.
/// - Complexity: O(log n) for a lookup; a change also moves up to ``runCountMax`` entries.
struct SortedMap: Sendable {
    private static let runCountMax = 128

    private struct Run: Sendable {
        var keys: [[UInt8]]
        var values: [[UInt8]]
    }

    /// Runs in ascending order; none is empty.
    private var runs: [Run] = []

    private(set) var count = 0

    /// The value of a key; setting nil removes the key.
    subscript(key: [UInt8]) -> [UInt8]? {
        get {
            guard let run = runIndex(for: key) else { return nil }
            let (index, isPresent) = position(of: key, in: run)
            return isPresent ? runs[run].values[index] : nil
        }
        set {
            if let newValue { set(key, newValue) } else { remove(key) }
        }
    }

    /// The entries with `lower <= key < upper` in ascending order, at most `limit` of them.
    func entries(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) -> [(key: [UInt8], value: [UInt8])] {
        var result: [(key: [UInt8], value: [UInt8])] = []
        var run = runIndex(for: lower) ?? 0
        var index = run < runs.count ? position(of: lower, in: run).index : 0
        while run < runs.count, result.count < limit {
            guard index < runs[run].keys.count else {
                run += 1
                index = 0
                continue
            }
            let key = runs[run].keys[index]
            guard ByteOrder.precedes(key, upper) else { break }
            result.append((key, runs[run].values[index]))
            index += 1
        }
        return result
    }

    /// The entries with `lower <= key < upper` in descending order, at most `limit` of them.
    func entriesBackwards(
        from lower: [UInt8], upTo upper: [UInt8], limit: Int
    ) -> [(key: [UInt8], value: [UInt8])] {
        var result: [(key: [UInt8], value: [UInt8])] = []
        guard var run = runIndex(for: upper) else { return result }
        var index = position(of: upper, in: run).index
        while result.count < limit {
            guard index > 0 else {
                guard run > 0 else { break }
                run -= 1
                index = runs[run].keys.count
                continue
            }
            index -= 1
            let key = runs[run].keys[index]
            guard !ByteOrder.precedes(key, lower) else { break }
            result.append((key, runs[run].values[index]))
        }
        return result
    }

    private mutating func set(_ key: [UInt8], _ value: [UInt8]) {
        guard !runs.isEmpty else {
            runs.append(Run(keys: [key], values: [value]))
            count = 1
            return
        }
        let run = runIndex(for: key) ?? 0
        let (index, isPresent) = position(of: key, in: run)
        if isPresent {
            runs[run].values[index] = value
            return
        }
        runs[run].keys.insert(key, at: index)
        runs[run].values.insert(value, at: index)
        count += 1
        if runs[run].keys.count > Self.runCountMax { split(run) }
    }

    private mutating func remove(_ key: [UInt8]) {
        guard let run = runIndex(for: key) else { return }
        let (index, isPresent) = position(of: key, in: run)
        guard isPresent else { return }
        runs[run].keys.remove(at: index)
        runs[run].values.remove(at: index)
        count -= 1
        if runs[run].keys.isEmpty { runs.remove(at: run) }
    }

    private mutating func split(_ run: Int) {
        let middle = runs[run].keys.count / 2
        let upper = Run(keys: Array(runs[run].keys[middle...]), values: Array(runs[run].values[middle...]))
        runs[run].keys.removeSubrange(middle...)
        runs[run].values.removeSubrange(middle...)
        runs.insert(upper, at: run + 1)
    }

    /// The last run whose first key is not above the key; nil when all keys are above it.
    private func runIndex(for key: [UInt8]) -> Int? {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if ByteOrder.precedes(key, runs[middle].keys[0]) { high = middle } else { low = middle + 1 }
        }
        return low == 0 ? nil : low - 1
    }

    /// Where the key is in a run, or would have to be inserted.
    private func position(of key: [UInt8], in run: Int) -> (index: Int, isPresent: Bool) {
        let keys = runs[run].keys
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if ByteOrder.precedes(keys[middle], key) { low = middle + 1 } else { high = middle }
        }
        return (low, low < keys.count && keys[low] == key)
    }
}
