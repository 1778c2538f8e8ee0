internal import FiniteFields

extension Elaborator {
    mutating func assign(
        _ slot: Int, _ name: Name, _ accesses: NodeList, _ assignment: Assignment, _ value: ExpressionID,
        at place: SourceRange
    ) throws(Diagnostic) {
        switch frame.bindings[slot] {
        case .scalar where assignment == .variable && accesses.isEmpty:
            let result = try scalarOrShape(value, at: place)
            frame.scalars[slot] = isUnknownBlock ? .opaque : result
            try noteVariableTags(slot, value, isWhole: true)
        case .scalar, .array: try assignVariable(slot, name, accesses, assignment, value, at: place)
        case .wires:
            let block = Int(frame.indices[slot])
            if assignment == .variable {
                try setTag(of: block, accesses, value, at: place)
            } else {
                try assignWires(block, accesses, assignment, value, at: place)
            }
        case .components:
            if assignment == .variable, !endsWithField(accesses) {
                try instantiateComponent(slot, name, accesses, value, at: place)
            } else {
                try assignInput(slot, name, accesses, assignment, value, at: place)
            }
        case .busWithoutType: try giveType(to: slot, name, value, at: place)
        case .nothing:
            throw failure("\(tree.names[name]) is not declared here", at: place, remedy: "declare it before")
        }
    }

    private func endsWithField(_ accesses: NodeList) -> Bool {
        accesses.range.contains { position in
            if case .field = tree.accesses[position] { true } else { false }
        }
    }

    /// The value of a single variable; an array is refused with its own message.
    private mutating func scalarOrShape(_ id: ExpressionID, at place: SourceRange) throws(Diagnostic) -> Value {
        if case .call = tree[id].kind, case .array(let values, _) = try evaluate(id) {
            guard values.count == 1 else {
                throw failure(
                    "an array cannot be assigned to a single variable", at: place,
                    remedy: "declare the variable as an array", code: .wrongDimensions)
            }
            return values[0]
        }
        return try scalar(id)
    }

    // MARK: Variables

    private mutating func assignVariable(
        _ slot: Int, _ name: Name, _ accesses: NodeList, _ assignment: Assignment, _ value: ExpressionID,
        at place: SourceRange
    ) throws(Diagnostic) {
        guard assignment == .variable else {
            throw failure(
                "\(tree.names[name]) is a variable and is assigned with =", at: place,
                remedy: "write =, or declare a signal", code: .wrongOperator)
        }
        let dimensions = frame.bindings[slot] == .scalar ? [] : frame.dimensions[slot]
        guard let (target, rest) = try indexed(dimensions, accesses, at: place) else {
            _ = try evaluate(value)
            try assignUnknownIndex(slot, name, accesses, value, at: place)
            try noteVariableTags(slot, value, isWhole: false)
            return
        }
        guard rest.isEmpty else { throw noField(name, at: place) }
        let (values, sourceDimensions) = try valuesAndDimensions(of: try evaluate(value), at: tree[value].place)
        guard sourceDimensions.count == target.dimensions.count else {
            throw failure(
                "a value of dimensions \(sourceDimensions) does not fit into \(target.dimensions)", at: place,
                remedy: "make the dimensions equal", code: .wrongDimensions)
        }
        if sourceDimensions != target.dimensions {
            warnAboutLengths(sourceDimensions, target.dimensions, name, at: place)
        }
        try noteVariableTags(slot, value, isWhole: sourceDimensions == dimensions)
        if dimensions.isEmpty {
            frame.scalars[slot] = isUnknownBlock ? .opaque : values[0]
            return
        }
        for (index, value) in values.enumerated() {
            guard let offset = Self.offset(of: index, in: sourceDimensions, within: target.dimensions) else { continue }
            frame.arrays[slot][target.offset + offset] = isUnknownBlock ? .opaque : value
        }
    }

    /// Arrays of variables take what both have; the rest keeps its value, or is dropped.
    mutating func warnAboutLengths(_ source: [Int], _ target: [Int], _ name: Name, at place: SourceRange) {
        var warning = failure(
            "an array of dimensions \(source) is assigned to \(tree.names[name]), which has \(target): only the elements "
                + "that both have are assigned",
            at: place, remedy: "make the dimensions equal")
        warning.severity = .warning
        warn(warning)
    }

    /// Where element `index` of an array lies in another one, nil where that has no such element.
    static func offset(of index: Int, in dimensions: [Int], within outer: [Int]) -> Int? {
        if dimensions == outer { return index }
        var (rest, offset, stride) = (index, 0, 1)
        for position in dimensions.indices.reversed() {
            guard rest % dimensions[position] < outer[position] else { return nil }
            offset += rest % dimensions[position] * stride
            rest /= dimensions[position]
            stride *= outer[position]
        }
        return offset
    }

    // MARK: Signals

    private mutating func assignWires(
        _ block: Int, _ accesses: NodeList, _ assignment: Assignment, _ value: ExpressionID, at place: SourceRange
    ) throws(Diagnostic) {
        let wires = builder.wires[block]
        guard wires.kind != .input else {
            throw failure(
                "\(tree.names[wires.name]) is an input and gets its value from outside", at: place,
                remedy: "constrain it with ===, or assign another signal")
        }
        let source = try evaluate(value)
        let target = try slice(
            base: wires.base, dimensions: wires.dimensions, bus: wires.bus, accesses, at: place)
        let tags = assignment == .constrain ? try self.tags(of: value) : TagSet()
        builder.tags[block].assign(tags, count: target.count)
        try assign(source, to: target, assignment, name: tree.names[wires.name], at: place)
    }

    private mutating func assignInput(
        _ slot: Int, _ name: Name, _ accesses: NodeList, _ assignment: Assignment, _ value: ExpressionID,
        at place: SourceRange
    ) throws(Diagnostic) {
        guard assignment != .variable else {
            throw failure(
                "an input of a component is assigned with <== or <--", at: place, remedy: "write <==",
                code: .wrongOperator)
        }
        let source = try evaluate(value)
        let (number, rest) = try component(slot, name, accesses, at: place)
        guard case .field(let field)? = rest.isEmpty ? nil : tree.accesses[Int(rest.start)] else {
            throw failure("a component is no signal", at: place, remedy: "name one of its inputs", code: .wrongTypes)
        }
        let path = NodeList(start: rest.start + 1, count: rest.count - 1)
        let state = builder.components[number]
        guard state.template >= 0 else {
            throw failure(
                "component \(state.name) has no template yet", at: place,
                remedy: "assign it a template before its inputs")
        }
        let (block, base) = try input(field, of: number, at: place)
        let target = try slice(base: base, dimensions: block.dimensions, bus: block.bus, path, at: place)
        let tags = assignment == .constrain ? try self.tags(of: value) : TagSet()
        noteTags(tags, path: path, input: field, of: number)
        try assign(source, to: target, assignment, name: "\(state.name).\(tree.names[field])", at: place)
        try finishInput(field, of: number, count: target.count, at: place)
    }

    /// Assigns a value to signals, element by element, with the constraints of `<==`.
    private mutating func assign(
        _ source: Evaluated, to target: Evaluated.WireSlice, _ assignment: Assignment, name: String,
        at place: SourceRange
    ) throws(Diagnostic) {
        for signal in target.base..<target.base + target.count where builder.isAssigned[signal] {
            throw failure(
                "\(name) gets a value twice", at: place, remedy: "assign each signal exactly once")
        }
        if case .wires(let slice) = source, slice.bus >= 0 || target.bus >= 0 {
            guard slice.bus == target.bus, slice.dimensions == target.dimensions else {
                throw failure(
                    "a bus can only be assigned a bus of the same type and size", at: place,
                    remedy: "assign the fields one by one", code: .differentBus)
            }
            for index in 0..<slice.count {
                let value = Value(Operand(.signal, slice.base + index), .signal)
                try assign(value, to: target.base + index, assignment, at: place)
            }
            return
        }
        let (values, dimensions) = try valuesAndDimensions(of: source, at: place)
        guard target.bus < 0, dimensions == target.dimensions else {
            throw failure(
                "\(name) has dimensions \(target.dimensions) and the value \(dimensions)", at: place,
                remedy: "make the dimensions equal", code: target.bus < 0 ? .wrongDimensions : .differentBus)
        }
        var quadraticCount = 0
        for (index, value) in values.enumerated() {
            if value.degree != .nonQuadratic { quadraticCount += 1 }
            try assign(value, to: target.base + index, assignment, at: place)
        }
        if quadraticCount > 0, assignment == .hint, !builder.isCustom {
            let which = quadraticCount == values.count ? "" : "\(quadraticCount) of the \(values.count) elements of "
            warn(
                failure(
                    "\(which)\(name) is assigned with <-- although the value is quadratic, so nothing constrains it",
                    at: place, remedy: "write <==", code: .quadraticHint))
        }
    }

    private mutating func assign(
        _ value: Value, to signal: Int, _ assignment: Assignment, at place: SourceRange
    ) throws(Diagnostic) {
        let target = Operand(.signal, signal)
        if assignment == .constrain { try addConstraint(Value(target, .signal), value, at: place) }
        guard !value.isOpaque else {
            throw failure("this value is not known to the witness", at: place, remedy: "simplify the expression")
        }
        builder.trace.add(.copy, to: target, operand(value))
        builder.isAssigned[signal] = true
        guard builder.trace.operations.count < limits.operationsMax else {
            throw failure(
                "the witness program of one template has more than \(limits.operationsMax) operations", at: place,
                remedy: "split the template up, or raise the limit of operations", code: .limit)
        }
    }
}
