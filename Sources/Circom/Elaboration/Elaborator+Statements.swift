internal import FiniteFields

extension Elaborator {
    mutating func run(_ id: StatementID) throws(Diagnostic) -> Flow {
        let node = tree[id]
        switch node.kind {
        case .block(let list), .initialization(let list):
            for position in list.range {
                if case .returned(let value) = try run(StatementID(index: tree.lists[position])) {
                    return .returned(value)
                }
                if probe?.isDone == true { return .next }
            }
            return .next
        case .substitution(let name, let accesses, let assignment, let value):
            let slot = Int(tree.statementSlots[Int(id.index)])
            try assign(slot, name, accesses, assignment, value, at: node.place)
            return .next
        case .conditional(let condition, let then, let otherwise):
            return try conditional(id, condition, then, otherwise)
        case .loop(let condition, let body): return try loop(id, condition, body)
        case .declaration(let kind, let name, let dimensions, let tags):
            try declare(
                Int(tree.statementSlots[Int(id.index)]), kind, name, try self.dimensions(dimensions), tags,
                at: node.place)
            return .next
        case .returns(let value):
            let result = try evaluate(value)
            return .returned(isUnknownBlock ? opaque(result) : result)
        case .constrain(let left, let right):
            try constrain(left, right, at: node.place)
            return .next
        case .assert(let condition):
            try assert(condition, at: node.place)
            return .next
        case .log(let elements):
            try log(elements)
            return .next
        case .underscore(_, let value):
            try drop(value)
            return .next
        case .tupleSubstitution:
            throw failure("a tuple is left over", at: node.place, remedy: "assign its values one by one", code: .tuple)
        }
    }

    /// A result whose values depend on a condition at run time.
    private func opaque(_ result: Evaluated) -> Evaluated {
        switch result {
        case .scalar: .scalar(.opaque)
        case .array(let values, let dimensions):
            .array(Array(repeating: .opaque, count: values.count), dimensions)
        case .wires(let slice): .array(Array(repeating: .opaque, count: slice.count), slice.dimensions)
        }
    }

    // MARK: Conditions

    private mutating func conditional(
        _ id: StatementID, _ condition: ExpressionID, _ then: StatementID, _ otherwise: StatementID
    ) throws(Diagnostic) -> Flow {
        let mark = builder.trace.operations.count
        let value = try scalar(condition)
        if value.isNumber {
            if !value.number.isZero { return try run(then) }
            return otherwise.isNone ? .next : try run(otherwise)
        }
        guard functionDepth > 0 else {
            builder.trace.truncate(to: mark)
            try region(id)
            return .next
        }
        let wasUnknown = isUnknownBlock
        isUnknownBlock = true
        defer { isUnknownBlock = wasUnknown }
        let first = try run(then)
        let second = otherwise.isNone ? Flow.next : try run(otherwise)
        if case .returned = first { return larger(first, second) }
        return second
    }

    /// The return value with more elements: the official compiler lets a function return arrays of several sizes.
    private func larger(_ first: Flow, _ second: Flow) -> Flow {
        guard case .returned(.array(let values, _)) = second else { return first }
        if case .returned(.array(let others, _)) = first, others.count >= values.count { return first }
        return second
    }

    private mutating func loop(
        _ id: StatementID, _ condition: ExpressionID, _ body: StatementID
    ) throws(Diagnostic) -> Flow {
        while true {
            let mark = builder.trace.operations.count
            let value = try scalar(condition)
            guard value.isNumber else {
                guard functionDepth > 0 else {
                    builder.trace.truncate(to: mark)
                    try region(id)
                    return .next
                }
                let wasUnknown = isUnknownBlock
                isUnknownBlock = true
                defer { isUnknownBlock = wasUnknown }
                // Twice, as a value that changes in the first round is opaque in the second.
                let first = try run(body)
                if case .returned = first { return first }
                return try run(body)
            }
            guard !value.number.isZero else { return .next }
            try countRound(at: tree[id].place)
            if case .returned(let result) = try run(body) { return .returned(result) }
            if probe?.isDone == true { return .next }
        }
    }

    // MARK: Constraints and checks

    private mutating func constrain(
        _ left: ExpressionID, _ right: ExpressionID, at place: SourceRange
    ) throws(Diagnostic) {
        let first = try evaluate(left)
        let second = try evaluate(right)
        if case .wires(let one) = first, case .wires(let two) = second, one.bus >= 0 || two.bus >= 0 {
            guard one.bus == two.bus, one.dimensions == two.dimensions else {
                throw failure(
                    "the two sides of === are different buses", at: place,
                    remedy: "compare buses of one type and one size", code: .differentBus)
            }
            for index in 0..<one.count {
                try constrain(
                    Value(Operand(.signal, one.base + index), .signal),
                    Value(Operand(.signal, two.base + index), .signal), at: place)
            }
            return
        }
        let (values, dimensions) = try valuesAndDimensions(of: first, at: tree[left].place)
        let (others, otherDimensions) = try valuesAndDimensions(of: second, at: tree[right].place)
        guard dimensions == otherDimensions else {
            throw failure(
                "the two sides of === have dimensions \(dimensions) and \(otherDimensions)", at: place,
                remedy: "compare arrays of one size", code: .wrongDimensions)
        }
        for (value, other) in zip(values, others) { try constrain(value, other, at: place) }
    }

    private mutating func constrain(_ left: Value, _ right: Value, at place: SourceRange) throws(Diagnostic) {
        try addConstraint(left, right, at: place)
        guard !left.isNumber || !right.isNumber else { return }
        let (first, second) = (operand(left), operand(right))
        builder.trace.add(.constrain, to: .none, first, second, place: place)
    }

    /// Adds the constraint `left = right`.
    mutating func addConstraint(_ left: Value, _ right: Value, at place: SourceRange) throws(Diagnostic) {
        guard left.degree != .nonQuadratic, right.degree != .nonQuadratic,
            left.degree != .quadratic || right.degree != .quadratic
        else {
            throw failure(
                "the constraint is not quadratic: a constraint has at most one product of two linear expressions",
                at: place, remedy: "put a part of the product into a signal of its own", code: .nonQuadratic)
        }
        guard builder.rows.count < limits.constraintsMax else {
            throw failure(
                "the circuit has more than \(limits.constraintsMax) constraints", at: place,
                remedy: "raise the limit of constraints", code: .limit)
        }
        reader.reset()
        reader.add(left, times: .one, builder.trace, coefficients)
        reader.add(right, times: -Fr.one, builder.trace, coefficients)
        let start = builder.rows.terms.count
        reader.a.write(into: &builder.rows, negated: false, coefficients: &coefficients)
        reader.b.write(into: &builder.rows, negated: false, coefficients: &coefficients)
        // The expression is A * B + C = 0, the constraint A * B = C.
        reader.c.write(into: &builder.rows, negated: true, coefficients: &coefficients)
        if builder.rows.terms.count == start {
            builder.rows.ends.removeLast(3)
        } else {
            builder.constraintPlaces.append(place)
        }
    }

    private mutating func assert(_ condition: ExpressionID, at place: SourceRange) throws(Diagnostic) {
        let value = try scalar(condition)
        if value.isNumber {
            guard !value.number.isZero || isUnknownBlock else {
                throw failure("the assertion is false", at: place, remedy: "use the template with other parameters")
            }
        } else if !value.isOpaque, !isUnknownBlock {
            builder.trace.add(.assert, to: .none, value.operand, .none, place: place)
        }
    }

    private mutating func log(_ elements: NodeList) throws(Diagnostic) {
        for (index, position) in elements.range.enumerated() {
            let element = tree.lists[position]
            let isFirst = Operand(.constant, index == 0 ? 1 : 0)
            if element < 0 {
                builder.trace.add(.logText, to: .none, Operand(.constant, Int(-1 - element)), isFirst)
            } else {
                let value = try scalar(ExpressionID(index: element))
                guard !value.isOpaque else { continue }
                builder.trace.add(.logValue, to: .none, operand(value), isFirst)
            }
        }
        builder.trace.add(.logEnd, to: .none, .none)
    }

    /// `_ <== value`: the value is computed and dropped.
    private mutating func drop(_ value: ExpressionID) throws(Diagnostic) {
        switch try evaluate(value) {
        case .scalar(let value) where value.degree == .signal:
            builder.underscored.insert(value.operand.index)
        case .wires(let slice):
            for signal in slice.base..<slice.base + slice.count { builder.underscored.insert(signal) }
        default: break
        }
    }
}
