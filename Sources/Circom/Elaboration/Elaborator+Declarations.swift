internal import FiniteFields

extension Elaborator {
    mutating func declare(
        _ slot: Int, _ kind: DeclarationKind, _ name: Name, _ dimensions: [Int], _ tags: NodeList,
        at place: SourceRange
    ) throws(Diagnostic) {
        switch kind {
        case .variable: try declareVariable(slot, dimensions, at: place)
        case .signal(let wire):
            let count = try elementCount(dimensions, at: place)
            try declareWires(slot, name, wire, dimensions, bus: -1, count: count, tagNames(tags), at: place)
        case .bus(let wire):
            frame.bindings[slot] = .busWithoutType
            frame.dimensions[slot] = dimensions
            frame.indices[slot] = Int32(pendingBuses.count)
            pendingBuses.append(PendingBus(kind: wire, tags: tagNames(tags)))
        case .component, .anonymousComponents:
            try declareComponents(
                slot, name, dimensions, isAnonymousArray: kind == .anonymousComponents, at: place)
        }
    }

    private func tagNames(_ tags: NodeList) -> [Name] { tags.range.map { Name(id: tree.lists[$0]) } }

    private mutating func declareVariable(_ slot: Int, _ dimensions: [Int], at place: SourceRange) throws(Diagnostic) {
        // Variables start with zeros.
        guard !dimensions.isEmpty else {
            frame.bindings[slot] = .scalar
            frame.scalars[slot] = .zero
            return
        }
        let count = try elementCount(dimensions, at: place)
        variableElements += count - frame.arrays[slot].count
        guard variableElements <= limits.variableElementsMax else {
            throw failure(
                "the arrays of variables have more than \(limits.variableElementsMax) elements together", at: place,
                remedy: "make them smaller, or raise the limit", code: .limit)
        }
        frame.bindings[slot] = .array
        frame.dimensions[slot] = dimensions
        frame.arrays[slot] = Array(repeating: .zero, count: count)
    }

    private mutating func declareWires(
        _ slot: Int, _ name: Name, _ kind: WireKind, _ dimensions: [Int], bus: Int32, count: Int, _ tags: [Name],
        at place: SourceRange
    ) throws(Diagnostic) {
        guard builder.isAssigned.count + count <= limits.signalsMax else {
            throw failure(
                "the template has more than \(limits.signalsMax) signals", at: place,
                remedy: "make it smaller, or raise the limit of signals", code: .limit)
        }
        if let earlier = builder.wires.first(where: { $0.name == name }) {
            throw failure(
                "\(tree.names[earlier.name]) is declared twice in one instance", at: place, remedy: "rename one",
                code: .declaredTwice)
        }
        let base = builder.allocate(
            count, component: -1, first: builder.wires.count, isAssigned: kind == .input)
        frame.bindings[slot] = .wires
        frame.dimensions[slot] = dimensions
        frame.indices[slot] = Int32(builder.wires.count)
        let block = WireBlock(
            name: name, kind: kind, dimensions: dimensions, bus: bus, base: base, count: count, place: place)
        builder.wires.append(block)
        var state = TagState()
        declareTags(tags, bus: bus, path: [], count: count, into: &state)
        if kind == .input, let known = inputTags[name] {
            for (path, values) in known.byPath {
                for (tag, value) in values {
                    state.byPath[path, default: [:]][tag] = TagState.Entry(
                        value: value, isDeclared: state.byPath[path]?[tag] != nil, isValueSet: value != nil)
                }
            }
            for path in state.assignmentsLeft.keys { state.assignmentsLeft[path] = 0 }
        }
        if kind == .input { state.isAssigned = true }
        builder.tags.append(state)
        noteProbe(block)
    }

    private func declareTags(_ tags: [Name], bus: Int32, path: [Name], count: Int, into state: inout TagState) {
        state.assignmentsLeft[path] = count
        if !tags.isEmpty {
            state.byPath[path] = Dictionary(
                uniqueKeysWithValues: Set(tags).map { ($0, TagState.Entry(value: nil, isDeclared: true)) })
        }
        guard bus >= 0 else { return }
        for field in buses[Int(bus)].fields where !field.tags.isEmpty || field.bus >= 0 {
            declareTags(
                field.tags, bus: field.bus, path: path + [field.name],
                count: count / max(buses[Int(bus)].size, 1) * field.count, into: &state)
        }
    }

    /// While only the inputs of a template are wanted, elaboration stops after the last of them.
    private mutating func noteProbe(_ block: WireBlock) {
        guard probe != nil, block.kind == .input else { return }
        probe?.inputs.append(block)
        probe?.inputsLeft -= 1
        if probe?.inputsLeft == 0 { probe?.isDone = true }
    }

    private mutating func declareComponents(
        _ slot: Int, _ name: Name, _ dimensions: [Int], isAnonymousArray: Bool, at place: SourceRange
    ) throws(Diagnostic) {
        let number = builder.groups.count
        var group = InstanceBuilder.ComponentGroup(
            name: name, dimensions: dimensions, members: [], isAnonymousArray: isAnonymousArray, place: place)
        if !isAnonymousArray {
            let count = try elementCount(dimensions, at: place)
            group.members.reserveCapacity(count)
            var indices = Array(repeating: 0, count: dimensions.count)
            for _ in 0..<count {
                group.members.append(builder.components.count)
                let suffix = indices.map { "[\($0)]" }.joined()
                builder.components.append(
                    InstanceBuilder.ComponentState(
                        name: tree.names[name] + suffix, group: number, indices: indices, place: place))
                var position = dimensions.count - 1
                while position >= 0 {
                    indices[position] += 1
                    guard indices[position] == dimensions[position] else { break }
                    indices[position] = 0
                    position -= 1
                }
            }
        }
        builder.groups.append(group)
        frame.bindings[slot] = .components
        frame.dimensions[slot] = dimensions
        frame.indices[slot] = Int32(number)
    }

    // MARK: Buses

    struct PendingBus {
        var kind: WireKind
        var tags: [Name]
    }

    /// Gives a declared bus its type, which makes its signals.
    mutating func giveType(
        to slot: Int, _ name: Name, _ value: ExpressionID, at place: SourceRange
    ) throws(Diagnostic) {
        guard case .busCall(let busName, let arguments) = tree[value].kind,
            case .bus(let bus) = tree.definitions[busName]
        else {
            throw failure(
                "\(tree.names[name]) needs the name of a bus as its type", at: place, remedy: "define the bus",
                code: .wrongTypes)
        }
        let type = try busType(bus, try self.arguments(arguments), at: place)
        let dimensions = frame.dimensions[slot]
        let pending = pendingBuses[Int(frame.indices[slot])]
        let elements = try elementCount(dimensions, at: place)
        let count = try elementCount([elements, buses[Int(type)].size], at: place)
        if var fields = busFields {
            let offset = fields.last.map { $0.offset + $0.count } ?? 0
            fields.append(
                BusType.Field(
                    name: name, dimensions: dimensions, bus: type, offset: offset, count: count,
                    tags: pending.tags))
            busFields = fields
            frame.bindings[slot] = .nothing
        } else {
            try declareWires(
                slot, name, pending.kind, dimensions, bus: type, count: count, pending.tags, at: place)
        }
    }

    /// The number of a bus with values for its parameters; its body runs once.
    mutating func busType(
        _ bus: Int, _ arguments: [InstanceBuilder.Argument], at place: SourceRange
    ) throws(Diagnostic) -> Int32 {
        let key = BusKey(bus: bus, arguments: arguments)
        if let number = busNumbers[key] { return number }
        let definition = tree.buses[bus]
        guard callTitles.count < limits.callDepthMax else {
            throw failure(
                "more than \(limits.callDepthMax) definitions are open at once", at: place,
                remedy: "check the recursion for an end", code: .limit)
        }
        callTitles.append(tree.names[definition.name])
        defer { callTitles.removeLast() }
        let outerFrame = frame
        let outerFields = busFields
        frame = Frame(slotCount: definition.slotCount)
        busFields = []
        frame.bind(arguments)
        defer {
            frame = outerFrame
            busFields = outerFields
        }
        try runBus(definition.body)
        var type = BusType(name: definition.name, arguments: arguments.flatMap(\.values))
        type.fields = busFields ?? []
        type.size = type.fields.reduce(0) { $0 + $1.count }
        guard type.size <= limits.signalsMax else {
            throw failure("the bus is too large", at: place, remedy: "make it smaller", code: .limit)
        }
        let number = Int32(buses.count)
        buses.append(type)
        busNumbers[key] = number
        return number
    }

    /// Runs the body of a bus: declarations become fields.
    private mutating func runBus(_ id: StatementID) throws(Diagnostic) {
        switch tree[id].kind {
        case .block(let list), .initialization(let list):
            for entry in tree.statements(list) { try runBus(entry) }
        case .declaration(.signal, let name, let dimensionList, let tags):
            let dimensions = try self.dimensions(dimensionList)
            let count = try elementCount(dimensions, at: tree[id].place)
            let offset = busFields?.last.map { $0.offset + $0.count } ?? 0
            let field = BusType.Field(
                name: name, dimensions: dimensions, bus: -1, offset: offset, count: count, tags: tagNames(tags))
            busFields?.append(field)
        default: _ = try run(id)
        }
    }
}
