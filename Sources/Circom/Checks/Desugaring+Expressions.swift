extension Desugaring {
    /// The value of an assignment without anonymous calls; what they become is added to `front`.
    mutating func expand(
        _ id: ExpressionID, _ assignment: Assignment, counter: ExpressionID?, _ additions: inout Additions,
        front: inout [StatementID]
    ) throws(Diagnostic) -> ExpressionID {
        let place = tree[id].place
        switch tree[id].kind {
        case .array(let values):
            let (new, isChanged) = try expand(values, assignment, counter: counter, &additions, front: &front)
            return isChanged ? tree.add(.array(tree.list(new)), place) : id
        case .tuple(let values):
            let (new, isChanged) = try expand(values, assignment, counter: counter, &additions, front: &front)
            return isChanged ? tree.add(.tuple(tree.list(new)), place) : id
        case .parallel(let operand):
            guard case .anonymous = tree[operand].kind else {
                try requirePlain(operand)
                return id
            }
            return try expand(operand, assignment, counter: counter, &additions, front: &front)
        case .anonymous(let name, let parameters, let inputs, let names):
            guard assignment != .hint else {
                throw Diagnostic(
                    .anonymousComponent, "the result of an anonymous component is assigned with <==", at: place,
                    remedy: "write <== instead of <--")
            }
            return try component(
                id, name, parameters, inputs, names, counter: counter, &additions, front: &front)
        default:
            try requirePlain(id)
            return id
        }
    }

    private mutating func expand(
        _ list: NodeList, _ assignment: Assignment, counter: ExpressionID?, _ additions: inout Additions,
        front: inout [StatementID]
    ) throws(Diagnostic) -> ([ExpressionID], Bool) {
        var result: [ExpressionID] = []
        var isChanged = false
        for value in tree.expressions(list) {
            let new = try expand(value, assignment, counter: counter, &additions, front: &front)
            isChanged = isChanged || new != value
            result.append(new)
        }
        return (result, isChanged)
    }

    private mutating func component(
        _ id: ExpressionID, _ template: Name, _ parameters: NodeList, _ inputs: NodeList, _ names: NodeList,
        counter: ExpressionID?, _ additions: inout Additions, front: inout [StatementID]
    ) throws(Diagnostic) -> ExpressionID {
        let place = tree[id].place
        guard case .template(let index) = tree.definitions[template] else {
            throw Diagnostic(
                .anonymousComponent, "there is no template \(tree.names[template])", at: place,
                remedy: "define it, or include the file that does")
        }
        for parameter in tree.expressions(parameters) { try requirePlain(parameter) }
        let definition = tree.templates[index]
        let name = tree.names.name("\(tree.names[template])_\(line(of: place))_\(place.start)")
        let kind: DeclarationKind = counter == nil ? .component : .anonymousComponents
        additions.components.append(
            tree.add(.declaration(kind, name, dimensions: .empty, tags: .empty), place))
        var statements: [StatementID] = []
        let path = counter.map { [Access.index($0)] } ?? []
        let call = tree.add(.call(template, arguments: parameters), place)
        statements.append(
            tree.add(.substitution(name, accesses: tree.accessList(path), .variable, call), place))
        for (input, value) in try assignments(inputs, names, of: definition, at: place) {
            let new = try expand(value, .constrain, counter: counter, &additions, front: &statements)
            let accesses = tree.accessList(path + [.field(input)])
            statements.append(tree.add(.substitution(name, accesses: accesses, .constrain, new), place))
        }
        front.append(tree.add(.block(tree.list(statements)), place))
        let results = definition.outputs.map { output in
            tree.add(.variable(name, accesses: tree.accessList(path + [.field(output)])), place)
        }
        return results.count == 1 ? results[0] : tree.add(.tuple(tree.list(results)), place)
    }

    /// The inputs with their values, in the order of the inputs' names.
    private func assignments(
        _ inputs: NodeList, _ names: NodeList, of template: Template, at place: SourceRange
    ) throws(Diagnostic) -> [(Name, ExpressionID)] {
        let values = tree.expressions(inputs)
        guard values.count == template.inputs.count else {
            throw Diagnostic(
                .anonymousComponent,
                "\(tree.names[template.name]) has \(template.inputs.count) inputs and gets \(values.count)", at: place,
                remedy: "give one value per input")
        }
        var targets = template.inputs
        if !names.isEmpty {
            targets = names.range.map { Name(id: tree.lists[$0]) }
            guard Set(targets).count == targets.count, Set(targets) == Set(template.inputs) else {
                throw Diagnostic(
                    .anonymousComponent, "these are not the inputs of \(tree.names[template.name])", at: place,
                    remedy: "name each of its inputs once: "
                        + template.inputs.map { tree.names[$0] }.joined(separator: ", "))
            }
        }
        return zip(targets, values).sorted { left, right in
            tree.names[left.0].utf8.lexicographicallyPrecedes(tree.names[right.0].utf8)
        }
    }

    /// Throws where an expression contains an anonymous call or a tuple, which only assignments take.
    func requirePlain(_ id: ExpressionID) throws(Diagnostic) {
        let place = tree[id].place
        switch tree[id].kind {
        case .anonymous:
            throw Diagnostic(
                .anonymousComponent, "an anonymous component can only stand alone on the right of <==", at: place,
                remedy: "assign it to a signal first")
        case .tuple:
            throw Diagnostic(
                .tuple, "a tuple can only stand alone in an assignment", at: place,
                remedy: "assign its values to names first")
        case .infix(_, let left, let right):
            try requirePlain(left)
            try requirePlain(right)
        case .prefix(_, let operand), .parallel(let operand): try requirePlain(operand)
        case .conditional(let condition, let then, let otherwise):
            try requirePlain(condition)
            try requirePlain(then)
            try requirePlain(otherwise)
        case .call(_, let values), .busCall(_, let values), .array(let values):
            for value in tree.expressions(values) { try requirePlain(value) }
        case .variable(_, let accesses): try requirePlain(accesses: accesses)
        case .underscore:
            throw Diagnostic(
                .syntax, "_ is no value", at: place, remedy: "use _ only where a value is dropped")
        case .number, .uniformArray: break
        }
    }

    func requirePlain(accesses: NodeList) throws(Diagnostic) {
        for position in accesses.range {
            if case .index(let index) = tree.accesses[position] { try requirePlain(index) }
        }
    }
}
