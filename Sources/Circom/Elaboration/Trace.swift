internal import FiniteFields

/// One operation of a trace.
struct TraceOperation: Sendable {
    var operation: Operation
    /// The degree of the result.
    var degree: Degree
    /// Where the result goes: a cell, a signal, or ``Operand/none`` for a result that is named by the operation's number.
    var destination: Operand
    var left: Operand
    var right: Operand
    /// The elements of the array that ``Operation/load`` and ``Operation/store`` index.
    var count: Int32 = 0
}

/// What one template instance does to compute its witness, in the order of elaboration.
///
/// It is at once the program in single-assignment form and the expression graph from which constraints are read: the
/// result of operation `n` is `Operand(.result, n)`.
struct Trace: Sendable {
    var operations: [TraceOperation] = []
    /// The place of each operation that can fail.
    var places: [(operation: Int, place: SourceRange)] = []
    var cellCount = 0 {
        didSet { cellCountMax = max(cellCountMax, cellCount) }
    }
    /// The cells that the frame needs.
    private(set) var cellCountMax = 0

    /// Adds an operation whose result is named by its number.
    @inline(__always)
    mutating func add(_ operation: Operation, _ left: Operand, _ right: Operand, _ degree: Degree) -> Operand {
        operations.append(
            TraceOperation(
                operation: operation, degree: degree, destination: .none, left: left, right: right))
        return Operand(.result, operations.count - 1)
    }

    /// Adds an operation with a destination of its own.
    mutating func add(_ operation: Operation, to destination: Operand, _ left: Operand, _ right: Operand = .none) {
        operations.append(
            TraceOperation(
                operation: operation, degree: .nonQuadratic, destination: destination, left: left, right: right))
    }

    mutating func add(
        _ operation: Operation, to destination: Operand, _ left: Operand, _ right: Operand, place: SourceRange
    ) {
        places.append((operations.count, place))
        add(operation, to: destination, left, right)
    }

    /// Drops the operations from a number on.
    mutating func truncate(to count: Int) {
        operations.removeLast(operations.count - count)
        while let last = places.last, last.operation >= count { places.removeLast() }
    }

    /// Cells for `count` values that can be written more than once.
    mutating func allocateCells(_ count: Int) -> Int {
        defer { cellCount += count }
        return cellCount
    }
}
