/// Gives every declaration of a definition a number and every use the number it means.
///
/// It also checks what needs no values: that names and definitions exist, the counts of arguments, and what functions,
/// templates and buses may contain.
struct NameResolution {
    var tree: SyntaxTree
    private(set) var diagnostics: [Diagnostic] = []

    private enum Owner {
        case template
        case function
        case bus
    }

    private var owner = Owner.template
    /// The names in scope, innermost scope last.
    private var scopes: [[Name: Int32]] = []
    private var kinds: [DeclarationKind] = []
    private var loopDepth = 0

    init(tree: SyntaxTree) { self.tree = tree }

    mutating func run() {
        tree.expressionSlots = Array(repeating: -1, count: tree.expressions.count)
        tree.statementSlots = Array(repeating: -1, count: tree.statements.count)
        for index in tree.templates.indices {
            let template = tree.templates[index]
            tree.templates[index].slotCount = resolve(.template, template.parameters, template.body, template.place)
        }
        for index in tree.functions.indices {
            let function = tree.functions[index]
            tree.functions[index].slotCount = resolve(.function, function.parameters, function.body, function.place)
            if !returns(function.body) {
                diagnostics.append(
                    Diagnostic(
                        .missingReturn, "\(tree.names[function.name]) does not return a value on every path",
                        at: function.place, remedy: "end every path of the function with return"))
            }
        }
        for index in tree.buses.indices {
            let bus = tree.buses[index]
            tree.buses[index].slotCount = resolve(.bus, bus.parameters, bus.body, bus.place)
        }
        for main in tree.mains { resolveMain(main) }
    }

    private mutating func resolveMain(_ main: MainComponent) {
        scopes = [[:]]
        kinds = []
        guard case .call(let name, let arguments) = tree[main.call].kind, case .template = tree.definitions[name]
        else {
            if case .call(let name, _) = tree[main.call].kind, tree.definitions[name] == nil {
                checkCall(name, 0, at: tree[main.call].place)
                return
            }
            report(
                .illegalMain, "the main component must be a call of a template", at: main.place,
                "write component main = Template(parameters);")
            return
        }
        expressions(arguments)
        checkCall(name, arguments.count, at: tree[main.call].place)
    }

    private mutating func resolve(
        _ owner: Owner, _ parameters: [Name], _ body: StatementID, _ place: SourceRange
    ) -> Int {
        self.owner = owner
        scopes = [[:]]
        kinds = []
        loopDepth = 0
        for parameter in parameters { declare(parameter, .variable, at: place) }
        statement(body)
        return kinds.count
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, at place: SourceRange, _ remedy: String) {
        diagnostics.append(Diagnostic(code, message, at: place, remedy: remedy))
    }

    private mutating func declare(_ name: Name, _ kind: DeclarationKind, at place: SourceRange) {
        if scopes[scopes.count - 1].updateValue(Int32(kinds.count), forKey: name) != nil {
            report(
                .declaredTwice, "\(tree.names[name]) is declared twice in one block", at: place,
                "rename one of the two")
        }
        kinds.append(kind)
    }

    private func slot(_ name: Name) -> Int32? {
        for scope in scopes.reversed() {
            if let slot = scope[name] { return slot }
        }
        return nil
    }

    // MARK: Statements

    private mutating func statement(_ id: StatementID) {
        guard !id.isNone else { return }
        let place = tree[id].place
        switch tree[id].kind {
        case .block(let list):
            scopes.append([:])
            for entry in tree.statements(list) { statement(entry) }
            scopes.removeLast()
        case .initialization(let list):
            for entry in tree.statements(list) { statement(entry) }
        case .conditional(let condition, let then, let otherwise):
            expression(condition)
            statement(then)
            statement(otherwise)
        case .loop(let condition, let body):
            expression(condition)
            loopDepth += 1
            statement(body)
            loopDepth -= 1
        case .declaration(let kind, let name, let dimensions, _):
            expressions(dimensions)
            checkDeclaration(kind, at: place)
            tree.statementSlots[Int(id.index)] = Int32(kinds.count)
            declare(name, kind, at: place)
        case .substitution(let name, let accessList, let assignment, let value):
            expression(value)
            accesses(accessList)
            tree.statementSlots[Int(id.index)] = use(name, at: place)
            if assignment == .constrain || assignment == .hint { forbidInFunction("an assignment of signals", place) }
        case .underscore(_, let value), .assert(let value): expression(value)
        case .constrain(let left, let right):
            expression(left)
            expression(right)
            forbidInFunction("a constraint", place)
        case .returns(let value):
            expression(value)
            if owner != .function {
                report(.returnInTemplate, "return belongs into functions", at: place, "assign an output instead")
            }
        case .log(let elements):
            for position in elements.range where tree.lists[position] >= 0 {
                expression(ExpressionID(index: tree.lists[position]))
            }
        case .tupleSubstitution: break
        }
    }

    private mutating func forbidInFunction(_ what: String, _ place: SourceRange) {
        guard owner == .function else { return }
        report(.constraintInFunction, "\(what) has no place in a function", at: place, "move it into a template")
    }

    private mutating func checkDeclaration(_ kind: DeclarationKind, at place: SourceRange) {
        switch kind {
        case .variable: return
        case .signal(let wire), .bus(let wire):
            if owner == .function {
                report(
                    .signalInFunction, "a function cannot declare signals", at: place,
                    "use var, or make it a template")
            }
            if owner == .bus, wire != .intermediate {
                report(.wrongTypes, "the signals of a bus are neither inputs nor outputs", at: place, "write signal")
            }
        case .component:
            if owner != .template {
                report(.signalInFunction, "only templates can declare components", at: place, "make it a template")
            }
        case .anonymousComponents: return
        }
        if loopDepth > 0 {
            report(
                .signalInsideLoop, "signals and components cannot be declared inside a loop", at: place,
                "declare an array before the loop")
        }
    }

    private mutating func use(_ name: Name, at place: SourceRange) -> Int32 {
        if let slot = slot(name) { return slot }
        report(
            .undeclared, "\(tree.names[name]) is not declared", at: place,
            "declare it before its use, or correct the name")
        return -1
    }

    // MARK: Expressions

    private mutating func expressions(_ list: NodeList) {
        for position in list.range { expression(ExpressionID(index: tree.lists[position])) }
    }

    private mutating func accesses(_ list: NodeList) {
        for position in list.range {
            if case .index(let index) = tree.accesses[position] { expression(index) }
        }
    }

    private mutating func expression(_ id: ExpressionID) {
        let place = tree[id].place
        switch tree[id].kind {
        case .variable(let name, let accessList):
            accesses(accessList)
            tree.expressionSlots[Int(id.index)] = use(name, at: place)
        case .infix(_, let left, let right):
            expression(left)
            expression(right)
        case .prefix(_, let operand), .parallel(let operand): expression(operand)
        case .conditional(let condition, let then, let otherwise):
            expression(condition)
            expression(then)
            expression(otherwise)
        case .call(let name, let arguments), .busCall(let name, let arguments):
            expressions(arguments)
            checkCall(name, arguments.count, at: place)
        case .array(let values), .tuple(let values): expressions(values)
        case .uniformArray(let value, let dimension):
            expression(value)
            expression(dimension)
        case .number, .anonymous, .underscore: break
        }
    }

    private mutating func checkCall(_ name: Name, _ count: Int32, at place: SourceRange) {
        let parameters: [Name]
        switch tree.definitions[name] {
        case .template(let index): parameters = tree.templates[index].parameters
        case .function(let index): parameters = tree.functions[index].parameters
        case .bus(let index): parameters = tree.buses[index].parameters
        case nil:
            report(
                .undeclared, "there is no template, function or bus \(tree.names[name])", at: place,
                "define it, or include the file that does")
            return
        }
        guard parameters.count != Int(count) else { return }
        report(
            .argumentCount, "\(tree.names[name]) takes \(parameters.count) arguments and gets \(count)", at: place,
            "give one argument per parameter: \(parameters.map { tree.names[$0] }.joined(separator: ", "))")
    }

    /// Whether every path through a statement returns.
    private func returns(_ id: StatementID) -> Bool {
        guard !id.isNone else { return false }
        switch tree[id].kind {
        case .returns: return true
        case .block(let list), .initialization(let list):
            return tree.statements(list).contains { returns($0) }
        case .conditional(_, let then, let otherwise): return returns(then) && returns(otherwise)
        default: return false
        }
    }
}
