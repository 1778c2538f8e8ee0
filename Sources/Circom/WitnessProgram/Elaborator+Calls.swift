internal import FiniteFields

extension Elaborator {
    /// The value of a call: computed now as far as it is known, and by a compiled function where it is not.
    mutating func call(
        _ function: Int, _ argumentList: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        let definition = tree.functions[function]
        var arguments: [([Value], [Int])] = []
        for position in argumentList.range {
            let id = ExpressionID(index: tree.lists[position])
            arguments.append(try valuesAndDimensions(of: try evaluate(id), at: tree[id].place))
        }
        let mark = builder.trace.operations.count
        let result = try simulate(definition, arguments, at: place)
        let (values, dimensions) = try valuesAndDimensions(of: result, at: place)
        let isKnown = values.allSatisfy { !$0.isOpaque }
        let needsInline = values.contains { $0.degree < .nonQuadratic && !$0.isNumber }
        if isKnown, needsInline || builder.trace.operations.count - mark < Self.inlineOperationsMax {
            return result
        }
        builder.trace.truncate(to: mark)
        guard functionDepth == 0, arguments.allSatisfy({ $0.0.allSatisfy { !$0.isOpaque } }) else {
            // Inside another function that is only simulated: its own compiled code makes the call.
            return .array(Array(repeating: .opaque, count: values.count), dimensions).simplified
        }
        return try emitCall(function, arguments, at: place)
    }

    /// Bodies longer than this are called, not copied into the trace.
    private static let inlineOperationsMax = 2_000

    /// Runs a function's body at compile time.
    private mutating func simulate(
        _ definition: Function, _ arguments: [([Value], [Int])], at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        guard callTitles.count < limits.callDepthMax else {
            throw failure(
                "more than \(limits.callDepthMax) templates and functions are open at once", at: place,
                remedy: "check the recursion for an end", code: .limit)
        }
        callTitles.append(tree.names[definition.name])
        functionDepth += 1
        let outer = frame
        frame = Frame(slotCount: definition.slotCount)
        for (slot, (values, dimensions)) in arguments.enumerated() {
            if dimensions.isEmpty {
                frame.bindings[slot] = .scalar
                frame.scalars[slot] = values[0]
            } else {
                frame.bindings[slot] = .array
                frame.arrays[slot] = values
                frame.dimensions[slot] = dimensions
            }
        }
        let flow = try run(definition.body)
        variableElements -= frame.arrays.reduce(0) { $0 + $1.count }
        variableElements = max(variableElements, 0)
        frame = outer
        functionDepth -= 1
        callTitles.removeLast()
        guard case .returned(let result) = flow else {
            throw failure(
                "\(tree.names[definition.name]) ends without a value", at: place,
                remedy: "return a value on every path", code: .missingReturn)
        }
        return result
    }

    private mutating func emitCall(
        _ function: Int, _ arguments: [([Value], [Int])], at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        let known = arguments.map { values, dimensions in
            values.allSatisfy(\.isNumber)
                ? InstanceBuilder.Argument(values: values.map(\.number), dimensions: dimensions) : nil
        }
        let number = try compiledFunction(function, dimensions: arguments.map(\.1), known: known, at: place)
        let compiled = functions[number]
        let total = arguments.reduce(0) { $0 + $1.0.count }
        let window = builder.trace.allocateCells(max(total, compiled.resultCount))
        var next = window
        for (values, _) in arguments {
            for value in values {
                builder.trace.add(.copy, to: Operand(.cell, next), operand(value))
                next += 1
            }
        }
        builder.trace.add(.call, to: .none, Operand(.constant, number), Operand(.cell, window), place: place)
        let results = (0..<compiled.resultCount).map { Value(Operand(.cell, window + $0), .nonQuadratic) }
        return .array(results, compiled.resultDimensions).simplified
    }

    // MARK: Unknown indices

    /// `array[index]` of a variable where only the witness knows the index.
    mutating func readUnknownIndex(
        _ slot: Int, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Value {
        let values = frame.arrays[slot]
        guard functionDepth == 0, values.allSatisfy({ !$0.isOpaque }),
            let index = try flatIndex(frame.dimensions[slot], accesses, at: place)
        else { return .opaque }
        let base = builder.trace.allocateCells(values.count)
        for (offset, value) in values.enumerated() {
            builder.trace.add(.copy, to: Operand(.cell, base + offset), operand(value))
        }
        builder.trace.places.append((builder.trace.operations.count, place))
        let result = builder.trace.add(.load, Operand(.cell, base), operand(index), .nonQuadratic)
        builder.trace.operations[result.index].count = Int32(values.count)
        return Value(result, .nonQuadratic)
    }

    /// `array[index] = value` of a variable where only the witness knows the index.
    mutating func assignUnknownIndex(
        _ slot: Int, _ name: Name, _ accesses: NodeList, _ value: ExpressionID, at place: SourceRange
    ) throws(Diagnostic) {
        let values = frame.arrays[slot]
        let element = try scalar(value)
        guard functionDepth == 0, !element.isOpaque, values.allSatisfy({ !$0.isOpaque }),
            let index = try flatIndex(frame.dimensions[slot], accesses, at: place)
        else {
            frame.arrays[slot] = Array(repeating: .opaque, count: values.count)
            return
        }
        let base = builder.trace.allocateCells(values.count)
        for (offset, value) in values.enumerated() {
            builder.trace.add(.copy, to: Operand(.cell, base + offset), operand(value))
        }
        let (source, position) = (operand(element), operand(index))
        builder.trace.add(.store, to: Operand(.cell, base), source, position, place: place)
        builder.trace.operations[builder.trace.operations.count - 1].count = Int32(values.count)
        frame.arrays[slot] = values.indices.map { Value(Operand(.cell, base + $0), .nonQuadratic) }
    }

    /// The index of one element in row order; nil where a part of it is opaque.
    private mutating func flatIndex(
        _ dimensions: [Int], _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Value? {
        guard Int(accesses.count) == dimensions.count else {
            throw failure(
                "an index that is not known at compile time must name a single element", at: place,
                remedy: "give an index for every dimension", code: .wrongAccess)
        }
        var flat = Value.zero
        for (dimension, position) in zip(dimensions, accesses.range) {
            guard case .index(let id) = tree.accesses[position] else { return nil }
            let index = try scalar(id)
            flat = try combine(.multiply, flat, Value(number: Fr(UInt64(dimension))), at: place)
            flat = try combine(.add, flat, index, at: place)
        }
        return flat.isOpaque ? nil : flat
    }
}

extension Evaluated {
    /// An array without dimensions is a single value.
    fileprivate var simplified: Evaluated {
        if case .array(let values, let dimensions) = self, dimensions.isEmpty { return .scalar(values[0]) }
        return self
    }
}
