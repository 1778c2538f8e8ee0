/// The words, numbers and signs that a source consists of.
enum Token: Equatable {
    case identifier(Name)
    case underscore
    case number(Int32)
    case string(Int32)
    case keyword(Keyword)
    case sign(Sign)
    case end
}

enum Keyword: String, CaseIterable {
    case pragma, circom, include, template, function, bus, component, main, signal, input, output, `public`, `var`
    case `if`, `else`, `for`, `while`, `return`, assert, log, parallel, custom
    case customTemplates = "custom_templates"
    case externC = "extern_c"
}

enum Sign: String, CaseIterable {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBrace = "{"
    case rightBrace = "}"
    case leftBracket = "["
    case rightBracket = "]"
    case comma = ","
    case semicolon = ";"
    case dot = "."
    case question = "?"
    case colon = ":"
    case assign = "="
    case constrainLeft = "<=="
    case constrainRight = "==>"
    case hintLeft = "<--"
    case hintRight = "-->"
    case constrainEqual = "==="
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case or = "||"
    case and = "&&"
    case bitOr = "|"
    case bitAnd = "&"
    case bitXor = "^"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case integerDivide = "\\"
    case modulo = "%"
    case power = "**"
    case not = "!"
    case complement = "~"
    case increment = "++"
    case decrement = "--"
    case plusAssign = "+="
    case minusAssign = "-="
    case timesAssign = "*="
    case divideAssign = "/="
    case integerDivideAssign = "\\="
    case moduloAssign = "%="
    case powerAssign = "**="
    case shiftLeftAssign = "<<="
    case shiftRightAssign = ">>="
    case bitAndAssign = "&="
    case bitOrAssign = "|="
    case bitXorAssign = "^="
}

/// A token with its place.
struct PlacedToken {
    var token: Token
    var start: Int32
    var end: Int32
}
