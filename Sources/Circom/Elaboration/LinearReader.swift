internal import FiniteFields

/// Reads linear and quadratic expressions off a trace.
///
/// Every operation of an expression is visited once, from the last to the first, however often its result is used, so a
/// sum that is built up over a loop costs what its constraint has terms.
struct LinearReader {
    /// Pending operations with the factor of their result; a heap by operation number, the largest first.
    private var pendingOperations: [Int32] = []
    private var pendingFactors: [Fr] = []

    var a = CombinationBuilder()
    var b = CombinationBuilder()
    var c = CombinationBuilder()

    enum Part {
        case a
        case b
        case c
    }

    mutating func reset() {
        a.removeAll()
        b.removeAll()
        c.removeAll()
    }

    /// Adds `factor` times a value of at most quadratic degree to the constraint `A * B + C`.
    mutating func add(_ value: Value, times factor: Fr, _ trace: Trace, _ constants: CoefficientTable) {
        switch value.degree {
        case .number: c.add(0, factor * value.number)
        case .signal, .linear: addLinear(value.operand, times: factor, to: .c, trace, constants)
        case .quadratic: addQuadratic(value.operand, times: factor, trace, constants)
        case .nonQuadratic: break
        }
    }

    private mutating func addQuadratic(
        _ operand: Operand, times factor: Fr, _ trace: Trace, _ constants: CoefficientTable
    ) {
        var operand = operand
        var factor = factor
        while operand.kind == .result {
            let operation = trace.operations[operand.index]
            let isLeftQuadratic = isQuadratic(operation.left, trace)
            let isRightQuadratic = isQuadratic(operation.right, trace)
            switch operation.operation {
            case .add, .subtract:
                let rightFactor = operation.operation == .add ? factor : -factor
                if isLeftQuadratic {
                    addLinear(operation.right, times: rightFactor, to: .c, trace, constants)
                    operand = operation.left
                } else {
                    addLinear(operation.left, times: factor, to: .c, trace, constants)
                    operand = operation.right
                    factor = rightFactor
                }
            case .negate:
                factor = -factor
                operand = operation.left
            case .multiply where isLeftQuadratic:
                factor = factor * constants.values[operation.right.index]
                operand = operation.left
            case .multiply where isRightQuadratic:
                factor = factor * constants.values[operation.left.index]
                operand = operation.right
            default:
                addLinear(operation.left, times: factor, to: .a, trace, constants)
                addLinear(operation.right, times: .one, to: .b, trace, constants)
                return
            }
        }
    }

    private func isQuadratic(_ operand: Operand, _ trace: Trace) -> Bool {
        operand != .none && operand.kind == .result && trace.operations[operand.index].degree == .quadratic
    }

    private mutating func append(_ wire: UInt32, _ factor: Fr, to part: Part) {
        switch part {
        case .a: a.add(wire, factor)
        case .b: b.add(wire, factor)
        case .c: c.add(wire, factor)
        }
    }

    private mutating func addLinear(
        _ operand: Operand, times factor: Fr, to part: Part, _ trace: Trace, _ constants: CoefficientTable
    ) {
        push(operand, factor, part, constants)
        while let (operation, factor) = pop() {
            let entry = trace.operations[operation]
            switch entry.operation {
            case .add:
                push(entry.left, factor, part, constants)
                push(entry.right, factor, part, constants)
            case .subtract:
                push(entry.left, factor, part, constants)
                push(entry.right, -factor, part, constants)
            case .negate: push(entry.left, -factor, part, constants)
            case .multiply where entry.left.kind == .constant:
                push(entry.right, factor * constants.values[entry.left.index], part, constants)
            case .multiply:
                push(entry.left, factor * constants.values[entry.right.index], part, constants)
            default: push(entry.left, factor, part, constants)
            }
        }
    }

    @inline(__always)
    private mutating func push(_ operand: Operand, _ factor: Fr, _ part: Part, _ constants: CoefficientTable) {
        switch operand.kind {
        case .constant: append(0, factor * constants.values[operand.index], to: part)
        case .signal: append(UInt32(operand.index), factor, to: part)
        case .cell: break
        case .result:
            pendingOperations.append(Int32(operand.index))
            pendingFactors.append(factor)
            var child = pendingOperations.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                guard pendingOperations[parent] < pendingOperations[child] else { break }
                pendingOperations.swapAt(parent, child)
                pendingFactors.swapAt(parent, child)
                child = parent
            }
        }
    }

    /// Takes the latest pending operation with the sum of its factors.
    private mutating func pop() -> (Int, Fr)? {
        guard let operation = pendingOperations.first else { return nil }
        var factor = takeFirst()
        while pendingOperations.first == operation { factor = factor + takeFirst() }
        return (Int(operation), factor)
    }

    private mutating func takeFirst() -> Fr {
        let factor = pendingFactors[0]
        let last = pendingOperations.count - 1
        pendingOperations.swapAt(0, last)
        pendingFactors.swapAt(0, last)
        pendingOperations.removeLast()
        pendingFactors.removeLast()
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < last else { break }
            if child + 1 < last, pendingOperations[child] < pendingOperations[child + 1] { child += 1 }
            guard pendingOperations[parent] < pendingOperations[child] else { break }
            pendingOperations.swapAt(parent, child)
            pendingFactors.swapAt(parent, child)
            parent = child
        }
        return factor
    }
}
