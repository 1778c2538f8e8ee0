/// Reads one file into the tree.
///
/// The grammar is that of circom 2.2.3 (`parser/src/lang.lalrpop`); a `for` becomes a `while`, a compound assignment a
/// plain one, and a declaration with a value a declaration and an assignment, as there.
struct Parser {
    var tree: SyntaxTree
    let file: Int32
    private let tokens: [PlacedToken]
    private(set) var index = 0
    private var depth = 0
    private let depthMax: Int

    /// The errors after which reading went on.
    private(set) var diagnostics: [Diagnostic] = []
    /// Reading ends with the error after this many.
    private static let diagnosticsMax = 20

    /// What the file says besides its definitions.
    struct Header {
        var version: (Int, Int, Int)?
        /// The file has `pragma custom_templates`.
        var hasCustomTemplates = false
        var includes: [(path: String, place: SourceRange)] = []
    }

    var header = Header()

    init(bytes: [UInt8], file: Int32, tree: SyntaxTree, limits: CompilerLimits) throws(Diagnostic) {
        self.tree = tree
        self.file = file
        depthMax = limits.nestingMax
        tokens = try Lexer.tokens(of: bytes, file: file, into: &self.tree)
    }

    // MARK: Tokens

    var token: Token { tokens[index].token }
    var place: SourceRange { place(at: index) }

    func token(ahead distance: Int) -> Token { tokens[min(index + distance, tokens.count - 1)].token }

    private func place(at index: Int) -> SourceRange {
        SourceRange(file: file, start: tokens[index].start, end: tokens[index].end)
    }

    /// The place from a token up to the one before the current.
    func place(since start: Int) -> SourceRange {
        let last = max(start, index - 1)
        return SourceRange(file: file, start: tokens[start].start, end: tokens[last].end)
    }

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func accept(_ sign: Sign) -> Bool {
        guard token == .sign(sign) else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard token == .keyword(keyword) else { return false }
        advance()
        return true
    }

    mutating func expect(_ sign: Sign, after what: String) throws(Diagnostic) {
        guard !accept(sign) else { return }
        if sign == .semicolon, index > 0 {
            var end = place(at: index - 1)
            end.start = max(end.start, end.end - 1)
            // What follows is read as if the semicolon were there.
            try record(
                Diagnostic(.missingSemicolon, "a semicolon is missing after \(what)", at: end, remedy: "add ; here"))
            return
        }
        throw unexpected("\(sign.rawValue) is expected after \(what)")
    }

    mutating func identifier(_ what: String) throws(Diagnostic) -> Name {
        guard case .identifier(let name) = token else { throw unexpected("\(what) is expected here") }
        advance()
        return name
    }

    func unexpected(_ message: String) -> Diagnostic {
        let found = token == .end ? "the file ends here" : "this is not allowed here"
        return Diagnostic(.syntax, "\(found): \(message)", at: place, remedy: "complete or remove this part")
    }

    /// Runs a part of the grammar one level deeper; the limit keeps a hostile source from exhausting the stack.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(Diagnostic) -> Result
    ) throws(Diagnostic) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= depthMax else {
            throw Diagnostic(
                .limit, "the source is nested more than \(depthMax) levels deep", at: place,
                remedy: "split it up, or raise the nesting limit")
        }
        return try body(&self)
    }

    // MARK: Recovery

    /// Keeps an error and goes on; a limit, and an error too many, end the reading.
    mutating func record(_ diagnostic: Diagnostic) throws(Diagnostic) {
        guard diagnostic.code != .limit, diagnostics.count < Self.diagnosticsMax else { throw diagnostic }
        // One place has one error: the second is a consequence.
        guard diagnostics.last?.place != diagnostic.place else { return }
        diagnostics.append(diagnostic)
    }

    /// Skips to the end of a statement: behind its semicolon or block, or before the brace that closes the block around it.
    mutating func skipStatement() {
        var depth = 0
        while token != .end {
            switch token {
            case .sign(.semicolon) where depth == 0:
                advance()
                return
            case .sign(.leftBrace): depth += 1
            case .sign(.rightBrace):
                guard depth > 0 else { return }
                depth -= 1
                if depth == 0 {
                    advance()
                    return
                }
            case .keyword(.template), .keyword(.function), .keyword(.bus): return
            default: break
            }
            advance()
        }
    }

    /// Skips to the next definition.
    private mutating func skipDefinition() {
        while true {
            switch token {
            case .end, .keyword(.template), .keyword(.function), .keyword(.bus): return
            case .keyword(.component) where token(ahead: 1) == .keyword(.main): return
            default: advance()
            }
        }
    }

    // MARK: File

    /// Reads the whole file.
    ///
    /// - Throws: The error that ended the reading; those after which it went on are in ``diagnostics``.
    mutating func parseFile() throws(Diagnostic) {
        while token == .keyword(.pragma) { try pragma() }
        while token == .keyword(.include) { try include() }
        while token != .end {
            let start = index
            do throws(Diagnostic) {
                try definition()
            } catch {
                try record(error)
                if index == start { advance() }
                skipDefinition()
            }
        }
    }

    private mutating func definition() throws(Diagnostic) {
        switch token {
        case .keyword(.template): try template()
        case .keyword(.function): try function()
        case .keyword(.bus): try bus()
        case .keyword(.component):
            try main()
            guard token == .end else { throw unexpected("the main component ends a file") }
        default: throw unexpected("a template, a function, a bus or the main component is expected")
        }
    }

    private mutating func pragma() throws(Diagnostic) {
        let start = index
        advance()
        let isRepeated: Bool
        if accept(.circom) {
            isRepeated = header.version != nil
            header.version = try version(since: start)
        } else if accept(.customTemplates) {
            isRepeated = header.hasCustomTemplates
            header.hasCustomTemplates = true
        } else {
            throw Diagnostic(
                .unknownPragma, "this pragma is unknown", at: place,
                remedy: "write pragma circom 2.2.0; or pragma custom_templates;")
        }
        try expect(.semicolon, after: "a pragma")
        if isRepeated {
            try record(
                Diagnostic(
                    .repeatedPragma, "the file has this pragma already", at: place(since: start),
                    remedy: "remove one of the two"))
        }
    }

    private mutating func version(since start: Int) throws(Diagnostic) -> (Int, Int, Int) {
        var parts: [Int] = []
        for position in 0..<3 {
            if position > 0 { try expect(.dot, after: "a part of the version") }
            guard case .number(let number) = token, let part = tree.numbers[Int(number)].smallInteger else {
                throw unexpected("the version is three numbers with dots")
            }
            parts.append(part)
            advance()
        }
        return (parts[0], parts[1], parts[2])
    }

    private mutating func include() throws(Diagnostic) {
        let start = index
        advance()
        guard case .string(let string) = token else { throw unexpected("the path of a file is expected") }
        advance()
        header.includes.append((tree.strings[Int(string)], place(since: start)))
        try expect(.semicolon, after: "an include")
    }

    // MARK: Definitions

    private mutating func template() throws(Diagnostic) {
        let start = index
        advance()
        let isCustom = accept(.custom)
        let isForeign = accept(.externC)
        if isForeign, !isCustom {
            try record(
                Diagnostic(
                    .foreignTemplate, "only a custom template can be computed by a C++ function", at: place,
                    remedy: "write template custom extern_c, or remove extern_c"))
        }
        // The official witness programs use threads for such templates; nothing else depends on it.
        _ = accept(.parallel)
        let name = try identifier("the template's name")
        let parameters = try parameterNames(isOptional: true)
        let body = try block()
        let place = place(since: start)
        try define(name, .template(tree.templates.count), at: place)
        tree.templates.append(
            Template(
                name: name, parameters: parameters, body: body, place: place, isCustom: isCustom, isForeign: isForeign))
    }

    private mutating func function() throws(Diagnostic) {
        let start = index
        advance()
        let name = try identifier("the function's name")
        let parameters = try parameterNames(isOptional: false)
        let body = try block()
        let place = place(since: start)
        try define(name, .function(tree.functions.count), at: place)
        tree.functions.append(Function(name: name, parameters: parameters, body: body, place: place))
    }

    private mutating func bus() throws(Diagnostic) {
        let start = index
        advance()
        let name = try identifier("the bus's name")
        let parameters = try parameterNames(isOptional: true)
        let body = try block()
        let place = place(since: start)
        try define(name, .bus(tree.buses.count), at: place)
        tree.buses.append(Bus(name: name, parameters: parameters, body: body, place: place))
    }

    private mutating func define(_ name: Name, _ definition: Definition, at place: SourceRange) throws(Diagnostic) {
        guard tree.definitions[name] == nil else {
            throw Diagnostic(
                .declaredTwice, "\(tree.names[name]) is defined more than once", at: place,
                remedy: "rename one of the definitions; templates, functions and buses share their names")
        }
        tree.definitions[name] = definition
    }

    private mutating func parameterNames(isOptional: Bool) throws(Diagnostic) -> [Name] {
        guard accept(.leftParenthesis) else {
            if isOptional { return [] }
            throw unexpected("( is expected")
        }
        guard !accept(.rightParenthesis) else { return [] }
        let names = try nameList()
        try expect(.rightParenthesis, after: "the parameters")
        return names
    }

    mutating func nameList() throws(Diagnostic) -> [Name] {
        var names = [try identifier("a name")]
        while accept(.comma) { names.append(try identifier("a name")) }
        return names
    }

    private mutating func main() throws(Diagnostic) {
        let start = index
        advance()
        guard accept(.main) else { throw unexpected("main is expected") }
        var publicNames: [Name] = []
        if accept(.leftBrace) {
            guard accept(.public) else { throw unexpected("public is expected") }
            try expect(.leftBracket, after: "public")
            publicNames = try nameList()
            try expect(.rightBracket, after: "the public inputs")
            try expect(.rightBrace, after: "the public inputs")
        }
        try expect(.assign, after: "main")
        let call = try expression()
        try expect(.semicolon, after: "the main component")
        tree.mains.append(MainComponent(publicNames: publicNames, call: call, place: place(since: start)))
    }
}
