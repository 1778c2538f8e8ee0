package import FiniteFields

/// One of the three matrices of a constraint system, row by row: three flat arrays instead of one array per row.
package struct SparseMatrix: Equatable, Sendable {
    /// Where each row begins in the two other arrays, and at the end their length.
    package private(set) var rowStarts: [Int] = [0]
    package private(set) var wires: [UInt32] = []
    package private(set) var coefficients: [Fr] = []

    package init() {}

    package var rowCount: Int { rowStarts.count - 1 }
    package var termCount: Int { wires.count }

    /// The row as a value of its own.
    ///
    /// - Precondition: `index` is below ``rowCount``.
    package subscript(row index: Int) -> LinearCombination {
        LinearCombination(
            terms: termRange(ofRow: index).map {
                LinearCombination.Term(wire: wires[$0], coefficient: coefficients[$0])
            })
    }

    /// The positions of a row's terms in ``wires`` and ``coefficients``.
    package func termRange(ofRow index: Int) -> Range<Int> {
        rowStarts[index]..<rowStarts[index + 1]
    }

    /// Makes room for a number of rows and terms.
    package mutating func reserveCapacity(rowCount: Int, termCount: Int) {
        rowStarts.reserveCapacity(rowCount + 1)
        wires.reserveCapacity(termCount)
        coefficients.reserveCapacity(termCount)
    }

    /// Adds a term to the row that ``endRow()`` will end.
    package mutating func append(wire: UInt32, coefficient: Fr) {
        wires.append(wire)
        coefficients.append(coefficient)
    }

    /// Ends a row, which may have no terms.
    package mutating func endRow() {
        rowStarts.append(wires.count)
    }

    /// Adds a row.
    package mutating func append(_ row: LinearCombination) {
        for term in row.terms { append(wire: term.wire, coefficient: term.coefficient) }
        endRow()
    }

    /// The row's value under an assignment of the wires.
    ///
    /// - Precondition: The row exists and its wires are all in the assignment.
    package func value(ofRow index: Int, assignment: [Fr]) -> Fr {
        var sum = Fr.zero
        for position in termRange(ofRow: index) {
            sum += coefficients[position] * assignment[Int(wires[position])]
        }
        return sum
    }
}
