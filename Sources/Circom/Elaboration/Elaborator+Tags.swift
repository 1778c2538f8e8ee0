internal import FiniteFields

extension Elaborator {
    /// The value of a tag, where a path on a wire ends with one; nil where it leads to signals.
    mutating func tagValue(
        of block: Int, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Value? {
        guard let (path, tag) = tagPath(accesses, bus: builder.wires[block].bus) else { return nil }
        let state = builder.tags[block]
        guard let entry = state.byPath[path]?[tag] else {
            throw failure(
                "\(tree.names[builder.wires[block].name]) has no tag \(tree.names[tag])", at: place,
                remedy: "declare the tag in braces", code: .wrongTag)
        }
        guard let value = entry.value, entry.isValueSet || (state.assignmentsLeft[path] ?? 0) == 0 else {
            throw failure(
                "tag \(tree.names[tag]) has no value yet", at: place,
                remedy: "assign the tag, or the whole signal, before reading it")
        }
        return Value(number: value)
    }

    /// The value of a tag of a component's input or output.
    mutating func tagValue(
        of component: InstanceBuilder.ComponentState, _ port: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Value? {
        let instance = instances[component.instance]
        guard let block = instance.wires.first(where: { $0.name == port }),
            let (path, tag) = tagPath(accesses, bus: block.bus)
        else { return nil }
        let tags = block.kind == .output ? instance.outputTags[port] : component.inputTags[port]
        guard let found = tags?.byPath[path]?[tag], let value = found else {
            throw failure(
                "\(tree.names[port]) has no value for a tag \(tree.names[tag])", at: place,
                remedy: "declare the tag and give it a value in the template", code: .wrongTag)
        }
        return Value(number: value)
    }

    /// The fields of a path up to a tag, and the tag; nil where all names of the path are fields of buses.
    private func tagPath(_ accesses: NodeList, bus: Int32) -> ([Name], Name)? {
        var bus = bus
        var path: [Name] = []
        for position in accesses.range {
            guard case .field(let name) = tree.accesses[position] else { continue }
            guard bus >= 0, let field = buses[Int(bus)].fields.first(where: { $0.name == name }) else {
                return position == accesses.range.upperBound - 1 ? (path, name) : nil
            }
            path.append(name)
            bus = field.bus
        }
        return nil
    }

    /// `signal.tag = value`.
    mutating func setTag(
        of block: Int, _ accesses: NodeList, _ value: ExpressionID, at place: SourceRange
    ) throws(Diagnostic) {
        let wires = builder.wires[block]
        guard let (path, tag) = tagPath(accesses, bus: wires.bus) else {
            throw failure(
                "\(tree.names[wires.name]) is a signal and is assigned with <== or <--", at: place,
                remedy: "write <==", code: .wrongOperator)
        }
        guard wires.kind != .input else {
            throw failure(
                "the tags of an input come from outside", at: place, remedy: "set the tag where the input is assigned",
                code: .wrongTag)
        }
        let number = try scalar(value)
        guard number.isNumber else {
            throw failure(
                "the value of a tag must be known at compile time", at: place,
                remedy: "do not compute it from signals", code: .wrongTag)
        }
        guard let entry = builder.tags[block].byPath[path]?[tag] else {
            throw failure(
                "\(tree.names[wires.name]) has no tag \(tree.names[tag])", at: place,
                remedy: "declare the tag in braces", code: .wrongTag)
        }
        guard entry.value == nil, !builder.tags[block].isAssigned else {
            throw failure(
                "tag \(tree.names[tag]) is set after its signal or twice", at: place,
                remedy: "set a tag once, before the signal is assigned", code: .wrongTag)
        }
        builder.tags[block].byPath[path]?[tag] = TagState.Entry(
            value: number.number, isDeclared: true, isValueSet: true)
    }

    /// A variable that is assigned as a whole takes the tags of the value along; any other assignment drops them.
    mutating func noteVariableTags(_ slot: Int, _ value: ExpressionID, isWhole: Bool) throws(Diagnostic) {
        var tags = TagSet()
        if isWhole, !isUnknownBlock {
            switch tree[value].kind {
            case .variable, .array: tags = try self.tags(of: value)
            default: break
            }
        }
        tags.byPath = tags.byPath.filter { path, values in path.isEmpty && !values.isEmpty }
        if !tags.byPath.isEmpty {
            frame.variableTags[slot] = tags
        } else if !frame.variableTags.isEmpty {
            frame.variableTags[slot] = nil
        }
    }

    /// The tags that an expression carries: those of the signals it names, or of all elements of an array.
    mutating func tags(of id: ExpressionID) throws(Diagnostic) -> TagSet {
        switch tree[id].kind {
        case .variable(let name, let accesses):
            let slot = Int(tree.expressionSlots[Int(id.index)])
            switch frame.bindings[slot] {
            case .wires:
                let block = Int(frame.indices[slot])
                return relative(builder.tags[block].carried, accesses, bus: builder.wires[block].bus)
            case .components: return try tags(slot, name, accesses, at: tree[id].place)
            default: return frame.variableTags[slot] ?? TagSet()
            }
        case .array(let values):
            var common: TagSet?
            for position in values.range {
                let tags = try tags(of: ExpressionID(index: tree.lists[position]))
                common = common.map { Self.intersection($0, tags) } ?? tags
            }
            return common ?? TagSet()
        default: return TagSet()
        }
    }

    private mutating func tags(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> TagSet {
        let (number, rest) = try component(slot, name, accesses, at: place)
        let state = builder.components[number]
        guard case .field(let port)? = rest.isEmpty ? nil : tree.accesses[Int(rest.start)], state.instance >= 0,
            let block = instances[state.instance].wires.first(where: { $0.name == port })
        else { return TagSet() }
        let tags = block.kind == .output ? instances[state.instance].outputTags[port] : state.inputTags[port]
        return relative(
            tags ?? TagSet(), NodeList(start: rest.start + 1, count: rest.count - 1), bus: block.bus)
    }

    /// The tags of the part that a path of fields leads to.
    private func relative(_ tags: TagSet, _ accesses: NodeList, bus: Int32) -> TagSet {
        let fields = fieldPath(accesses)
        guard !fields.isEmpty else { return tags }
        var result = TagSet()
        for (path, values) in tags.byPath where path.starts(with: fields) {
            result.byPath[Array(path.dropFirst(fields.count))] = values
        }
        return result
    }

    func fieldPath(_ accesses: NodeList) -> [Name] {
        accesses.range.compactMap { position in
            if case .field(let name) = tree.accesses[position] { name } else { nil }
        }
    }

    private static func intersection(_ left: TagSet, _ right: TagSet) -> TagSet {
        var result = TagSet()
        for (path, values) in left.byPath {
            guard let others = right.byPath[path] else { continue }
            let common = values.filter { name, value in others[name].map { $0 == value } ?? false }
            if !common.isEmpty { result.byPath[path] = common }
        }
        return result
    }
}
