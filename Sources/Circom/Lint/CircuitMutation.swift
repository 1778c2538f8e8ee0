/// A way to break a circuit that loses a constraint and keeps its witness program.
package enum CircuitMutation: Sendable, Hashable {
    /// `<==` becomes `<--`.
    case weaken(statement: Int32)
    /// `===` goes.
    case remove(statement: Int32)
    /// The call of a template without outputs, such as a range check, goes.
    case removeCheck(statement: Int32)

    package var title: String {
        switch self {
        case .weaken: "<== weakened to <--"
        case .remove: "=== removed"
        case .removeCheck: "check removed"
        }
    }

    /// Applies the mutations that work on the tree as it was written.
    func applyBeforeDesugaring(_ tree: inout SyntaxTree) {
        guard case .removeCheck(let statement) = self else { return }
        tree.statements[Int(statement)].kind = .block(.empty)
    }

    /// Applies the mutations that work on the tree without sugar.
    func applyAfterDesugaring(_ tree: inout SyntaxTree) {
        switch self {
        case .weaken(let statement):
            guard case .substitution(let name, let accesses, _, let value) = tree.statements[Int(statement)].kind else {
                return
            }
            tree.statements[Int(statement)].kind = .substitution(name, accesses: accesses, .hint, value)
        case .remove(let statement): tree.statements[Int(statement)].kind = .block(.empty)
        case .removeCheck: return
        }
    }
}

extension SyntaxTree {
    /// All mutations of one template; the numbers of statements are those before (checks) and after desugaring.
    func mutations(of template: String, original: SyntaxTree) -> [(CircuitMutation, SourceRange)] {
        var result: [(CircuitMutation, SourceRange)] = []
        for definition in templates where names[definition.name] == template {
            visit(definition.body) { id, node in
                switch node.kind {
                case .substitution(_, _, .constrain, _): result.append((.weaken(statement: id), node.place))
                case .constrain: result.append((.remove(statement: id), node.place))
                default: break
                }
            }
        }
        for definition in original.templates where original.names[definition.name] == template {
            original.visit(definition.body) { id, node in
                if case .tupleSubstitution(let target, .constrain, _) = node.kind,
                    case .tuple(let targets) = original[target].kind, targets.isEmpty
                {
                    result.append((.removeCheck(statement: id), node.place))
                }
            }
        }
        return result
    }

    private func visit(_ root: StatementID, _ body: (Int32, StatementNode) -> Void) {
        var pending = [root]
        while let next = pending.popLast() {
            guard !next.isNone else { continue }
            body(next.index, self[next])
            switch self[next].kind {
            case .block(let list), .initialization(let list): pending += statements(list).reversed()
            case .conditional(_, let then, let otherwise): pending += [otherwise, then]
            case .loop(_, let inner): pending.append(inner)
            default: break
            }
        }
    }
}
