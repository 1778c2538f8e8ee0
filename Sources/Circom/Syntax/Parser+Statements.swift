internal import FiniteFields

extension Parser {
    mutating func block() throws(Diagnostic) -> StatementID {
        let start = index
        try expect(.leftBrace, after: "the head of a block")
        let statements = try nested { parser throws(Diagnostic) in
            var statements: [StatementID] = []
            while !parser.accept(.rightBrace) {
                guard parser.token != .end else { throw parser.unexpected("} is expected after a block") }
                let start = parser.index
                do throws(Diagnostic) {
                    statements.append(try parser.statementOrDeclaration())
                } catch {
                    try parser.record(error)
                    parser.skipStatement()
                    guard parser.index > start || parser.token == .sign(.rightBrace) else { throw error }
                }
            }
            return statements
        }
        return tree.add(.block(tree.list(statements)), place(since: start))
    }

    private mutating func statementOrDeclaration() throws(Diagnostic) -> StatementID {
        guard let declaration = try declaration() else { return try statement() }
        try expect(.semicolon, after: "a declaration")
        return declaration
    }

    private mutating func statement() throws(Diagnostic) -> StatementID {
        guard token == .keyword(.if) else { return try simpleStatement() }
        let start = index
        advance()
        try expect(.leftParenthesis, after: "if")
        let condition = try expression()
        try expect(.rightParenthesis, after: "the condition")
        return try nested { parser throws(Diagnostic) in
            let then = try parser.statement()
            let otherwise = parser.accept(.else) ? try parser.statement() : .none
            return parser.tree.add(
                .conditional(condition, then: then, otherwise: otherwise), parser.place(since: start))
        }
    }

    /// Every statement but `if`, which the body of a loop cannot be.
    private mutating func simpleStatement() throws(Diagnostic) -> StatementID {
        let start = index
        switch token {
        case .sign(.leftBrace): return try block()
        case .keyword(.for): return try forLoop()
        case .keyword(.while):
            advance()
            try expect(.leftParenthesis, after: "while")
            let condition = try expression()
            try expect(.rightParenthesis, after: "the condition")
            let body = try nested { parser throws(Diagnostic) in try parser.simpleStatement() }
            return tree.add(.loop(condition, body: body), place(since: start))
        case .keyword(.return):
            advance()
            let value = try expression()
            try expect(.semicolon, after: "return")
            return tree.add(.returns(value), place(since: start))
        case .keyword(.assert):
            advance()
            try expect(.leftParenthesis, after: "assert")
            let condition = try expression()
            try expect(.rightParenthesis, after: "the condition")
            try expect(.semicolon, after: "assert")
            return tree.add(.assert(condition), place(since: start))
        case .keyword(.log):
            advance()
            return try logStatement(since: start)
        default: break
        }
        let statement = try substitution(allowsConstraint: true)
        try expect(.semicolon, after: "a statement")
        return statement
    }

    private mutating func logStatement(since start: Int) throws(Diagnostic) -> StatementID {
        try expect(.leftParenthesis, after: "log")
        var elements: [Int32] = []
        if !accept(.rightParenthesis) {
            repeat {
                if case .string(let string) = token {
                    advance()
                    elements.append(-1 - string)
                } else {
                    elements.append(try expression().index)
                }
            } while accept(.comma)
            try expect(.rightParenthesis, after: "the values of log")
        }
        try expect(.semicolon, after: "log")
        return tree.add(.log(tree.list(elements)), place(since: start))
    }

    /// `for (a; b; c) d` is `{ a; while (b) { d; c; } }`.
    private mutating func forLoop() throws(Diagnostic) -> StatementID {
        let start = index
        advance()
        try expect(.leftParenthesis, after: "for")
        let first: StatementID
        if let declaration = try declaration() {
            first = declaration
        } else {
            first = try substitution(allowsConstraint: false)
        }
        try expect(.semicolon, after: "the start of a loop")
        let condition = try expression()
        try expect(.semicolon, after: "the condition of a loop")
        let step = try substitution(allowsConstraint: false)
        try expect(.rightParenthesis, after: "the head of a loop")
        return try nested { parser throws(Diagnostic) in
            let body = try parser.simpleStatement()
            let place = parser.place(since: start)
            let round = parser.tree.add(.block(parser.tree.list([body, step])), parser.tree[body].place)
            let loop = parser.tree.add(.loop(condition, body: round), place)
            return parser.tree.add(.block(parser.tree.list([first, loop])), place)
        }
    }

    private static let compound: [Sign: InfixOperator] = [
        .plusAssign: .add, .minusAssign: .subtract, .timesAssign: .multiply, .divideAssign: .divide,
        .integerDivideAssign: .integerDivide, .moduloAssign: .modulo, .powerAssign: .power,
        .shiftLeftAssign: .shiftLeft, .shiftRightAssign: .shiftRight, .bitAndAssign: .bitAnd, .bitOrAssign: .bitOr,
        .bitXorAssign: .bitXor,
    ]

    /// An assignment in any of its forms, a constraint, or a call of a component without outputs.
    private mutating func substitution(allowsConstraint: Bool) throws(Diagnostic) -> StatementID {
        let start = index
        let left = try expression()
        let sign: Sign
        if case .sign(let found) = token { sign = found } else { sign = .semicolon }
        switch sign {
        case .assign, .hintLeft, .constrainLeft:
            advance()
            let value = try expression()
            let assignment: Assignment = sign == .assign ? .variable : sign == .hintLeft ? .hint : .constrain
            return assign(value, to: left, assignment, place(since: start))
        case .hintRight, .constrainRight:
            advance()
            let target = try expression()
            return assign(left, to: target, sign == .hintRight ? .hint : .constrain, place(since: start))
        case .constrainEqual where allowsConstraint:
            advance()
            let right = try expression()
            return tree.add(.constrain(left, right), place(since: start))
        case .increment, .decrement:
            advance()
            let place = place(since: start)
            let one = tree.number(.one, place)
            return try compound(left, sign == .increment ? .add : .subtract, one, place)
        default: break
        }
        if let infix = Self.compound[sign] {
            advance()
            let value = try expression()
            return try compound(left, infix, value, place(since: start))
        }
        if allowsConstraint, case .anonymous = tree[left].kind {
            let place = place(since: start)
            let nothing = tree.add(.tuple(.empty), place)
            return tree.add(.tupleSubstitution(nothing, .constrain, left), place)
        }
        throw Diagnostic(
            .syntax, "an expression alone is no statement", at: place(since: start),
            remedy: "assign its value, or constrain it with ===")
    }

    private mutating func assign(
        _ value: ExpressionID, to target: ExpressionID, _ assignment: Assignment, _ place: SourceRange
    ) -> StatementID {
        switch tree[target].kind {
        case .variable(let name, let accesses):
            tree.add(.substitution(name, accesses: accesses, assignment, value), place)
        case .underscore: tree.add(.underscore(assignment, value), place)
        default: tree.add(.tupleSubstitution(target, assignment, value), place)
        }
    }

    private mutating func compound(
        _ target: ExpressionID, _ infix: InfixOperator, _ value: ExpressionID, _ place: SourceRange
    ) throws(Diagnostic) -> StatementID {
        guard case .variable(let name, let accesses) = tree[target].kind else {
            throw Diagnostic(
                .syntax, "only a variable can be changed in place", at: tree[target].place,
                remedy: "name the variable on the left")
        }
        let result = tree.add(.infix(infix, target, value), place)
        return tree.add(.substitution(name, accesses: accesses, .variable, result), place)
    }
}
