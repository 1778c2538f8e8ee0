internal import ConstraintSystem
internal import EllipticCurves
internal import FiniteFields

/// One of a circuit's matrices, wire by wire: in which rows a wire occurs, and with which coefficients.
struct WireColumns: Sendable {
    /// Where each wire begins in the two other arrays, and at the end their length.
    private let starts: [Int]
    private let rows: [Int32]
    private let coefficients: [Fr]

    /// Transposes a matrix.
    ///
    /// - Parameter publicRows: Rows to add for the wires from 0 on, each with coefficient one, beginning at a row.
    init(_ matrix: SparseMatrix, wireCount: Int, publicRows: (start: Int, count: Int)? = nil) {
        var counts = [Int](repeating: 0, count: wireCount + 1)
        for wire in matrix.wires { counts[Int(wire) + 1] += 1 }
        for wire in 0..<(publicRows?.count ?? 0) { counts[wire + 1] += 1 }
        for wire in 0..<wireCount { counts[wire + 1] += counts[wire] }
        starts = counts
        var rows = [Int32](repeating: 0, count: counts[wireCount])
        var coefficients = [Fr](repeating: .one, count: counts[wireCount])
        var next = counts
        for row in 0..<matrix.rowCount {
            for position in matrix.termRange(ofRow: row) {
                let wire = Int(matrix.wires[position])
                rows[next[wire]] = Int32(row)
                coefficients[next[wire]] = matrix.coefficients[position]
                next[wire] += 1
            }
        }
        if let publicRows {
            for wire in 0..<publicRows.count { rows[next[wire]] = Int32(publicRows.start + wire) }
        }
        self.rows = rows
        self.coefficients = coefficients
    }

    /// For each wire, the sum of its rows' points times its coefficients.
    func combine<Group: CeremonyCurve>(
        _ points: [AffinePoint<Group>], threads: Int
    ) -> [JacobianPoint<Group>] {
        var sums = [JacobianPoint<Group>](repeating: .infinity, count: starts.count - 1)
        var wire = 0
        while wire < sums.count, !WorkCancellation.isRequested {
            // As many wires as have some ten thousand terms together.
            var end = wire + 1
            while end < sums.count, starts[end + 1] - starts[wire] <= WireColumns.chunkTermCount { end += 1 }
            add(wires: wire..<end, points, to: &sums, threads: threads)
            wire = end
        }
        return sums
    }

    private static let chunkTermCount = 1 << 15

    private func add<Group: CeremonyCurve>(
        wires: Range<Int>, _ points: [AffinePoint<Group>], to sums: inout [JacobianPoint<Group>], threads: Int
    ) {
        // Most coefficients are one or minus one: only the others cost a multiplication.
        let terms = starts[wires.lowerBound]..<starts[wires.upperBound]
        let heavy = terms.filter { coefficients[$0] != .one && coefficients[$0] != -.one }
        let products = PointScaling.multiply(
            heavy.map { points[Int(rows[$0])] }, by: heavy.map { coefficients[$0] }, threads: threads)
        var next = 0
        for wire in wires {
            var sum = JacobianPoint<Group>.infinity
            for term in starts[wire]..<starts[wire + 1] {
                if coefficients[term] == .one {
                    sum += points[Int(rows[term])]
                } else if coefficients[term] == -.one {
                    sum += -points[Int(rows[term])]
                } else {
                    sum += products[next]
                    next += 1
                }
            }
            sums[wire] = sum
        }
    }
}
