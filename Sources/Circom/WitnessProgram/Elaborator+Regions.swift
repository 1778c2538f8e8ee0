internal import FiniteFields

extension Elaborator {
    // MARK: Functions

    /// The number of a function compiled for run time.
    mutating func compiledFunction(
        _ function: Int, dimensions: [[Int]], known: [InstanceBuilder.Argument?], at place: SourceRange
    ) throws(Diagnostic) -> Int {
        let general = FunctionKey(
            function: function, dimensions: dimensions, constants: known.map { _ in nil })
        if let number = functionNumbers[general] { return number }
        let depth = operatorDepth
        do throws(Diagnostic) {
            return try compile(general, at: place)
        } catch {
            // Dimensions inside may depend on arguments: compile for their values.
            guard error.code == .wrongDimensions, known.contains(where: { $0 != nil }) else { throw error }
            operatorDepth = depth
            let assigned = assignedSlots(in: tree.functions[function].body)
            let constants = known.enumerated().map { assigned.contains($0.offset) ? nil : $0.element }
            let special = FunctionKey(function: function, dimensions: dimensions, constants: constants)
            if let number = functionNumbers[special] { return number }
            return try compile(special, at: place)
        }
    }

    private mutating func compile(_ key: FunctionKey, at place: SourceRange) throws(Diagnostic) -> Int {
        let definition = tree.functions[key.function]
        guard callTitles.count < limits.callDepthMax else {
            throw failure(
                "more than \(limits.callDepthMax) definitions are open at once", at: place,
                remedy: "check the recursion for an end", code: .limit)
        }
        let outer = control
        let number = functions.count
        let title = tree.names[definition.name]
        callTitles.append(title)
        defer {
            control = outer
            callTitles.removeLast()
        }
        control = ControlState()
        control.function = number
        control.locations = Array(repeating: .nothing, count: definition.slotCount)
        var next = 0
        for (slot, dimensions) in key.dimensions.enumerated() {
            let count = dimensions.reduce(1, *)
            if let constant = key.constants[slot], constant.dimensions.isEmpty {
                control.locations[slot] = .constant(Value(number: constant.values[0]))
            } else {
                control.locations[slot] = .cells(next, dimensions)
            }
            next += count
        }
        control.trace.cellCount = max(next, 1)
        functions.append(CompiledFunction(title: title, argumentCount: next))
        functionNumbers[key] = number
        do {
            try compile(definition.body)
        } catch {
            functionNumbers[key] = nil
            throw error
        }
        control.trace.add(.end, to: .none, .none)
        functions[number].trace = control.trace
        return number
    }

    /// The slots that statements assign.
    private func assignedSlots(in id: StatementID) -> Set<Int> {
        guard !id.isNone else { return [] }
        switch tree[id].kind {
        case .block(let list), .initialization(let list):
            return tree.statements(list).reduce(into: []) { $0.formUnion(assignedSlots(in: $1)) }
        case .conditional(_, let then, let otherwise):
            return assignedSlots(in: then).union(assignedSlots(in: otherwise))
        case .loop(_, let body): return assignedSlots(in: body)
        case .substitution, .declaration: return [Int(tree.statementSlots[Int(id.index)])]
        default: return []
        }
    }

    // MARK: Regions

    /// Compiles a statement of a template whose condition only the witness knows.
    ///
    /// Variables that it changes move into cells before it and are read from there after it.
    mutating func region(_ id: StatementID) throws(Diagnostic) {
        let changed = assignedSlots(in: id)
        let outer = control
        control = ControlState()
        control.locations = Array(repeating: .nothing, count: frame.bindings.count)
        defer { control = outer }
        for slot in frame.bindings.indices {
            switch frame.bindings[slot] {
            case .scalar:
                let value = frame.scalars[slot]
                if value.isNumber, !changed.contains(slot) {
                    control.locations[slot] = .constant(value)
                } else if !value.isOpaque {
                    control.locations[slot] = .cells(builder.trace.allocateCells(1), [])
                }
            case .array:
                guard frame.arrays[slot].allSatisfy({ !$0.isOpaque }) else { continue }
                let base = builder.trace.allocateCells(frame.arrays[slot].count)
                control.locations[slot] = .cells(base, frame.dimensions[slot])
            case .wires: control.locations[slot] = .wires(Int(frame.indices[slot]))
            case .components: control.locations[slot] = .components
            case .nothing, .busWithoutType: break
            }
        }
        copyIntoCells()
        swap(&control.trace, &builder.trace)
        let cells = control.trace.cellCount
        do {
            try compile(id)
        } catch {
            swap(&control.trace, &builder.trace)
            throw error
        }
        control.trace.cellCount = cells
        swap(&control.trace, &builder.trace)
        readBack(changed)
        let before = control.assigned
        try finishAssignments(before)
    }

    private mutating func copyIntoCells() {
        for slot in frame.bindings.indices {
            guard case .cells(let base, _) = control.locations[slot] else { continue }
            if frame.bindings[slot] == .scalar {
                builder.trace.add(.copy, to: Operand(.cell, base), operand(frame.scalars[slot]))
                continue
            }
            for (offset, value) in frame.arrays[slot].enumerated() {
                builder.trace.add(.copy, to: Operand(.cell, base + offset), operand(value))
            }
        }
    }

    private mutating func readBack(_ changed: Set<Int>) {
        for slot in changed where slot < frame.bindings.count {
            guard case .cells(let base, _) = control.locations[slot] else { continue }
            switch frame.bindings[slot] {
            case .scalar: frame.scalars[slot] = Value(Operand(.cell, base), .nonQuadratic)
            case .array:
                frame.arrays[slot] = frame.arrays[slot].indices.map {
                    Value(Operand(.cell, base + $0), .nonQuadratic)
                }
            default: break
            }
        }
    }

    /// Marks the signals that a region assigned, and runs components whose inputs are now complete.
    private mutating func finishAssignments(_ assigned: Set<Int>) throws(Diagnostic) {
        var inputs: [Int: Int] = [:]
        for signal in assigned.sorted() {
            builder.isAssigned[signal] = true
            guard let run = builder.runs.last(where: { $0.start <= signal }), run.component >= 0 else { continue }
            inputs[run.component, default: 0] += 1
        }
        for (component, count) in inputs.sorted(by: { $0.key < $1.key }) {
            let state = builder.components[component]
            guard state.instance >= 0 else {
                throw failure(
                    "an input with tags cannot be assigned under a condition of the witness", at: state.place,
                    remedy: "assign it outside the condition")
            }
            let name = instances[state.instance].wires.first { $0.kind == .input }?.name ?? Name(id: 0)
            try finishInput(name, of: component, count: count, at: state.place)
        }
    }
}
