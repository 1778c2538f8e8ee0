extension Parser {
    /// An expression: `parallel` before a call, a conditional, or an infix expression.
    mutating func expression() throws(Diagnostic) -> ExpressionID {
        try nested { parser throws(Diagnostic) in
            let start = parser.index
            if parser.accept(.parallel) {
                let operand = try parser.conditional()
                return parser.tree.add(.parallel(operand), parser.place(since: start))
            }
            return try parser.conditional()
        }
    }

    private mutating func conditional() throws(Diagnostic) -> ExpressionID {
        let start = index
        let condition = try infix(tier: 0)
        guard accept(.question) else { return condition }
        let then = try infix(tier: 0)
        try expect(.colon, after: "the first value of a conditional")
        let otherwise = try infix(tier: 0)
        return tree.add(.conditional(condition, then: then, otherwise: otherwise), place(since: start))
    }

    private static let heightMax = 1_500

    /// The infix operators from the weakest to the strongest; all are left-associative.
    private static let tiers: [[Sign: InfixOperator]] = [
        [.or: .or],
        [.and: .and],
        [
            .equal: .equal, .notEqual: .notEqual, .less: .less, .greater: .greater, .lessOrEqual: .lessOrEqual,
            .greaterOrEqual: .greaterOrEqual,
        ],
        [.bitOr: .bitOr],
        [.bitXor: .bitXor],
        [.bitAnd: .bitAnd],
        [.shiftLeft: .shiftLeft, .shiftRight: .shiftRight],
        [.plus: .add, .minus: .subtract],
        [.times: .multiply, .divide: .divide, .integerDivide: .integerDivide, .modulo: .modulo],
        [.power: .power],
    ]

    /// The tier and the operator of each sign: an expression without operators then costs one look-up.
    private static let operators: [Sign: (tier: Int, operator: InfixOperator)] = {
        var table: [Sign: (tier: Int, operator: InfixOperator)] = [:]
        for (tier, operators) in tiers.enumerated() {
            for (sign, infix) in operators { table[sign] = (tier, infix) }
        }
        return table
    }()

    /// An expression of operators of at least a tier (precedence climbing).
    private mutating func infix(tier: Int) throws(Diagnostic) -> ExpressionID {
        let start = index
        var left = try prefixed()
        while case .sign(let sign) = token, let entry = Self.operators[sign], entry.tier >= tier {
            advance()
            let right = try nested { parser throws(Diagnostic) in try parser.infix(tier: entry.tier + 1) }
            left = tree.add(.infix(entry.operator, left, right), place(since: start))
            guard tree[left].height <= Self.heightMax else {
                throw Diagnostic(
                    .limit, "an expression has more than \(Self.heightMax) operators in a row", at: place(since: start),
                    remedy: "collect the terms in a variable")
            }
        }
        return left
    }

    private mutating func prefixed() throws(Diagnostic) -> ExpressionID {
        let start = index
        let prefix: PrefixOperator
        switch token {
        case .sign(.not): prefix = .not
        case .sign(.minus): prefix = .negate
        case .sign(.complement): prefix = .complement
        default: return try primary()
        }
        advance()
        let operand = try primary()
        return tree.add(.prefix(prefix, operand), place(since: start))
    }

    private mutating func primary() throws(Diagnostic) -> ExpressionID {
        let start = index
        switch token {
        case .number(let number):
            advance()
            return tree.add(.number(number), place(since: start))
        case .underscore:
            advance()
            return tree.add(.underscore, place(since: start))
        case .sign(.leftBracket):
            advance()
            let values = try expressionList()
            try expect(.rightBracket, after: "the values of an array")
            return tree.add(.array(tree.list(values)), place(since: start))
        case .sign(.leftParenthesis):
            advance()
            let first = try expression()
            guard accept(.comma) else {
                try expect(.rightParenthesis, after: "an expression in parentheses")
                return first
            }
            let rest = try expressionList()
            try expect(.rightParenthesis, after: "the values of a tuple")
            return tree.add(.tuple(tree.list([first] + rest)), place(since: start))
        case .identifier(let name):
            advance()
            if token == .sign(.leftParenthesis) { return try call(name, since: start) }
            let accesses = try accessPath()
            return tree.add(.variable(name, accesses: tree.accessList(accesses)), place(since: start))
        default: throw unexpected("a value is expected")
        }
    }

    mutating func expressionList() throws(Diagnostic) -> [ExpressionID] {
        var values = [try expression()]
        while accept(.comma) { values.append(try expression()) }
        return values
    }

    /// The arguments between parentheses, which may be none.
    mutating func arguments() throws(Diagnostic) -> [ExpressionID] {
        try expect(.leftParenthesis, after: "a name")
        guard !accept(.rightParenthesis) else { return [] }
        let values = try expressionList()
        try expect(.rightParenthesis, after: "the arguments")
        return values
    }

    private mutating func call(_ name: Name, since start: Int) throws(Diagnostic) -> ExpressionID {
        let parameters = try arguments()
        guard token == .sign(.leftParenthesis) else {
            return tree.add(.call(name, arguments: tree.list(parameters)), place(since: start))
        }
        var names: [Name] = []
        var inputs: [ExpressionID] = []
        advance()
        if !accept(.rightParenthesis) {
            if isNamedInput {
                (names, inputs) = try namedInputs()
            } else {
                inputs = try expressionList()
            }
            try expect(.rightParenthesis, after: "the inputs of a component")
        }
        let kind = Expression.anonymous(
            name, parameters: tree.list(parameters), inputs: tree.list(inputs), names: tree.list(names))
        return tree.add(kind, place(since: start))
    }

    private var isNamedInput: Bool {
        guard case .identifier = token else { return false }
        switch token(ahead: 1) {
        case .sign(.assign), .sign(.hintLeft), .sign(.constrainLeft): return true
        default: return false
        }
    }

    private mutating func namedInputs() throws(Diagnostic) -> ([Name], [ExpressionID]) {
        var names: [Name] = []
        var inputs: [ExpressionID] = []
        repeat {
            names.append(try identifier("the name of an input"))
            guard accept(.constrainLeft) else {
                throw Diagnostic(
                    .anonymousComponent, "inputs of an anonymous component are assigned with <==", at: place,
                    remedy: "write name <== value")
            }
            inputs.append(try expression())
        } while accept(.comma)
        return (names, inputs)
    }

    /// What follows a name: indices in brackets and names after dots.
    mutating func accessPath() throws(Diagnostic) -> [Access] {
        var accesses: [Access] = []
        while true {
            if accept(.leftBracket) {
                accesses.append(.index(try expression()))
                try expect(.rightBracket, after: "an index")
            } else if accept(.dot) {
                accesses.append(.field(try identifier("the name of a signal or tag")))
            } else {
                return accesses
            }
        }
    }
}
