internal import FiniteFields

/// The program as it was parsed: every node of every file in flat tables.
///
/// Nodes name each other by number. They are plain values without references, so that elaboration, which visits some of
/// them millions of times, counts no references, and a deep tree is freed without recursion.
struct SyntaxTree: Sendable {
    var names = NameTable()
    var numbers: [Fr] = []
    var strings: [String] = []
    var expressions: [ExpressionNode] = []
    var statements: [StatementNode] = []
    /// The elements of all lists; a ``NodeList`` is a range of it.
    var lists: [Int32] = []
    var accesses: [Access] = []
    var templates: [Template] = []
    var functions: [Function] = []
    var buses: [Bus] = []
    var mains: [MainComponent] = []
    /// The place in its definition that each variable expression, declaration and substitution means (``NameResolution``).
    var expressionSlots: [Int32] = []
    var statementSlots: [Int32] = []
    /// Templates, functions and buses by name; they share one name space.
    var definitions: [Name: Definition] = [:]

    subscript(expression: ExpressionID) -> ExpressionNode { expressions[Int(expression.index)] }
    subscript(statement: StatementID) -> StatementNode { statements[Int(statement.index)] }

    func element(_ list: NodeList, _ index: Int) -> Int32 { lists[Int(list.start) + index] }

    func expressions(_ list: NodeList) -> [ExpressionID] {
        list.range.map { ExpressionID(index: lists[$0]) }
    }

    func statements(_ list: NodeList) -> [StatementID] {
        list.range.map { StatementID(index: lists[$0]) }
    }

    mutating func add(_ kind: Expression, _ place: SourceRange) -> ExpressionID {
        expressions.append(ExpressionNode(kind: kind, place: place, height: height(of: kind)))
        return ExpressionID(index: Int32(expressions.count - 1))
    }

    mutating func add(_ kind: Statement, _ place: SourceRange) -> StatementID {
        statements.append(StatementNode(kind: kind, place: place))
        return StatementID(index: Int32(statements.count - 1))
    }

    /// The levels of expressions below and including one: what a recursive visit needs of the stack.
    private func height(of kind: Expression) -> Int32 {
        func height(_ list: NodeList) -> Int32 {
            list.range.reduce(0) { max($0, expressions[Int(lists[$1])].height) }
        }
        let below: Int32 =
            switch kind {
            case .number, .underscore: 0
            case .variable(_, let accesses):
                accesses.range.reduce(0) { largest, position in
                    guard case .index(let index) = self.accesses[position] else { return largest }
                    return max(largest, self[index].height)
                }
            case .infix(_, let left, let right): max(self[left].height, self[right].height)
            case .prefix(_, let operand), .parallel(let operand): self[operand].height
            case .conditional(let condition, let then, let otherwise):
                max(self[condition].height, self[then].height, self[otherwise].height)
            case .call(_, let arguments), .busCall(_, let arguments): height(arguments)
            case .anonymous(_, let parameters, let inputs, _): max(height(parameters), height(inputs))
            case .array(let values), .tuple(let values): height(values)
            case .uniformArray(let value, let dimension): max(self[value].height, self[dimension].height)
            }
        return below + 1
    }

    mutating func list(_ elements: [Int32]) -> NodeList {
        let start = Int32(lists.count)
        lists.append(contentsOf: elements)
        return NodeList(start: start, count: Int32(elements.count))
    }

    mutating func list(_ elements: [ExpressionID]) -> NodeList { list(elements.map(\.index)) }
    mutating func list(_ elements: [StatementID]) -> NodeList { list(elements.map(\.index)) }
    mutating func list(_ elements: [Name]) -> NodeList { list(elements.map(\.id)) }

    mutating func accessList(_ elements: [Access]) -> NodeList {
        let start = Int32(accesses.count)
        accesses.append(contentsOf: elements)
        return NodeList(start: start, count: Int32(elements.count))
    }

    mutating func number(_ value: Fr, _ place: SourceRange) -> ExpressionID {
        numbers.append(value)
        return add(.number(Int32(numbers.count - 1)), place)
    }
}

struct ExpressionID: Hashable, Sendable {
    var index: Int32
    static let none = ExpressionID(index: -1)
}

struct StatementID: Hashable, Sendable {
    var index: Int32
    static let none = StatementID(index: -1)
    var isNone: Bool { index < 0 }
}

/// A range of the tree's list table.
struct NodeList: Hashable, Sendable {
    var start: Int32
    var count: Int32
    static let empty = NodeList(start: 0, count: 0)
    var isEmpty: Bool { count == 0 }
    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

struct ExpressionNode: Sendable {
    var kind: Expression
    var place: SourceRange
    var height: Int32
}

struct StatementNode: Sendable {
    var kind: Statement
    var place: SourceRange
}

/// One step from a name to a part of what it names.
enum Access: Sendable {
    case index(ExpressionID)
    case field(Name)
}

enum Expression: Sendable {
    case number(Int32)
    case variable(Name, accesses: NodeList)
    case infix(InfixOperator, ExpressionID, ExpressionID)
    case prefix(PrefixOperator, ExpressionID)
    case conditional(ExpressionID, then: ExpressionID, otherwise: ExpressionID)
    case call(Name, arguments: NodeList)
    case busCall(Name, arguments: NodeList)
    /// `Template(parameters)(inputs)`; `names` has the inputs' names where they are given.
    case anonymous(Name, parameters: NodeList, inputs: NodeList, names: NodeList)
    case array(NodeList)
    /// `dimension` copies of a value: the initial value of a declared array.
    case uniformArray(ExpressionID, dimension: ExpressionID)
    case tuple(NodeList)
    case parallel(ExpressionID)
    case underscore
}

enum Statement: Sendable {
    case conditional(ExpressionID, then: StatementID, otherwise: StatementID)
    case loop(ExpressionID, body: StatementID)
    case returns(ExpressionID)
    case block(NodeList)
    /// Declarations and initial values that belong to one line; opens no scope.
    case initialization(NodeList)
    case declaration(DeclarationKind, Name, dimensions: NodeList, tags: NodeList)
    case substitution(Name, accesses: NodeList, Assignment, ExpressionID)
    case tupleSubstitution(ExpressionID, Assignment, ExpressionID)
    case underscore(Assignment, ExpressionID)
    case constrain(ExpressionID, ExpressionID)
    /// Elements are expressions, or strings as `-1 - index`.
    case log(NodeList)
    case assert(ExpressionID)
}

enum Assignment: Sendable {
    case variable
    case hint
    case constrain
}

enum WireKind: Sendable {
    case input
    case output
    case intermediate
}

enum DeclarationKind: Sendable, Equatable {
    case variable
    case signal(WireKind)
    case bus(WireKind)
    case component
    /// The components of an anonymous call inside a loop, one per round.
    case anonymousComponents
}

enum InfixOperator: UInt8, Sendable {
    case add, subtract, multiply, divide, integerDivide, modulo, power, shiftLeft, shiftRight
    case lessOrEqual, greaterOrEqual, less, greater, equal, notEqual, or, and, bitOr, bitAnd, bitXor
}

enum PrefixOperator: UInt8, Sendable {
    case negate, not, complement
}

enum Definition: Sendable {
    case template(Int)
    case function(Int)
    case bus(Int)
}

struct Template: Sendable {
    var name: Name
    var parameters: [Name]
    var body: StatementID
    var place: SourceRange
    /// The template has no constraints: a proof system that knows it as a gate binds its signals.
    var isCustom = false
    /// A C++ function computes the outputs.
    var isForeign = false
    /// The declared inputs and outputs in the order of the text.
    var inputs: [Name] = []
    var outputs: [Name] = []
    /// The inputs with tags, which delay the instance until their tags are known.
    var hasTaggedInputs = false
    /// The number of places for names that ``NameResolution`` gave out.
    var slotCount = 0
}

struct Function: Sendable {
    var name: Name
    var parameters: [Name]
    var body: StatementID
    var place: SourceRange
    var slotCount = 0
}

struct Bus: Sendable {
    var name: Name
    var parameters: [Name]
    var body: StatementID
    var place: SourceRange
    var slotCount = 0
}

struct MainComponent: Sendable {
    var publicNames: [Name]
    var call: ExpressionID
    var place: SourceRange
}
