internal import FiniteFields

extension Elaborator {
    /// Compiles an expression that must be a single value.
    mutating func compiledScalar(_ id: ExpressionID) throws(Diagnostic) -> Operand {
        let value = try compiledValue(id)
        guard value.dimensions.isEmpty else {
            throw failure(
                "a single value is needed here, and this is an array", at: tree[id].place, remedy: "name one element",
                code: .wrongTypes)
        }
        return value.operand
    }

    private mutating func constant(_ value: Fr) -> Operand {
        Operand(.constant, Int(coefficients.number(of: value)))
    }

    private mutating func newCell() -> Operand { Operand(.cell, control.trace.allocateCells(1)) }

    /// Compiles any expression.
    mutating func compiledValue(_ id: ExpressionID) throws(Diagnostic) -> ControlValue {
        let node = tree[id]
        switch node.kind {
        case .number(let index): return ControlValue(operand: constant(tree.numbers[Int(index)]), dimensions: [])
        case .variable(let name, let accesses):
            return try compiledVariable(Int(tree.expressionSlots[Int(id.index)]), name, accesses, at: node.place)
        case .infix(let infix, let left, let right):
            try enterOperator(at: node.place)
            let first = try compiledScalar(left)
            let second = try compiledScalar(right)
            leaveOperator()
            return ControlValue(
                operand: try compiled(Operation(infix), first, second, at: node.place), dimensions: [])
        case .prefix(let prefix, let operand):
            let value = try compiledScalar(operand)
            let zero = Operand(.constant, Int(CoefficientTable.zero))
            return ControlValue(
                operand: try compiled(Operation(prefix), value, zero, at: node.place), dimensions: [])
        case .conditional(let condition, let then, let otherwise):
            return ControlValue(operand: try compiledConditional(condition, then, otherwise), dimensions: [])
        case .call(let name, let arguments):
            guard case .function(let function) = tree.definitions[name] else {
                throw failure("a template gives no value", at: node.place, remedy: "call a function")
            }
            return try compiledCall(function, arguments, at: node.place)
        case .array(let values): return try compiledArray(tree.expressions(values), at: node.place)
        case .uniformArray(let value, let dimension):
            let count = try knownInteger(dimension, what: "a dimension")
            return try compiledArray(Array(repeating: value, count: count), at: node.place)
        case .busCall, .anonymous, .tuple, .parallel, .underscore:
            throw failure("this gives no value here", at: node.place, remedy: "remove it", code: .wrongTypes)
        }
    }

    private mutating func compiled(
        _ operation: Operation, _ left: Operand, _ right: Operand, at place: SourceRange
    ) throws(Diagnostic) -> Operand {
        if left.kind == .constant, right.kind == .constant {
            let (first, second) = (coefficients.values[left.index], coefficients.values[right.index])
            if let value = FieldSemantics.apply(operation, first, second) { return constant(value) }
        }
        let cell = newCell()
        if operation == .integerDivide || operation == .modulo {
            control.trace.add(operation, to: cell, left, right, place: place)
        } else {
            control.trace.add(operation, to: cell, left, right)
        }
        return cell
    }

    private mutating func compiledConditional(
        _ condition: ExpressionID, _ then: ExpressionID, _ otherwise: ExpressionID
    ) throws(Diagnostic) -> Operand {
        let choice = try compiledScalar(condition)
        if choice.kind == .constant {
            return try compiledScalar(coefficients.values[choice.index].isZero ? otherwise : then)
        }
        let result = newCell()
        let branch = control.trace.operations.count
        control.trace.add(.branchIfZero, to: .none, .none, choice)
        let first = try compiledScalar(then)
        control.trace.add(.copy, to: result, first)
        let jump = control.trace.operations.count
        control.trace.add(.jump, to: .none, .none)
        control.trace.operations[branch].left = Operand(.constant, control.trace.operations.count)
        let second = try compiledScalar(otherwise)
        control.trace.add(.copy, to: result, second)
        control.trace.operations[jump].left = Operand(.constant, control.trace.operations.count)
        return result
    }

    private mutating func compiledArray(
        _ values: [ExpressionID], at place: SourceRange
    ) throws(Diagnostic) -> ControlValue {
        var parts: [ControlValue] = []
        for value in values { parts.append(try compiledValue(value)) }
        let inner = try commonDimensions(parts.map(\.dimensions), at: place)
        let size = inner.reduce(1, *)
        let base = control.trace.allocateCells(parts.count * size)
        guard control.trace.cellCount < Self.cellsMax else {
            throw failure("a function needs too much memory", at: place, remedy: "use smaller arrays", code: .limit)
        }
        var next = base
        for part in parts {
            if part.dimensions != inner {
                let zero = Operand(.constant, Int(CoefficientTable.zero))
                for index in 0..<size { control.trace.add(.copy, to: Operand(.cell, next + index), zero) }
            }
            for index in 0..<part.count {
                guard let offset = Self.offset(of: index, in: part.dimensions, within: inner) else { continue }
                control.trace.add(.copy, to: Operand(.cell, next + offset), part.element(index))
            }
            next += size
        }
        return ControlValue(operand: Operand(.cell, base), dimensions: [parts.count] + inner)
    }

    private mutating func compiledCall(
        _ function: Int, _ argumentList: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> ControlValue {
        var arguments: [ControlValue] = []
        for id in tree.expressions(argumentList) { arguments.append(try compiledValue(id)) }
        let known = arguments.map { value in
            value.operand.kind == .constant && value.dimensions.isEmpty
                ? InstanceBuilder.Argument(values: [coefficients.values[value.operand.index]], dimensions: []) : nil
        }
        let number = try compiledFunction(
            function, dimensions: arguments.map(\.dimensions), known: known, at: place)
        let compiled = functions[number]
        let total = arguments.reduce(0) { $0 + $1.count }
        let window = control.trace.allocateCells(max(total, compiled.resultCount))
        var next = window
        for argument in arguments {
            for index in 0..<argument.count {
                control.trace.add(.copy, to: Operand(.cell, next), argument.element(index))
                next += 1
            }
        }
        control.trace.add(.call, to: .none, Operand(.constant, number), Operand(.cell, window), place: place)
        return ControlValue(operand: Operand(.cell, window), dimensions: compiled.resultDimensions)
    }

    // MARK: Names

    private mutating func compiledVariable(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> ControlValue {
        switch control.locations[slot] {
        case .constant(let value) where accesses.isEmpty:
            return ControlValue(operand: constant(value.number), dimensions: [])
        case .cells(let base, let dimensions):
            return try compiledElement(.cell, base, dimensions, accesses, at: place)
        case .wires, .components:
            return try compiledSignals(slot, name, accesses, at: place)
        case .constant, .nothing:
            throw failure(
                "\(tree.names[name]) has no value that the witness knows", at: place,
                remedy: "assign it before the condition")
        }
    }

    private mutating func compiledElement(
        _ kind: Operand.Kind, _ base: Int, _ dimensions: [Int], _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> ControlValue {
        let (index, rest) = try compiledIndex(dimensions, accesses, at: place)
        if index.kind == .constant {
            let first = coefficients.values[index.index].smallInteger ?? 0
            return ControlValue(operand: Operand(kind, base + first), dimensions: rest)
        }
        let total = dimensions.reduce(1, *)
        let count = rest.reduce(1, *)
        let result = control.trace.allocateCells(count)
        for offset in 0..<count {
            control.trace.add(
                .load, to: Operand(.cell, result + offset), Operand(kind, base + offset), index, place: place)
            control.trace.operations[control.trace.operations.count - 1].count = Int32(total - offset)
        }
        return ControlValue(operand: Operand(.cell, result), dimensions: rest)
    }

    /// The flat index of a path, constant or computed, and the dimensions it leaves open.
    mutating func compiledIndex(
        _ dimensions: [Int], _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> (Operand, [Int]) {
        guard Int(accesses.count) <= dimensions.count else {
            throw failure(
                "there are more indices than dimensions", at: place, remedy: "remove an index", code: .wrongAccess)
        }
        var flat = Operand(.constant, Int(CoefficientTable.zero))
        for (depth, position) in accesses.range.enumerated() {
            guard case .index(let id) = tree.accesses[position] else {
                throw failure("there is no such part", at: place, remedy: "correct the path", code: .wrongAccess)
            }
            let index = try compiledScalar(id)
            if index.kind == .constant {
                guard let number = coefficients.values[index.index].smallInteger, number < dimensions[depth] else {
                    throw failure(
                        "the index is outside the array, which has \(dimensions[depth]) elements here",
                        at: tree[id].place, remedy: "keep the index below the dimension")
                }
            }
            let stride = dimensions[(depth + 1)...].reduce(1, *)
            let scaled =
                stride == 1 ? index : try compiled(.multiply, index, constant(Fr(UInt64(stride))), at: place)
            flat = depth == 0 ? scaled : try compiled(.add, flat, scaled, at: place)
        }
        return (flat, Array(dimensions[Int(accesses.count)...]))
    }

    /// Signals of the template or of its components, read inside a region.
    private mutating func compiledSignals(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> ControlValue {
        if case .wires(let block) = control.locations[slot], builder.wires[block].bus < 0,
            !builder.wires[block].dimensions.isEmpty, fieldPath(accesses).isEmpty
        {
            let wires = builder.wires[block]
            let value = try compiledElement(.signal, wires.base, wires.dimensions, accesses, at: place)
            guard value.operand.kind == .signal else { return value }
            let isReadable = (value.operand.index..<value.operand.index + value.count).allSatisfy {
                builder.isAssigned[$0] || control.assigned.contains($0)
            }
            guard isReadable else {
                throw failure(
                    "\(tree.names[name]) is read before it has a value", at: place, remedy: "assign it before")
            }
            return value
        }
        switch try read(slot, name, accesses, at: place) {
        case .scalar(let value):
            return ControlValue(operand: value.isNumber ? constant(value.number) : value.operand, dimensions: [])
        case .wires(let slice):
            guard slice.bus < 0 else {
                throw failure("a bus is no value", at: place, remedy: "name one of its signals", code: .wrongTypes)
            }
            return ControlValue(operand: Operand(.signal, slice.base), dimensions: slice.dimensions)
        case .array:
            throw failure("this gives no value here", at: place, remedy: "name one element", code: .wrongTypes)
        }
    }
}
