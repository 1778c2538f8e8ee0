internal import FiniteFields

/// Replaces anonymous components and tuples by declarations and assignments.
///
/// Follows `parser/src/syntax_sugar_remover.rs`: an anonymous call becomes a component named after the template, the line
/// and the byte offset of the call; inside a loop it becomes an array of components with one element per round. Inputs are
/// assigned in the order of their names. The numbering of signals depends on all of this.
struct Desugaring {
    var tree: SyntaxTree
    private let map: SourceMap

    init(tree: SyntaxTree, map: SourceMap) {
        self.tree = tree
        self.map = map
    }

    /// What an anonymous call adds to the start of the template and in front of the statement it stands in.
    struct Additions {
        var components: [StatementID] = []
        var variables: [StatementID] = []
        var starts: [StatementID] = []

        mutating func append(_ other: Additions) {
            components += other.components
            variables += other.variables
            starts += other.starts
        }
    }

    mutating func run() throws(Diagnostic) {
        for index in tree.templates.indices { collectPorts(of: index) }
        for index in tree.templates.indices {
            let body = tree.templates[index].body
            var additions = Additions()
            let (plain, _) = try statement(body, counter: nil, &additions)
            tree.templates[index].body = prepend(additions, to: plain)
        }
        for index in tree.functions.indices {
            var additions = Additions()
            let (plain, _) = try statement(tree.functions[index].body, counter: nil, &additions)
            guard additions.components.isEmpty else {
                throw Diagnostic(
                    .anonymousComponent, "a function cannot use a component", at: tree.functions[index].place,
                    remedy: "call the template from a template")
            }
            tree.functions[index].body = plain
        }
    }

    private mutating func prepend(_ additions: Additions, to body: StatementID) -> StatementID {
        guard !additions.components.isEmpty, case .block(let statements) = tree[body].kind else { return body }
        let place = tree[body].place
        let first = tree.add(.initialization(tree.list(additions.variables)), place)
        let second = tree.add(.initialization(tree.list(additions.components)), place)
        let all = [first, second] + additions.starts + tree.statements(statements)
        return tree.add(.block(tree.list(all)), place)
    }

    // MARK: Ports

    /// Notes the inputs and outputs that a template declares, in the order of the text.
    private mutating func collectPorts(of index: Int) {
        var inputs: [Name] = []
        var outputs: [Name] = []
        var hasTags = false
        var pending = [tree.templates[index].body]
        while let next = pending.popLast() {
            guard !next.isNone else { continue }
            switch tree[next].kind {
            case .block(let list), .initialization(let list): pending += tree.statements(list).reversed()
            case .conditional(_, let then, let otherwise): pending += [otherwise, then]
            case .loop(_, let body): pending.append(body)
            case .declaration(.signal(let wire), let name, _, let tags),
                .declaration(.bus(let wire), let name, _, let tags):
                if wire == .input {
                    inputs.append(name)
                    if !tags.isEmpty { hasTags = true }
                }
                if wire == .output { outputs.append(name) }
            default: break
            }
        }
        tree.templates[index].inputs = inputs
        tree.templates[index].outputs = outputs
        tree.templates[index].hasTaggedInputs = hasTags
    }

    // MARK: Statements

    /// The statement without sugar; the flag says whether it changed.
    private mutating func statement(
        _ id: StatementID, counter: ExpressionID?, _ additions: inout Additions
    ) throws(Diagnostic) -> (StatementID, Bool) {
        let place = tree[id].place
        switch tree[id].kind {
        case .block(let list):
            let (new, isChanged) = try statements(list, counter: counter, &additions)
            return isChanged ? (tree.add(.block(tree.list(new)), place), true) : (id, false)
        case .initialization(let list):
            let (new, isChanged) = try statements(list, counter: counter, &additions)
            return isChanged ? (tree.add(.initialization(tree.list(new)), place), true) : (id, false)
        case .conditional(let condition, let then, let otherwise):
            try requirePlain(condition)
            let (newThen, isThenChanged) = try statement(then, counter: counter, &additions)
            var (newOtherwise, isOtherwiseChanged) = (otherwise, false)
            if !otherwise.isNone {
                (newOtherwise, isOtherwiseChanged) = try statement(otherwise, counter: counter, &additions)
            }
            guard isThenChanged || isOtherwiseChanged else { return (id, false) }
            return (tree.add(.conditional(condition, then: newThen, otherwise: newOtherwise), place), true)
        case .loop(let condition, let body):
            try requirePlain(condition)
            return try loop(id, condition, body, &additions)
        case .substitution(let name, let accesses, let assignment, let value):
            try requirePlain(accesses: accesses)
            return try substitution(id, name, accesses, assignment, value, counter: counter, &additions)
        case .underscore(let assignment, let value):
            var front: [StatementID] = []
            let new = try expand(value, assignment, counter: counter, &additions, front: &front)
            guard !front.isEmpty else { return (id, false) }
            front.append(tree.add(.underscore(assignment, new), place))
            return (tree.add(.block(tree.list(front)), place), true)
        case .tupleSubstitution(let target, let assignment, let value):
            var front: [StatementID] = []
            let new = try expand(value, assignment, counter: counter, &additions, front: &front)
            front += try split(target, assignment, new, place)
            return (tree.add(.block(tree.list(front)), place), true)
        case .declaration(_, _, let dimensions, _):
            for dimension in tree.expressions(dimensions) { try requirePlain(dimension) }
        case .constrain(let left, let right):
            try requirePlain(left)
            try requirePlain(right)
        case .returns(let value), .assert(let value): try requirePlain(value)
        case .log(let elements): return try log(id, elements)
        }
        return (id, false)
    }

    private mutating func statements(
        _ list: NodeList, counter: ExpressionID?, _ additions: inout Additions
    ) throws(Diagnostic) -> ([StatementID], Bool) {
        var result: [StatementID] = []
        var isChanged = false
        for entry in tree.statements(list) {
            let (new, isEntryChanged) = try statement(entry, counter: counter, &additions)
            result.append(new)
            isChanged = isChanged || isEntryChanged
        }
        return (result, isChanged)
    }

    /// A loop around anonymous calls counts its rounds in a variable of its own.
    private mutating func loop(
        _ id: StatementID, _ condition: ExpressionID, _ body: StatementID, _ additions: inout Additions
    ) throws(Diagnostic) -> (StatementID, Bool) {
        let place = tree[id].place
        let name = tree.names.name("anon_var_\(line(of: place))_\(place.start)")
        let counter = tree.add(.variable(name, accesses: .empty), place)
        var inner = Additions()
        let (newBody, isChanged) = try statement(body, counter: counter, &inner)
        guard !inner.components.isEmpty else {
            additions.append(inner)
            return isChanged ? (tree.add(.loop(condition, body: newBody), place), true) : (id, false)
        }
        additions.variables.append(
            tree.add(.declaration(.variable, name, dimensions: .empty, tags: .empty), place))
        let zero = tree.number(.zero, place)
        inner.starts.append(tree.add(.substitution(name, accesses: .empty, .variable, zero), place))
        additions.append(inner)
        let one = tree.number(.one, place)
        let next = tree.add(.infix(.add, counter, one), place)
        let step = tree.add(.substitution(name, accesses: .empty, .variable, next), place)
        let round = tree.add(.block(tree.list([newBody, step])), place)
        return (tree.add(.loop(condition, body: round), place), true)
    }

    private mutating func substitution(
        _ id: StatementID, _ name: Name, _ accesses: NodeList, _ assignment: Assignment, _ value: ExpressionID,
        counter: ExpressionID?, _ additions: inout Additions
    ) throws(Diagnostic) -> (StatementID, Bool) {
        let place = tree[id].place
        var front: [StatementID] = []
        let new = try expand(value, assignment, counter: counter, &additions, front: &front)
        if case .tuple = tree[new].kind {
            throw Diagnostic(
                .tuple, "several values cannot be assigned to one name", at: place,
                remedy: "write a tuple of names on the left")
        }
        guard !front.isEmpty || new != value else { return (id, false) }
        front.append(tree.add(.substitution(name, accesses: accesses, assignment, new), place))
        return (tree.add(.block(tree.list(front)), place), true)
    }

    /// `(a, b) <== (c, d)` as two assignments.
    private mutating func split(
        _ target: ExpressionID, _ assignment: Assignment, _ value: ExpressionID, _ place: SourceRange
    ) throws(Diagnostic) -> [StatementID] {
        guard case .tuple = tree[target].kind, case .tuple = tree[value].kind else {
            throw Diagnostic(
                .tuple, "both sides of this assignment must be tuples", at: place,
                remedy: "give as many names on the left as the right side has values")
        }
        let targets = try flattened(target)
        let values = try flattened(value)
        guard targets.count == values.count else {
            throw Diagnostic(
                .tuple, "\(targets.count) names cannot take \(values.count) values", at: place,
                remedy: "give as many names as values; _ takes a value that is not needed")
        }
        var result: [StatementID] = []
        for (target, value) in zip(targets, values) {
            let targetPlace = tree[target].place
            switch tree[target].kind {
            case .variable(let name, let accesses):
                result.append(
                    tree.add(.substitution(name, accesses: accesses, assignment, value), targetPlace))
            case .underscore: result.append(tree.add(.underscore(assignment, value), targetPlace))
            default:
                throw Diagnostic(
                    .tuple, "only signals, variables and _ can take a value", at: targetPlace,
                    remedy: "write a name here")
            }
        }
        return result
    }

    private func flattened(_ id: ExpressionID) throws(Diagnostic) -> [ExpressionID] {
        guard case .tuple(let values) = tree[id].kind else { return [id] }
        var result: [ExpressionID] = []
        for value in tree.expressions(values) { result += try flattened(value) }
        return result
    }

    /// A tuple in a log is printed in parentheses.
    private mutating func log(_ id: StatementID, _ elements: NodeList) throws(Diagnostic) -> (StatementID, Bool) {
        var result: [Int32] = []
        var isChanged = false
        func append(_ expression: ExpressionID) throws(Diagnostic) {
            guard case .tuple(let values) = tree[expression].kind else {
                try requirePlain(expression)
                result.append(expression.index)
                return
            }
            isChanged = true
            tree.strings += ["(", ")"]
            let opening = Int32(tree.strings.count - 2)
            result.append(-1 - opening)
            for value in tree.expressions(values) { try append(value) }
            result.append(-2 - opening)
        }
        for position in elements.range {
            let element = tree.lists[position]
            if element < 0 { result.append(element) } else { try append(ExpressionID(index: element)) }
        }
        return isChanged ? (tree.add(.log(tree.list(result)), tree[id].place), true) : (id, false)
    }

    func line(of place: SourceRange) -> Int { map.position(of: place)?.line ?? 0 }
}
