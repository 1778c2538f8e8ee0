/// Checks what custom templates may contain: assignments with `<--` and nothing that makes constraints.
///
/// Only templates that the main component can reach are looked at, as in the official compiler
/// (`type_analysis/src/analyzers/custom_gate_analysis.rs` of circom 2.2.3).
struct CustomTemplateCheck {
    private let tree: SyntaxTree
    private(set) var errors: [Diagnostic] = []
    private(set) var warnings: [Diagnostic] = []

    init(tree: SyntaxTree) { self.tree = tree }

    mutating func run() {
        guard tree.templates.contains(where: \.isCustom) else { return }
        for index in reachedTemplates().sorted() where tree.templates[index].isCustom {
            check(tree.templates[index].body, of: tree.names[tree.templates[index].name])
        }
    }

    private mutating func check(_ body: StatementID, of template: String) {
        var pending = [body]
        while let id = pending.popLast() {
            guard !id.isNone else { continue }
            switch tree[id].kind {
            case .block(let list), .initialization(let list): pending += tree.statements(list).reversed()
            case .conditional(_, let then, let otherwise): pending += [otherwise, then]
            case .loop(_, let body): pending.append(body)
            case .declaration(let kind, let name, _, _):
                checkDeclaration(kind, tree.names[name], of: template, at: tree[id].place)
            case .substitution(_, _, .constrain, _), .underscore(.constrain, _), .constrain:
                errors.append(
                    Diagnostic(
                        .customConstraint, "the custom template \(template) has a constraint", at: tree[id].place,
                        remedy: "assign with <--; the proof system that knows the gate binds its signals"))
            default: break
            }
        }
    }

    private mutating func checkDeclaration(
        _ kind: DeclarationKind, _ name: String, of template: String, at place: SourceRange
    ) {
        switch kind {
        case .component, .anonymousComponents:
            errors.append(
                Diagnostic(
                    .customComponent, "the custom template \(template) has a component", at: place,
                    remedy: "use the component outside, or make the template an ordinary one"))
        case .signal(.intermediate), .bus(.intermediate):
            warnings.append(
                Diagnostic(
                    .customIntermediate, "\(name) is an intermediate signal of the custom template \(template)",
                    at: place, remedy: "make it an input or an output, or compute with a var"))
        default: break
        }
    }

    // MARK: Reach

    /// The templates that the main component calls, directly or through others.
    private func reachedTemplates() -> Set<Int> {
        var reached: Set<Int> = []
        var pending = tree.mains.flatMap { calls(in: $0.call) }
        while let template = pending.popLast() {
            guard reached.insert(template).inserted else { continue }
            pending += calls(inStatement: tree.templates[template].body)
        }
        return reached
    }

    private func calls(inStatement body: StatementID) -> [Int] {
        var result: [Int] = []
        var pending = [body]
        while let id = pending.popLast() {
            guard !id.isNone else { continue }
            switch tree[id].kind {
            case .block(let list), .initialization(let list): pending += tree.statements(list)
            case .conditional(_, let then, let otherwise): pending += [then, otherwise]
            case .loop(_, let body): pending.append(body)
            case .substitution(_, _, _, let value): result += calls(in: value)
            default: break
            }
        }
        return result
    }

    /// The templates that an expression calls; only whole values, and `parallel` in front of them, are calls of templates.
    private func calls(in expression: ExpressionID) -> [Int] {
        switch tree[expression].kind {
        case .call(let name, _):
            guard case .template(let index) = tree.definitions[name] else { return [] }
            return [index]
        case .parallel(let operand): return calls(in: operand)
        case .conditional(_, let then, let otherwise): return calls(in: then) + calls(in: otherwise)
        default: return []
        }
    }
}
