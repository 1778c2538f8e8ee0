/// In which constraints each label stands, and which constraints wait to be rewritten.
struct OccurrenceIndex {
    var pending: [Int] = []
    var isPending: [Bool]
    private let labelCount: Int
    /// The constraints of label `n` are entries `starts[n]..<starts[n + 1]`.
    private var starts: [UInt32] = []
    private var entries: [UInt32] = []
    /// Constraints that a label came into later.
    private var later: [UInt32: [Int]] = [:]

    /// Finds the constraints with replaced signals.
    init(_ rows: ConstraintRows, labelCount: Int, isReplaced: (UInt32) -> Bool) {
        self.labelCount = labelCount
        isPending = Array(repeating: false, count: rows.count)
        for constraint in 0..<rows.count {
            guard rows.range(constraint).contains(where: { isReplaced(rows.terms[$0].wire) }) else { continue }
            isPending[constraint] = true
            pending.append(constraint)
        }
        // The last is taken first; the order of the circuit is the one in which values flow.
        pending.reverse()
    }

    /// Indexes all constraints, which is needed only when some wait.
    mutating func complete(_ rows: ConstraintRows) {
        starts = Array(repeating: 0, count: labelCount + 1)
        for term in rows.terms { starts[Int(term.wire) + 1] += 1 }
        for label in 0..<labelCount { starts[label + 1] += starts[label] }
        var next = starts
        entries = Array(repeating: 0, count: rows.terms.count)
        for constraint in 0..<rows.count {
            for position in rows.range(constraint) {
                let label = Int(rows.terms[position].wire)
                entries[Int(next[label])] = UInt32(constraint)
                next[label] += 1
            }
        }
    }

    /// Notes that a rewritten constraint has a label.
    mutating func note(_ label: UInt32, _ constraint: Int) {
        guard label != 0 else { return }
        later[label, default: []].append(constraint)
    }

    /// Queues the constraints of a label that was replaced.
    mutating func markPending(_ label: UInt32) {
        for position in Int(starts[Int(label)])..<Int(starts[Int(label) + 1]) { queue(Int(entries[position])) }
        for constraint in later.removeValue(forKey: label) ?? [] { queue(constraint) }
    }

    private mutating func queue(_ constraint: Int) {
        guard !isPending[constraint] else { return }
        isPending[constraint] = true
        pending.append(constraint)
    }
}
