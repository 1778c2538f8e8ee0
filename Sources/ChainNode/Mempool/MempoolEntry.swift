internal import RightsLedger
internal import Signatures

/// A transaction that waits for a block.
struct MempoolEntry: Sendable {
    /// The checked transaction with its bytes.
    let transaction: CheckedTransaction
    /// The Merkle leaf over the full bytes.
    let leaf: Digest
}

/// The transactions that wait, in the order in which they came.
///
/// Places are numbers that only grow, so that an entry can be removed from the middle without moving the others.
struct ArrivalOrder {
    private var entries: [MempoolEntry?] = []
    /// The place of `entries[0]`.
    private var base = 0
    /// Index of the first entry that is not yet removed.
    private var front = 0

    /// The number of entries that wait.
    private(set) var count = 0

    /// Adds an entry at the end and returns its place.
    mutating func append(_ entry: MempoolEntry) -> Int {
        entries.append(entry)
        count += 1
        return base + entries.count - 1
    }

    /// The entry at a place; `nil` where it has been removed.
    subscript(place: Int) -> MempoolEntry? {
        let index = place - base
        return index >= 0 && index < entries.count ? entries[index] : nil
    }

    /// Removes the entry at a place and returns it.
    mutating func remove(_ place: Int) -> MempoolEntry? {
        let index = place - base
        guard index >= 0, index < entries.count, let entry = entries[index] else { return nil }
        entries[index] = nil
        count -= 1
        while front < entries.count, entries[front] == nil { front += 1 }
        // Removed entries at the front are dropped in bulk, so that each costs constant time.
        if front > 1_024, front * 2 > entries.count {
            entries.removeFirst(front)
            base += front
            front = 0
        }
        return entry
    }

    /// Visits the entries in order until the closure says to stop.
    func visit(_ body: (_ place: Int, _ entry: MempoolEntry) -> Bool) {
        for index in front..<entries.count {
            guard let entry = entries[index] else { continue }
            if !body(base + index, entry) { return }
        }
    }
}
