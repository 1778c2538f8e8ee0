internal import FiniteFields

extension Elaborator {
    /// Compiles a statement for run time.
    mutating func compile(_ id: StatementID) throws(Diagnostic) {
        guard !id.isNone else { return }
        let node = tree[id]
        let cells = control.trace.cellCount
        switch node.kind {
        case .block(let list):
            for entry in tree.statements(list) { try compile(entry) }
            control.trace.cellCount = cells
        case .initialization(let list):
            for entry in tree.statements(list) { try compile(entry) }
        case .declaration(let kind, _, let dimensions, _):
            try compileDeclaration(Int(tree.statementSlots[Int(id.index)]), kind, dimensions, at: node.place)
        case .substitution(let name, let accesses, let assignment, let value):
            try compileAssignment(
                Int(tree.statementSlots[Int(id.index)]), name, accesses, assignment, value, at: node.place)
            control.trace.cellCount = cells
        case .conditional(let condition, let then, let otherwise):
            try compileConditional(condition, then, otherwise)
            control.trace.cellCount = cells
        case .loop(let condition, let body):
            try compileLoop(condition, body)
            control.trace.cellCount = cells
        case .returns(let value):
            try compileReturn(value, at: node.place)
            control.trace.cellCount = cells
        case .assert(let condition):
            let value = try compiledScalar(condition)
            control.trace.add(.assert, to: .none, value, .none, place: node.place)
            control.trace.cellCount = cells
        case .log(let elements):
            try compileLog(elements)
            control.trace.cellCount = cells
        case .underscore: break
        case .constrain, .tupleSubstitution: throw unknownCondition(at: node.place)
        }
    }

    private func unknownCondition(at place: SourceRange) -> Diagnostic {
        failure(
            "a constraint cannot depend on a condition that only the witness knows", at: place,
            remedy: "constrain both cases and choose between the results with a multiplexer",
            code: .unknownCondition)
    }

    private mutating func compileDeclaration(
        _ slot: Int, _ kind: DeclarationKind, _ dimensionList: NodeList, at place: SourceRange
    ) throws(Diagnostic) {
        guard kind == .variable else {
            throw failure(
                "signals and components cannot be declared under a condition that only the witness knows", at: place,
                remedy: "declare them before", code: .unknownCondition)
        }
        var dimensions: [Int] = []
        for position in dimensionList.range {
            let id = ExpressionID(index: tree.lists[position])
            let operand = try compiledScalar(id)
            guard operand.kind == .constant, let count = coefficients.values[operand.index].smallInteger else {
                throw failure(
                    "a dimension must be known at compile time", at: tree[id].place,
                    remedy: "use a number or a parameter", code: .wrongDimensions)
            }
            dimensions.append(count)
        }
        let count = try elementCount(dimensions, at: place)
        let base = control.trace.allocateCells(count)
        guard control.trace.cellCount < Self.cellsMax else {
            throw failure("a function needs too much memory", at: place, remedy: "use smaller arrays", code: .limit)
        }
        control.locations[slot] = .cells(base, dimensions)
        let zero = Operand(.constant, Int(CoefficientTable.zero))
        for offset in 0..<count { control.trace.add(.copy, to: Operand(.cell, base + offset), zero) }
    }

    static let cellsMax = 1 << 22

    private mutating func compileConditional(
        _ condition: ExpressionID, _ then: StatementID, _ otherwise: StatementID
    ) throws(Diagnostic) {
        let value = try compiledScalar(condition)
        if value.kind == .constant {
            try compile(coefficients.values[value.index].isZero ? otherwise : then)
            return
        }
        let before = control.assigned
        let branch = control.trace.operations.count
        control.trace.add(.branchIfZero, to: .none, .none, value)
        try compile(then)
        let afterThen = control.assigned
        guard !otherwise.isNone else {
            control.trace.operations[branch].left = Operand(.constant, control.trace.operations.count)
            return
        }
        let jump = control.trace.operations.count
        control.trace.add(.jump, to: .none, .none)
        control.trace.operations[branch].left = Operand(.constant, control.trace.operations.count)
        control.assigned = before
        try compile(otherwise)
        control.assigned.formUnion(afterThen)
        control.trace.operations[jump].left = Operand(.constant, control.trace.operations.count)
    }

    private mutating func compileLoop(_ condition: ExpressionID, _ body: StatementID) throws(Diagnostic) {
        let start = control.trace.operations.count
        let value = try compiledScalar(condition)
        let branch = control.trace.operations.count
        control.trace.add(.branchIfZero, to: .none, .none, value)
        let wasInsideLoop = control.isInsideLoop
        control.isInsideLoop = true
        try compile(body)
        control.isInsideLoop = wasInsideLoop
        control.trace.add(.jump, to: .none, Operand(.constant, start))
        control.trace.operations[branch].left = Operand(.constant, control.trace.operations.count)
    }

    /// Copies the result to the start of the frame and ends the function.
    private mutating func compileReturn(_ value: ExpressionID, at place: SourceRange) throws(Diagnostic) {
        let result = try compiledValue(value)
        let function = control.function
        guard function >= 0 else { throw unknownCondition(at: place) }
        let count = result.count
        if !control.hasResult || count > functions[function].resultCount {
            functions[function].resultDimensions = result.dimensions
            functions[function].resultCount = count
            control.hasResult = true
        }
        // Ascending order is right where the result lies above: sources never start below cell 0.
        for index in 0..<count {
            control.trace.add(.copy, to: Operand(.cell, index), result.element(index))
        }
        control.trace.add(.end, to: .none, .none)
    }

    private mutating func compileLog(_ elements: NodeList) throws(Diagnostic) {
        for (index, position) in elements.range.enumerated() {
            let element = tree.lists[position]
            let isFirst = Operand(.constant, index == 0 ? 1 : 0)
            if element < 0 {
                control.trace.add(.logText, to: .none, Operand(.constant, Int(-1 - element)), isFirst)
            } else {
                let value = try compiledScalar(ExpressionID(index: element))
                control.trace.add(.logValue, to: .none, value, isFirst)
            }
        }
        control.trace.add(.logEnd, to: .none, .none)
    }

    // MARK: Assignments

    private mutating func compileAssignment(
        _ slot: Int, _ name: Name, _ accesses: NodeList, _ assignment: Assignment, _ value: ExpressionID,
        at place: SourceRange
    ) throws(Diagnostic) {
        guard assignment != .constrain else { throw unknownCondition(at: place) }
        switch control.locations[slot] {
        case .cells(let base, let dimensions) where assignment == .variable:
            let source = try compiledValue(value)
            try compileStore(
                source, to: .cell, base: base, dimensions: dimensions, elementSize: 1, accesses, at: place)
        case .wires(let block) where assignment == .hint:
            let wires = builder.wires[block]
            guard wires.kind != .input else {
                throw failure("an input cannot be assigned", at: place, remedy: "assign another signal")
            }
            let source = try compiledValue(value)
            try compileHint(source, base: wires.base, wires.dimensions, wires.bus, accesses, at: place)
        case .components where assignment == .hint:
            let source = try compiledValue(value)
            let (number, rest) = try component(slot, name, accesses, at: place)
            guard case .field(let field)? = rest.isEmpty ? nil : tree.accesses[Int(rest.start)],
                builder.components[number].template >= 0
            else { throw unknownCondition(at: place) }
            let (block, base) = try input(field, of: number, at: place)
            let path = NodeList(start: rest.start + 1, count: rest.count - 1)
            try compileHint(source, base: base, block.dimensions, block.bus, path, at: place)
        default: throw unknownCondition(at: place)
        }
    }

    /// `signal <-- value` inside a region.
    private mutating func compileHint(
        _ source: ControlValue, base: Int, _ dimensions: [Int], _ bus: Int32, _ accesses: NodeList,
        at place: SourceRange
    ) throws(Diagnostic) {
        let target = try slice(base: base, dimensions: dimensions, bus: bus, accesses, at: place)
        guard target.dimensions == source.dimensions, target.bus < 0 else {
            throw failure(
                "the dimensions of the two sides differ", at: place, remedy: "make them equal", code: .wrongDimensions)
        }
        for index in 0..<target.count {
            let signal = target.base + index
            guard !control.isInsideLoop, !builder.isAssigned[signal], control.assigned.insert(signal).inserted else {
                throw failure("a signal gets a value twice", at: place, remedy: "assign each signal exactly once")
            }
            control.trace.add(.copy, to: Operand(.signal, signal), source.element(index))
        }
    }

    private mutating func compileStore(
        _ source: ControlValue, to kind: Operand.Kind, base: Int, dimensions: [Int], elementSize: Int,
        _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) {
        let (index, rest) = try compiledIndex(dimensions, accesses, at: place)
        guard source.dimensions.count == rest.count else {
            throw failure(
                "a value of dimensions \(source.dimensions) does not fit into \(rest)", at: place,
                remedy: "make the dimensions equal", code: .wrongDimensions)
        }
        let total = dimensions.reduce(1, *)
        for element in 0..<source.count {
            // Arrays take what both have, as at compile time.
            guard let offset = Self.offset(of: element, in: source.dimensions, within: rest) else { continue }
            if index.kind == .constant {
                let first = coefficients.values[index.index].smallInteger ?? 0
                control.trace.add(.copy, to: Operand(kind, base + first + offset), source.element(element))
            } else {
                control.trace.add(
                    .store, to: Operand(kind, base + offset), source.element(element), index, place: place)
                control.trace.operations[control.trace.operations.count - 1].count = Int32(total - offset)
            }
        }
    }
}
