internal import FiniteFields

/// One term of a linear combination: a wire and the number of its coefficient.
struct Term: Sendable, Equatable {
    var wire: UInt32
    var coefficient: UInt32
}

/// Constraints `A * B = C` in flat tables: the terms of all combinations one after the other.
struct ConstraintRows: Sendable {
    var terms: [Term] = []
    /// The end of each combination in ``terms``: A, B and C of each constraint in turn.
    var ends: [UInt32] = []

    var count: Int { ends.count / 3 }

    /// The terms of combination `part` (0 for A, 1 for B, 2 for C) of a constraint.
    @inline(__always)
    func range(_ constraint: Int, _ part: Int) -> Range<Int> {
        let index = constraint * 3 + part
        return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// All terms of a constraint.
    @inline(__always)
    func range(_ constraint: Int) -> Range<Int> {
        (constraint == 0 ? 0 : Int(ends[constraint * 3 - 1]))..<Int(ends[constraint * 3 + 2])
    }

    @inline(__always)
    mutating func closeCombination() { ends.append(UInt32(terms.count)) }

    /// Whether A and B are empty.
    @inline(__always)
    func isLinear(_ constraint: Int) -> Bool {
        let start = constraint == 0 ? 0 : ends[constraint * 3 - 1]
        return ends[constraint * 3 + 1] == start
    }
}

/// A linear combination that is being put together: terms in any order, wires repeated.
struct CombinationBuilder {
    var wires: [UInt32] = []
    var factors: [Fr] = []

    mutating func removeAll() {
        wires.removeAll(keepingCapacity: true)
        factors.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func add(_ wire: UInt32, _ factor: Fr) {
        wires.append(wire)
        factors.append(factor)
    }

    /// Appends the combination to a table, sorted by wire, repeated wires joined, zeros left out, times `sign`.
    mutating func write(into rows: inout ConstraintRows, negated: Bool, coefficients: inout CoefficientTable) {
        defer { rows.closeCombination() }
        if wires.count == 1 {
            append(wires[0], factors[0], &rows, negated, &coefficients)
            return
        }
        if wires.count > 1 { sortByWire() }
        var index = 0
        while index < wires.count {
            let wire = wires[index]
            var factor = factors[index]
            index += 1
            while index < wires.count, wires[index] == wire {
                factor = factor + factors[index]
                index += 1
            }
            append(wire, factor, &rows, negated, &coefficients)
        }
    }

    @inline(__always)
    private func append(
        _ wire: UInt32, _ factor: Fr, _ rows: inout ConstraintRows, _ negated: Bool,
        _ coefficients: inout CoefficientTable
    ) {
        guard !factor.isZero else { return }
        rows.terms.append(Term(wire: wire, coefficient: coefficients.number(of: negated ? -factor : factor)))
    }

    private mutating func sortByWire() {
        if wires.count <= 8 {
            for index in 1..<wires.count {
                var position = index
                while position > 0, wires[position - 1] > wires[position] {
                    wires.swapAt(position - 1, position)
                    factors.swapAt(position - 1, position)
                    position -= 1
                }
            }
            return
        }
        var isSorted = true
        for index in 1..<wires.count where wires[index - 1] > wires[index] { isSorted = false }
        guard !isSorted else { return }
        let order = (0..<wires.count).sorted { wires[$0] < wires[$1] }
        wires = order.map { wires[$0] }
        factors = order.map { factors[$0] }
    }
}
