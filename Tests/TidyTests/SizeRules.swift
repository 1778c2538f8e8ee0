/// How long files and functions may be.
enum SizeRules {
    static let fileLinesMax = 600
    static let functionLinesMax = 70
    /// Tables that say one thing for each case of an enum: cut in two, they would lose the compiler's check that no case
    /// is missing.
    static let tables: Set<String> = [
        "Sources/NodeAPI/Problems/RefusalText.swift", "Sources/NodeAPI/Views/EventView.swift",
        "Sources/NodeAPI/Views/OperationView.swift",
    ]

    static func longFiles(_ source: SwiftSource) -> [Finding] {
        // A final newline does not begin another line.
        let count = source.lines.last == "" ? source.lines.count - 1 : source.lines.count
        guard count > fileLinesMax else { return [] }
        return [
            Finding(path: source.path, line: 0, message: "\(count) lines; split it, \(fileLinesMax) is the most")
        ]
    }

    static func longFunctions(_ source: SwiftSource) -> [Finding] {
        if tables.contains(source.path) { return [] }
        return functions(of: source).compactMap { function in
            let count = function.lastLine - function.firstLine + 1
            guard count > functionLinesMax else { return nil }
            return Finding(
                path: source.path, line: function.firstLine,
                message: "\(function.name) has \(count) lines; \(functionLinesMax) is the most")
        }
    }

    /// A declaration with a body, in lines counted from 1.
    struct Function: Equatable {
        let name: String
        let firstLine: Int
        let lastLine: Int
    }

    /// Finds functions, initialisers, subscripts and computed properties by their keyword and the braces after it.
    static func functions(of source: SwiftSource) -> [Function] {
        var functions: [Function] = []
        for index in source.code.indices {
            var offset = source.code[index].startIndex
            for word in source.words(ofLine: index) {
                guard let range = source.code[index][offset...].firstRange(of: word.text) else { continue }
                offset = range.upperBound
                guard declaring.contains(word.text), word.previous != ".", word.previous != "`" else { continue }
                guard let lastLine = endOfBody(in: source.code, line: index, after: range.upperBound, word: word.text)
                else { continue }
                let name = Word.words(in: String(source.code[index][range.upperBound...])).first?.text ?? word.text
                let isNamed = word.text == "func" || word.text == "var"
                functions.append(
                    Function(name: isNamed ? name : word.text, firstLine: index + 1, lastLine: lastLine + 1))
            }
        }
        return functions
    }

    private static let declaring: Set<String> = ["func", "init", "deinit", "subscript", "var"]
    /// What can follow a requirement of a protocol, which has no body.
    private static let nextDeclaration: Set<String> = [
        "func", "init", "deinit", "subscript", "var", "let", "static", "case", "struct", "class", "enum", "extension",
        "protocol", "associatedtype", "typealias", "package", "public", "private", "mutating", "import",
    ]

    /// Returns the line of the brace that closes the declaration's body, or `nil` where there is no body.
    private static func endOfBody(in code: [String], line: Int, after start: String.Index, word: String) -> Int? {
        var openBrackets = 0
        var openBraces = 0
        for index in line..<code.count {
            let text = index == line ? code[index][start...] : code[index][...]
            if index > line, openBraces == 0, openBrackets == 0, beginsAnotherDeclaration(text) { return nil }
            for character in text {
                switch character {
                case "(", "[": openBrackets += 1
                case ")", "]": openBrackets -= 1
                case "{" where openBrackets == 0 || openBraces > 0: openBraces += 1
                case "}" where openBraces > 0:
                    openBraces -= 1
                    if openBraces == 0 { return index }
                case "}" where openBrackets == 0: return nil
                // A stored property with a value, or a call of an initialiser that ends with its line.
                case "=" where openBraces == 0 && openBrackets == 0 && word == "var": return nil
                default: break
                }
                if openBrackets < 0 { return nil }
            }
            if word == "var", openBraces == 0, openBrackets == 0 { return nil }
        }
        return nil
    }

    private static func beginsAnotherDeclaration(_ text: Substring) -> Bool {
        let trimmed = text.drop { $0 == " " }
        if trimmed.hasPrefix("@") || trimmed.hasPrefix("#") { return true }
        guard let first = Word.words(in: String(trimmed)).first, trimmed.hasPrefix(first.text) else { return false }
        return nextDeclaration.contains(first.text)
    }
}
