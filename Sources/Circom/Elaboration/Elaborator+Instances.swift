internal import FiniteFields

extension Elaborator {
    /// The number of an instance; its body runs when no equal one exists.
    mutating func instantiate(
        _ template: Int, _ arguments: [InstanceBuilder.Argument], _ tags: [Name: TagSet], publicNames: [Name]?,
        at place: SourceRange
    ) throws(Diagnostic) -> Int {
        let declared = try declaredTags(template, arguments, tags, at: place)
        let key = InstanceKey(
            template: template, arguments: arguments, tags: declared, isMain: publicNames != nil)
        if let number = instanceNumbers[key] { return number }
        let definition = tree.templates[template]
        let title = title(of: definition, arguments)
        guard openInstances.insert(key).inserted else {
            throw failure(
                "\(title) contains itself", at: place, remedy: "let the recursion change a parameter and end")
        }
        defer { openInstances.remove(key) }
        guard callTitles.count < limits.callDepthMax else {
            throw failure(
                "more than \(limits.callDepthMax) templates and functions are open at once", at: place,
                remedy: "check the recursion for an end", code: .limit)
        }
        callTitles.append(title)
        progress?(title, instances.count + 1)
        let outer = (frame, builder, inputTags, isUnknownBlock, functionDepth, probe, pendingBuses)
        frame = Frame(slotCount: definition.slotCount)
        builder = InstanceBuilder()
        builder.isCustom = definition.isCustom
        inputTags = declared
        (isUnknownBlock, functionDepth, probe, pendingBuses) = (false, 0, nil, [])
        frame.bind(arguments)
        _ = try run(definition.body)
        try checkComponents()
        var instance = TemplateInstance(template: template, title: title)
        try finish(&instance, publicNames: publicNames ?? [], arguments)
        (frame, builder, inputTags, isUnknownBlock, functionDepth, probe, pendingBuses) = outer
        callTitles.removeLast()
        instances.append(instance)
        instanceNumbers[key] = instances.count - 1
        return instances.count - 1
    }

    private func title(of definition: Template, _ arguments: [InstanceBuilder.Argument]) -> String {
        let texts = arguments.map { argument in
            argument.dimensions.isEmpty
                ? argument.values[0].decimal
                : "[" + argument.values.prefix(8).map(\.decimal).joined(separator: ",")
                    + (argument.values.count > 8 ? ",…]" : "]")
        }
        return "\(tree.names[definition.name])(\(texts.joined(separator: ",")))"
    }

    /// The tags of the inputs that the template declares; one that is declared and not brought is an error.
    private mutating func declaredTags(
        _ template: Int, _ arguments: [InstanceBuilder.Argument], _ tags: [Name: TagSet], at place: SourceRange
    ) throws(Diagnostic) -> [Name: TagSet] {
        let definition = tree.templates[template]
        guard definition.hasTaggedInputs else { return [:] }
        var result: [Name: TagSet] = [:]
        var pending = [definition.body]
        while let next = pending.popLast() {
            guard !next.isNone else { continue }
            switch tree[next].kind {
            case .block(let list), .initialization(let list): pending += tree.statements(list)
            case .conditional(_, let then, let otherwise): pending += [then, otherwise]
            case .declaration(.signal(.input), let name, _, let list),
                .declaration(.bus(.input), let name, _, let list):
                guard !list.isEmpty, !callTitles.isEmpty else { continue }
                var set = TagSet()
                for position in list.range {
                    let tag = Name(id: tree.lists[position])
                    guard let value = tags[name]?.byPath[[]]?[tag] else {
                        throw failure(
                            "input \(tree.names[name]) of \(tree.names[definition.name]) needs a signal with tag "
                                + tree.names[tag],
                            at: place, remedy: "assign it a signal that carries the tag")
                    }
                    set.byPath[[], default: [:]].updateValue(value, forKey: tag)
                }
                result[name] = set
            default: break
            }
        }
        return result
    }

    /// The inputs of a template, from running it up to the last declaration of one.
    mutating func probeInputs(
        _ template: Int, _ arguments: [InstanceBuilder.Argument], at place: SourceRange
    ) throws(Diagnostic) -> [WireBlock] {
        let definition = tree.templates[template]
        guard !definition.inputs.isEmpty else { return [] }
        guard callTitles.count < limits.callDepthMax else {
            throw failure(
                "more than \(limits.callDepthMax) templates and functions are open at once", at: place,
                remedy: "check the recursion for an end", code: .limit)
        }
        callTitles.append(title(of: definition, arguments))
        let outer = (frame, builder, inputTags, isUnknownBlock, functionDepth, probe, pendingBuses)
        frame = Frame(slotCount: definition.slotCount)
        builder = InstanceBuilder()
        inputTags = [:]
        (isUnknownBlock, functionDepth, pendingBuses) = (false, 0, [])
        probe = ProbeState(inputsLeft: definition.inputs.count)
        frame.bind(arguments)
        _ = try run(definition.body)
        let inputs = probe?.inputs ?? []
        (frame, builder, inputTags, isUnknownBlock, functionDepth, probe, pendingBuses) = outer
        callTitles.removeLast()
        return inputs
    }

    private func checkComponents() throws(Diagnostic) {
        for (number, state) in builder.components.enumerated() {
            if state.template < 0 {
                // An element of an array that no round used is no component.
                if builder.groups[state.group].dimensions.isEmpty, !builder.groups[state.group].isAnonymousArray {
                    continue
                }
                continue
            }
            guard state.inputsLeft > 0 else { continue }
            throw failure(
                "inputs of component \(state.name) have no value: "
                    + missingInputs(of: number).joined(separator: ", "),
                at: state.place, remedy: "assign every input of a component")
        }
    }

    // MARK: Final numbers

    /// Numbers the signals as the official compiler does and rewrites everything from the provisional numbers.
    private mutating func finish(
        _ instance: inout TemplateInstance, publicNames: [Name], _ arguments: [InstanceBuilder.Argument]
    ) throws(Diagnostic) {
        for index in builder.wires.indices {
            for (path, entries) in builder.tags[index].byPath {
                let declared = entries.filter { $0.value.isDeclared }.mapValues(\.value)
                if path.isEmpty {
                    builder.wires[index].tags = declared
                } else if !declared.isEmpty {
                    builder.wires[index].fieldTags[path] = declared
                }
            }
        }
        var numbers = Array(repeating: UInt32(0), count: builder.isAssigned.count)
        var next = 1
        func place(_ blocks: [WireBlock]) {
            for block in blocks {
                var final = block
                final.base = next
                for offset in 0..<block.count { numbers[block.base + offset] = UInt32(next + offset) }
                next += block.count
                instance.wires.append(final)
            }
        }
        place(builder.wires.filter { $0.kind == .output })
        instance.outputCount = next - 1
        let inputs = builder.wires.filter { $0.kind == .input }
        place(inputs.filter { publicNames.contains($0.name) })
        instance.publicInputCount = next - 1 - instance.outputCount
        place(inputs.filter { !publicNames.contains($0.name) })
        instance.inputCount = next - 1 - instance.outputCount
        place(builder.wires.filter { $0.kind == .intermediate })
        instance.ownCount = next - 1
        for block in builder.wires where block.kind == .output {
            let carried = builder.tags[builder.wires.firstIndex { $0.name == block.name } ?? 0].carried
            if !carried.byPath.isEmpty { instance.outputTags[block.name] = carried }
        }
        let childNumbers = try placeChildren(&instance)
        for run in builder.runs where run.component >= 0 {
            let offset = instance.children[childNumbers[run.component]].offset
            for index in 0..<run.count { numbers[run.start + index] = UInt32(offset + run.first + index) }
        }
        instance.droppedSignals = Set(builder.underscored.map { Int(numbers[$0]) })
        instance.constraintCount =
            builder.rows.count + instance.children.reduce(0) { $0 + instances[$1.instance].constraintCount }
        guard instance.signalCount <= limits.signalsMax, instance.constraintCount <= limits.constraintsMax else {
            throw failure(
                "the circuit has more than \(limits.signalsMax) signals or \(limits.constraintsMax) constraints",
                at: tree.templates[instance.template].place, remedy: "raise the limits", code: .limit)
        }
        if builder.isCustom {
            instance.gate = gate(tree.templates[instance.template], arguments, numbers)
        } else {
            warnAboutUnconstrained(instance.title)
        }
        renumber(&instance, numbers, childNumbers)
    }

    /// The gate that an instance of a custom template is; the order of everything is that of the official compiler.
    private func gate(
        _ template: Template, _ arguments: [InstanceBuilder.Argument], _ numbers: [UInt32]
    ) -> CustomGateInstance {
        let order = template.parameters.indices.sorted { left, right in
            tree.names[template.parameters[left]].utf8.lexicographicallyPrecedes(
                tree.names[template.parameters[right]].utf8)
        }
        return CustomGateInstance(
            name: template.name, parameters: order.flatMap { arguments[$0].values },
            signals: builder.wires.flatMap { block in
                (block.base..<block.base + block.count).map { numbers[$0] }
            }, isForeign: template.isForeign)
    }

    /// Orders the components by name and gives each its run of signals; the result maps from the builder's order.
    private mutating func placeChildren(_ instance: inout TemplateInstance) throws(Diagnostic) -> [Int] {
        let used = builder.components.indices.filter { builder.components[$0].instance >= 0 }
        var keys: [Name: [UInt8]] = [:]
        for number in used {
            let name = builder.groups[builder.components[number].group].name
            if keys[name] == nil { keys[name] = Array(tree.names[name].utf8) }
        }
        let order = used.sorted { left, right in
            let (first, second) = (builder.components[left], builder.components[right])
            let (firstName, secondName) = (builder.groups[first.group].name, builder.groups[second.group].name)
            guard firstName != secondName else { return first.indices.lexicographicallyPrecedes(second.indices) }
            return (keys[firstName] ?? []).lexicographicallyPrecedes(keys[secondName] ?? [])
        }
        var numbers = Array(repeating: 0, count: builder.components.count)
        var offset = instance.ownCount
        for number in order {
            numbers[number] = instance.children.count
            let state = builder.components[number]
            instance.children.append(Child(name: state.name, instance: state.instance, offset: offset))
            offset += instances[state.instance].signalCount
        }
        instance.signalCount = offset
        return numbers
    }

    private mutating func renumber(_ instance: inout TemplateInstance, _ numbers: [UInt32], _ children: [Int]) {
        instance.rows = builder.rows
        builder.rows = ConstraintRows()
        for index in instance.rows.terms.indices {
            instance.rows.terms[index].wire = numbers[Int(instance.rows.terms[index].wire)]
        }
        instance.constraintPlaces = builder.constraintPlaces
        instance.trace = builder.trace
        builder.trace = Trace()
        func renumbered(_ operand: Operand) -> Operand {
            operand != .none && operand.kind == .signal
                ? Operand(.signal, Int(numbers[operand.index])) : operand
        }
        for index in instance.trace.operations.indices {
            var operation = instance.trace.operations[index]
            if operation.operation == .run {
                operation.left = Operand(.constant, children[operation.left.index])
            } else {
                operation.destination = renumbered(operation.destination)
                operation.left = renumbered(operation.left)
                operation.right = renumbered(operation.right)
            }
            instance.trace.operations[index] = operation
        }
    }

    /// Warns about signals that stand in no constraint of the template.
    private mutating func warnAboutUnconstrained(_ title: String) {
        var isUsed = Array(repeating: false, count: builder.isAssigned.count)
        for term in builder.rows.terms { isUsed[Int(term.wire)] = true }
        for signal in builder.underscored { isUsed[signal] = true }
        for block in builder.wires {
            let unused = (block.base..<block.base + block.count).filter { !isUsed[$0] }
            guard !unused.isEmpty else { continue }
            warn(
                failure(
                    "\(unused.count) of \(block.count) signals of \(tree.names[block.name]) stand in no constraint of \(title)",
                    at: block.place, remedy: "constrain them, or remove the signal", code: .unconstrainedSignal))
        }
        for (number, state) in builder.components.enumerated() where state.instance >= 0 {
            for block in instances[state.instance].wires where block.kind != .intermediate {
                let base = state.waitingInputs.first { $0.name == block.name }?.base ?? state.base + block.base - 1
                let unused = (base..<base + block.count).filter { !isUsed[$0] }
                guard !unused.isEmpty else { continue }
                warn(
                    failure(
                        "\(tree.names[block.name]) of component \(builder.components[number].name) stands in no constraint of "
                            + title,
                        at: state.place, remedy: "use it, or take it with _ <==", code: .unconstrainedPort))
            }
        }
    }
}
