internal import FiniteFields

extension Elaborator {
    /// The value of an expression that must be a single value.
    mutating func scalar(_ id: ExpressionID) throws(Diagnostic) -> Value {
        switch tree[id].kind {
        case .number(let index): return Value(number: tree.numbers[Int(index)])
        case .variable(_, let accesses) where accesses.isEmpty:
            let slot = Int(tree.expressionSlots[Int(id.index)])
            if frame.bindings[slot] == .scalar { return frame.scalars[slot] }
        case .infix(let infix, let left, let right):
            try enterOperator(at: tree[id].place)
            let first = try scalar(left)
            let second = try scalar(right)
            leaveOperator()
            return try combine(Operation(infix), first, second, at: tree[id].place)
        case .prefix(let prefix, let operand): return try apply(prefix, to: try scalar(operand))
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise)
        default: break
        }
        switch try evaluate(id) {
        case .scalar(let value): return value
        case .array, .wires:
            throw failure(
                "a single value is needed here, and this is an array or a bus", at: tree[id].place,
                remedy: "name one element", code: .wrongTypes)
        }
    }

    /// The value of any expression but a component.
    mutating func evaluate(_ id: ExpressionID) throws(Diagnostic) -> Evaluated {
        let node = tree[id]
        switch node.kind {
        case .variable(let name, let accesses):
            return try read(Int(tree.expressionSlots[Int(id.index)]), name, accesses, at: node.place)
        case .array(let values): return try array(values, at: node.place)
        case .uniformArray(let value, let dimension):
            let count = try knownInteger(dimension, what: "a dimension")
            let (values, dimensions) = try valuesAndDimensions(of: try evaluate(value), at: node.place)
            let total = try elementCount([count] + dimensions, at: node.place)
            var result: [Value] = []
            result.reserveCapacity(total)
            for _ in 0..<count { result.append(contentsOf: values) }
            return .array(result, [count] + dimensions)
        case .call(let name, let arguments):
            guard case .function(let function) = tree.definitions[name] else {
                throw failure(
                    "\(tree.names[name]) is a template and gives no value", at: node.place,
                    remedy: "declare a component and read its outputs", code: .wrongTypes)
            }
            return try call(function, arguments, at: node.place)
        case .number, .infix, .prefix, .conditional: return .scalar(try scalar(id))
        case .busCall, .anonymous, .tuple, .parallel, .underscore:
            throw failure("this gives no value here", at: node.place, remedy: "remove it", code: .wrongTypes)
        }
    }

    private mutating func array(_ list: NodeList, at place: SourceRange) throws(Diagnostic) -> Evaluated {
        var parts: [(values: [Value], dimensions: [Int])] = []
        var count = 0
        for position in list.range {
            let id = ExpressionID(index: tree.lists[position])
            let part = try valuesAndDimensions(of: try evaluate(id), at: tree[id].place)
            count += part.0.count
            guard count <= limits.arrayElementsMax else {
                throw failure("the array is too large", at: place, remedy: "make it smaller", code: .limit)
            }
            parts.append(part)
        }
        let inner = try commonDimensions(parts.map(\.dimensions), at: place)
        var result: [Value] = []
        let size = inner.reduce(1, *)
        for part in parts {
            if part.dimensions == inner {
                result += part.values
                continue
            }
            let start = result.count
            result += Array(repeating: Value(number: .zero), count: size)
            for (index, value) in part.values.enumerated() {
                guard let offset = Self.offset(of: index, in: part.dimensions, within: inner) else { continue }
                result[start + offset] = value
            }
        }
        return .array(result, [Int(list.count)] + inner)
    }

    /// The dimensions that hold each of some arrays; where they differ there is a warning, and zeros fill what is missing.
    mutating func commonDimensions(_ all: [[Int]], at place: SourceRange) throws(Diagnostic) -> [Int] {
        guard var result = all.first, all.allSatisfy({ $0.count == result.count }) else {
            throw failure(
                "the elements of an array have the same number of dimensions", at: place,
                remedy: "make all elements alike", code: .unevenArray)
        }
        for dimensions in all {
            for index in result.indices { result[index] = max(result[index], dimensions[index]) }
        }
        guard all.contains(where: { $0 != result }) else { return result }
        _ = try elementCount([all.count] + result, at: place)
        var warning = failure(
            "the elements of this array have different dimensions: zeros fill them up to \(result)", at: place,
            remedy: "make all elements alike", code: .execution)
        warning.severity = .warning
        warn(warning)
        return result
    }

    /// The values of an expression with their dimensions; signals become values.
    func valuesAndDimensions(
        of evaluated: Evaluated, at place: SourceRange
    ) throws(Diagnostic) -> ([Value], [Int]) {
        switch evaluated {
        case .scalar(let value): return ([value], [])
        case .array(let values, let dimensions): return (values, dimensions)
        case .wires(let slice):
            guard slice.bus < 0 else {
                throw failure(
                    "a bus is no value", at: place, remedy: "name one of its signals", code: .wrongTypes)
            }
            return ((0..<slice.count).map { Value(Operand(.signal, slice.base + $0), .signal) }, slice.dimensions)
        }
    }

    // MARK: Operators

    /// The result of an infix operator: a number, or an operation of the trace.
    mutating func combine(
        _ operation: Operation, _ left: Value, _ right: Value, at place: SourceRange
    ) throws(Diagnostic) -> Value {
        if left.isNumber, right.isNumber {
            if operation == .divide, right.number.isZero { throw divisionByZero(at: place) }
            guard let number = FieldSemantics.apply(operation, left.number, right.number) else {
                throw divisionByZero(at: place)
            }
            return Value(number: number)
        }
        guard !left.isOpaque, !right.isOpaque else { return .opaque }
        switch operation {
        case .add, .subtract: return sum(operation, left, right)
        case .multiply: return product(left, right)
        case .divide where right.isNumber:
            guard let inverse = right.number.inverted() else { throw divisionByZero(at: place) }
            return product(left, Value(number: inverse))
        case .power where right.isNumber && right.number == Fr(2) && left.degree <= .linear:
            return product(left, left)
        case .integerDivide, .modulo: builder.trace.places.append((builder.trace.operations.count, place))
        default: break
        }
        return Value(builder.trace.add(operation, operand(left), operand(right), .nonQuadratic), .nonQuadratic)
    }

    private func divisionByZero(at place: SourceRange) -> Diagnostic {
        failure("division by zero", at: place, remedy: "make sure that the divisor is not zero")
    }

    private mutating func sum(_ operation: Operation, _ left: Value, _ right: Value) -> Value {
        let degree: Degree
        if left.degree == .nonQuadratic || right.degree == .nonQuadratic
            || (left.degree == .quadratic && right.degree == .quadratic)
        {
            degree = .nonQuadratic
        } else {
            degree = max(.linear, max(left.degree, right.degree))
        }
        if right.isNumber, right.number.isZero { return Value(left.operand, degree) }
        if left.isNumber, left.number.isZero, operation == .add { return Value(right.operand, degree) }
        return Value(builder.trace.add(operation, operand(left), operand(right), degree), degree)
    }

    private mutating func product(_ left: Value, _ right: Value) -> Value {
        if left.isNumber || right.isNumber {
            let (number, value) = left.isNumber ? (left.number, right) : (right.number, left)
            let degree = max(.linear, value.degree)
            if number == .one { return Value(value.operand, degree) }
            if number.isZero, degree == .linear {
                return Value(Operand(.constant, Int(CoefficientTable.zero)), degree)
            }
            let constant = Operand(.constant, Int(coefficients.number(of: number)))
            return Value(builder.trace.add(.multiply, constant, value.operand, degree), degree)
        }
        guard left.degree <= .linear, right.degree <= .linear else {
            return Value(builder.trace.add(.multiply, left.operand, right.operand, .nonQuadratic), .nonQuadratic)
        }
        // A single signal goes into B and the sum into A, as in the official compiler.
        let isSwapped = left.degree == .signal && right.degree == .linear
        let (first, second) = isSwapped ? (right.operand, left.operand) : (left.operand, right.operand)
        return Value(builder.trace.add(.multiply, first, second, .quadratic), .quadratic)
    }

    private mutating func apply(_ prefix: PrefixOperator, to value: Value) throws(Diagnostic) -> Value {
        let operation = Operation(prefix)
        if value.isNumber {
            return Value(number: FieldSemantics.apply(operation, value.number, .zero) ?? .zero)
        }
        guard !value.isOpaque else { return .opaque }
        let degree: Degree = prefix == .negate ? max(.linear, value.degree) : .nonQuadratic
        let zero = Operand(.constant, Int(CoefficientTable.zero))
        return Value(builder.trace.add(operation, value.operand, zero, degree), degree)
    }

    /// `condition ? then : otherwise`.
    private mutating func conditional(
        _ condition: ExpressionID, _ then: ExpressionID, _ otherwise: ExpressionID
    ) throws(Diagnostic) -> Value {
        let choice = try scalar(condition)
        if choice.isNumber { return try scalar(choice.number.isZero ? otherwise : then) }
        guard !choice.isOpaque else {
            _ = try scalar(then)
            _ = try scalar(otherwise)
            return .opaque
        }
        // Both values are computed behind branches, because one may divide by what the condition excludes.
        let branch = builder.trace.operations.count
        builder.trace.add(.branchIfZero, to: .none, .none, choice.operand)
        let first = try scalar(then)
        guard !first.isOpaque else {
            _ = try scalar(otherwise)
            builder.trace.truncate(to: branch)
            return .opaque
        }
        let cell = Operand(.cell, builder.trace.allocateCells(1))
        builder.trace.add(.copy, to: cell, operand(first))
        let jump = builder.trace.operations.count
        builder.trace.add(.jump, to: .none, .none)
        builder.trace.operations[branch].left = Operand(.constant, builder.trace.operations.count)
        let second = try scalar(otherwise)
        guard !second.isOpaque else {
            builder.trace.truncate(to: branch)
            return .opaque
        }
        if branch + 3 == builder.trace.operations.count, jump == branch + 2 {
            // Nothing had to be computed: choose without a branch.
            builder.trace.operations.removeLast(3)
            builder.trace.cellCount -= 1
            builder.trace.add(.condition, to: .none, choice.operand)
            return Value(
                builder.trace.add(.select, operand(first), operand(second), .nonQuadratic), .nonQuadratic)
        }
        builder.trace.add(.copy, to: cell, operand(second))
        builder.trace.operations[jump].left = Operand(.constant, builder.trace.operations.count)
        return Value(cell, .nonQuadratic)
    }
}

extension Value {
    /// A value of which only its existence is known: one that depends on a condition at run time.
    static let opaque = Value(.none, .nonQuadratic)

    var isOpaque: Bool { degree != .number && operand == .none }
}
