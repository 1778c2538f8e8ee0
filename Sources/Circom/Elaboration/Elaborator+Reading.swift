internal import FiniteFields

/// Where an index path leads inside an array.
struct IndexedPlace {
    /// The first element, and how many there are.
    var offset: Int
    var count: Int
    /// The dimensions that no index has fixed.
    var dimensions: [Int]
}

extension Elaborator {
    /// The value of a name with indices and fields.
    mutating func read(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        switch frame.bindings[slot] {
        case .scalar:
            guard accesses.isEmpty else {
                throw failure(
                    "\(tree.names[name]) is a single value and has no elements", at: place,
                    remedy: "remove the index", code: .wrongAccess)
            }
            return .scalar(frame.scalars[slot])
        case .array: return try readArray(slot, name, accesses, at: place)
        case .wires: return try readWires(Int(frame.indices[slot]), accesses, at: place)
        case .components: return try readComponent(slot, name, accesses, at: place)
        case .nothing, .busWithoutType:
            throw failure(
                "\(tree.names[name]) has no value yet", at: place, remedy: "declare and assign it before")
        }
    }

    private mutating func readArray(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        guard !accesses.isEmpty else { return .array(frame.arrays[slot], frame.dimensions[slot]) }
        guard let (target, rest) = try indexed(frame.dimensions[slot], accesses, at: place) else {
            // An index that only the witness knows: the value is opaque here and computed at run time.
            return .scalar(try readUnknownIndex(slot, accesses, at: place))
        }
        guard rest.isEmpty else { throw noField(name, at: place) }
        if target.dimensions.isEmpty { return .scalar(frame.arrays[slot][target.offset]) }
        let values = Array(frame.arrays[slot][target.offset..<target.offset + target.count])
        return .array(values, target.dimensions)
    }

    func noField(_ name: Name, at place: SourceRange) -> Diagnostic {
        failure(
            "\(tree.names[name]) has no part of this name", at: place, remedy: "correct the path",
            code: .wrongAccess)
    }

    /// Follows the leading indices of a path; nil where one is not known at compile time.
    ///
    /// The second value is the rest of the path, which starts with a field.
    mutating func indexed(
        _ dimensions: [Int], _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> (IndexedPlace, NodeList)? {
        var offset = 0
        var used = 0
        var isKnown = true
        while used < Int(accesses.count), case .index(let id) = tree.accesses[Int(accesses.start) + used] {
            guard used < dimensions.count else {
                throw failure(
                    "there are more indices than dimensions", at: place, remedy: "remove an index",
                    code: .wrongAccess)
            }
            let value = try scalar(id)
            if value.isNumber {
                guard let index = value.number.smallInteger, index < dimensions[used] else {
                    throw failure(
                        "index \(value.number.decimal) is outside the array, which has \(dimensions[used]) elements here",
                        at: tree[id].place, remedy: "keep the index below the dimension")
                }
                offset = offset * dimensions[used] + index
            } else {
                isKnown = false
            }
            used += 1
        }
        guard isKnown else { return nil }
        var count = 1
        for dimension in dimensions[used...] { count *= dimension }
        let rest = NodeList(start: accesses.start + Int32(used), count: accesses.count - Int32(used))
        let remaining = used == dimensions.count ? [] : Array(dimensions[used...])
        return (IndexedPlace(offset: offset * count, count: count, dimensions: remaining), rest)
    }

    // MARK: Signals

    /// Reads signals or a bus of the template itself.
    private mutating func readWires(
        _ block: Int, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        let wires = builder.wires[block]
        if let tag = try tagValue(of: block, accesses, at: place) { return .scalar(tag) }
        let slice = try slice(
            base: wires.base, dimensions: wires.dimensions, bus: wires.bus, accesses, at: place)
        try checkAssigned(slice, name: tree.names[wires.name], at: place)
        return value(of: slice)
    }

    func value(of slice: Evaluated.WireSlice) -> Evaluated {
        guard slice.bus < 0, slice.dimensions.isEmpty else { return .wires(slice) }
        return .scalar(Value(Operand(.signal, slice.base), .signal))
    }

    func checkAssigned(
        _ slice: Evaluated.WireSlice, name: String, at place: SourceRange
    ) throws(Diagnostic) {
        for signal in slice.base..<slice.base + slice.count where !builder.isAssigned[signal] {
            throw failure(
                "\(name) is read before it has a value", at: place,
                remedy: "assign the signal before its use")
        }
    }

    /// The signals that a path of indices and bus fields leads to.
    mutating func slice(
        base: Int, dimensions: [Int], bus: Int32, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Evaluated.WireSlice {
        var base = base
        var dimensions = dimensions
        var bus = bus
        var accesses = accesses
        while true {
            let elementSize = bus < 0 ? 1 : buses[Int(bus)].size
            guard let (target, rest) = try indexed(dimensions, accesses, at: place) else {
                throw failure(
                    "the index of a signal must be known at compile time", at: place,
                    remedy: "choose the element with a multiplexer", code: .nonQuadratic)
            }
            base += target.offset * elementSize
            guard case .field(let field)? = rest.isEmpty ? nil : tree.accesses[Int(rest.start)] else {
                return Evaluated.WireSlice(
                    base: base, dimensions: target.dimensions, bus: bus, count: target.count * elementSize)
            }
            guard bus >= 0, target.dimensions.isEmpty,
                let found = buses[Int(bus)].fields.first(where: { $0.name == field })
            else {
                throw failure(
                    "there is no part \(tree.names[field]) here", at: place,
                    remedy: "name a field of the bus, after all its indices", code: .wrongAccess)
            }
            base += found.offset
            dimensions = found.dimensions
            bus = found.bus
            accesses = NodeList(start: rest.start + 1, count: rest.count - 1)
        }
    }

    // MARK: Components

    /// Reads an output, or an assigned input, of a component.
    private mutating func readComponent(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> Evaluated {
        let (number, rest) = try component(slot, name, accesses, at: place)
        guard case .field(let field)? = rest.isEmpty ? nil : tree.accesses[Int(rest.start)] else {
            throw failure(
                "a component is no value", at: place, remedy: "name one of its outputs", code: .wrongTypes)
        }
        let path = NodeList(start: rest.start + 1, count: rest.count - 1)
        let state = builder.components[number]
        guard state.instance >= 0 else {
            throw failure(
                "component \(state.name) has no template, or inputs with tags that are not assigned yet", at: place,
                remedy: "instantiate it and assign its inputs before reading it")
        }
        let instance = instances[state.instance]
        guard let block = instance.wires.first(where: { $0.name == field && $0.kind != .intermediate }) else {
            throw failure(
                "\(instance.title) has no input or output \(tree.names[field])", at: place,
                remedy: "name one of its inputs or outputs", code: .wrongAccess)
        }
        if let tag = try tagValue(of: state, field, path, at: place) { return .scalar(tag) }
        let slice = try slice(
            base: state.base + block.base - 1, dimensions: block.dimensions, bus: block.bus, path, at: place)
        if block.kind == .output, state.inputsLeft > 0 {
            throw failure(
                "component \(state.name) is read before all its inputs have values", at: place,
                remedy: "assign the inputs first: \(missingInputs(of: number).joined(separator: ", "))")
        }
        try checkAssigned(slice, name: "\(state.name).\(tree.names[field])", at: place)
        return value(of: slice)
    }

    /// The component that a path starts with, and the rest of the path.
    mutating func component(
        _ slot: Int, _ name: Name, _ accesses: NodeList, at place: SourceRange
    ) throws(Diagnostic) -> (Int, NodeList) {
        let group = builder.groups[Int(frame.indices[slot])]
        let dimensions = group.isAnonymousArray ? [max(group.members.count, 1)] : group.dimensions
        guard let (target, rest) = try indexed(dimensions, accesses, at: place) else {
            throw failure(
                "the index of a component must be known at compile time", at: place,
                remedy: "do not compute it from signals", code: .nonQuadratic)
        }
        guard target.dimensions.isEmpty, target.offset < group.members.count else {
            throw failure(
                "\(tree.names[name]) is an array of components", at: place, remedy: "name one element",
                code: .wrongAccess)
        }
        return (group.members[target.offset], rest)
    }

    /// The inputs of a component that have no value yet.
    func missingInputs(of number: Int) -> [String] {
        let state = builder.components[number]
        var blocks = state.waitingInputs
        var shift = 0
        if state.instance >= 0 {
            blocks = instances[state.instance].wires.filter { $0.kind == .input }
            shift = state.base - 1
        }
        return blocks.filter { block in
            (block.base + shift..<block.base + shift + block.count).contains { !builder.isAssigned[$0] }
        }.map { tree.names[$0.name] }
    }
}
