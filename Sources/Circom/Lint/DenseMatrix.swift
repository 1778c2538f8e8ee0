internal import FiniteFields

/// A small matrix over the field, for ranks and kernels.
struct DenseMatrix {
    let columnCount: Int
    private(set) var rows: [[Fr]] = []
    /// The column of each row's first one, after ``reduce()``.
    private(set) var pivots: [Int] = []

    init(columnCount: Int) { self.columnCount = columnCount }

    var rank: Int { pivots.count }

    mutating func append(_ terms: [(column: Int, factor: Fr)]) {
        var row = Array(repeating: Fr.zero, count: columnCount)
        for term in terms { row[term.column] += term.factor }
        rows.append(row)
    }

    /// Brings the matrix to reduced row echelon form and drops the rows that become zero.
    mutating func reduce() {
        pivots = []
        for column in 0..<columnCount {
            let next = pivots.count
            guard let found = (next..<rows.count).first(where: { !rows[$0][column].isZero }),
                let inverse = rows[found][column].inverted()
            else { continue }
            rows.swapAt(next, found)
            for index in column..<columnCount { rows[next][index] = rows[next][index] * inverse }
            let pivot = rows[next]
            for row in rows.indices where row != next && !rows[row][column].isZero {
                let factor = rows[row][column]
                for index in column..<columnCount where !pivot[index].isZero {
                    rows[row][index] = rows[row][index] - factor * pivot[index]
                }
            }
            pivots.append(column)
        }
        rows.removeLast(rows.count - pivots.count)
    }

    /// The columns that are zero in the whole kernel, of a reduced matrix: unknowns that the equations fix.
    var fixedColumns: [Int] {
        var isPivot = Array(repeating: false, count: columnCount)
        for pivot in pivots { isPivot[pivot] = true }
        let free = (0..<columnCount).filter { !isPivot[$0] }
        return pivots.indices.filter { row in free.allSatisfy { rows[row][$0].isZero } }.map { pivots[$0] }
    }
}
