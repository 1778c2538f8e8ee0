internal import FiniteFields

/// A small square matrix over the scalar field, row by row.
struct SquareMatrix: Equatable {
    let size: Int
    var elements: [Fr]

    init(size: Int, elements: [Fr]) {
        precondition(elements.count == size * size)
        self.size = size
        self.elements = elements
    }

    subscript(row: Int, column: Int) -> Fr {
        get { elements[row * size + column] }
        set { elements[row * size + column] = newValue }
    }

    static func identity(size: Int) -> SquareMatrix {
        var result = SquareMatrix(size: size, elements: [Fr](repeating: .zero, count: size * size))
        for index in 0..<size { result[index, index] = .one }
        return result
    }

    static func * (left: SquareMatrix, right: SquareMatrix) -> SquareMatrix {
        var product = SquareMatrix(size: left.size, elements: [Fr](repeating: .zero, count: left.elements.count))
        for row in 0..<left.size {
            for column in 0..<left.size {
                var sum = Fr.zero
                for index in 0..<left.size { sum += left[row, index] * right[index, column] }
                product[row, column] = sum
            }
        }
        return product
    }

    static func * (matrix: SquareMatrix, vector: [Fr]) -> [Fr] {
        (0..<matrix.size).map { row in
            var sum = Fr.zero
            for column in 0..<matrix.size { sum += matrix[row, column] * vector[column] }
            return sum
        }
    }

    /// The matrix without its first row and column.
    var minor: SquareMatrix {
        var elements: [Fr] = []
        elements.reserveCapacity((size - 1) * (size - 1))
        for row in 1..<size {
            for column in 1..<size { elements.append(self[row, column]) }
        }
        return SquareMatrix(size: size - 1, elements: elements)
    }

    /// The inverse by Gauss-Jordan elimination; `nil` for a singular matrix.
    func inverted() -> SquareMatrix? {
        var rest = self
        var inverse = SquareMatrix.identity(size: size)
        for pivot in 0..<size {
            guard let row = (pivot..<size).first(where: { rest[$0, pivot] != .zero }) else { return nil }
            rest.swapRows(row, pivot)
            inverse.swapRows(row, pivot)
            guard let scale = rest[pivot, pivot].inverted() else { return nil }
            rest.scaleRow(pivot, by: scale)
            inverse.scaleRow(pivot, by: scale)
            for row in 0..<size where row != pivot {
                let factor = rest[row, pivot]
                if factor == .zero { continue }
                rest.subtract(factor, timesRow: pivot, fromRow: row)
                inverse.subtract(factor, timesRow: pivot, fromRow: row)
            }
        }
        return inverse
    }

    private mutating func swapRows(_ first: Int, _ second: Int) {
        if first == second { return }
        for column in 0..<size { elements.swapAt(first * size + column, second * size + column) }
    }

    private mutating func scaleRow(_ row: Int, by factor: Fr) {
        for column in 0..<size { self[row, column] *= factor }
    }

    private mutating func subtract(_ factor: Fr, timesRow source: Int, fromRow target: Int) {
        for column in 0..<size { self[target, column] -= factor * self[source, column] }
    }
}
