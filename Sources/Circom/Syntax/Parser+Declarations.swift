internal import FiniteFields

extension Parser {
    /// A declaration, or nil where none starts here.
    mutating func declaration() throws(Diagnostic) -> StatementID? {
        let start = index
        switch token {
        case .keyword(.var):
            advance()
            return try symbols(.variable, tags: [], bus: nil, since: start)
        case .keyword(.component):
            advance()
            return try symbols(.component, tags: [], bus: nil, since: start)
        case .keyword(.signal):
            advance()
            let wire = wireKind() ?? .intermediate
            return try symbols(.signal(wire), tags: try tags(), bus: nil, since: start)
        case .keyword(.input), .keyword(.output):
            guard let wire = wireKind() else { return nil }
            if accept(.signal) { return try symbols(.signal(wire), tags: try tags(), bus: nil, since: start) }
            let bus = try busHeader()
            return try symbols(.bus(wire), tags: try tags(), bus: bus, since: start)
        case .identifier where startsBusDeclaration:
            let bus = try busHeader()
            let wire = wireKind() ?? .intermediate
            return try symbols(.bus(wire), tags: try tags(), bus: bus, since: start)
        default: return nil
        }
    }

    private mutating func wireKind() -> WireKind? {
        if accept(.input) { return .input }
        if accept(.output) { return .output }
        return nil
    }

    private mutating func tags() throws(Diagnostic) -> [Name] {
        guard accept(.leftBrace) else { return [] }
        let names = try nameList()
        try expect(.rightBrace, after: "the tags")
        return names
    }

    private mutating func busHeader() throws(Diagnostic) -> ExpressionID {
        let start = index
        let name = try identifier("the name of a bus")
        let arguments = token == .sign(.leftParenthesis) ? try arguments() : []
        return tree.add(.busCall(name, arguments: tree.list(arguments)), place(since: start))
    }

    /// Whether a name starts a declaration `Bus name` or `Bus(parameters) name` and not a statement.
    private var startsBusDeclaration: Bool {
        var ahead = 1
        if token(ahead: 1) == .sign(.leftParenthesis) {
            var depth = 0
            repeat {
                switch token(ahead: ahead) {
                case .sign(.leftParenthesis): depth += 1
                case .sign(.rightParenthesis): depth -= 1
                case .end, .sign(.semicolon): return false
                default: break
                }
                ahead += 1
            } while depth > 0
        }
        switch token(ahead: ahead) {
        case .identifier, .keyword(.input), .keyword(.output), .sign(.leftBrace): return true
        default: return false
        }
    }

    private struct Symbol {
        var name: Name
        var dimensions: [ExpressionID]
        var value: ExpressionID?
    }

    /// The names of a declaration with their dimensions and first values.
    private mutating func symbols(
        _ kind: DeclarationKind, tags: [Name], bus: ExpressionID?, since start: Int
    ) throws(Diagnostic) -> StatementID {
        if bus == nil, token == .sign(.leftParenthesis) { return try tupleSymbols(kind, tags: tags, since: start) }
        var symbols: [Symbol] = []
        var assignment: Assignment?
        repeat {
            var symbol = try symbol()
            if let found = initialSign(for: kind) {
                guard assignment == nil || assignment == found else {
                    throw unexpected("the names of one declaration are assigned with the same sign")
                }
                assignment = found
                advance()
                symbol.value = try expression()
            }
            symbols.append(symbol)
        } while accept(.comma)
        let place = place(since: start)
        var statements: [StatementID] = []
        for symbol in symbols {
            declare(symbol, kind, tags: tags, bus: bus, place, into: &statements)
            if let value = symbol.value {
                let assignment = assignment ?? .variable
                statements.append(
                    tree.add(.substitution(symbol.name, accesses: .empty, assignment, value), place))
            }
        }
        return tree.add(.initialization(tree.list(statements)), place)
    }

    private mutating func symbol() throws(Diagnostic) -> Symbol {
        let name = try identifier("a name")
        var dimensions: [ExpressionID] = []
        while accept(.leftBracket) {
            dimensions.append(try expression())
            try expect(.rightBracket, after: "a dimension")
        }
        return Symbol(name: name, dimensions: dimensions, value: nil)
    }

    private func initialSign(for kind: DeclarationKind) -> Assignment? {
        switch (kind, token) {
        case (.variable, .sign(.assign)), (.component, .sign(.assign)): .variable
        case (.signal, .sign(.constrainLeft)), (.bus, .sign(.constrainLeft)): .constrain
        case (.signal, .sign(.hintLeft)), (.bus, .sign(.hintLeft)): .hint
        default: nil
        }
    }

    /// Adds a declaration, and for a bus its type.
    private mutating func declare(
        _ symbol: Symbol, _ kind: DeclarationKind, tags: [Name], bus: ExpressionID?,
        _ place: SourceRange, into statements: inout [StatementID]
    ) {
        let dimensions = tree.list(symbol.dimensions)
        statements.append(
            tree.add(
                .declaration(kind, symbol.name, dimensions: dimensions, tags: tree.list(tags)), place))
        if let bus {
            // The bus's type follows the declaration as an assignment of variables, as in the official tree.
            statements.append(tree.add(.substitution(symbol.name, accesses: .empty, .variable, bus), place))
        }
    }

    /// `var (a, b) = …`: declarations followed by one assignment of a tuple.
    private mutating func tupleSymbols(
        _ kind: DeclarationKind, tags: [Name], since start: Int
    ) throws(Diagnostic) -> StatementID {
        advance()
        var symbols = [try symbol()]
        while accept(.comma) { symbols.append(try symbol()) }
        try expect(.rightParenthesis, after: "the names of a declaration")
        var value: (Assignment, ExpressionID)?
        switch token {
        case .sign(.assign):
            advance()
            value = (.variable, try expression())
        case .sign(.constrainLeft):
            advance()
            value = (.constrain, try expression())
        case .sign(.hintLeft):
            advance()
            value = (.hint, try expression())
        default: break
        }
        let place = place(since: start)
        var statements: [StatementID] = []
        for symbol in symbols {
            declare(symbol, kind, tags: tags, bus: nil, place, into: &statements)
        }
        if let (assignment, expression) = value {
            if symbols.count == 1 {
                statements.append(
                    tree.add(.substitution(symbols[0].name, accesses: .empty, assignment, expression), place))
            } else {
                let targets = symbols.map { tree.add(.variable($0.name, accesses: .empty), place) }
                let tuple = tree.add(.tuple(tree.list(targets)), place)
                statements.append(tree.add(.tupleSubstitution(tuple, assignment, expression), place))
            }
        }
        return tree.add(.initialization(tree.list(statements)), place)
    }
}
