internal import FiniteFields

extension Elaborator {
    /// `component = Template(arguments)`.
    mutating func instantiateComponent(
        _ slot: Int, _ name: Name, _ accesses: NodeList, _ value: ExpressionID, at place: SourceRange
    ) throws(Diagnostic) {
        var call = value
        // `parallel` asks for threads in the official witness programs and changes no result.
        if case .parallel(let operand) = tree[call].kind { call = operand }
        guard case .call(let templateName, let argumentList) = tree[call].kind,
            case .template(let template) = tree.definitions[templateName]
        else {
            throw failure(
                "a component is assigned a template", at: tree[value].place, remedy: "call a template here",
                code: .wrongTypes)
        }
        let arguments = try arguments(argumentList)
        let number = try memberForAssignment(slot, name, accesses, at: place)
        guard builder.components[number].template < 0 else {
            throw failure(
                "component \(builder.components[number].name) is assigned twice", at: place,
                remedy: "use one component per template call")
        }
        builder.components[number].template = template
        builder.components[number].arguments = arguments
        builder.components[number].place = place
        if mayHaveTags(template) {
            try wait(number, at: place)
        } else {
            try instantiate(component: number, at: place)
        }
    }

    private func mayHaveTags(_ template: Int) -> Bool {
        tree.templates[template].hasTaggedInputs || hasTaggedBusInput(template)
    }

    private func hasTaggedBusInput(_ template: Int) -> Bool {
        // A bus can carry tags in its fields; only templates with bus inputs then wait for them.
        guard tree.buses.contains(where: { bodyHasTags($0.body) }) else { return false }
        return tree.templates[template].inputs.isEmpty == false
    }

    private func bodyHasTags(_ id: StatementID) -> Bool {
        guard !id.isNone else { return false }
        switch tree[id].kind {
        case .block(let list), .initialization(let list): return tree.statements(list).contains { bodyHasTags($0) }
        case .declaration(_, _, _, let tags): return !tags.isEmpty
        default: return false
        }
    }

    private mutating func memberForAssignment(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Int {
        let groupNumber = Int(frame.indices[slot])
        let group = builder.groups[groupNumber]
        guard group.isAnonymousArray else { return try component(slot, name, accesses, at: place).0 }
        // The counter of an anonymous call's loop runs from zero without gaps, or skips rounds under a condition.
        guard case .index(let id)? = accesses.isEmpty ? nil : tree.accesses[Int(accesses.start)] else {
            throw noField(name, at: place)
        }
        let index = try knownInteger(id, what: "an index")
        guard index < limits.arrayElementsMax else {
            throw failure("there are too many components", at: place, remedy: "raise the limit", code: .limit)
        }
        while builder.groups[groupNumber].members.count <= index {
            let next = builder.groups[groupNumber].members.count
            builder.groups[groupNumber].members.append(builder.components.count)
            builder.components.append(
                InstanceBuilder.ComponentState(
                    name: "\(tree.names[name])[\(next)]", group: groupNumber, indices: [next], place: place))
        }
        return builder.groups[groupNumber].members[index]
    }

    /// Instantiates a component whose tags are known, and gives its signals provisional numbers.
    private mutating func instantiate(component number: Int, at place: SourceRange) throws(Diagnostic) {
        let state = builder.components[number]
        let tags = state.inputTags.filter { !$0.value.byPath.isEmpty }
        let instance = try instantiate(state.template, state.arguments, tags, publicNames: nil, at: place)
        let ports = instances[instance].outputCount + instances[instance].inputCount
        let base = builder.allocate(ports, component: number, first: 1, isAssigned: false)
        builder.components[number].instance = instance
        builder.components[number].base = base
        if state.waitingInputs.isEmpty {
            builder.components[number].inputsLeft = instances[instance].inputCount
        } else {
            try adoptWaitingInputs(of: number, at: place)
        }
        try runIfComplete(number)
    }

    /// Marks the component as run once all inputs have values.
    func isComplete(_ number: Int) -> Bool {
        builder.components[number].instance >= 0 && builder.components[number].inputsLeft == 0
    }

    private mutating func runIfComplete(_ number: Int) throws(Diagnostic) {
        guard isComplete(number) else { return }
        let state = builder.components[number]
        builder.trace.add(.run, to: .none, Operand(.constant, number))
        let outputs = state.base..<state.base + instances[state.instance].outputCount
        for signal in outputs { builder.isAssigned[signal] = true }
    }

    // MARK: Inputs

    /// The block of an input with its provisional start.
    mutating func input(
        _ name: Name, of number: Int, at place: SourceRange
    ) throws(Diagnostic) -> (WireBlock, Int) {
        let state = builder.components[number]
        if state.instance >= 0, let block = instances[state.instance].wires.first(where: { $0.name == name }) {
            if block.kind == .input { return (block, state.base + block.base - 1) }
        } else if let block = state.waitingInputs.first(where: { $0.name == name }) {
            return (block, block.base)
        }
        throw failure(
            "\(tree.names[tree.templates[state.template].name]) has no input \(tree.names[name])", at: place,
            remedy: "assign one of its inputs", code: .wrongAccess)
    }

    /// Counts assigned signals of an input; the component runs after the last.
    mutating func finishInput(_ name: Name, of number: Int, count: Int, at place: SourceRange) throws(Diagnostic) {
        builder.components[number].inputsLeft -= count
        if builder.components[number].instance >= 0 {
            try runIfComplete(number)
            return
        }
        if let block = builder.components[number].waitingInputs.first(where: { $0.name == name }) {
            let isDone = (block.base..<block.base + block.count).allSatisfy { builder.isAssigned[$0] }
            if isDone { builder.components[number].tagsWaiting.remove(name) }
        }
        if builder.components[number].tagsWaiting.isEmpty { try instantiate(component: number, at: place) }
    }

    // MARK: Waiting for tags

    /// Looks up the inputs of a template whose instance depends on tags that assignments bring.
    private mutating func wait(_ number: Int, at place: SourceRange) throws(Diagnostic) {
        let state = builder.components[number]
        let inputs = try probeInputs(state.template, state.arguments, at: place)
        var waiting: [WireBlock] = []
        var total = 0
        for var block in inputs {
            block.base = builder.allocate(block.count, component: number, first: -1, isAssigned: false)
            total += block.count
            waiting.append(block)
        }
        builder.components[number].waitingInputs = waiting
        builder.components[number].inputsLeft = total
        builder.components[number].tagsWaiting = Set(waiting.filter { $0.count > 0 }.map(\.name))
        if total == 0 { try instantiate(component: number, at: place) }
    }

    /// After instantiation, the inputs that were assigned before keep their provisional numbers under a second name.
    private mutating func adoptWaitingInputs(of number: Int, at place: SourceRange) throws(Diagnostic) {
        let state = builder.components[number]
        for waiting in state.waitingInputs {
            guard
                let block = instances[state.instance].wires.first(where: { $0.name == waiting.name }),
                block.count == waiting.count, block.dimensions == waiting.dimensions
            else {
                throw failure(
                    "the dimensions of \(tree.names[waiting.name]) depend on a tag", at: place,
                    remedy: "make them depend on parameters only")
            }
            for index in builder.runs.indices where builder.runs[index].start == waiting.base {
                if builder.runs[index].component == number, builder.runs[index].count == waiting.count {
                    builder.runs[index].first = block.base
                }
            }
            for offset in 0..<block.count {
                builder.isAssigned[state.base + block.base - 1 + offset] = builder.isAssigned[waiting.base + offset]
            }
        }
    }

    /// Remembers the tags that an assignment brings to an input, and checks that declared ones are there.
    mutating func noteTags(_ tags: TagSet, path accesses: NodeList, input: Name, of number: Int) {
        let fields = fieldPath(accesses)
        var known = builder.components[number].inputTags[input] ?? TagSet()
        let isFirst = builder.components[number].inputTags[input] == nil
        if isFirst || !fields.isEmpty {
            for (path, values) in tags.byPath { known.byPath[fields + path] = values }
        } else {
            for (path, values) in known.byPath {
                let others = tags.byPath[path] ?? [:]
                known.byPath[path] = values.filter { name, value in others[name].map { $0 == value } ?? false }
            }
        }
        builder.components[number].inputTags[input] = known
    }
}
